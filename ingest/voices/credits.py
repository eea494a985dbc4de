"""Attributions without a verb of saying: "according to", "reportedly", "citing", "told Reuters"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.grammar.syntax import Stretch, Syntax
from ingest.voices.cues import Cues, Manner
from ingest.voices.drafts import Draft
from ingest.voices.sources import can_speak, conjuncts, sources_of
from ingest.voices.trimming import cut_all

LONGEST_SOURCE = 40  # tokens; "people familiar with the talks who spoke to the paper" is far shorter


def preposition_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "According to X", "as per X", "in the words of X", with the clause or sentence that they credit."""
    done = -1
    for i in tokens:
        phrases = cues.prepositions.get(syntax.lower[i])
        if not phrases or i <= done:
            continue
        for words in phrases:
            end = i + len(words)
            if tuple(syntax.lower[i:end]) != words or end >= len(syntax):
                continue
            head = _object_after(syntax, i, end - 1)
            if head is None or not _is_source(syntax, cues, words, head):
                continue
            content = _credited(syntax, cues, i, syntax.subtree(i), head)
            if content:
                done = end - 1
                yield Draft(i, list(range(i, end)), tuple(conjuncts(syntax, head)), content, Manner.REPORT)
            break


def opinion_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "In the senator's view", "by his own account", with the sentence that they credit."""
    for i in tokens:
        nouns = cues.opinions.get(syntax.lower[i])
        noun = syntax.first(i, "pobj") if nouns else None
        if nouns is None or noun is None or syntax.lower[noun] not in nouns:
            continue
        owner = syntax.first(noun, "poss")
        if owner is None or not (syntax.tag[owner] == "PRP$" or can_speak(syntax, cues, owner)):
            continue
        content = _credited(syntax, cues, i, syntax.subtree(i), noun)
        if content:
            yield Draft(i, [i, noun], tuple(conjuncts(syntax, owner)), content, Manner.REPORT)


def adverb_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "Reportedly", "allegedly": somebody says so, and the text hides who."""
    for i in tokens:
        if syntax.lower[i] in cues.adverbs:
            head = syntax.head[i]
            whole = syntax.subtree(head) if head != i else syntax.sentence[i]
            aside = [
                syntax.subtree(c) for c in syntax.having(head, "advcl", "npadvmod", "appos", "conj") if c != i
            ]
            content = cut_all(syntax, [whole], [(i, i), *(a for a in aside if not a[0] <= i <= a[1])])
            if content:
                yield Draft(i, [i], (), content, Manner.REPORT)


def citing_drafts(syntax: Syntax, cues: Cues, tokens: Iterable[int], drafts: list[Draft]) -> Iterator[Draft]:
    """ "Citing officials": they tell what the nearest voice of the sentence tells, by way of that voice."""
    by_sentence = _by_sentence(syntax, drafts)
    for i in tokens:
        if syntax.lemma[i] not in cues.citing or syntax.tag[i] != "VBG":
            continue
        cited = syntax.first(i, "dobj")
        if cited is None or syntax.lower[syntax.head[i]] in cues.undoing:
            continue
        if not can_speak(syntax, cues, cited):
            # "citing safety concerns": grounds, given by whoever cites them
            givers = sources_of(syntax, i)
            if any(can_speak(syntax, cues, g, lenient=True) for g in givers):
                yield Draft(i, [i], givers, [syntax.subtree(cited)], Manner.SPEECH)
            continue
        through = _nearest(syntax, i, by_sentence.get(syntax.sentence[i][0], []))
        if through is not None:
            content, asserts = through.content, through.asserts
        else:
            content, asserts = cut_all(syntax, [_clause_around(syntax, i)], [syntax.subtree(i)]), True
        if content:
            yield Draft(
                i, [i], tuple(conjuncts(syntax, cited)), content, Manner.REPORT, asserts, outer=through
            )


def cited_by_drafts(
    syntax: Syntax, cues: Cues, tokens: Iterable[int], drafts: list[Draft]
) -> Iterator[Draft]:
    """ "Two people … cited by Reuters": Reuters tells what the people say, and so cites them."""
    by_sentence = _by_sentence(syntax, drafts)
    for i in tokens:
        if syntax.lemma[i] not in cues.citing or syntax.tag[i] not in {"VBN", "VBD"}:
            continue
        for preposition in syntax.having(i, "agent", "prep"):
            outlet = syntax.first(preposition, "pobj")
            if outlet is None or syntax.lower[preposition] not in cues.cited_by:
                continue
            for draft in by_sentence.get(syntax.sentence[i][0], []):
                if draft.anchor != i and any(_within(syntax, i, s) for s in draft.sources):
                    voice = Draft(
                        i, [i, preposition], tuple(conjuncts(syntax, outlet)), draft.content, Manner.REPORT
                    )
                    draft.outer = voice
                    yield voice
                    break


