"""Who says so: the chain of sources that stands between a passage and the article, nearest first.

`find_voices` finds every attribution of a text, `attributions` gives them as stretches of text, and `Chains`
answers the question that every claim asks: on whose word? Beliefs and wishes are annotated but are nobody's
word for a claim; a negated or merely possible credit ("has not said whether") is none either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from spacy.tokens import Token

from ingest.document import Document
from ingest.voices.credited import Credited, credit_all
from ingest.voices.finding import Manner, Voice, find_voices
from kg.model import Attribution, Mention, Rung, Span

__all__ = ["Chains", "Manner", "Voice", "attributions", "find_voices"]

VOUCHING = frozenset({Manner.SPEECH, Manner.REPORT})
FORESEEING = VOUCHING | {Manner.BELIEF}
"""What a forecast stands on: who expects or fears something to come speaks for it."""
_CELL = 512  # characters; passages are looked up by the cell that they begin in


def attributions(document: Document, voices: tuple[Voice, ...]) -> tuple[Attribution, ...]:
    """The annotation layer: each voice of the text as stretches of source, cue and content."""
    return tuple(Attribution(v.source, v.cue, v.content) for v in voices if v.shown and v.content)


class Chains:
    """The chains of attribution of one document, built once and asked for every claim."""

    __slots__ = ("_cells", "_credited", "_depths", "_document", "_foreseeing", "_voices")

    def __init__(
        self,
        document: Document,
        voices: tuple[Voice, ...],
        referents_of: Callable[[Token], tuple[Mention, ...]],
    ) -> None:
        self._document, self._voices = document, voices
        self._credited = credit_all(document, voices, referents_of)
        self._depths = _depths(voices)
        self._cells: dict[int, list[tuple[Span, int]]] = defaultdict(list)
        self._foreseeing = {
            span.end: number
            for number, voice in enumerate(voices)
            if voice.manner in FORESEEING and voice.sources
            for span in voice.cue
        }
        for number, voice in enumerate(voices):
            minded = voice.manner in FORESEEING and voice.sources
            if voice.asserts and (minded or voice.manner in VOUCHING):
                for span in voice.content:
                    for cell in range(span.start // _CELL, span.end // _CELL + 1):
                        self._cells[cell].append((span, number))

    def rungs(self, trigger: Span, evidence: Span, *, foreseen: bool = False) -> tuple[Rung, ...]:
        """The sources of what is said at `trigger`, nearest to the article first; empty in its own voice.

        A forecast (`foreseen`) stands on the word of whoever makes it: "analysts expect demand to treble".

        A source that the text hides ("reportedly") is a rung without source. The same source twice in a row
        ("he announced that he had told …") is one rung.
        """
        manners = FORESEEING if foreseen else VOUCHING
        holding = {
            number
            for span, number in self._cells.get(trigger.start // _CELL, ())
            if span.covers(trigger) and self._voices[number].manner in manners
        }
        if foreseen and trigger.end in self._foreseeing:
            holding.add(self._foreseeing[trigger.end])
        rungs: list[Rung] = []
        seen: set[str | None] = set()
        for number in sorted(holding, key=self._from_outside):
            for credited in self._credited[number]:
                key = credited.mention.entity.key if credited.mention else None
                if key in seen:
                    continue
                seen.add(key)
                rungs.append(self._rung(number, credited))
        return tuple(rungs)

    def _from_outside(self, number: int) -> tuple[int, int]:
        """Voices in the order in which a reader climbs: those that cite others before those they cite."""
        return self._depths[number], number

    def _rung(self, number: int, credited: Credited) -> Rung:
        voice = self._voices[number]
        cue = Span(voice.cue[0].start, voice.cue[-1].end)
        near = [s for s in voice.source if abs(s.start - cue.start) < _CELL]
        evidence = Span(min([cue.start, *(s.start for s in near)]), max([cue.end, *(s.end for s in near)]))
        return Rung(
            source=credited.mention,
            cue=cue,
            evidence=evidence,
            anonymous=credited.anonymous,
            count=credited.count,
            kind=credited.kind,
        )


def _depths(voices: tuple[Voice, ...]) -> dict[int, int]:
    """How many voices stand over each, by its number; linear however deep they nest."""
    depths: dict[int, int] = {}
    for number in range(len(voices)):
        path: list[int] = []
        at: int | None = number
        while at is not None and at not in depths:
            depths[at] = 0  # until it is known; a ring of voices would end here
            path.append(at)
            at = voices[at].outer
        depth = 0 if at is None else depths[at] + 1
        for step in reversed(path):
            depths[step] = depth
            depth += 1
    return depths
