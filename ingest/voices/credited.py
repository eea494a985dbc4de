"""Whom each voice credits: its source phrase, or the source that "the report" or "they" points back to.

A text names its source once and then says "the report said", "the people said", "it added". Such a phrase
means the latest source of that sort that the text has credited, which may stand paragraphs before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ingest.document import Document
from ingest.voices.cues import Cues, Manner, cues
from ingest.voices.finding import Voice
from ingest.voices.source_words import authors_of, is_called_outlet, is_definite, is_described
from kg.model import Entity, EntityKind, LinkReason, Mention, SourceKind, Span

LONGEST_LABEL = 12  # words; beyond that a source phrase is a sentence
_FAR = 600  # tokens before "the bank" among which its name may stand
_REACH = 150  # tokens before "the paper" among which its name may stand
_MEMORY = 12  # credited sources that are remembered, latest last

Referents = Callable[[Token], tuple[Mention, ...]]

_KINDS = {
    EntityKind.OUTLET: SourceKind.OUTLET,
    EntityKind.PERSON: SourceKind.PERSON,
    EntityKind.COMPANY: SourceKind.COMPANY,
    EntityKind.AGENCY: SourceKind.OFFICIAL,
    EntityKind.GOVERNMENT: SourceKind.OFFICIAL,
    EntityKind.COUNTRY: SourceKind.OFFICIAL,
}


@dataclass(frozen=True, slots=True)
class Credited:
    """One source as the text credits it. `mention` is None where the text hides the source."""

    mention: Mention | None
    anonymous: bool = False
    count: int | None = None
    kind: SourceKind | None = None
    noun: str = ""
    plural: bool = False


def credit_all(
    document: Document, voices: tuple[Voice, ...], referents_of: Referents
) -> list[tuple[Credited, ...]]:
    """For each voice the sources that it credits, in one pass through the text."""
    table, memory = cues(), _Memory()
    found: list[tuple[Credited, ...]] = []
    for voice in voices:
        credited: list[Credited] = []
        for head in voice.sources:
            credited += _credit(document, voice, document.doc[head], referents_of, table, memory)
        if voice.heard:  # "told Congress" is no outlet
            heads = [document.doc[head] for head in voice.sources]
            if not any(is_called_outlet(head, table) for head in heads):
                credited = [c for c in credited if c.kind is SourceKind.OUTLET]
        if not voice.sources:
            credited.append(_hidden(document, voice, table))
        found.append(tuple(credited))
        if voice.manner in {Manner.SPEECH, Manner.REPORT, Manner.RESPONSE}:
            memory.keep(credited, voice)
    return found


class _Memory:
    """The sources that a text has credited so far, each with the offset of its cue."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: list[tuple[Credited, int]] = []

    def keep(self, credited: list[Credited], voice: Voice) -> None:
        self._seen += [(c, voice.cue[0].start) for c in credited if c.mention is not None]
        del self._seen[:-_MEMORY]

    def document(self) -> Credited | None:
        """The latest outlet, else the latest report, study or other document."""
        for kind in (SourceKind.OUTLET, SourceKind.DOCUMENT):
            for credited, _ in reversed(self._seen):
                if credited.kind is kind:
                    return credited
        return None

    def people(self, noun: str, plural: bool) -> Credited | None:
        """The latest unnamed source called by that noun, else by another noun for sources."""
        unnamed = [c for c, _ in reversed(self._seen) if c.anonymous and c.plural == plural]
        same = (c for c in unnamed if c.noun == noun)
        return next(same, unnamed[0] if unnamed and noun in cues().bare_sources else None)

    def last(self, voice: Voice) -> Credited | None:
        """The source credited last of all, but for those within the voice's own content.

        In "the governor promised her a school, she said" nobody goes on speaking but whoever spoke before.
        """
        for credited, at in reversed(self._seen):
            if not any(span.start <= at < span.end for span in voice.content):
                return credited
        return None


