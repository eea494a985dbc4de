"""Kinds of entities that the rules treat alike: states, products, organisations and lands."""

from __future__ import annotations

from kg.model import EntityKind

STATES = frozenset({EntityKind.COUNTRY, EntityKind.GOVERNMENT})
PRODUCTS = frozenset({EntityKind.PRODUCT, EntityKind.CHIP})
ORGANISATIONS = frozenset({EntityKind.COMPANY, EntityKind.AGENCY, EntityKind.OUTLET})
LANDS = frozenset({EntityKind.PLACE, EntityKind.COUNTRY})
