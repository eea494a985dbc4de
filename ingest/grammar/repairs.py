"""Mends what the parser gets wrong often and for one reason, by rules of English."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from ingest.grammar.amounts import mend_amounts
from ingest.grammar.apposed_names import mend_names
from ingest.grammar.as_well_as import mend_as_called, mend_as_well_as
from ingest.grammar.asked_clauses import mend_asked_clauses, mend_infinitives
from ingest.grammar.bare_passives import mend_bare_passives
from ingest.grammar.control import control, is_light, partners
from ingest.grammar.coordinated_verbs import (
    mend_coordinated_reports,
    mend_pasts_behind_infinitives,
)
from ingest.grammar.event_nouns import pattern_of
from ingest.grammar.far_parts import mend_far_parts
from ingest.grammar.gapped_clauses import mend_gapped_clauses
from ingest.grammar.granted_participles import mend_granted_participles
from ingest.grammar.headlines import is_title, mend_headline
from ingest.grammar.hyphens import mend_hyphens
from ingest.grammar.lasting_states import mend_far_infinitives, mend_lasting_states
from ingest.grammar.lost_parts import mend_lost_parts
from ingest.grammar.lost_subjects import mend_lost_subjects
from ingest.grammar.main_verbs import mend_main_participles, mend_main_verbs
from ingest.grammar.matrix import words
from ingest.grammar.misread_gerunds import mend_misread_gerunds, mend_relative_objects
from ingest.grammar.misread_verbs import mend_misread_verbs
from ingest.grammar.name_lists import mend_name_lists
from ingest.grammar.opening_times import mend_opening_times
from ingest.grammar.parted_clauses import mend_parted_clauses
from ingest.grammar.particles import mend_particles
from ingest.grammar.partners import mend_partners
from ingest.grammar.possessed_lists import mend_possessed_lists
from ingest.grammar.quotation_marks import mark_single_quotes
from ingest.grammar.receivers import mend_receivers
from ingest.grammar.reduced_relatives import mend_reduced_relatives
from ingest.grammar.relative_middles import mend_relative_middles
from ingest.grammar.swallowed_objects import mend_swallowed_objects
from ingest.grammar.trailing_participles import mend_trailing_participles
from ingest.grammar.tree import Tree, columns_of, read_tree, write_tree
from ingest.grammar.verb_forms import is_verb, right_lemma
from ingest.zones import Zone

_HELPERS = words("auxiliaries", "verbs")


def mended_tree(doc: Doc, zones: tuple[Zone, ...], text: str) -> Tree:
    """The parse of the article with that text, mended: in the tree, and in spaCy's document likewise."""
    tree = read_tree(doc, zones)
    before = columns_of(tree)
    mend(tree)
    write_tree(tree, before)
    mark_single_quotes(tree, text)
    return tree


def mend(tree: Tree) -> None:
    """Mend the tree in place, sentence by sentence."""
    for start, end, headline in tree.sentences:
        for step in _MENDS:
            step(tree, start, end)
        if headline or is_title(tree, start, end):
            mend_headline(tree, start, end)


def _mend_forms(tree: Tree, start: int, end: int) -> None:
    """Right lemmas that the model does not know; what hangs on a noun without a subject is a participle."""
    for token in range(start, end):
        if tree.pos[token] == "VERB":
            tree.lemma[token] = right_lemma(tree.text[token], tree.lemma[token])
            if tree.dep[token] == "acl" and tree.tag[token] == "VBD":
                tree.tag[token] = "VBN"


def _mend_auxiliaries(tree: Tree, start: int, end: int) -> None:
    """ "The cabinet had in May approved": a subject that hangs on an auxiliary belongs to its verb."""
    for token in range(start, end):
        if tree.dep[token] not in {"aux", "auxpass"} or tree.lemma[token] not in _HELPERS:
            continue
        if tree.child(token, "nsubj", "nsubjpass") is None:
            continue
        for child in list(tree.children[token]):
            tree.attach(child, tree.head[token], tree.dep[child])


