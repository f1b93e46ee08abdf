"""One wish for a place, as its own page tells it: how it stands and why, doors, dates, and what may be done about it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.commons.programmes.calendars import place_of
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.registrations.engine.book import State, Why
from ontact.commons.registrations.models import GivenSeat, Line, Registration, RegistrationState
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.account import Step, account_of, calling
from ontact.commons.registrations.queries.late import free_until
from ontact.commons.registrations.queries.plain_terms import draw_at
from ontact.commons.registrations.queries.saying import REASONS, said_about
from ontact.commons.rooms.models import Room


@dataclass(frozen=True)
class Date:
    """One session of the place. `door`: address of the live room while it is open; `doors_at`: when the next
    one that is still shut will be.

    `replay`: address of its replay, where whoever has the place can watch it now.
    """

    session: Session
    where: str
    is_over: bool
    door: str = ""
    doors_at: datetime | None = None
    replay: str = ""


def page_of_place(place: Registration, moment: datetime) -> dict[str, Any]:
    """Ten queries at most, however many sessions. The place comes with programme, terms and person."""
    programme, terms = place.programme, place.programme.sign_up_terms
    sessions = _own_sessions(place)
    until = free_until(sessions, terms.withdraw_until)
    return {
        "place": place,
        "programme": programme,
        "terms": terms,
        "said": said_about(place),
        "is_live": place.state in LIVE_STATES,
        "companions": [one for one in unit_of(place) if one.pk != place.pk],
        "dates": _dates(place, sessions, moment),
        "free_until": until,
        "is_late": is_late(place, until, moment),
        "calling": calling(programme) if place.state == State.WAITING else None,
        "draw_at": draw_at(programme, terms),
    }


def is_late(place: Registration, until: datetime | None, moment: datetime) -> bool:
    """Whether giving it back now leaves a mark: not for whoever got the place when it was too late already."""
    return until is not None and place.settled_at <= until < moment


def unit_of(place: Registration) -> list[Registration]:
    """Those who came together or not at all and whose wish is alive; oneself among them. One query."""
    rows = Registration.objects.filter(
        programme=place.programme_id, unit=place.unit, state__in=LIVE_STATES
    ).select_related("person")
    return list(rows.order_by("created_at", "pk"))


@dataclass(frozen=True)
class Told:
    """One line of the book that changed this wish, in words."""

    at: datetime
    number: int
    what: str
    state: str
    reason: str


def story_of(place: Registration) -> list[Told]:
    """From the book alone, the first line first. Two queries; it costs as long as the book is."""
    return [
        Told(
            at=step.at,
            number=step.number,
            what=str(Line.Verb(step.verb).label),
            state=_state_of(step),
            reason=step.sentence or _reason_of(step),
        )
        for step in account_of(place)
    ]


def _state_of(step: Step) -> str:
    label = str(RegistrationState(step.state).label)
    if step.state == State.WAITING and step.rank:
        return _("%(state)s, rank %(rank)d") % {"state": label, "rank": step.rank}
    return label


def _reason_of(step: Step) -> str:
    return str(REASONS[Why(step.why)]) if step.why in {one.value for one in Why} else ""


def _own_sessions(place: Registration) -> list[Session]:
    found = []
    for session in sessions_of(place.programme):
        if place.session_id in (None, session.pk):
            session.programme = place.programme
            found.append(session)
    return found


def _dates(place: Registration, sessions: Iterable[Session], moment: datetime) -> list[Date]:
    seats = GivenSeat.objects.filter(registration=place, seat__taken_back_at=None)
    seated = set(seats.values_list("session", flat=True))
    dates = [_date(session, session.pk in seated, moment) for session in sessions]
    following = next((one for one in dates if one.doors_at is not None), None)
    dates = [one if one is following else replace(one, doors_at=None) for one in dates]
    if place.state != RegistrationState.PLACED:
        return dates
    offered = Session.objects.filter(programme=place.programme_id).replayable(moment)
    open_ones = set(offered.values_list("pk", flat=True))
    return [replace(one, replay=_replay_of(one)) if one.session.pk in open_ones else one for one in dates]


def _replay_of(date: Date) -> str:
    return reverse("registrations:replay", args=[date.session.pk])


def _date(session: Session, has_seat: bool, moment: datetime) -> Date:
    room, where, is_over = session.room, place_of(session), session.has_ended(moment)
    if room is None or not has_seat or session.is_cancelled:
        return Date(session, where, is_over)
    phase = room.phase_at(moment)
    if phase is Room.Phase.OPEN:
        # It may run over its planned end; as long as the door is open one can go in.
        return Date(session, where, is_over=False, door=room.page)
    return Date(session, where, is_over, doors_at=room.doors_at if phase is Room.Phase.EARLY else None)
