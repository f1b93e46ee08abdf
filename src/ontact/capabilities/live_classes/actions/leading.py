"""Who leads a class: lecturers and helpers, with a seat at the desk of every room to come and a link for those without
an account.
"""

from collections.abc import Iterable

from django.db import transaction
from django.utils import translation

from ontact.capabilities.live_classes.actions.beginning import kept
from ontact.capabilities.live_classes.actions.telling import tell_removed
from ontact.capabilities.live_classes.errors import AddressMissing, NoRoomYet
from ontact.capabilities.live_classes.models import Leader, LeaderSeat, LiveClass
from ontact.commons.journal.actions import erase_names, sign
from ontact.commons.people.actions import find_or_create_guest
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def add_leader(live_class: LiveClass, *, name: str, email: str, part: str, by: Actor) -> Leader:
    """Seats in all rooms to come are given at once. Whoever leads it already changes the part.

    Raises:
        AddressMissing: nobody without an address can be let in or called.
    """
    if not email.strip():
        raise AddressMissing
    row = kept(live_class)
    person = find_or_create_guest(name=name, email=email, language=row.programme.language, by=by)
    leader, is_new = Leader.objects.get_or_create(
        live_class=row, person=person, defaults={"name": name.strip(), "part": part}
    )
    if not is_new and leader.part != part:
        leader.part = part
        leader.save(update_fields=["part"])
        _take_back(leader, by)
    if is_new:
        sign(by, "named who leads a class", row, part=part)
    seat_leaders(row, by=by)
    return leader


@transaction.atomic
def remove_leader(leader: Leader, *, by: Actor) -> None:
    """The seats are taken back at once, also in a room that is open, and the person is told. Harmless when repeated."""
    if not Leader.objects.filter(pk=leader.pk).exists():
        return
    _take_back(leader, by)
    tell_removed(leader)
    sign(by, "took somebody off who leads a class", leader.live_class, part=leader.part)
    leader.delete()


@transaction.atomic
def seat_leaders(live_class: LiveClass, *, by: Actor) -> int:
    """A seat for each leader in each room to come that has none for them. Returns how many; harmless when repeated.

    A seat in a room that was closed before its time, when the class was to be held on site, is none.
    """
    leaders = [one for one in live_class.leaders.select_related("person") if one.person is not None]
    sessions = list(_to_come(live_class))
    held = LeaderSeat.objects.filter(leader__in=leaders, seat__taken_back_at=None)
    taken = set(held.values_list("leader", "session"))
    missing = [
        (leader, session)
        for leader in leaders
        for session in sessions
        if (leader.pk, session.pk) not in taken
    ]
    for leader, session in missing:
        _seat(leader, session, by)
    return len(missing)


@transaction.atomic
def make_link(leader: Leader, session: Session, *, by: Actor) -> str:
    """The secret of a personal link into one session's room; shown once, earlier ones stay good.

    Raises:
        NoRoomYet: it has no room, or none for this leader.
    """
    held = LeaderSeat.objects.filter(leader=leader, session=session).select_related("seat__room").first()
    if held is None or held.seat.taken_back_at is not None:
        raise NoRoomYet
    return rooms.issue_pass(held.seat, by=by)


@transaction.atomic
def forget_leader(person: Person) -> None:
    """The name goes from what is over; who still has to lead keeps the part until the class has ended."""
    over = Leader.objects.filter(person__in=person.selves(), live_class__programme__ends_at__lte=now())
    keys = list(over.values_list("pk", flat=True))
    Leader.objects.filter(pk__in=keys).update(name="", person=None)
    erase_names(keys)


def _seat(leader: Leader, session: Session, by: Actor) -> None:
    assert session.room is not None
    with translation.override(leader.live_class.programme.language):
        title = str(leader.get_part_display())
    seat = rooms.give_seat(
        session.room, title=title, role=leader.role, person=leader.person, name=leader.name, by=by
    )
    LeaderSeat.objects.update_or_create(leader=leader, session=session, defaults={"seat": seat})


def _take_back(leader: Leader, by: Actor) -> None:
    held = list(LeaderSeat.objects.filter(leader=leader).select_related("seat"))
    rooms.take_seats_back([one.seat for one in held], by=by)
    LeaderSeat.objects.filter(pk__in=[one.pk for one in held]).delete()


def _to_come(live_class: LiveClass) -> Iterable[Session]:
    found: Iterable[Session] = (
        Session.objects.standing()
        .filter(programme=live_class.programme, room__closed_at=None, room__isnull=False, ends_at__gt=now())
        .select_related("room")
        .order_by("begins_at")
    )
    return found
