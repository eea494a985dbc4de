"""Finds names that the table does not have: what the language model sees, cleaned, and what it misses."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token

from ingest.grammar.numerals import SCALE
from ingest.names.firm_signs import is_no_word, shows_a_firm
from ingest.names.name_ends import is_camel, is_firm_of_a_country, is_held, joins_two, with_form
from ingest.names.name_kinds import general_words, kind_beside, kind_of
from ingest.names.name_starts import begins_a_name, may_follow, of_a_branch
from ingest.names.noun_kinds import kind_of_noun
from ingest.names.proposals import Proposal, Reader, lexicon
from ingest.rulebook import rules
from kg.model import EntityKind

CAPITALS_OF_SENTENCE = 0.75  # the share of capitalised words from which capitals tell nothing
CAPITALS_OF_LINE = 0.5  # the same without a full stop: probably a heading
MOST_WITH_ONE_START = 8  # different names that begin with one word and are looked for again
LONGEST_SYLLABLE = 5  # letters of a syllable of a Korean name ("Kwang")
NO_NAMES = frozenset({"NORP", "DATE", "LANGUAGE", "MONEY", "EVENT", "PERCENT", "TIME"})
_PARTY = re.compile(r"\([RDI]-[A-Z]")  # "(R-Maine)": party and state of a member of Congress
BREAKS = frozenset({"'s", "'", ",", ";", "(", ")", ":", '"', "—", "–"})

SMALL = frozenset({"for", "to", "from", "by", "with", "in", "at", "on", "and"})
"""Words at which a name ends where it has just had a number: "the X20 for Acme" is no company."""


def find_recognised(doc: Doc, words: list[str]) -> Iterator[Proposal]:
    """The names that the language model recognises, cut into pieces and trimmed."""
    kinds: dict[str, str] = rules("mentions")["kinds"]
    for ent in doc.ents:
        if ent.label_ not in kinds:
            continue
        for first, last in _pieces(doc, ent.start, ent.end - 1, words):
            span = _trim(first + _is_common(doc[first]), last, words, person=ent.label_ == "PERSON")
            if span:
                if ent.label_ == "PERSON" and _goes_on(doc, span[1]):
                    span = (span[0], span[1] + 2)  # "Han Duck-soo"
                elif ent.label_ == "PERSON" and span[0] == span[1] and _is_first_name(doc[span[1]]):
                    span = (span[0], span[1] + 1)
                span = (_with_field(words, *span), with_form(words, span[1]))
                titled = span[0] == span[1] and span[0] > 0 and ent.label_ == "PERSON"
                if titled and words[span[0] - 1].lower() in lexicon("names", "royal"):
                    span = (span[0] - 1, span[1])  # "Sheikh Nawaf", "Pope Leo"
                kind = kind_of(words[span[0] : span[1] + 1], EntityKind(kinds[ent.label_]))
                yield Proposal(*span, kind, Reader.RECOGNISER)


def find_missed(doc: Doc, words: list[str], chosen: list[Proposal]) -> Iterator[Proposal]:
    """Names that stand again elsewhere, surnames alone, and runs of capitalised words inside a sentence."""
    covered = bytearray(len(words))
    for name in chosen:
        covered[name.first : name.last + 1] = b"\1" * (name.last + 1 - name.first)
    yield from _again(chosen, words, covered)
    yield from _surnames(doc, words, chosen, covered)
    yield from _short_names(doc, words, chosen, covered)
    ends = {name.last: name for name in chosen}
    for sentence in doc.sents:
        body = [t for t in sentence if t.is_alpha]
        most = CAPITALS_OF_SENTENCE if words[sentence.end - 1] == "." else CAPITALS_OF_LINE
        if not body or sum(t.text[0].isupper() for t in body) > most * len(body):
            continue  # a heading in title case, or capitals throughout: capitals tell nothing
        yield from _capitalised(doc, words, sentence.start, sentence.end, covered, ends)


def _pieces(doc: Doc, first: int, last: int, words: list[str]) -> Iterator[tuple[int, int]]:
    """A recognised name, cut at line breaks, commas, verbs and before what a possessor has."""
    start = first
    for i in range(first, last + 1):
        behind_model = start < i and words[i] in SMALL and any(c.isdigit() for c in words[i - 1])
        counted = start < i < len(words) - 1 and words[i][0].isdigit() and words[i + 1].lower() in SCALE
        verb = start < i and doc[i].pos_ == "VERB" and doc[i].tag_ in {"VBD", "VBZ"} and words[i].islower()
        held = words[i] in {"'s", "'"} and start < i < last and is_held(words, i, last)
        joint = words[i] == "and" and start < i < last and joins_two(words, start, i, last)
        if words[i] == "of" and i == start + 1 and is_firm_of_a_country(words, start, last):
            yield start, start
            return
        if (words[i] in BREAKS and not held) or joint or verb or counted or behind_model or "\n" in words[i]:
            if start < i:
                yield start, i - 1
            start = i + 1
    if start <= last:
        yield start, last


def _trim(first: int, last: int, words: list[str], *, person: bool = False) -> tuple[int, int] | None:
    """A name without titles, articles and small words at its ends; None where nothing is left."""
    openings = lexicon("names", "given" if person else "openings")
    leading, trailing, never = (lexicon("names", name) for name in ("leading", "trailing", "never"))
    people = lexicon("names", "people")
    while first <= last and (words[first].lower() in leading or not _is_proper(words[first])):
        if words[first] == "New" and first + 1 < last and words[first - 1].lower() == "the":
            break  # "the New Harvest Party"
        if words[first] in openings and first < last and may_follow(words[first + 1]):
            break  # "First Acme Minerals", but "First Deputy", "First Airbus A380"
        first += 1
    while first < last and (words[first].lower() in never or words[first].lower() in people):
        if words[first] in openings and may_follow(words[first + 1]):
            break  # "World Athletics", "April Doe"
        first += 1
    while last >= first and (words[last].lower() in trailing or not _is_proper(words[last])):
        last -= 1
    if "Flight" in words[first + 1 : last + 1]:
        last = words.index("Flight", first, last + 1) - 1
    if last < first or words[last] in lexicon("names", "events"):
        return None
    if _PARTY.search("".join(words[max(first - 3, 0) : last + 1])):
        return None
    offices = lexicon("names", "offices")
    if words[last] in offices or (last + 1 < len(words) and words[last + 1] in offices):
        return None  # "Interior Minister", "Majority Leader"
    return (first, last) if last > first or _stands_alone(words[first]) else None


def _goes_on(doc: Doc, last: int) -> bool:
    """True where a hyphen ties another part of the name to it."""
    if last + 2 >= len(doc) or doc[last + 1].text != "-" or not doc[last + 2].is_lower:
        return False
    if doc[last + 2].tag_ != "NNP" and not _is_syllable(doc, last):
        return False
    return not doc[last].whitespace_ and not doc[last + 1].whitespace_


def _is_syllable(doc: Doc, last: int) -> bool:
    """True for the "back" of "Min Gyu-back", whatever the word means elsewhere; but "Jane Doe-style"."""
    short = max(len(doc[last]), len(doc[last + 2])) <= LONGEST_SYLLABLE
    named = doc[last - 1].ent_type_ == "PERSON" and doc[last - 1].text.istitle()
    return short and named and doc[last + 2].text not in lexicon("names", "behind_hyphens")


def _is_first_name(token: Token) -> bool:
    """True for a first name behind which the recogniser missed the surname."""
    if token.i + 1 >= len(token.doc) or token.dep_ != "compound" or token.head.i != token.i + 1:
        return False
    surname = token.head
    return (
        surname.pos_ == "PROPN"
        and surname.text.istitle()
        and not surname.ent_type_
        and surname.dep_ == "nsubj"
    )


def _is_common(token: Token) -> bool:
    """True for a common noun with a capital only because it begins the sentence: "Lawyers for Acme"."""
    if not token.is_sent_start or not token.text.istitle() or token.i + 1 >= len(token.doc):
        return False
    if token.pos_ == "NOUN":
        return kind_of_noun(token) is not EntityKind.CONCEPT
    # "Drugmaker Acme", where the model takes both for the name; but "Bank Acme", "Air Acme".
    joined = token.lower_ in lexicon("names", "callings") and token.nbor(1).text[:1].isupper()
    return joined and token.text not in general_words()


def _with_field(words: list[str], first: int, last: int) -> int:
    """The first token of a body's name with both its fields ("the Maritime and Coastguard Agency")."""
    if (
        last == first
        or first < 3
        or words[first - 1] not in {"and", "&"}
        or words[first - 3].lower() != "the"
    ):
        return first
    body = general_words().get(words[last]) is EntityKind.AGENCY or words[last] in lexicon("names", "joined")
    return first - 2 if body and words[first - 2].istitle() else first


