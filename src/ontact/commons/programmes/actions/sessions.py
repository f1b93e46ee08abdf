"""The sessions of a programme: one by one or every week, in the order of their days, with a room and a replay."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max

from ontact.commons.journal.actions import sign
from ontact.commons.media.models import Asset
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.actions.holding import (
    REVISED,
    check_times,
    check_to_come,
    hold,
    hold_draft,
    hold_session,
    refuse_template,
    rename_room,
    revise,
    session_as_it_stands,
)
from ontact.commons.programmes.changes import Change, Kind, as_it_was
from ontact.commons.programmes.engine.weekly import left_out, weekly_days
from ontact.commons.programmes.errors import HasRoom, SessionTurnedRound, TooManySessions
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import Room
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded

MOST_SESSIONS = 100
# Numbers are moved out of the way first: the database refuses two alike even for a moment.
OUT_OF_THE_WAY = 10_000


@dataclass(frozen=True)
class Planned:
    """One session as it is typed."""

    begins_at: datetime
    ends_at: datetime
    title: Worded = Worded()
    lecturer: str = ""
    place: Worded = Worded()


@dataclass(frozen=True)
class Weekly:
    """A session every week at the same hour by the host's clock. `shut`: holidays and other days left out."""

    first: date
    count: int
    begins: time
    length: timedelta
    shut: Collection[date] = field(default_factory=frozenset)
    lecturer: str = ""

    @property
    def days(self) -> list[date]:
        return weekly_days(self.first, self.count, self.shut)

    @property
    def left_out(self) -> list[date]:
        """What the page names, so that nobody wonders about the gap. A shut first day is named too."""
        return left_out([self.first, *self.days], self.shut)


@transaction.atomic
def add_session(*, programme: Programme, planned: Planned, by: Actor) -> Change:
    """One more, with the next number. In a programme that people have joined, go through registrations: it gives them
    their places.

    Raises:
        TooManySessions, SessionTurnedRound, SessionTooLong, SpanTooLong: it does not fit.
        TimeHasPassed: it would be announced for the past.
    """
    return _add(hold(programme), [planned], by)


@transaction.atomic
def add_weekly(*, programme: Programme, weekly: Weekly, by: Actor) -> Change:
    """A whole series at once; raises what add_session raises."""
    held = hold(programme)
    if weekly.count > MOST_SESSIONS:
        raise TooManySessions(most=MOST_SESSIONS)
    if weekly.length <= timedelta(0):
        raise SessionTurnedRound
    begins = [datetime.combine(day, weekly.begins, tzinfo=held.zone) for day in weekly.days]
    planned = [Planned(at, at + weekly.length, lecturer=weekly.lecturer) for at in begins]
    return _add(held, planned, by)


@transaction.atomic
def change_session(*, session: Session, title: Worded, lecturer: str, by: Actor) -> Change:
    """Another title or lecturer; its time and place are moved, postponed or cancelled."""
    held = hold_session(session)
    if (held.title, held.lecturer) == (title, lecturer):
        return Change(held.programme, Kind.NOTHING)
    was = as_it_was(held)
    held.title, held.lecturer = title, lecturer
    revise(held)
    held.save(update_fields=["title", "lecturer", *REVISED])
    rename_room(held, by)
    sign(by, "changed a session", held, number=held.number)
    return Change(held.programme, Kind.RENAMED, (held,), (was,))


@transaction.atomic
def remove_session(*, session: Session, by: Actor) -> None:
    """Take it out of a draft; the later ones close up.

    Raises:
        AlreadyPublished: everybody has seen it; cancel it instead.
    """
    programme = hold_draft(session.programme)
    held = Session.objects.select_related("room").filter(pk=session.pk).first()
    if held is None:
        return
    held.programme = programme
    sign(by, "removed a session", held, number=held.number)
    held.delete()
    if held.room is not None:
        rooms.close_room(held.room, by=by)
    _number(programme)
    settle(programme)


@transaction.atomic
def renumber(*, programme: Programme, by: Actor) -> None:
    """Number the sessions of a draft in the order of their days. Afterwards a number is a name and stays.

    Raises:
        AlreadyPublished: people speak of "the third evening" already.
    """
    held = hold_draft(programme)
    if _number(held):
        sign(by, "renumbered the sessions", held)


