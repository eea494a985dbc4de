"""How actions stand, and the events that say so: the front door of the modules that judge them."""

from __future__ import annotations

from ingest.embedded import judge
from ingest.events import events
from ingest.stance import Stance

__all__ = ["Stance", "events", "judge"]
