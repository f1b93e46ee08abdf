"""Seats and passes: the right to be there, who sits in it, and the personal link that proves it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation, Person
from ontact.commons.rooms.actions.children import OF_A_CHILD, called, is_a_child
from ontact.commons.rooms.actions.door import open_line
from ontact.commons.rooms.actions.many_seats import take_seats_back
from ontact.commons.rooms.actions.room import passes_end_at
from ontact.commons.rooms.actions.tell import hold, tell
from ontact.commons.rooms.errors import SeatTakenBack
from ontact.commons.rooms.models import Line, Pass, Role, Room, Seat, Sitting
from ontact.commons.rooms.queries.words import seat_words
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret


@transaction.atomic
def give_seat(
    room: Room,
    *,
    title: str,
    by: Actor,
    role: str = Role.LISTENER,
    person: Person | None = None,
    name: str = "",
    organisation: Organisation | None = None,
    on_behalf_of: str = "",
    rank: int = 0,
    invited: bool = True,
    **facts: Any,
) -> Seat:
    """A seat, and whoever sits in it from now on (`name` defaults to the person's).

    `facts`: what it serves as in which languages, and whether it may be seen, recorded, and name itself. In a room
    for children the first name alone is shown.
    """
    name = name or (str(person) if person is not None else "")
    if is_a_child(room, role):
        facts = {**OF_A_CHILD, **facts}
        title, name = called(room, role, title) if title == name else title, called(room, role, name)
    seat = Seat.objects.create(
        room=room,
        title=title,
        role=role,
        organisation=organisation,
        on_behalf_of=on_behalf_of,
        rank=rank,
        is_invited=invited,
        **facts,
    )
    sitting = None
    if person is not None or name:
        sitting = Sitting.objects.create(seat=seat, person=person, name=name)
    sign(by, "gave a seat", seat, room=room.pk, role=role)
    _tell_of(seat, sitting, is_new=True)
    return seat


@transaction.atomic
def change_seat(seat: Seat, *, by: Actor, name: str | None = None, **changes: Any) -> Seat:
    """Change title, role, organisation, on_behalf_of, rank, service and its languages, what must be agreed to,
    or the name of who sits there.
    """
    room = hold(seat.room)
    seat = Seat.objects.locked(seat.pk)
    changed = {field: value for field, value in changes.items() if getattr(seat, field) != value}
    sitting: Sitting | None = seat.sittings.current().first()
    renamed = name is not None and sitting is not None and sitting.name != name
    if not changed and not renamed:
        return seat
    for field, value in changed.items():
        setattr(seat, field, value)
    if changed:
        seat.save(update_fields=list(changed))
    if renamed and sitting is not None:
        sitting.name = str(name)
        sitting.save(update_fields=["name"])
    sign(by, "changed a seat", seat, fields=sorted([*changed, *(["name"] if renamed else [])]))
    _tell_of(seat, sitting, room=room)
    return seat


def take_seat_back(seat: Seat, *, by: Actor) -> Seat:
    """The right to be there ends at once, with passes, lines, hand, floor and stage. Harmless when repeated."""
    take_seats_back([seat], by=by)
    taken: Seat = Seat.objects.select_related("room").get(pk=seat.pk)
    return taken


@transaction.atomic
def sit_in(seat: Seat, *, name: str, person: Person | None = None, by: Actor) -> Sitting:
    """Someone else sits here from now on: a substitute, for this seat's holder. Harmless when repeated."""
    room = hold(seat.room)
    sitting: Sitting | None = seat.sittings.current().first()
    if sitting is not None and sitting.name == name and (person is None or sitting.person_id == person.pk):
        return sitting
    moment = now()
    if sitting is not None:
        sitting.ends_at = moment
        sitting.save(update_fields=["ends_at"])
    newer = Sitting.objects.create(
        seat=seat,
        person=person,
        name=name,
        is_substitute=_is_substitute(seat, name, person),
        begins_at=moment,
    )
    sign(by, "let someone sit in", seat, substitute=newer.is_substitute)
    words = {"id": str(seat.pk), "name": name, "people": 1, "substitute": newer.is_substitute}
    tell(room, "seat", {"seats": [words]})
    return newer


@transaction.atomic
def get_up(sitting: Sitting, *, by: Actor) -> None:
    """Whoever sits here leaves the seat, and the links and lines made for them end. Harmless when repeated."""
    room = hold(sitting.seat.room)
    sitting = Sitting.objects.select_related("seat").get(pk=sitting.pk)
    if sitting.ends_at is not None:
        return
    sitting.ends_at = now()
    sitting.save(update_fields=["ends_at"])
    seat = sitting.seat
    Pass.objects.filter(sitting=sitting, revoked_at=None).update(revoked_at=sitting.ends_at)
    lines = seat.lines.filter(sitting=sitting).exclude(end_reason=Line.End.TAKEN_BACK)
    lines.update(ended_at=sitting.ends_at, end_reason=Line.End.TAKEN_BACK)
    sign(by, "let someone get up", seat)
    left = [line.identity for line in seat.lines.inside()]
    tell(room, "seat", {"seats": [{"id": str(seat.pk), "lines": left}]}, [seat.pk])


@transaction.atomic
def issue_pass(
    seat: Seat,
    *,
    by: Actor,
    expires_at: datetime | None = None,
    sitting: Sitting | None = None,
    leads_to: str = "",
) -> str:
    """The secret of a new personal link; only its digest is kept, so it can be shown once. Earlier links stay good.
    One made for a `sitting` ends with it; one that `leads_to` a page opens that, also after the room's end.

    Raises:
        SeatTakenBack: there is nothing to let into.
    """
    if seat.taken_back_at is not None:
        raise SeatTakenBack
    secret = new_secret()
    Pass.objects.create(
        seat=seat,
        sitting=sitting,
        digest=digest(secret),
        expires_at=expires_at or passes_end_at(seat.room),
        leads_to=leads_to,
    )
    sign(by, "issued a pass", seat)
    return secret


@transaction.atomic
def revoke_passes(seat: Seat, *, by: Actor) -> int:
    """All links of this seat stop working; lines that are open stay. Returns how many there were."""
    count: int = seat.passes.filter(revoked_at=None).update(revoked_at=now())
    if count:
        sign(by, "revoked passes", seat, count=count)
    return count


@transaction.atomic
def swap_pass(one: Pass) -> tuple[Line, str]:
    """Open a line for whoever holds the link: the line and the key for their cookie."""
    if one.used_at is None:
        Pass.objects.filter(pk=one.pk, used_at=None).update(used_at=now())
    return open_line(one.seat, sitting=one.sitting)


def _is_substitute(seat: Seat, name: str, person: Person | None) -> bool:
    """Whoever sat down first holds the seat; coming back to it, they are nobody's substitute."""
    holder: Sitting | None = seat.sittings.order_by("begins_at").first()
    if holder is None:
        return False
    if person is not None and holder.person_id is not None:
        return holder.person_id != person.pk
    return holder.name != name


def _tell_of(seat: Seat, sitting: Sitting | None, *, room: Room | None = None, is_new: bool = False) -> None:
    """Before the doors open there is nobody to hear it, but the numbering goes on."""
    words = seat_words(seat, sitting=sitting, lines=[], present=False, removed=False)
    if not is_new:
        for told_elsewhere in ("present", "lines", "mode", "removed", "muted", "side"):
            words.pop(told_elsewhere)
    tell(room or seat.room, "seat", {"seats": [words]}, [seat.pk])