def _credit(
    document: Document, voice: Voice, head: Token, referents_of: Referents, table: Cues, memory: _Memory
) -> list[Credited]:
    word, noun = head.lower_, head.lemma_.lower()
    plural = head.tag_ in {"NNS", "NNPS"} or word in {"they", "people"}
    points_back = any(c.lower_ in table.pointing for c in head.children)
    if head.pos_ != "PROPN" and points_back and not is_described(head):
        back = None
        if noun in table.back_documents and not (plural or any(map(_is_agency, referents_of(head)))):
            back = _outlet_before(head, referents_of) or memory.document()
        if back is None and noun in table.back_people:
            back = memory.people(noun, plural)
        if back is not None:
            return [_here(back, document, voice, head)]
    if head.pos_ == "PRON":
        return _of_pronoun(document, voice, head, referents_of, table, memory)
    if noun in table.documents and head.pos_ != "PROPN":
        authors = [
            m
            for t in authors_of(head, table)
            for m in referents_of(t)
            if m.entity.named and m.entity.kind in _KINDS
        ]
        if authors:
            return [replace(_named(m, voice), kind=SourceKind.DOCUMENT, noun=noun) for m in authors]
    mentions = referents_of(head)
    if not any(m.named or m.entity.named for m in mentions) and is_definite(head):
        mentions = _namesake(head, referents_of) or mentions
    named = [m for m in mentions if m.named or m.entity.named]
    known = [m for m in named if _is_agency(m) and m.entity.named and m.span.start <= head.idx < m.span.end]
    if known:
        return [_named(m, voice) for m in known]  # "Peru's health ministry" is a body, not somebody
    if named and head.pos_ in {"PROPN", "NOUN"} and not voice.anonymous:
        return [_named(m, voice) for m in named]
    if mentions and not voice.anonymous:
        return [replace(_named(m, voice), noun=noun, plural=plural) for m in mentions]
    return [_unnamed(document, voice, head, noun, plural, mentions)]


def _of_pronoun(
    document: Document, voice: Voice, head: Token, referents_of: Referents, table: Cues, memory: _Memory
) -> list[Credited]:
    """Whom a speaking pronoun means.

    After what is said ("…, she said") the last speaker goes on. Before it, the text's own referent comes
    first, but for "they", which mostly are people without a name.
    """
    last = memory.last(voice)
    fits = last is not None and _fits(head.lower_, last)
    goes_on = bool(voice.content) and voice.content[0].start < voice.cue[0].start
    if last is not None and fits and (goes_on or (head.lower_ == "they" and last.plural and last.anonymous)):
        return [_here(last, document, voice, head)]
    mentions = referents_of(head)
    if mentions:
        return [_named(m, voice) for m in mentions]
    if head.lower_ not in table.back_pronouns:
        return []  # "I" and "we" speak inside somebody's words, and he is a rung already
    # Whoever is meant, it is hearsay: a rung without a source then.
    return [_here(last, document, voice, head) if last is not None and fits else Credited(None)]


def _outlet_before(head: Token, referents_of: Referents) -> Credited | None:
    """The outlet named last before "the paper" and not long before, whether or not it was credited."""
    doc, first = head.doc, max(0, head.i - _REACH)
    for i in range(head.i - 1, first - 1, -1):
        if doc[i].pos_ == "PROPN":
            for mention in referents_of(doc[i]):
                if mention.named and mention.entity.kind is EntityKind.OUTLET:
                    return Credited(mention, False, None, SourceKind.OUTLET)
    return None


def _namesake(head: Token, referents_of: Referents) -> tuple[Mention, ...]:
    """What "the bank" means after "the Export Bank": the body named before whose name has that word."""
    doc, first = head.doc, max(0, head.i - _FAR)
    for i in range(head.i - 1, first - 1, -1):
        if doc[i].lower == head.lower and doc[i].pos_ == "PROPN":
            named = tuple(m for m in referents_of(doc[i]) if m.named and m.entity.kind in _KINDS)
            if named:
                return tuple(replace(m, reason=LinkReason.COREFERENCE, named=False) for m in named[:1])
    return ()


def _is_agency(mention: Mention) -> bool:
    """True where "the agency" is a known one of a government, and no news agency."""
    return mention.entity.named and mention.entity.kind is EntityKind.AGENCY


