"""Mends what the parser gets wrong often and for one reason, by rules of English."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from ingest.grammar.amounts import mend_amounts
from ingest.grammar.apposed_names import mend_names
from ingest.grammar.as_well_as import mend_as_called, mend_as_well_as
from ingest.grammar.asked_clauses import mend_asked_clauses, mend_infinitives
from ingest.grammar.bare_passives import mend_bare_passives
from ingest.grammar.clause_marks import mend_objects_before_marks, mend_openers
from ingest.grammar.coordinated_verbs import (
    mend_coordinated_reports,
    mend_pasts_behind_infinitives,
    mend_series,
)
from ingest.grammar.far_parts import mend_far_parts
from ingest.grammar.far_places import mend_far_places
from ingest.grammar.gapped_clauses import mend_gapped_clauses
from ingest.grammar.granted_participles import mend_granted_participles
from ingest.grammar.headlines import is_title, mend_headline
from ingest.grammar.hyphens import mend_hyphens
from ingest.grammar.lasting_states import mend_far_infinitives, mend_lasting_states
from ingest.grammar.lost_parts import mend_lost_parts
from ingest.grammar.lost_subjects import mend_auxiliaries, mend_lost_subjects
from ingest.grammar.main_verbs import mend_main_participles, mend_main_verbs
from ingest.grammar.misread_forms import mend_forms, mend_no_longer, mend_plural_verbs, mend_relative_verbs
from ingest.grammar.misread_gerunds import mend_misread_gerunds, mend_relative_objects
from ingest.grammar.misread_verbs import mend_misread_verbs
from ingest.grammar.name_lists import mend_name_lists
from ingest.grammar.opening_times import mend_opening_times
from ingest.grammar.parted_clauses import mend_parted_clauses
from ingest.grammar.parted_orders import mend_parted_orders
from ingest.grammar.particles import mend_particles
from ingest.grammar.partners import mend_partners
from ingest.grammar.possessed_lists import mend_possessed_lists
from ingest.grammar.prepositions import mend_in_place, mend_scopes, mend_subject_to, mend_topics
from ingest.grammar.quotation_marks import mark_single_quotes
from ingest.grammar.receivers import mend_receivers
from ingest.grammar.reduced_relatives import mend_reduced_relatives
from ingest.grammar.relative_middles import mend_far_relatives, mend_relative_middles
from ingest.grammar.second_objects import mend_second_objects
from ingest.grammar.swallowed_objects import mend_swallowed_objects
from ingest.grammar.trailing_participles import mend_trailing_participles
from ingest.grammar.tree import Tree, columns_of, read_tree, write_tree
from ingest.zones import Zone


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


# In this order: a mend may rely on those before it.
_MENDS: tuple[Callable[[Tree, int, int], None], ...] = (
    # Words, names and lists of names.
    mend_hyphens,
    mend_names,
    mend_far_places,
    mend_possessed_lists,
    mend_name_lists,
    mend_no_longer,
    # The main verb and its subject.
    mend_main_participles,
    mend_forms,
    mend_opening_times,
    mend_lost_subjects,
    mend_auxiliaries,
    mend_main_verbs,
    # What belongs to a verb and hangs elsewhere.
    mend_partners,
    mend_lost_parts,
    mend_gapped_clauses,
    mend_far_parts,
    # Participles and relative clauses: whom they describe.
    mend_granted_participles,
    mend_reduced_relatives,
    mend_misread_gerunds,
    mend_relative_objects,
    mend_relative_middles,
    mend_far_relatives,
    mend_trailing_participles,
    # Clauses, and what is coordinated with what.
    mend_parted_clauses,
    mend_swallowed_objects,
    mend_series,
    mend_coordinated_reports,
    mend_pasts_behind_infinitives,
    # Conjunctions, infinitives and prepositions.
    mend_subject_to,
    mend_openers,
    mend_topics,
    mend_scopes,
    mend_objects_before_marks,
    mend_infinitives,
    mend_asked_clauses,
    mend_in_place,
    mend_as_well_as,
    mend_as_called,
    # Nouns read as verbs and the reverse; objects, receivers and amounts.
    mend_plural_verbs,
    mend_relative_verbs,
    mend_second_objects,
    mend_receivers,
    mend_particles,
    mend_amounts,
    # Verbs that only the mended tree shows, and states.
    mend_misread_verbs,
    mend_bare_passives,
    mend_lasting_states,
    mend_far_infinitives,
    mend_parted_orders,
)
