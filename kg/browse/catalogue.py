"""Reads a snapshot's catalogue: every article, entity, claim and background fact, in lists' order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.browse.rows import ArticleRow, ClaimRow, EntityRow, Relation, Rung
from kg.errors import UnknownThingError
from kg.merges import Merges
from kg.model import ClaimKind, EntityKind, Polarity, Status


@dataclass(frozen=True)
class Catalogue:
    """One snapshot at a glance. Claims come newest article first, then as they stand in the text."""

    number: int
    articles: Mapping[str, ArticleRow]
    entities: Mapping[str, EntityRow]
    claims: tuple[ClaimRow, ...]
    relations: tuple[Relation, ...]

    @cached_property
    def claims_by_iri(self) -> Mapping[str, ClaimRow]:
        return {claim.iri: claim for claim in self.claims}

    @cached_property
    def claims_about(self) -> Mapping[str, tuple[ClaimRow, ...]]:
        """For each entity the claims that it takes part in, in lists' order."""
        found: dict[str, list[ClaimRow]] = defaultdict(list)
        for claim in self.claims:
            for entity in dict.fromkeys(claim.participants):
                found[entity].append(claim)
        return {entity: tuple(claims) for entity, claims in found.items()}

    @cached_property
    def newest(self) -> date | None:
        """The newest day on which an article here was published."""
        return max((row.published for row in self.articles.values() if row.published), default=None)

    def label(self, entity: str) -> str:
        """An entity's name, or the end of its IRI where it has none."""
        row = self.entities.get(entity)
        return row.label if row else entity.rstrip("/#").rpartition("/")[2]

    def entity(self, name: str) -> EntityRow:
        """The entity with that IRI, end of IRI, label or alias (case aside); the one spoken of most wins.

        Raises `UnknownThingError`.
        """
        if name in self.entities:
            return self.entities[name]
        found = self._entities_by_name.get(name.casefold())
        if not found:
            raise UnknownThingError(f"No entity here is called {name!r}.")
        return found[0]

    def article(self, name: str) -> ArticleRow:
        """The article with that IRI, end of IRI, identifier or URL; of several versions the newest.

        Raises `UnknownThingError`.
        """
        if name in self.articles:
            return self.articles[name]
        for row in self.articles.values():
            if name in (row.identifier, row.url, row.iri.rpartition("/")[2]):
                return row
        raise UnknownThingError(f"No article here is called {name!r}.")

    def search(self, words: str, limit: int) -> list[EntityRow]:
        """Entities of which a name has these characters: names that begin so first, the best known first."""
        wanted = words.casefold().strip()
        found = [
            (min(places), -row.claims, row.label, row)
            for row in self.entities.values()
            if wanted and (places := [_place(name, wanted) for name in (row.label, *row.aliases)])
            if min(places) < NOWHERE
        ]
        return [row for *_, row in sorted(found, key=lambda hit: hit[:3])[:limit]]

    @cached_property
    def _entities_by_name(self) -> Mapping[str, list[EntityRow]]:
        found: dict[str, list[EntityRow]] = defaultdict(list)
        for row in sorted(self.entities.values(), key=lambda row: (-row.claims, row.label, row.iri)):
            for name in {row.iri.rpartition("/")[2], row.label.casefold(), *map(str.casefold, row.aliases)}:
                found[name].append(row)
        return found


NOWHERE = 3


def _place(name: str, wanted: str) -> int:
    """0 where the name begins so, 1 where one of its words does, 2 elsewhere in it, else NOWHERE."""
    plain = name.casefold()
    if plain.startswith(wanted):
        return 0
    if f" {wanted}" in plain:
        return 1
    return 2 if wanted in plain else NOWHERE


def read_catalogue(store: Store, number: int) -> Catalogue:
    """The catalogue of the snapshot with that number."""
    claims = _read_claims(store)
    articles = _read_articles(store, claims)
    entities = _read_entities(store, claims)
    ordered = sorted(
        claims.values(),
        key=lambda claim: (
            -(claim.published or date.min).toordinal(),
            claim.article,
            claim.start,
            claim.kind,
            claim.iri,
        ),
    )
    relations = tuple(
        sorted(
            {
                Relation(row["subject"], _local(row["predicate"]), row["object"])
                for row in _rows(store, "relations")
            },
            key=lambda relation: (relation.subject, relation.predicate, relation.object),
        )
    )
    return Catalogue(number, articles, entities, tuple(ordered), relations)


