"""How actions stand, and the events that say so: the front door of the modules that judge them."""

from __future__ import annotations

from ingest.events import events
from ingest.stance.embedded import judge
from ingest.stance.stance import Stance

__all__ = ["Stance", "events", "judge"]
