"""Live rooms of a programme's sessions: opened with the office's people as hosts, and a seat for everybody with a place;
closed where it is held on site after all.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from ontact.commons.people.models import Membership
from ontact.commons.programmes.actions import close_session_room, open_session_room
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.actions.storing import give_seats
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import GivenSeat, Pool, Registration
from ontact.commons.rooms.actions import give_seat, take_seats_back
from ontact.commons.rooms.models import Role, Room, Seat, Sitting
from ontact.foundation.actor import SYSTEM, Actor
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
    settle_hosts(_with_rooms(now()).filter(programme=programme), by)
    seat_the_placed(programme, opened)
    return len(opened)


def close_rooms(programme: Programme, by: Actor) -> int:
    """Everybody comes to the place: nobody finds a door that leads into an empty room. Inside the caller's transaction;
    returns how many. Where a session has begun, whoever is there stays.
    """
    to_come = list(_with_rooms(now()).filter(programme=programme, begins_at__gt=now()))
    for session in to_come:
        assert session.room is not None
        take_seats_back(session.room.seats.standing(), by=by)
        close_session_room(session=session, by=by)
    return len(to_come)


@transaction.atomic
def settle_hosts(sessions: Iterable[Session], by: Actor = SYSTEM) -> int:
    """Each grown-up officer of the house has a host's seat once, whatever roles they hold; whoever has left the house has
    none any more. Returns how many seats were given or taken back. Three queries where nothing has changed.
    """
    rooms = {one.room: one.programme.host for one in sessions if one.room is not None}
    officers = _officers({host.pk for host in rooms.values()})
    held = _hosts(rooms)
    gone = [
        seat
        for (room, person), seat in held.items()
        if seat.organisation_id == rooms[room].pk and person not in officers.get(rooms[room].pk, {})
    ]
    if gone:
        take_seats_back(gone, by=by)
    missing = [
        (room, host, one)
        for room, host in rooms.items()
        for person, one in officers.get(host.pk, {}).items()
        if (room, person) not in held
    ]
    for room, host, one in missing:
        title = one.title or one.get_role_display()
        give_seat(room, title=title, role=Role.HOST, person=one.person, organisation=host, by=by)
    return len(gone) + len(missing)


def hosts_as_they_are(moment: datetime) -> int:
    """The minute's round: who came to a house or left it since its rooms were opened."""
    published = _with_rooms(moment).filter(
        programme__publishes_at__isnull=False, programme__cancelled_at=None
    )
    return settle_hosts(published)


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


def _with_rooms(moment: datetime) -> QuerySet[Session]:
    """Sessions to come, or on, whose room stands."""
    found: QuerySet[Session] = Session.objects.standing().filter(
        ends_at__gt=moment, room__isnull=False, room__closed_at=None
    )
    return found.select_related("room", "programme__host").order_by("begins_at", "number")


def _officers(houses: Collection[UUID]) -> dict[UUID, dict[UUID, Membership]]:
    """House → person → the latest of their roles there."""
    roles = Membership.objects.current().filter(
        organisation__in=houses, person__guardian=None, person__is_active=True
    )
    found: dict[UUID, dict[UUID, Membership]] = {}
    for one in roles.select_related("person").order_by("since"):
        found.setdefault(one.organisation_id, {})[one.person_id] = one
    return found


def _hosts(rooms: Collection[Room]) -> dict[tuple[Room, UUID], Seat]:
    """Whose seat it is: whoever sat there first, also while another one sits in."""
    sittings = Sitting.objects.filter(
        seat__room__in=rooms, seat__role=Role.HOST, seat__taken_back_at=None, person__isnull=False
    )
    by_key = {room.pk: room for room in rooms}
    first: dict[UUID, tuple[Room, UUID, Seat]] = {}
    for one in sittings.select_related("seat").order_by("begins_at"):
        assert one.person_id is not None
        first.setdefault(one.seat_id, (by_key[one.seat.room_id], one.person_id, one.seat))
    return {(room, person): seat for room, person, seat in first.values()}
