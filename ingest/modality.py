"""How actions stand, and the events that say so: the front door of ingest/stance.py and ingest/events.py."""

from __future__ import annotations

from ingest.events import events
from ingest.stance import Stance, judge

__all__ = ["Stance", "events", "judge"]
