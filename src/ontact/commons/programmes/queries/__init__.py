"""Reads of programmes worth a name: the catalogue, the desk, a span of sessions."""

from ontact.commons.programmes.queries.catalogue import Filters, Page, Shown, TimeOfDay, catalogue, hosts
from ontact.commons.programmes.queries.desk import Desk, desk
from ontact.commons.programmes.queries.sessions import in_feed, next_of, sessions_between, sessions_of

__all__ = [
    "Desk",
    "Filters",
    "Page",
    "Shown",
    "TimeOfDay",
    "catalogue",
    "desk",
    "hosts",
    "in_feed",
    "next_of",
    "sessions_between",
    "sessions_of",
]