@transaction.atomic
def open_session_room(*, session: Session, page: str, by: Actor, **wishes: Any) -> Session:
    """Make the live room of a session. `page`: the capability's page that shows it; wishes: as for rooms.open_room.

    Raises:
        HasRoom: it has one, which belongs to another page.
    """
    held = hold_session(session)
    refuse_template(held.programme)
    if held.room is not None:
        if held.room.page != page:
            raise HasRoom
        return held
    wishes.setdefault("helpline", held.programme.host.telephone)
    wishes.setdefault("for_children", held.programme.is_for_children)
    wishes.setdefault("attendance", Room.Attendance.OFFICE)
    held.room = rooms.open_room(held.name, held.begins_at, held.ends_at, page=page, by=by, **wishes)
    held.save(update_fields=["room"])
    return held


@transaction.atomic
def close_session_room(*, session: Session, by: Actor) -> Session:
    """It is held without one now: the room is closed for good, and another can be opened. Harmless when repeated."""
    held = hold_session(session)
    if held.room is None:
        return held
    rooms.close_room(held.room, by=by)
    held.room = None
    held.save(update_fields=["room"])
    return held


@transaction.atomic
def offer_replay(
    *,
    session: Session,
    asset: Asset | None,
    begins_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: Actor,
) -> Session:
    """Let the recording be watched in [begins_at, ends_at), open where empty; None takes it back.

    Raises:
        SessionTurnedRound: it would end before it begins.
    """
    programme = hold(session.programme)
    held = session_as_it_stands(session, programme)
    if begins_at and ends_at and ends_at <= begins_at:
        raise SessionTurnedRound
    wanted = (asset.pk, begins_at, ends_at) if asset else (None, None, None)
    if (held.replay_id, held.replay_from, held.replay_until) == wanted:
        return held
    held.replay_id, held.replay_from, held.replay_until = wanted
    held.save(update_fields=["replay", "replay_from", "replay_until"])
    if asset is not None:
        sign(by, "offered a replay", held, begins_at=begins_at, ends_at=ends_at)
    else:
        sign(by, "took a replay back", held)
    return held


def make_sessions(programme: Programme, planned: Iterable[Planned]) -> list[Session]:
    """Write them behind those that stand there, in order of time. Checks their number and times, signs nothing.

    Raises what add_session raises.
    """
    wanted = sorted(planned, key=lambda one: one.begins_at)
    if programme.sessions.count() + len(wanted) > MOST_SESSIONS:
        raise TooManySessions(most=MOST_SESSIONS)
    last = programme.sessions.aggregate(last=Max("number"))["last"] or 0
    made = []
    for number, one in enumerate(wanted, start=last + 1):
        check_times(one.begins_at, one.ends_at)
        check_to_come(programme, one.begins_at)
        session = Session(
            programme=programme, number=number, title=one.title, lecturer=one.lecturer, place=one.place
        )
        session.stand_at(one.begins_at, one.ends_at, zone=programme.zone)
        made.append(session)
    Session.objects.bulk_create(made)
    return made


def _add(held: Programme, planned: list[Planned], by: Actor) -> Change:
    made = make_sessions(held, planned)
    if not made:
        return Change(held, Kind.NOTHING)
    if not held.is_announced():
        _number(held)
    settle(held)
    sign(by, "added sessions", held, count=len(made), first=made[0].begins_at)
    sessions = list(held.sessions.filter(pk__in=[one.pk for one in made]).order_by("begins_at", "number"))
    for session in sessions:
        session.programme = held
    return Change(held, Kind.ADDED, tuple(sessions))


def _number(programme: Programme) -> bool:
    """1, 2, 3 in order of time. Returns whether any number changed."""
    sessions = list(programme.sessions.order_by("begins_at", "number"))
    if [one.number for one in sessions] == list(range(1, len(sessions) + 1)):
        return False
    programme.sessions.update(number=F("number") + OUT_OF_THE_WAY)
    for number, session in enumerate(sessions, start=1):
        session.number = number
    Session.objects.bulk_update(sessions, ["number"])
    return True
