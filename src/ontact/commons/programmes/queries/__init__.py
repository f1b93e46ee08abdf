"""Reads of programmes worth a name: the catalogue, the desk, a span of sessions."""

from ontact.commons.programmes.queries.catalogue import (
    Among,
    Audience,
    Filters,
    Page,
    Shown,
    TimeOfDay,
    catalogue,
    hosts,
    how_many,
    sessions_shown,
)
from ontact.commons.programmes.queries.desk import Desk, desk
from ontact.commons.programmes.queries.saying import State, state_of
from ontact.commons.programmes.queries.sessions import in_feed, next_of, sessions_between, sessions_of

__all__ = [
    "Among",
    "Audience",
    "Desk",
    "Filters",
    "Page",
    "Shown",
    "State",
    "TimeOfDay",
    "catalogue",
    "desk",
    "hosts",
    "how_many",
    "in_feed",
    "next_of",
    "sessions_between",
    "sessions_of",
    "sessions_shown",
    "state_of",
]
