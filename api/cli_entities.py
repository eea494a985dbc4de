"""The commands about what is one thing and what is not: `entities list-uncertain`, `merge`, `split`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli_options import DEFAULT_STORE, StoreOption, examples
from api.output import clean, counted, notice

if TYPE_CHECKING:
    from kg.uncertain import Uncertain

LIST_EXAMPLES = examples("onrecord entities list-uncertain --store facts | cut -f 1,2")
MERGE_EXAMPLES = examples(
    "onrecord entities merge 'Acme Holdings' Acme --reason 'annual report' --store facts",
    "onrecord entities merge entity/acme-holdings entity/acme --store facts",
)
SPLIT_EXAMPLES = examples("onrecord entities split entity/acme-holdings --store facts")

WHY = {
    "wikidata": "both link to {0} of Wikidata",
    "name": "called {0!r} and {1!r}",
    "acronym": "{0} may stand for {1!r}",
    "surname": "{0!r} may be the last name",
    "kinds": "articles see different kinds: {all}",
    "names": "articles use different full names: {all}",
}
"""How each doubt of `kg.uncertain` is put into words."""

entities = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="See, make and take back decisions on what is one thing.",
)


@entities.command("list-uncertain", short_help="List what may be one thing, or two.", epilog=LIST_EXAMPLES)
def list_doubts(store: StoreOption = DEFAULT_STORE) -> None:
    """List what a person should look at: nodes that may be one thing, and nodes that may be two.

    A line each, its fields separated by tabs: what, why, the IRIs, a sentence for each.
    """
    from ingest.names.naming import without_form
    from ingest.names.spelling import fold
    from kg.snapshots import open_snapshot
    from kg.uncertain import list_uncertain

    found = 0
    with open_snapshot(store) as snapshot:
        for doubt in list_uncertain(snapshot.store, lambda name: fold(without_form(name))):
            found += 1
            print("\t".join(map(clean, _fields(doubt))))
    notice(f"{store}: {counted(found, 'doubt')}.")


@entities.command("merge", short_help="Let one entity be another.", epilog=MERGE_EXAMPLES)
def merge(
    merged: Annotated[str, typer.Argument(metavar="A", help="The entity that is merged: a name or an IRI.")],
    into: Annotated[str, typer.Argument(metavar="B", help="The entity that stands for both.")],
    store: StoreOption = DEFAULT_STORE,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why they are one thing.")] = "",
) -> None:
    """Let entity A be the same thing as entity B, which stands for both, until it is split.

    Nothing that an article said is changed; questions by either name find what is said of both.
    """
    from kg.decisions import merge_named
    from kg.snapshots import open_snapshot
    from kg.store import open_store

    with open_snapshot(store) as snapshot:
        decision = merge_named(snapshot, merged, into, clean(reason).strip())
    with open_store(store) as kept:
        kept.merge(decision)
        kept.publish()
    gone, stands = (node.value for node in (decision.merged, decision.into))
    notice(f"{store}: {gone} is now {stands}; take it back with: onrecord entities split {gone}")


@entities.command("split", short_help="Take a merge back.", epilog=SPLIT_EXAMPLES)
def split(
    merged: Annotated[
        str, typer.Argument(metavar="A", help="The entity that was merged: its IRI, or a name.")
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Take back that entity A was merged into another; all is as if it had never been."""
    from kg.decisions import merged_named
    from kg.snapshots import open_snapshot
    from kg.store import open_store

    with open_snapshot(store) as snapshot:
        node = merged_named(snapshot, merged)
    with open_store(store) as kept:
        decision = kept.split(node)
        kept.publish()
    notice(f"{store}: {decision.merged.value} is no longer {decision.into.value}.")


def _fields(doubt: Uncertain) -> Iterator[str]:
    """What stands in one line."""
    yield " / ".join(doubt.labels)
    yield WHY[doubt.doubt].format(*doubt.about, all=", ".join(doubt.about))
    yield from doubt.nodes
    yield from (example.sentence if example else "" for example in doubt.examples)
