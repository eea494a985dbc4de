"""A traced claim as text for a person: the statement, how it stands, whose word, the sentence, the story.

In a pipe the spans of the sentence stand in brackets with their roles; on a terminal they are bold as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from textwrap import wrap

from api.output import clean, width
from api.tables import answer_lines, short
from kg.errors import UnknownThingError
from kg.queries import question
from kg.queries.binding import Asked, as_iri, bind
from kg.results import texts_of
from kg.trace import find_claims, sort_of, trace_claim
from kg.traced import Other, Passage, Step, Trace

MARGIN = 16  # columns for the names of the parts
BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
OPEN, CLOSE = "\ue000", "\ue001"  # stand for the two while lines are broken; `clean` lets no others through
SHOWN_OF_A_DIGEST = 19  # characters: the algorithm and twelve digits
MOST_TRACED = 3  # claims that are told in full where an IRI is of something else
MOST_OTHERS = 20  # other claims of the same event that are told; the rest is counted


def trace_any(asked: Asked, text: str, *, styled: bool = False) -> Iterator[str]:
    """The lines that tell of whatever the IRI is of; short forms like `claim/…` are taken too.

    A claim is told in full, an article and an entity as the question that asks for all of them, anything else
    by the claims that rest on it. Raises `UnknownThingError` for what the store does not know.
    """
    iri = as_iri(text.strip().removeprefix("<").removesuffix(">"))
    if iri is None:
        raise UnknownThingError(
            f"{clean(text)!r} is no IRI; to look for a name, ask: onrecord query what-is-known --thing NAME"
        )
    sort = sort_of(asked, iri)
    if sort in QUESTIONS:
        name, parameter = QUESTIONS[sort]
        yield from answer_lines(*texts_of(asked.query(bind(question(name), {parameter: iri}, asked))))
        return
    claims = [iri] if sort == "claim" else find_claims(asked, iri)
    if not claims:
        yield f"{short(iri)}: known here, but no claim rests on it"
    for number, claim in enumerate(claims[:MOST_TRACED]):
        yield from ["", ""] if number else []
        yield from trace_lines(trace_claim(asked, claim), styled=styled)
    if len(claims) > MOST_TRACED:
        yield ""
        yield f"… and {len(claims) - MOST_TRACED} more: {' '.join(map(short, claims[MOST_TRACED:]))}"


QUESTIONS = {"article": ("article-says", "article"), "entity": ("what-is-known", "thing")}
"""What is asked for an IRI that is of more than some claims, and by which parameter."""


def trace_lines(trace: Trace, *, styled: bool = False) -> Iterator[str]:
    """The lines of a trace. `styled` is for terminals."""
    for line in _wrapped(f"{OPEN}{clean(trace.statement)}{CLOSE}", 0):
        yield _styled(line, styled)
    yield ""
    for name, lines in _parts(trace):
        for number, line in enumerate(lines):
            for place, piece in enumerate(_wrapped(line, MARGIN)):
                head = name if number == place == 0 else ""
                yield _styled(f"{head:<{MARGIN}}{piece}".rstrip(), styled)


def _parts(trace: Trace) -> Iterator[tuple[str, Sequence[str]]]:
    """Name and lines of each part; what is not known has no part."""
    article, when = trace.article, trace.when
    yield (
        "How it stands",
        [f"{trace.standing}: {clean(trace.condition)}" if trace.condition else trace.standing],
    )
    yield "Whose word", [_step(step) for step in trace.steps] or [trace.voice]
    if trace.origin:
        yield "Origin", [clean(trace.origin)]
    if when:
        yield "When", [_when(when)]
    if trace.quantity:
        yield "How many", [clean(trace.quantity)]
    yield (
        "Sentence",
        [
            f"“{mark_spans(trace.evidence, trace.marks)}”",
            f"characters {trace.evidence.start} to {trace.evidence.end} of the article",
        ],
    )
    if trace.roles:
        yield "Who and what", [_role(trace, *role) for role in trace.roles]
    known = ", ".join(part for part in (article.publisher, article.published) if part)
    published = f"{known or 'publisher and date not known'}{f' ({article.basis})' if article.basis else ''}"
    wire = f", from {article.wire}" if article.wire else ""
    yield (
        "Article",
        [
            clean(f"{article.headline} ({article.identifier})" if article.headline else article.identifier),
            clean(published + wire),
            *([clean(article.url)] if article.url else []),
            *([f"replaced by a later version on {article.superseded}"] if article.superseded else []),
            short(article.iri),
        ],
    )
    yield "Rule", [f"{trace.rule}, confidence {trace.confidence.normalize():f}"]
    if run := trace.run:
        book = run.get("rulebook", "")[:SHOWN_OF_A_DIGEST]
        yield "Run", [f"OnRecord {run.get('version')}, model {run.get('model')}, rulebook {book}…"]
    if trace.edges:
        yield "Plain edge", [clean(" ".join(edge)) for edge in trace.edges]
    for story in trace.stories:
        numbers = ", ".join(
            f"{count} {noun if count == 1 else noun + 's'}"
            for count, noun in (
                (story.articles, "article"),
                (story.outlets, "outlet"),
                (story.origins, "origin"),
            )
            if count is not None
        )
        yield "Story", [f"told by {numbers}: {short(story.event)}", *_others(story.others)]
    if trace.conflicts:
        yield "Conflicts", list(_others(trace.conflicts))
    yield "Claim", [trace.iri]


def mark_spans(evidence: Passage, marks: Iterable[Passage]) -> str:
    """The words of the evidence with its spans in brackets: "[agent The board] [trigger approved] …".

    Spans outside the evidence, and those that cross another, are left out; equal ones share their brackets.
    """
    roles: dict[tuple[int, int], list[str]] = {}
    for mark in marks:
        if mark.role and evidence.start <= mark.start and mark.end <= evidence.end:
            known = roles.setdefault((mark.start, -mark.end), [])
            known += [mark.role] if mark.role not in known else []
    parts: list[str] = []
    open_ends: list[int] = []
    at = evidence.start

    def words_to(end: int) -> str:
        return clean(evidence.words[at - evidence.start : end - evidence.start])

    for (start, minus_end), names in sorted(roles.items()):
        while open_ends and open_ends[-1] <= start:
            parts += [words_to(open_ends[-1]), f"]{CLOSE}"]
            at = open_ends.pop()
        if open_ends and -minus_end > open_ends[-1]:
            continue
        parts += [words_to(start), f"{OPEN}[{', '.join(names)} "]
        at = start
        open_ends.append(-minus_end)
    while open_ends:
        parts += [words_to(open_ends[-1]), f"]{CLOSE}"]
        at = open_ends.pop()
    return "".join([*parts, words_to(evidence.end)])


def _step(step: Step) -> str:
    """One rung: who, what sort of source, and the words that credit it."""
    marks = [
        *([step.kind] if step.kind else []),
        *([f"{step.count} counted"] if step.count else []),
        *(["anonymous"] if step.anonymous else []),
    ]
    sort = f" ({', '.join(marks)})" if marks else ""
    return f"{step.rung}. {clean(step.source or 'not said who')}{sort}: “{clean(step.words or step.cue)}”"


def _when(when: Mapping[str, str]) -> str:
    """The words of a time, what they come to, and the days that they may mean."""
    days = [day for name in ("earliest", "latest") if (day := when.get(name))]
    span = " to ".join(dict.fromkeys(days))
    meant = [part for part in dict.fromkeys((when.get("value"), span)) if part]
    return f"“{clean(when.get('text', ''))}” ({': '.join(meant)})" if meant else clean(when.get("text", ""))


def _role(trace: Trace, role: str, label: str, iri: str) -> str:
    """One who takes part, and the words that were taken to mean it."""
    said = next((mark for mark in trace.marks if mark.role == role and mark.thing == label), None)
    words = f", said as “{clean(said.words)}” ({said.reason})" if said else ""
    return f"{role}: {clean(label)}{words}, {short(iri)}"


def _others(others: Sequence[Other]) -> Iterator[str]:
    """Other claims, one line each."""
    for other in others[:MOST_OTHERS]:
        differs = f" — differs: {clean(other.difference)}" if other.difference else ""
        how = f"({other.standing}; {clean(other.source)}){differs}"
        yield f"- {clean(other.statement)} {how} {short(other.iri)}"
    if len(others) > MOST_OTHERS:
        yield f"- and {len(others) - MOST_OTHERS} more"


def _wrapped(line: str, indent: int) -> list[str]:
    """The line in pieces that fit beside the margin, IRIs whole."""
    return wrap(line, width() - indent, break_long_words=False, break_on_hyphens=False) or [""]


def _styled(line: str, styled: bool) -> str:
    """The line for a terminal, or for a pipe."""
    if not styled:
        return line.replace(OPEN, "").replace(CLOSE, "")
    return line.replace(OPEN, BOLD).replace(CLOSE, PLAIN)
