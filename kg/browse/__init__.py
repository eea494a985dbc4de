"""The store at a glance: every article, entity and claim of one snapshot, read once and held in memory.

A snapshot never changes, so its catalogue is built once and answers every list, count and picture from
memory: about 1.5 kB a claim. What a single claim, entity or article says in full is read from the store.
"""

from kg.browse.catalogue import Catalogue, read_catalogue
from kg.browse.rows import ArticleRow, ClaimRow, EntityRow, Relation
from kg.browse.selection import Selection, select_claims

__all__ = [
    "ArticleRow",
    "Catalogue",
    "ClaimRow",
    "EntityRow",
    "Relation",
    "Selection",
    "read_catalogue",
    "select_claims",
]