def _stands_alone(word: str) -> bool:
    """True for one word that may be a name by itself: no day, no quarter, no amount, no initial."""
    low = word.lower()
    if len(word) < 2 or low in lexicon("names", "never") or low in lexicon("names", "people"):
        return False
    if word in general_words() or _no_model().match(word.upper()):
        return False  # "the Bank" is left to coreference
    return any(c.isalpha() for c in word)


def _is_proper(word: str) -> bool:
    return any(c.isupper() for c in word) or word[:1].isdigit() or not word.isascii()


def _again(chosen: list[Proposal], words: list[str], covered: bytearray) -> Iterator[Proposal]:
    """Other places where the words of a name that was found once stand again."""
    seen: dict[str, list[Proposal]] = {}
    for name in chosen:
        if name.reader is not Reader.TABLE and _is_proper(words[name.first]):
            some = seen.setdefault(words[name.first], [])
            if len(some) < MOST_WITH_ONE_START:
                some.append(name)
    for i, word in enumerate(words):
        if covered[i] or word not in seen:
            continue
        for name in seen[word]:
            length = name.last - name.first + 1
            same = words[i : i + length] == words[name.first : name.last + 1]
            if same and not any(covered[i : i + length]):
                yield Proposal(i, i + length - 1, name.kind, Reader.CAPITALS, name.rows)
                break