def _fits(pronoun: str, credited: Credited) -> bool:
    """True where the pronoun agrees with what is known of the source."""
    if pronoun in {"he", "she"}:
        return not credited.plural and credited.kind in {SourceKind.PERSON, SourceKind.OFFICIAL, None}
    if pronoun == "it":
        return not credited.plural and credited.kind is not SourceKind.PERSON
    return pronoun == "they" and (credited.plural or credited.anonymous)


def _here(back: Credited, document: Document, voice: Voice, head: Token) -> Credited:
    """The source meant, mentioned by the words that point back to it."""
    if back.mention is None:
        return back
    span = _span_of(document, voice, head)
    return replace(back, mention=Mention(span, back.mention.entity, LinkReason.COREFERENCE, False))


def _named(mention: Mention, voice: Voice) -> Credited:
    kind = voice.kind if voice.kind is SourceKind.OUTLET else _KINDS.get(mention.entity.kind, voice.kind)
    return Credited(mention, False, None, kind)


def _unnamed(
    document: Document, voice: Voice, head: Token, noun: str, plural: bool, mentions: tuple[Mention, ...]
) -> Credited:
    """A group called by its own words; the one that those words mean elsewhere in the article too, if any."""
    span = _span_of(document, voice, head)
    entity = _group(document, head, span)
    for mention in mentions:
        if mention.entity.label.casefold() == entity.label.casefold():
            entity = mention.entity
    return Credited(
        Mention(span, entity, LinkReason.NOMINAL, False),
        voice.anonymous,
        voice.count,
        voice.kind,
        noun,
        plural,
    )


def _group(document: Document, head: Token, span: Span) -> Entity:
    """The unnamed group that a source phrase describes; in full with its number among the aliases.

    The label leaves out the article, the number and any relative clause; what vouches for the source stays.
    """
    doc = head.doc
    last = head.i
    for child in head.rights:
        if child.dep_ in {"relcl", "appos", "punct", "cc", "conj"} or child.idx >= span.end:
            break
        last = min(child.right_edge.i, last + LONGEST_LABEL)
    inside = [t for t in doc[head.left_edge.i : last + 1] if span.start <= t.idx < span.end]
    clause = next(
        (n for n, t in enumerate(inside) if (t.i > head.i and _opens_clause(t)) or t.text == ","), None
    )
    inside = inside[:clause] if clause else inside
    bare = [
        t
        for t in inside
        if not (t.head.i == head.i and t.i < head.i and t.dep_ in {"det", "nummod", "quantmod"})
    ]
    full, label = _phrase(inside), _phrase(bare)
    return Entity(
        key=f"{label.casefold()}@{document.article.digest}",
        kind=EntityKind.GROUP,
        label=label,
        named=False,
        aliases=(full,) if full != label else (),
    )


def _opens_clause(token: Token) -> bool:
    """True for the verb or the pronoun of a relative clause, whatever noun the parser hung it on."""
    return token.dep_ == "relcl" or token.tag_ in {"WP", "WDT"}


def _hidden(document: Document, voice: Voice, table: Cues) -> Credited:
    """No source: "reportedly". "Reports that …" credits the reports themselves."""
    for span in voice.cue:
        words = document.article.text[span.start : span.end]
        if words.lower().rstrip("s") in table.documents:
            entity = Entity(
                key=f"{words.casefold()}@{document.article.digest}",
                kind=EntityKind.GROUP,
                label=words,
                named=False,
            )
            mention = Mention(span, entity, LinkReason.NOMINAL, False)
            return Credited(mention, True, None, SourceKind.DOCUMENT, words.lower())
    return Credited(None)


def _span_of(document: Document, voice: Voice, head: Token) -> Span:
    """The source phrase of that head among the voice's own; the head alone where it stands apart."""
    for span in voice.source:
        if span.start <= head.idx < span.end:
            return span
    return Span(head.idx, head.idx + len(head))


def _phrase(tokens: list[Token]) -> str:
    """The tokens as the text writes them, without the spaces at the ends."""
    return "".join(t.text_with_ws for t in tokens).replace("\n", " ").strip(" ,.\"'")