def outlet_drafts(syntax: Syntax, cues: Cues, drafts: list[Draft]) -> Iterator[Draft]:
    """The outlet that a source spoke to: "told Reuters", "an interview with the Post", "who spoke to AP"."""
    for draft in drafts:
        if draft.outer is not None or (
            draft.manner is not Manner.SPEECH and draft.manner is not Manner.REPORT
        ):
            continue
        outlet = _addressee(syntax, cues, draft.anchor)
        for source in draft.sources:
            _first, last = syntax.subtree(source)
            for clause in range(source + 1, min(last, source + LONGEST_SOURCE) + 1):
                if outlet is None and clause != draft.anchor and syntax.dep[clause] in {"relcl", "acl"}:
                    outlet = _addressee(syntax, cues, clause)
        if outlet is not None and outlet not in draft.sources:
            voice = Draft(
                draft.anchor, draft.cue, (outlet,), draft.content, Manner.REPORT, draft.asserts, False
            )
            draft.outer = voice
            yield voice


def _addressee(syntax: Syntax, cues: Cues, verb: int) -> int | None:
    if syntax.lemma[verb] in cues.conversing:
        for child in syntax.having(verb, "dobj", "dative"):
            if _may_be_outlet(syntax, cues, child):
                return child
    for child in syntax.having(verb, "prep"):
        inner = syntax.first(child, "pobj")
        if inner is None:
            continue
        if syntax.lower[child] in cues.converse_prepositions and _may_be_outlet(syntax, cues, inner):
            return inner
        if syntax.lemma[inner] in cues.converse_nouns:
            for deeper in syntax.having(inner, "prep"):
                whom = syntax.first(deeper, "pobj")
                if (
                    whom is not None
                    and syntax.lower[deeper] in cues.converse_prepositions
                    and _may_be_outlet(syntax, cues, whom)
                ):
                    return whom
    return None


def _may_be_outlet(syntax: Syntax, cues: Cues, head: int) -> bool:
    if syntax.pos[head] == "PROPN":
        # Whether a name is an outlet's is known when it has been linked: see ingest/voices/credited.py.
        return syntax.doc[head].ent_type_ != "PERSON"
    return syntax.lemma[head] in cues.outlets


def _object_after(syntax: Syntax, first: int, last: int) -> int | None:
    """The head of the phrase that the preposition governs, also where the parser hung it elsewhere."""
    direct = syntax.first(last, "pobj", "pcomp") or (syntax.first(first, "pobj") if first != last else None)
    if direct is not None:
        return direct
    nxt = last + 1
    while nxt < len(syntax) and syntax.pos[nxt] in {"DET", "ADJ", "NUM", "PRON"} and syntax.head[nxt] > nxt:
        nxt = syntax.head[nxt]
    return nxt if nxt < len(syntax) and syntax.pos[nxt] in {"NOUN", "PROPN", "PRON"} else None


def _is_source(syntax: Syntax, cues: Cues, words: tuple[str, ...], head: int) -> bool:
    """ "Per" and "as per" also mean "for each" and "as agreed": there only names and known sources count."""
    if words in {("per",), ("as", "per")}:
        return syntax.pos[head] == "PROPN" or syntax.lemma[head] in cues.documents | cues.outlets
    return True


def _credited(syntax: Syntax, cues: Cues, first: int, credit: Stretch, head: int) -> list[Stretch]:
    """The sentence around the credit. A clause with a semicolon beyond it is not credited."""
    end = max(credit[1], syntax.subtree(head)[1])
    start, stop = syntax.sentence[first]
    for i in range(first, start - 1, -1):
        if syntax.lower[i] == ";":
            start = i + 1
            break
    for i in range(end, stop + 1):
        if syntax.lower[i] == ";":
            stop = i - 1
            break
    holes = [(first, end)]
    for i in range(start, stop + 1):
        if syntax.tag[i] == "VBG" and syntax.lemma[i] in cues.citing and syntax.dep[i] in {"advcl", "prep"}:
            holes.append(syntax.subtree(i))
    return cut_all(syntax, [(start, stop)], holes)


def _clause_around(syntax: Syntax, i: int) -> Stretch:
    head = syntax.head[i]
    return syntax.subtree(head) if head != i else syntax.sentence[i]


def _by_sentence(syntax: Syntax, drafts: list[Draft]) -> dict[int, list[Draft]]:
    table: dict[int, list[Draft]] = {}
    for draft in drafts:
        table.setdefault(syntax.sentence[draft.anchor][0], []).append(draft)
    return table


def _nearest(syntax: Syntax, i: int, drafts: list[Draft]) -> Draft | None:
    """The voice of speech or report that "citing" hangs on, else the last before it, else the next."""
    heard = [d for d in drafts if d.manner in {Manner.SPEECH, Manner.REPORT} and d.sources]
    for draft in heard:
        if draft.anchor == syntax.head[i]:
            return draft
    before = [d for d in heard if d.anchor < i]
    return before[-1] if before else (heard[0] if heard else None)


def _within(syntax: Syntax, i: int, head: int) -> bool:
    first, last = syntax.subtree(head)
    return first <= i <= last