def _mend_prepositions(tree: Tree, start: int, end: int) -> None:
    """ "approved the merger subject to a review": "subject to" is a preposition, whatever it was read as."""
    for token in range(start, end - 1):
        if tree.text[token] != "subject" or tree.text[token + 1] != "to":
            continue
        head, dep = tree.head[token], tree.dep[token]
        if head == token or dep not in {"dobj", "pobj", "attr", "appos", "nsubjpass", "nsubj", "dep"}:
            continue
        if tree.pos[head] in {"VERB", "AUX"} and tree.lemma[head] == "be":
            continue
        noun = next(
            (c for c in reversed(tree.children[token]) if c < token and tree.dep[c] == "compound"), None
        )
        if noun is not None:
            for child in [c for c in tree.children[token] if c < token and c != noun]:
                tree.attach(child, noun, tree.dep[child])
            tree.attach(noun, head, dep)
        tree.attach(token, head if noun is not None or tree.pos[head] == "VERB" else tree.head[head], "prep")
        tree.pos[token] = "ADP"
        return


def _mend_topics(tree: Tree, start: int, end: int) -> None:
    """ "talks with lenders about the rule": what the talks are about hangs on the talks."""
    for token in range(start, end):
        partner = tree.head[token]
        if tree.dep[token] != "prep" or tree.text[token] not in control("topical"):
            continue
        if tree.dep[partner] != "pobj" or tree.text[tree.head[partner]] not in partners():
            continue
        over = tree.head[tree.head[partner]]
        if tree.pos[over] == "VERB" or pattern_of(tree.text[over]) is not None:
            tree.attach(token, over, "prep")


def _mend_scopes(tree: Tree, start: int, end: int) -> None:
    """ "are weighing a cap on interest": what the cap is on hangs on the cap."""
    for token in range(start + 1, end):
        noun, verb = token - 1, tree.head[token]
        if tree.dep[token] != "prep" or tree.text[token] not in {"on", "against"} or tree.dep[noun] != "dobj":
            continue
        if tree.head[noun] != verb or is_light(tree.lemma[verb]):
            continue
        pattern = pattern_of(tree.text[noun])
        if pattern is not None and tree.text[token] in pattern.prepositions:
            tree.attach(token, noun, "prep")


def _mend_objects_before_marks(tree: Tree, start: int, end: int) -> None:
    """ "allows imports while capping them": what stands before "while" is no subject of what follows."""
    for token in range(start, end):
        clause = tree.head[token]
        over = tree.head[clause]
        if tree.dep[token] not in {"nsubj", "nsubjpass"} or not over < token < clause:
            continue
        mark = tree.child(clause, "mark")
        if mark is None or not token < mark < clause or tree.pos[over] != "VERB":
            continue
        if tree.child(over, "dobj") is None:
            tree.attach(token, over, "dobj")
            tree.dep[clause] = "advcl"


def _mend_plural_verbs(tree: Tree, start: int, end: int) -> None:
    """ "the number of study permits to …": a word in -s that hangs nowhere is a noun."""
    for token in range(start + 1, end):
        noun, over = token - 1, tree.head[token]
        if tree.tag[token] != "VBZ" or tree.dep[token] != "dep" or over >= noun:
            continue
        if tree.dep[noun] not in {"pobj", "dobj"} or tree.tag[noun] not in {"NN", "NNP"}:
            continue
        if tree.child(token, "nsubj", "aux") is not None:
            continue
        for child in list(tree.children[token]):
            tree.attach(child, over, tree.dep[child])
        tree.attach(token, tree.head[noun], tree.dep[noun])
        for child in [c for c in tree.children[noun] if c < noun]:
            tree.attach(child, token, tree.dep[child])
        tree.attach(noun, token, "compound")
        tree.pos[token], tree.tag[token] = "NOUN", "NNS"
        tree.lemma[token] = tree.text[token].removesuffix("s")


def _mend_relative_verbs(tree: Tree, start: int, end: int) -> None:
    """ "a figure the government disputes": a word in -s with a subject, after a noun, is a verb."""
    for token in range(start + 1, end):
        if tree.dep[token] != "relcl" or tree.tag[token] != "NNS" or tree.child(token, "nsubj") is None:
            continue
        verb = is_verb(tree.text[token])
        if verb is not None:
            tree.pos[token], tree.tag[token], tree.lemma[token] = "VERB", "VBZ", verb


