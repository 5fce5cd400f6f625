"""Document -> events: who did what to whom, when, and whether it happened."""

from thoisu.annotate.events.find import find_events

__all__ = ["find_events"]
