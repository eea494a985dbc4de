"""Attributions without a verb of saying: "according to", "reportedly", "citing", "told Reuters"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ingest.grammar.stretches import Stretch
from ingest.grammar.tree import Tree
from ingest.voices.cues import Cues, Manner
from ingest.voices.drafts import Draft
from ingest.voices.sources import can_speak, conjuncts, sources_of
from ingest.voices.trimming import cut_all

LONGEST_SOURCE = 40  # tokens; "people familiar with the talks who spoke to the paper" is far shorter


def preposition_drafts(tree: Tree, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "According to X", "as per X", "in the words of X", with the clause or sentence that they credit."""
    done = -1
    for i in tokens:
        phrases = cues.prepositions.get(tree.text[i])
        if not phrases or i <= done:
            continue
        for words in phrases:
            end = i + len(words)
            if tuple(tree.text[i:end]) != words or end >= len(tree):
                continue
            head = _object_after(tree, i, end - 1)
            if head is None or not _is_source(tree, cues, words, head):
                continue
            content = _credited(tree, cues, i, tree.subtree(i), head)
            if content:
                done = end - 1
                yield Draft(i, list(range(i, end)), tuple(conjuncts(tree, head)), content, Manner.REPORT)
            break


def opinion_drafts(tree: Tree, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "In the senator's view", "by his own account", with the sentence that they credit."""
    for i in tokens:
        nouns = cues.opinions.get(tree.text[i])
        noun = tree.child(i, "pobj") if nouns else None
        if nouns is None or noun is None or tree.text[noun] not in nouns:
            continue
        owner = tree.child(noun, "poss")
        if owner is None or tree.text[owner] == "my":
            continue  # "there is no doubt in my mind" is an emphasis
        if not (tree.tag[owner] == "PRP$" or can_speak(tree, cues, owner)):
            continue
        content = _credited(tree, cues, i, tree.subtree(i), noun)
        if content:
            yield Draft(i, [i, noun], tuple(conjuncts(tree, owner)), content, Manner.REPORT)


def adverb_drafts(tree: Tree, cues: Cues, tokens: Iterable[int]) -> Iterator[Draft]:
    """ "Reportedly", "allegedly": somebody says so, and the text hides who."""
    for i in tokens:
        if tree.text[i] in cues.adverbs:
            head = tree.head[i]
            whole = tree.subtree(head) if head != i else tree.sentence[i]
            aside = [
                tree.subtree(c) for c in tree.having(head, "advcl", "npadvmod", "appos", "conj") if c != i
            ]
            content = cut_all(tree, [whole], [(i, i), *(a for a in aside if not a[0] <= i <= a[1])])
            if content:
                yield Draft(i, [i], (), content, Manner.REPORT)


def citing_drafts(tree: Tree, cues: Cues, tokens: Iterable[int], drafts: list[Draft]) -> Iterator[Draft]:
    """ "Citing officials": they tell what the nearest voice of the sentence tells, by way of that voice."""
    by_sentence = _by_sentence(tree, drafts)
    for i in tokens:
        if tree.lemma[i] not in cues.citing or tree.tag[i] != "VBG":
            continue
        cited = tree.child(i, "dobj")
        if cited is None or tree.text[tree.head[i]] in cues.undoing:
            continue
        if not can_speak(tree, cues, cited):
            # "citing safety concerns": grounds, given by whoever cites them
            givers = sources_of(tree, i)
            if any(can_speak(tree, cues, g, lenient=True) for g in givers):
                yield Draft(i, [i], givers, [tree.subtree(cited)], Manner.SPEECH)
            continue
        through = _nearest(tree, i, by_sentence.get(tree.sentence[i][0], []))
        if through is not None:
            content, asserts = through.content, through.asserts
        else:
            content, asserts = cut_all(tree, [_clause_around(tree, i)], [tree.subtree(i)]), True
        if content:
            yield Draft(i, [i], tuple(conjuncts(tree, cited)), content, Manner.REPORT, asserts, outer=through)


def cited_by_drafts(tree: Tree, cues: Cues, tokens: Iterable[int], drafts: list[Draft]) -> Iterator[Draft]:
    """ "Two people … cited by Reuters": Reuters tells what the people say, and so cites them."""
    by_sentence = _by_sentence(tree, drafts)
    for i in tokens:
        if tree.lemma[i] not in cues.citing or tree.tag[i] not in {"VBN", "VBD"}:
            continue
        for preposition in tree.having(i, "agent", "prep"):
            outlet = tree.child(preposition, "pobj")
            if outlet is None or tree.text[preposition] not in cues.cited_by:
                continue
            for draft in by_sentence.get(tree.sentence[i][0], []):
                if draft.anchor != i and any(_within(tree, i, s) for s in draft.sources):
                    voice = Draft(
                        i, [i, preposition], tuple(conjuncts(tree, outlet)), draft.content, Manner.REPORT
                    )
                    draft.outer = voice
                    yield voice
                    break


def learned_drafts(tree: Tree, cues: Cues, drafts: list[Draft]) -> Iterator[Draft]:
    """Whom an outlet "has learned from", "heard from": what it learned stands on their word."""
    for draft in tuple(drafts):
        if tree.lemma[draft.anchor] not in cues.learning:
            continue
        for preposition in tree.having(draft.anchor, "prep"):
            teller = tree.child(preposition, "pobj") if tree.text[preposition] == "from" else None
            if teller is not None and can_speak(tree, cues, teller):
                people = tuple(conjuncts(tree, teller))
                yield Draft(draft.anchor, draft.cue, people, draft.content, Manner.REPORT, shown=False)


def outlet_drafts(tree: Tree, cues: Cues, drafts: list[Draft]) -> Iterator[Draft]:
    """The outlet that a source spoke to: "told Reuters", "an interview with the Post", "who spoke to AP"."""
    for draft in drafts:
        if draft.outer is not None or (
            draft.manner is not Manner.SPEECH and draft.manner is not Manner.REPORT
        ):
            continue
        outlet = _addressee(tree, cues, draft.anchor)
        for source in draft.sources:
            _first, last = tree.subtree(source)
            for clause in range(source + 1, min(last, source + LONGEST_SOURCE) + 1):
                if outlet is None and clause != draft.anchor and tree.dep[clause] in {"relcl", "acl"}:
                    outlet = _addressee(tree, cues, clause)
        if outlet is not None and tree.lemma[outlet] in cues.outlets:
            outlet = next((c for c in tree.having(outlet, "appos") if tree.pos[c] == "PROPN"), outlet)
        if outlet is not None and outlet not in draft.sources:
            voice = Draft(
                draft.anchor, draft.cue, (outlet,), draft.content, Manner.REPORT, draft.asserts, False, True
            )
            draft.outer = voice
            yield voice


def _addressee(tree: Tree, cues: Cues, verb: int) -> int | None:
    if tree.lemma[verb] in cues.conversing:
        for child in tree.having(verb, "dobj", "dative"):
            if _may_be_outlet(tree, cues, child):
                return child
    for child in tree.having(verb, "prep"):
        inner = tree.child(child, "pobj")
        if inner is None:
            continue
        if tree.text[child] in cues.converse_prepositions and _may_be_outlet(tree, cues, inner):
            return inner
        if tree.lemma[inner] in cues.converse_nouns:
            for deeper in tree.having(inner, "prep"):
                whom = tree.child(deeper, "pobj")
                if (
                    whom is not None
                    and tree.text[deeper] in cues.converse_prepositions
                    and _may_be_outlet(tree, cues, whom)
                ):
                    return whom
    return None


def _may_be_outlet(tree: Tree, cues: Cues, head: int) -> bool:
    if tree.pos[head] == "PROPN":
        if any(tree.lemma[c] in cues.outlets for c in tree.having(head, "compound", "amod", "nmod")):
            return True  # "broadcaster RTBF"
        # Whether a name is an outlet's is known when it has been linked: see ingest/voices/credited.py.
        return tree.doc[head].ent_type_ != "PERSON"
    return tree.lemma[head] in cues.outlets


def _object_after(tree: Tree, first: int, last: int) -> int | None:
    """The head of the phrase that the preposition governs, also where the parser hung it elsewhere."""
    direct = tree.child(last, "pobj", "pcomp") or (tree.child(first, "pobj") if first != last else None)
    if direct is not None:
        return direct
    nxt = last + 1
    while nxt < len(tree) and tree.pos[nxt] in {"DET", "ADJ", "NUM", "PRON"} and tree.head[nxt] > nxt:
        nxt = tree.head[nxt]
    return nxt if nxt < len(tree) and tree.pos[nxt] in {"NOUN", "PROPN", "PRON"} else None


def _is_source(tree: Tree, cues: Cues, words: tuple[str, ...], head: int) -> bool:
    """ "Per" and "as per" also mean "for each" and "as agreed": there only names and known sources count."""
    if tree.lemma[head] in cues.grades:
        return False
    if words in {("per",), ("as", "per")}:
        return tree.pos[head] == "PROPN" or tree.lemma[head] in cues.documents | cues.outlets
    return True


def _credited(tree: Tree, cues: Cues, first: int, credit: Stretch, head: int) -> list[Stretch]:
    """The sentence around the credit. A clause with a semicolon beyond it is not credited."""
    end = max(credit[1], tree.subtree(head)[1])
    start, stop = tree.sentence[first]
    for i in range(first, start - 1, -1):
        if tree.text[i] == ";":
            start = i + 1
            break
    for i in range(end, stop + 1):
        if tree.text[i] == ";":
            stop = i - 1
            break
    holes = [(first, end)]
    for i in range(start, stop + 1):
        if tree.tag[i] == "VBG" and tree.lemma[i] in cues.citing and tree.dep[i] in {"advcl", "prep"}:
            holes.append(tree.subtree(i))
    return cut_all(tree, [(start, stop)], holes)


def _clause_around(tree: Tree, i: int) -> Stretch:
    head = tree.head[i]
    return tree.subtree(head) if head != i else tree.sentence[i]


def _by_sentence(tree: Tree, drafts: list[Draft]) -> dict[int, list[Draft]]:
    table: dict[int, list[Draft]] = {}
    for draft in drafts:
        table.setdefault(tree.sentence[draft.anchor][0], []).append(draft)
    return table


def _nearest(tree: Tree, i: int, drafts: list[Draft]) -> Draft | None:
    """The voice of speech or report that "citing" hangs on, else the last before it, else the next."""
    heard = [d for d in drafts if d.manner in {Manner.SPEECH, Manner.REPORT} and d.sources]
    for draft in heard:
        if draft.anchor == tree.head[i]:
            return draft
    before = [d for d in heard if d.anchor < i]
    return before[-1] if before else (heard[0] if heard else None)


def _within(tree: Tree, i: int, head: int) -> bool:
    first, last = tree.subtree(head)
    return first <= i <= last