def _mend_second_objects(tree: Tree, start: int, end: int) -> None:
    """ "limit permits to 9,000, a cut of a third": what follows a comma explains, and is no second object."""
    for token in range(start, end):
        if tree.dep[token] != "dobj" or tree.pos[tree.head[token]] != "VERB":
            continue
        first = tree.child(tree.head[token], "dobj")
        edge = min((c for c in tree.children[token] if c < token), default=token)
        if first is None or first >= edge:
            continue
        if tree.text[edge - 1] in {",", "-", "--", "–", "—"}:
            # "bought the maker, Acme": the name says who it is.
            over = first if tree.pos[token] == "PROPN" and first == edge - 2 else tree.head[token]
            tree.attach(token, over, "appos")
        elif tree.lemma[tree.head[token]] in control("naming"):
            tree.dep[token] = "oprd"  # "branded the group a threat": what it is called
        elif first == edge - 1 and tree.pos[first] in {"PROPN", "PRON"} and _is_determined(tree, token):
            tree.dep[first] = "dative"  # "shipped Acme the first parts": to Acme


def _is_determined(tree: Tree, noun: int) -> bool:
    return any(tree.dep[c] in {"det", "poss", "nummod"} for c in tree.children[noun])


def _mend_no_longer(tree: Tree, start: int, end: int) -> None:
    """ "can no longer charge": "no longer" denies the verb, as "not" does."""
    for token in range(start + 1, end):
        if tree.text[token] == "longer" and tree.text[token - 1] == "no" and tree.dep[token] == "advmod":
            tree.dep[token] = "neg"


def _mend_in_place(tree: Tree, start: int, end: int) -> None:
    """ "keeps in place limits on": the limits are kept, in place."""
    for token in range(start, end - 2):
        noun = tree.head[token + 1]
        if tree.text[token] != "in" or tree.text[token + 1] != "place" or tree.dep[token] != "prep":
            continue
        verb = tree.head[token]
        if tree.dep[token + 1] == "compound" and tree.head[noun] == token and tree.pos[verb] == "VERB":
            tree.attach(noun, verb, "dobj")
            tree.attach(token + 1, token, "pobj")


def _mend_openers(tree: Tree, start: int, end: int) -> None:
    """ "provided it pays": the participle is a conjunction, the clause behind it hangs on the main verb."""
    for token in range(start, end):
        head = tree.head[token]
        if tree.text[token] not in words("openers", "words") or head == token or tree.pos[token] != "VERB":
            continue
        clause = tree.child(token, "ccomp", "pcomp")
        if clause is None or any(c < token for c in tree.children[token] if tree.dep[c] != "punct"):
            continue
        tree.attach(clause, head, "advcl")
        tree.attach(token, clause, "mark")
        tree.pos[token] = "SCONJ"


# In this order: a mend may rely on those before it.
_MENDS: tuple[Callable[[Tree, int, int], None], ...] = (
    mend_hyphens,
    mend_names,
    mend_possessed_lists,
    mend_name_lists,
    mend_main_participles,
    _mend_forms,
    mend_opening_times,
    mend_partners,
    mend_lost_subjects,
    mend_lost_parts,
    mend_main_verbs,
    mend_granted_participles,
    mend_gapped_clauses,
    mend_reduced_relatives,
    mend_far_parts,
    mend_misread_gerunds,
    mend_relative_objects,
    mend_relative_middles,
    _mend_auxiliaries,
    mend_parted_clauses,
    mend_swallowed_objects,
    mend_coordinated_reports,
    mend_pasts_behind_infinitives,
    mend_trailing_participles,
    _mend_prepositions,
    _mend_openers,
    _mend_topics,
    _mend_scopes,
    _mend_objects_before_marks,
    mend_infinitives,
    mend_asked_clauses,
    _mend_in_place,
    mend_as_well_as,
    mend_as_called,
    _mend_no_longer,
    _mend_plural_verbs,
    _mend_relative_verbs,
    _mend_second_objects,
    mend_receivers,
    mend_particles,
    mend_amounts,
    mend_misread_verbs,
    mend_bare_passives,
    mend_lasting_states,
    mend_far_infinitives,
)
