"""Live rooms of a programme's sessions: opened with the office's people as hosts, and a seat for everybody with a place."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q

from ontact.commons.people.models import Membership
from ontact.commons.programmes.actions import open_session_room
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.actions.storing import give_seats
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import GivenSeat, Pool, Registration
from ontact.commons.rooms.actions import give_seat
from ontact.commons.rooms.models import Role, Room, Sitting
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

# Up to so many everybody is seen and speaks; a larger class is a stage before an audience.
LARGEST_ROUND = 30
# Beside the places: lecturer, helpers, and second devices.
ROOM_TO_SPARE = 20


def open_rooms(programme: Programme, by: Actor) -> int:
    """For sessions to come that are held online and have none. Inside the caller's transaction; returns how many.

    Everybody waits in the lobby until somebody of the office lets them in: no class is without a grown-up host.
    Nothing is recorded unless a host begins it, and the room's chat is read by all; there is no other.
    """
    if programme.manner == Manner.ON_SITE or programme.is_template:
        return 0
    to_come = programme.sessions.filter(cancelled_at=None, ends_at__gt=now(), room=None)
    opened = [_open(programme, session, by) for session in to_come.order_by("begins_at", "number")]
    _give_hosts(programme, by)
    seat_the_placed(programme, opened)
    return len(opened)


def seat_the_placed(programme: Programme, sessions: Iterable[Session]) -> None:
    """Everybody who has a place already, and no seat in this session's room."""
    for session in sessions:
        seated = GivenSeat.objects.filter(session=session, seat__taken_back_at=None)
        placed = Registration.objects.filter(
            Q(session=None) | Q(session=session), programme=programme, state=State.PLACED
        )
        give_seats([session], list(placed.exclude(pk__in=seated.values("registration"))))


def _open(programme: Programme, session: Session, by: Actor) -> Session:
    session.programme = programme
    places = _places(programme, session)
    wishes: dict[str, Any] = {
        "manner": Room.Manner.BROADCAST if places > LARGEST_ROUND else Room.Manner.ROUND_TABLE,
        "floor_language": programme.language,
    }
    if places + ROOM_TO_SPARE > Room().capacity:
        wishes["capacity"] = places + ROOM_TO_SPARE
    page = f"{programme.page}sessions/{session.pk}/"
    return open_session_room(session=session, page=page, by=by, **wishes)


def _places(programme: Programme, session: Session) -> int:
    """Of whatever there is most: nobody takes two of one kind. 0 where nobody has said how many."""
    pools = Pool.objects.filter(Q(session=None) | Q(session=session), programme=programme)
    return pools.aggregate(most=Max("capacity"))["most"] or 0


def _give_hosts(programme: Programme, by: Actor) -> None:
    """Each grown-up officer of the house once, whatever roles they hold; also who has come to the house since."""
    held = Membership.objects.current().filter(organisation=programme.host_id, person__guardian=None)
    officers = {one.person_id: one for one in held.select_related("person").order_by("-since")}
    to_come = programme.sessions.filter(cancelled_at=None, ends_at__gt=now(), room__closed_at=None)
    rooms = [one.room for one in to_come.select_related("room").order_by("begins_at") if one.room is not None]
    hosts = Sitting.objects.current().filter(seat__room__in=rooms, seat__role=Role.HOST)
    seated = set(hosts.filter(seat__taken_back_at=None).values_list("seat__room", "person"))
    for room in rooms:
        for one in officers.values():
            if (room.pk, one.person_id) not in seated:
                give_seat(
                    room,
                    title=one.title or one.get_role_display(),
                    role=Role.HOST,
                    person=one.person,
                    organisation=programme.host,
                    by=by,
                )