def _surnames(doc: Doc, words: list[str], chosen: list[Proposal], covered: bytearray) -> Iterator[Proposal]:
    """Surnames alone of people whom the article names in full, also such as "Jobs", "Cook" and "Park"."""
    people = [n for n in chosen if n.kind is EntityKind.PERSON and n.last > n.first]
    surnames = {words[n.last] for n in people} | {words[n.first] for n in people}
    for i, word in enumerate(words):
        if not covered[i] and word in surnames and (doc[i].pos_ == "PROPN" or not doc[i].is_sent_start):
            yield Proposal(i, i, EntityKind.PERSON, Reader.CAPITALS)


def _short_names(
    doc: Doc, words: list[str], chosen: list[Proposal], covered: bytearray
) -> Iterator[Proposal]:
    """The first word alone of companies whose name the article gives in full ("Acme" for "Acme Mining")."""
    firms = {
        words[n.first]
        for n in chosen
        if n.kind is EntityKind.COMPANY and n.last > n.first and n.reader is not Reader.TABLE
    }
    general = frozenset(rules("linking")["generic_first_words"])
    for i, word in enumerate(words):
        if covered[i] or word not in firms or doc[i].pos_ != "PROPN" or word.lower() in general:
            continue
        if len(word) > 2 and word[0].isupper() and word not in general_words():
            yield Proposal(i, i, EntityKind.COMPANY, Reader.CAPITALS)


def _capitalised(
    doc: Doc, words: list[str], start: int, end: int, covered: bytearray, ends: dict[int, Proposal]
) -> Iterator[Proposal]:
    """Runs of capitalised proper nouns; one right behind a name that it modifies makes that name longer."""
    never = lexicon("names", "never")
    # The first word's capital proves a name only where another capital stands inside it ("VinFast").
    opens = is_camel(words[start]) or shows_a_firm(doc[start]) or begins_a_name(doc[start])
    i = start if opens else start + 1
    yield from of_a_branch(doc, words, start, end)
    while i < end:
        last = i
        while (
            last < end
            and not covered[last]
            and words[last][:1].isupper()
            and (doc[last].pos_ == "PROPN" or (last == start and is_no_word(doc[last])))
            and words[last].lower() not in never
        ):
            last += 1
        span = _trim(i, last - 1, words) if last > i else None
        described = span and kind_beside(doc[span[1]], person=False) is not None  # "the miner Acme"
        if span and (described or doc[span[0]].ent_type_ not in NO_NAMES):
            before = ends.get(i - 1)
            longer = before is not None and span[0] == i and _modifies(doc, before, span)
            first = before.first if longer and before is not None else span[0]
            first, stop = _with_field(words, first, span[1]), with_form(words, span[1])
            kind = kind_of(words[first : stop + 1], EntityKind.COMPANY)
            yield Proposal(first, stop, kind, Reader.CAPITALS)
        i = max(last, i + 1)


def _modifies(doc: Doc, name: Proposal, run: tuple[int, int]) -> bool:
    """True where the name is the first part of a longer one: "Acme" in "Acme Maps"."""
    head = doc[name.last]
    return name.kind is not EntityKind.PERSON and head.dep_ == "compound" and run[0] <= head.head.i <= run[1]


@functools.cache
def _no_model() -> re.Pattern[str]:
    return re.compile(rules("mentions")["models"]["not_shape"])
