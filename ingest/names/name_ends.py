"""Where a name ends: with its legal form, before "and" another name, before the country of a firm."""

from __future__ import annotations

from ingest.names.name_kinds import general_words
from ingest.names.proposals import lexicon
from ingest.names.spelling import fold
from ingest.names.table import table
from ingest.rulebook import word_set
from kg.model import EntityKind

_COURTS = frozenset({"Court", "Appeals"})
_CIRCUITS = frozenset({"Circuit", "District", "Division"})
"""With these words ends what an American court is for."""


def with_form(words: list[str], last: int) -> int:
    """The last token of the name with the company's legal form ("Acme Foods Oyj", "Acme SE & Co. KGaA")."""
    forms = word_set("linking", "forms_in_names")
    while last + 1 < len(words):
        if words[last + 1] in forms:
            last += 1
        elif words[last + 1] == "&" and words[last + 2 : last + 3] in (["Co"], ["Co."]):
            last += 2
        elif words[last] in _COURTS and words[last + 1 : last + 3] == ["for", "the"]:
            stop = last + 3
            while stop < len(words) and (words[stop][0].isupper() or words[stop] == "of"):
                stop += 1
            if words[stop - 1] not in _CIRCUITS:
                break
            last = stop - 1
        else:
            break
    return last


def joins_two(words: list[str], first: int, joint: int, last: int) -> bool:
    """True for "Acme Defense and Globex Aerospace Industries (GAI)": each side ends as a name does."""
    closing = lexicon("names", "never_people")
    if joint - first > 1 and words[joint - 1] in closing and words[last] in closing and last - joint > 1:
        return True
    if last - joint > 1 < joint - first and words[joint - 1] == words[last]:
        return True  # "Norrby Asset Management and Vesk Asset Management"
    if last == joint + 1 and joint - first > 1 and words[last].isupper() and len(words[last]) > 2:
        return True  # "the National Union of Dockers and TKPU"
    short = "".join(word[0] for word in words[joint + 1 : last + 1] if word[0].isupper())
    return len(short) > 1 and words[last + 1 : last + 3] == ["(", short]


def is_held(words: list[str], mark: int, last: int) -> bool:
    """True for a possessive within a name: "Farmers' Federation", "Ardan People's Salvation Front"."""
    if words[mark + 1] in lexicon("names", "held"):
        return True
    return words[mark - 1] in lexicon("names", "holders") and words[last] in general_words()


def is_firm_of_a_country(words: list[str], first: int, last: int) -> bool:
    """True for "TotalEnergies of France", where the firm is called by its name alone."""
    if fold(" ".join(words[first + 2 : last + 1])) not in table().by_country:
        return False
    known = table().by_name.get(fold(words[first]), ())
    return is_camel(words[first]) or any(row.entity.kind is EntityKind.COMPANY for row in known)


def is_camel(word: str) -> bool:
    return word[:1].isupper() and word.isalpha() and not word[1:].islower() and not word.isupper()
