"""An amount as it stands in a text, before the nouns around it say what is counted."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ingest.quantities.measures import Measure
from kg.model import Qualifier


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at characters `start` to `end`, with sign and unit of measure.

    `first` and `last` are where the bare number begins and ends. `measure` is None where a noun must say what
    is counted. `plain` numbers show by nothing (scale, comma, unit) that they are no mere name. `vague` ones
    have their bounds already.
    """

    start: int
    end: int
    first: int
    last: int
    qualifier: Qualifier
    value: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    measure: Measure | None = None
    plain: bool = False
    vague: bool = False
