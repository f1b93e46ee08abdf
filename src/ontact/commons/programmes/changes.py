"""What an act changed, handed to the caller: whoever knows the people concerned tells them."""

import enum
from dataclasses import dataclass
from datetime import datetime

from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.worded import Worded


class Kind(enum.Enum):
    """What is told; an unchanged thing is told to nobody."""

    NOTHING = "nothing"
    ADDED = "added"
    RENAMED = "renamed"
    MOVED = "moved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    PROGRAMME_CANCELLED = "programme_cancelled"


@dataclass(frozen=True)
class Was:
    """Where and when a session stood before, and under which name."""

    title: Worded
    place: Worded
    begins_at: datetime
    ends_at: datetime


@dataclass(frozen=True)
class Change:
    """One act and the sessions it changed, as they stand now. `was`: in the same order; empty for new ones."""

    programme: Programme
    kind: Kind
    sessions: tuple[Session, ...] = ()
    was: tuple[Was, ...] = ()
    reason: str = ""

    @property
    def must_be_told(self) -> bool:
        """Whether somebody may have planned by what was said before: of a draft nobody knows."""
        return self.kind is not Kind.NOTHING and bool(self.sessions) and self.programme.is_announced()


def as_it_was(session: Session) -> Was:
    return Was(session.name, session.venue, session.begins_at, session.ends_at)
