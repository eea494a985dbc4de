"""Quotations as token stretches, also over several sentences, and what a speaker's credit covers of them.

A quotation mark opens or closes by its shape where the article prints “ and ”, else by what stands beside it.
A quotation that nobody closes ends with its paragraph, so that one stray mark never swallows an article.
"""

from __future__ import annotations

from bisect import bisect_right

from ingest.grammar.clause_shape import TENSED
from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import Manner
from ingest.voices.drafts import Draft

LONGEST_QUOTE = 400  # tokens; a longer "quotation" in one paragraph is a pair of stray marks
LONGEST_CREDIT = 60  # tokens between two quotations of one speaker: his credit, with what describes him
_NEAR = 40  # tokens between a source's edge and its cue; a longer phrase is a misparse
_DASHES = frozenset({"—", "–", "--", "-"})
_HEARD = frozenset({Manner.SPEECH, Manner.REPORT, Manner.REQUEST})


def find_quotes(tree: Tree, text: str) -> list[Stretch]:
    """All double-quoted stretches with their marks, in order, none inside another."""
    marks = [(i, _opens(text, tree.doc[i].idx)) for i, word in enumerate(tree.text) if '"' in word]
    if not marks:
        return []
    lines = [i for i, word in enumerate(tree.text) if "\n" in word]
    found: list[Stretch] = []
    opened: int | None = None
    for i, opens in marks:
        if opened is not None and opens is not False:
            # A line that ends before the quotation is closed ends it, unless the next mark can only close.
            line = bisect_right(lines, opened)
            if line < len(lines) and lines[line] < i:
                if lines[line] - 1 > opened:
                    found.append((opened, lines[line] - 1))
                opened = None
        if opened is None:
            if opens is not False:
                opened = i
        elif opens is not True or i - opened > LONGEST_QUOTE:
            found.append((opened, i))
            opened = None
    if opened is not None:
        line = bisect_right(lines, opened)
        end = lines[line] - 1 if line < len(lines) else len(tree) - 1
        if end > opened:
            found.append((opened, end))
    return [q for q in found if q[1] - q[0] <= LONGEST_QUOTE]


def extend_over_quotes(tree: Tree, drafts: list[Draft], quotes: list[Stretch]) -> None:
    """Give every speaker the whole of the quotation that his credit touches, and those that follow it.

    A quotation after the credit in the same paragraph, in sentences that are nothing but quotation and have
    no credit of their own, goes on with the same speaker. So does one right before a bare credit ("'Will it
    fly?' the pilot asked").
    """
    if not quotes:
        return
    starts = [first for first, _ in quotes]
    heard = [d for d in drafts if d.manner in _HEARD and d.content]
    taken: set[int] = set()
    last_quote: dict[int, Draft] = {}
    for draft in heard:
        wide: list[Stretch] = []
        for start, end in draft.content:
            at = max(bisect_right(starts, start) - 1, 0)
            while at < len(quotes) and quotes[at][0] <= end:
                first, last = quotes[at]
                inside = first <= draft.anchor <= last
                if not inside and (first <= start <= last or first <= end <= last):
                    if start <= first + 1 or _is_free(tree, first, start):
                        start = min(start, first)
                    end = max(end, last)
                if not inside and first <= end and last >= start:
                    taken.add(at)
                    last_quote[at] = draft
                at += 1
            wide.append((start, end))
        draft.content = wide
    for at, (first, last) in enumerate(quotes):
        if at in taken or at - 1 not in last_quote:
            continue
        before, speaker = quotes[at - 1], last_quote[at - 1]
        if _only_quotation(tree, before[1], first, last) or _only_credit(tree, speaker, before[1], first):
            speaker.content = [*speaker.content, (first, last)]
            last_quote[at] = speaker


def add_quotation_beside(tree: Tree, draft: Draft, beside: dict[int, Stretch]) -> None:
    """Take in the quotation that ends right before the credit or begins right after it."""
    own = [draft.anchor, *draft.cue]
    for source in draft.sources:
        borrowed = tree.tag[draft.anchor] == "VBG" and tree.head[source] != draft.anchor
        if not borrowed and tree.sentence[source] == tree.sentence[draft.anchor]:
            own += [i for i in tree.subtree(source) if abs(i - draft.anchor) < _NEAR]
    first, last = min(own), max(own)
    for edge in (first - 1, first - 2, last + 1, last + 2, last + 3):
        quote = beside.get(edge)
        if quote is None or (edge < first) != (edge == quote[1]):
            continue
        apart = tree.sentence[edge] != tree.sentence[draft.anchor]
        if apart and (draft.content or (edge < first and tree.text[edge - 1] == ".")):
            continue  # '"It was close." His wife agreed' is no credit of the quotation before
        if apart and edge > first and _is_credited(tree, quote[1]):
            continue  # 'He nodded. "We want it," his wife said'
        between = range(edge + 1, first) if edge < first else range(last + 1, edge)
        if any(not tree.is_blank(i) for i in between):
            continue
        if (
            all(b < quote[0] or quote[1] < a for a, b in draft.content)
            and not quote[0] <= draft.anchor <= quote[1]
        ):
            draft.content = sorted([*draft.content, quote])
            draft.asserts = True


def _is_credited(tree: Tree, last: int) -> bool:
    """True where the sentence goes on behind the quotation, with a credit of its own as a rule."""
    return any(not tree.is_blank(i) for i in range(last + 1, tree.sentence[last][1] + 1))


def _is_free(tree: Tree, first: int, start: int) -> bool:
    """True where the quotation begins in an earlier sentence than the content that it runs into."""
    return tree.sentence[first] != tree.sentence[start]


def _only_quotation(tree: Tree, before: int, first: int, last: int) -> bool:
    """True where the quotation is made of whole sentences and stands in the paragraph of the one before."""
    if _is_aside(tree, before, first):
        return True
    opening = tree.sentence[min(first + 1, last)][0]  # the parser may end a sentence with the mark
    if any(not tree.is_blank(i) for i in range(opening, first)):
        return False
    interrupted = last + 1 < len(tree) and tree.text[last + 1] in _DASHES
    ending = range(last + 1, tree.sentence[last][1] + 1)
    if not interrupted and any(not tree.is_blank(i) for i in ending):
        return False
    if first - before > LONGEST_CREDIT:
        return False
    return not any("\n" in tree.text[i] for i in range(before, first))


def _only_credit(tree: Tree, speaker: Draft, before: int, first: int) -> bool:
    """True for '"It is late," the bank said in a statement, "and we are tired"': one credit parts the two."""
    if first - before > LONGEST_CREDIT or not before < speaker.anchor < first or tree.text[first - 1] != ",":
        return False
    own = [tree.subtree(s) for s in speaker.sources]
    return not any(
        tree.tag[i] in TENSED and i not in speaker.cue and not any(a <= i <= b for a, b in own)
        for i in range(before + 1, first)
    )


def _is_aside(tree: Tree, before: int, first: int) -> bool:
    """True for what dashes set apart within one quotation: "If so" — he paused — "we will go"."""
    if not 2 < first - before < LONGEST_CREDIT:
        return False
    return tree.text[before + 1] in _DASHES and tree.text[first - 1] in _DASHES


def _opens(text: str, at: int) -> bool | None:
    """Whether the mark at that offset opens a quotation; None where neither shape nor place tells."""
    mark = text[at]
    if mark in "“„`‘":
        return True
    if mark in "”’" or text[at : at + 2] == "''":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    left = before.isspace() or before in "([—–-"
    right = after.isspace() or after in ".,;:!?)]—–-"
    if left and not right:
        return True
    if right and not left:
        return False
    return None