def _read_claims(store: Store) -> dict[str, ClaimRow]:
    published = {row["article"]: _date(row.get("published")) for row in _rows(store, "articles")}
    roles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in _rows(store, "roles"):
        roles[row["claim"], _local(row["role"])].add(row["entity"])
    rungs: dict[str, set[Rung]] = defaultdict(set)
    for row in _rows(store, "rungs"):
        rung = Rung(int(row["rung"]), row.get("source"), row.get("anonymous") == "true")
        rungs[row["claim"]].add(rung)
    claims = {}
    for row in _rows(store, "claims"):
        iri, article = row["claim"], row["article"]
        agents, objects, recipients = (
            tuple(sorted(roles.get((iri, role), ()))) for role in ("agent", "object", "recipient")
        )
        claims[iri] = ClaimRow(
            iri=iri,
            kind=ClaimKind(_local(row["kind"]).lower()),
            status=Status(_local(row.get("status", "happened"))),
            polarity=Polarity(_local(row.get("polarity", "positive"))),
            article=article,
            published=published.get(article),
            agents=agents,
            objects=objects,
            recipients=recipients,
            rungs=tuple(sorted(rungs.get(iri, ()), key=lambda rung: (rung.number, rung.source or ""))),
            origin=row.get("origin"),
            earliest=_date(row.get("earliest")),
            latest=_date(row.get("latest")),
            quantity=row.get("quantity"),
            start=int(row.get("start", 0)),
            sentence=row.get("sentence", ""),
        )
    return claims


def _read_articles(store: Store, claims: Mapping[str, ClaimRow]) -> dict[str, ArticleRow]:
    """Newest first; those without a date last."""
    labels = {row["entity"]: row["label"] for row in _rows(store, "entities")}
    counts: dict[str, int] = defaultdict(int)
    for claim in claims.values():
        counts[claim.article] += 1
    rows = {}
    for row in _rows(store, "articles"):
        iri = row["article"]
        publisher, wire = row.get("publisher"), row.get("wire")
        rows[iri] = ArticleRow(
            iri=iri,
            identifier=row.get("identifier") or row.get("url") or _local(iri),
            title=row.get("headline"),
            publisher=labels.get(publisher, publisher) if publisher else None,
            wire=labels.get(wire, wire) if wire else None,
            published=_date(row.get("published")),
            basis=_local(row["basis"]) if "basis" in row else None,
            url=row.get("url"),
            digest=row.get("digest"),
            superseded="invalidated" in row,
            claims=counts[iri],
        )
    ordered = sorted(
        rows.values(), key=lambda row: (-(row.published or date.min).toordinal(), row.identifier, row.iri)
    )
    return {row.iri: row for row in ordered}


def _read_entities(store: Store, claims: Mapping[str, ClaimRow]) -> dict[str, EntityRow]:
    """Those most spoken of first."""
    spoken: dict[str, set[str]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    for claim in claims.values():
        for entity in (*claim.participants, *claim.sources):
            spoken[entity].add(claim.iri)
            where[entity].add(claim.article)
    aliases, same = defaultdict(set), defaultdict(set)
    for row in _rows(store, "aliases"):
        if "alias" in row:
            aliases[row["entity"]].add(row["alias"])
        else:
            same[row["entity"]].add(row["same"])
    rows: dict[str, EntityRow] = {}
    for row in sorted(_rows(store, "entities"), key=lambda row: (row["entity"], row["kind"], row["label"])):
        iri = row["entity"]
        rows.setdefault(
            iri,
            EntityRow(
                iri=iri,
                label=row["label"],
                kind=EntityKind(_local(row["kind"])),
                aliases=tuple(sorted(aliases[iri] - {row["label"]})),
                same_as=tuple(sorted(same[iri])),
                claims=len(spoken[iri]),
                articles=len(where[iri]),
            ),
        )
    ordered = sorted(rows.values(), key=lambda row: (-row.claims, row.label, row.iri))
    return {row.iri: row for row in ordered}


def _rows(store: Store, name: str) -> Iterator[dict[str, str]]:
    """The solutions of one of the queries beside this file; what is unbound is left out.

    In place of a merged entity stands the one that was decided to be the same.
    """
    merges = Merges(store)
    settle = merges.survivor if merges else None
    solutions = store.query(_query(name), use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {
            name: settle(term).value if settle and isinstance(term, NamedNode) else term.value
            for name, term in zip(names, solution, strict=True)
            if isinstance(term, NamedNode | Literal)
        }


@cache
def _query(name: str) -> str:
    return resources.files("kg.browse").joinpath(f"{name}.rq").read_text(encoding="utf-8")


def _local(iri: str) -> str:
    """The last part of an IRI: `Approval` of `https://w3id.org/onrecord#Approval`."""
    return iri.rpartition("#")[2].rpartition("/")[2]


def _date(text: str | None) -> date | None:
    """The day of an xsd:date or xsd:dateTime."""
    return date.fromisoformat(text[:10]) if text else None
