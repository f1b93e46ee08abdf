"""Days pass for one programme: all its moments, and what happened in its rooms, lie so much further back. Then the minute's
rounds are walked.

The second half runs inside the hall. Nobody is told of a change: for everybody it is as if they had waited.
"""

import re
import time
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import F

from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import Registration, Terms, Told
from ontact.commons.rooms.models import Room, Sitting, Span
from ontact.config.launch.hall import Hall
from ontact.config.rounds import walk_once
from ontact.foundation.clock import now

OF_THE_PROGRAMME = ("publishes_at", "opens_at", "closes_at")
OF_A_SESSION = ("replay_from", "replay_until", "postponed_from")
# What the usher needs to empty a room that has been closed.
PATIENCE_S = 90


def days_pass(
    hall: Hall, page: str, until: str, *, minutes: float = 0, session: int = 1, rounds: bool = True
) -> None:
    """Until so many minutes after a moment of the programme whose identity stands in this address.

    until: "opens", "closes" or "draw"; "begins" or "ends" of a session. rounds: False leaves what is due to a press.
    """
    found = re.search(r"[0-9a-f-]{36}", page)
    assert found, page
    call = f"pass_until({found[0]!r}, {until!r}, {minutes!r}, {session!r}, {rounds!r})"
    hall.manage("shell", "-v", "0", "-c", f"from tests.journeys.clockwork import pass_until; {call}")


def pass_until(programme_id: str, until: str, minutes: float, number: int, rounds: bool) -> None:
    programme = Programme.objects.select_related("host").get(pk=UUID(programme_id))
    moment = _moment(programme, until, number) + timedelta(minutes=minutes)
    if moment > now():
        _wait_for_empty_rooms(programme)
        _move(programme, moment - now())
    failed = walk_once() if rounds else []
    assert not failed, failed


def _moment(programme: Programme, name: str, number: int) -> datetime:
    session: Session = programme.sessions.get(number=number)
    moments = {
        "opens": programme.opens_at,
        "closes": programme.closes_at,
        "draw": programme.sign_up_terms.draws_at,
        "begins": session.begins_at,
        "ends": session.ends_at,
    }
    found = moments[name]
    assert found is not None, f"{programme} has no moment “{name}”."
    return found


def _wait_for_empty_rooms(programme: Programme) -> None:
    """A room that was closed is emptied by the usher; from then on presence is final, and the clock may go on."""
    closed = Room.objects.filter(session__programme=programme, closed_at__isnull=False)
    until = time.monotonic() + PATIENCE_S
    while closed.exclude(lease__settled_at__isnull=False).exists():
        assert time.monotonic() < until, "The usher has not emptied a closed room."
        time.sleep(0.2)


def _move(programme: Programme, stretch: timedelta) -> None:
    sessions = list(programme.sessions.all())
    rooms = [one.room_id for one in sessions if one.room_id]
    earlier = {name: F(name) - stretch for name in OF_THE_PROGRAMME}
    Programme.objects.filter(pk=programme.pk).update(**earlier)
    Terms.objects.filter(programme=programme).update(
        draws_at=F("draws_at") - stretch, releases_at=F("releases_at") - stretch
    )
    for one in sessions:
        one.stand_at(one.begins_at - stretch, one.ends_at - stretch, zone=programme.zone)
        one.save(update_fields=["begins_at", "ends_at", "weekday", "begins_minute"])
    programme.sessions.update(**{name: F(name) - stretch for name in OF_A_SESSION})
    _move_what_happened(programme, [one.pk for one in sessions], rooms, stretch)
    settle(Programme.objects.select_related("host").get(pk=programme.pk))


def _move_what_happened(
    programme: Programme, sessions: list[UUID], rooms: list[UUID], stretch: timedelta
) -> None:
    """Who is inside has been there for so much longer."""
    span = {"begins_at": F("begins_at") - stretch, "ends_at": F("ends_at") - stretch}
    Room.objects.filter(pk__in=rooms).update(**span)
    Sitting.objects.filter(seat__room__in=rooms).update(**span)
    Span.objects.filter(line__seat__room__in=rooms).update(**span)
    Told.objects.filter(about_id__in=[programme.pk, *sessions]).update(at=F("at") - stretch)
    asked = Registration.objects.filter(programme=programme)
    asked.update(settled_at=F("settled_at") - stretch, offered_until=F("offered_until") - stretch)
