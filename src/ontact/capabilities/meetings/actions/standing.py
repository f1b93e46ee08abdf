"""The standing list is kept: by the clerk of the host as a whole, by each office for its own seats."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import transaction

from ontact.capabilities.meetings.errors.standing import ChairTaken, HolderTaken, ListChanged, SeatTaken
from ontact.capabilities.meetings.models import Deputy, Part, StandingList, StandingSeat
from ontact.capabilities.meetings.queries.standing_plan import Fate, Line, Plan, SeatWords, plan_of, words_of
from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

LAST = 30_000


@transaction.atomic
def begin_list(
    *,
    host: Organisation,
    title: Worded,
    substitutes: str,
    members_are_minors: bool = False,
    by: Actor,
    identity: UUID | None = None,
) -> StandingList:
    made = StandingList.objects.create(
        pk=identity or uuid7(),
        host=host,
        title=title,
        substitutes=substitutes,
        members_are_minors=members_are_minors,
    )
    sign(by, "began a standing list", made)
    return made


@transaction.atomic
def change_list(standing: StandingList, *, by: Actor, **rules: Any) -> StandingList:
    """Title, whom holders may send, whether members are minors: for whoever is called from now on."""
    standing = StandingList.objects.locked(standing.pk)
    changed = [name for name, rule in rules.items() if getattr(standing, name) != rule]
    if changed:
        for name in changed:
            setattr(standing, name, rules[name])
        standing.save(update_fields=changed)
        sign(by, "changed a standing list", standing)
    return standing


@transaction.atomic
def add_seat(
    standing: StandingList, words: SeatWords, *, place: int | None = None, by: Actor
) -> StandingSeat:
    """A new seat at this place of the order, else at the end.

    Raises:
        SeatTaken, HolderTaken, ChairTaken.
    """
    standing = StandingList.objects.locked(standing.pk)
    _is_free(standing, words)
    seat: StandingSeat = StandingSeat.objects.create(list=standing, rank=LAST, **_fields(words))
    _write_deputies(seat, words)
    _put_in_order(standing, seat, place)
    sign(by, "added a standing seat", seat)
    return seat


@transaction.atomic
def change_seat(seat: StandingSeat, words: SeatWords, *, place: int | None = None, by: Actor) -> StandingSeat:
    """Write what differs. The journal says which fields, never what they held: names are not for ever.

    Raises:
        SeatTaken, HolderTaken, ChairTaken.
    """
    standing = StandingList.objects.locked(seat.list_id)
    seat = StandingSeat.objects.with_frame().get(pk=seat.pk)
    before = words_of(seat)
    if before != words:
        _is_free(standing, words, but=seat)
        _write(seat, before, words, by)
    if place is not None and _put_in_order(standing, seat, place):
        sign(by, "moved a standing seat", seat, place=place)
    return seat


@transaction.atomic
def remove_seat(seat: StandingSeat, *, by: Actor) -> StandingSeat:
    """Off the list; meetings that were called keep their people. Harmless when repeated."""
    StandingList.objects.locked(seat.list_id)
    seat = StandingSeat.objects.get(pk=seat.pk)
    if seat.removed_at is None:
        seat.removed_at = now()
        seat.save(update_fields=["removed_at"])
        sign(by, "took a standing seat off", seat)
    return seat


@transaction.atomic
def put_seat_back(seat: StandingSeat, *, by: Actor) -> StandingSeat:
    """Undo a removal.

    Raises:
        SeatTaken, HolderTaken, ChairTaken: someone else has the place by now.
    """
    standing = StandingList.objects.locked(seat.list_id)
    seat = StandingSeat.objects.with_frame().get(pk=seat.pk)
    if seat.removed_at is not None:
        _is_free(standing, words_of(seat))
        seat.removed_at = None
        seat.save(update_fields=["removed_at"])
        sign(by, "put a standing seat back", seat)
    return seat


@transaction.atomic
def import_seats(standing: StandingList, lines: list[Line], *, seen: dict[str, int], by: Actor) -> Plan:
    """Carry out what the dry run showed: good rows in their order, the rest of the list taken off.

    Raises:
        ListChanged: the list changed since the dry run, so that other things would happen than were shown.
    """
    standing = StandingList.objects.locked(standing.pk)
    plan = plan_of(standing, lines)
    if plan.counts() != seen:
        raise ListChanged
    for seat in plan.gone:
        remove_seat(seat, by=by)
    seats = {seat.title: seat for seat in standing.seats.standing().with_frame()}
    changed = [line for line in plan.of(Fate.CHANGED) if words_of(seats[line.words.title]) != line.words]
    # Holders may change places with each other: everyone gets up before anyone sits down.
    getting_up = [seats[line.words.title].pk for line in changed]
    StandingSeat.objects.filter(pk__in=getting_up).update(holder_email="", part=Part.MEMBER)
    for line in changed:
        seat = seats[line.words.title]
        _write(seat, words_of(seat), line.words, by)
    _add_all(standing, plan.of(Fate.NEW))
    _order_as_in_sheet(standing, lines)
    sign(by, "imported a standing list", standing, **plan.counts())
    return plan


def _add_all(standing: StandingList, lines: list[Line]) -> None:
    known = _known_people(line.words.holder_email for line in lines)
    made = [
        StandingSeat(
            list=standing,
            rank=LAST,
            **{**_plain_fields(line.words), "holder": known.get(line.words.holder_email)},
        )
        for line in lines
    ]
    StandingSeat.objects.bulk_create(made)
    Deputy.objects.bulk_create(
        Deputy(seat=seat, place=place, name=name, email=email)
        for seat, line in zip(made, lines, strict=True)
        for place, (name, email) in enumerate(line.words.deputies)
    )


def _order_as_in_sheet(standing: StandingList, lines: list[Line]) -> None:
    """A seat whose row has a fault stands where its row stands; it is named all the same."""
    place = {line.words.title: line.number for line in lines}
    seats = sorted(standing.seats.standing(), key=lambda seat: place.get(seat.title, LAST))
    _number(seats)


def _write(seat: StandingSeat, before: SeatWords, words: SeatWords, by: Actor) -> None:
    fields = [name for name in vars(words) if getattr(before, name) != getattr(words, name)]
    if {"holder_name", "holder_email"} & set(fields):
        seat.held_since = now()
    for name, value in _fields(words).items():
        setattr(seat, name, value)
    seat.save()
    if "deputies" in fields:
        _write_deputies(seat, words)
    sign(by, "changed a standing seat", seat, fields=sorted(fields))


def _write_deputies(seat: StandingSeat, words: SeatWords) -> None:
    seat.deputies.all().delete()
    Deputy.objects.bulk_create(
        Deputy(seat=seat, place=place, name=name, email=email)
        for place, (name, email) in enumerate(words.deputies)
    )


def _put_in_order(standing: StandingList, seat: StandingSeat, place: int | None) -> bool:
    """Number all seats anew with this one at its place (from 1). Says whether anything moved."""
    seats = list(standing.seats.standing())
    others = [one for one in seats if one.pk != seat.pk]
    at = len(others) if place is None else min(max(place - 1, 0), len(others))
    return _number([*others[:at], seat, *others[at:]])


def _number(seats: list[StandingSeat]) -> bool:
    moved = []
    for rank, seat in enumerate(seats, start=1):
        if seat.rank != rank:
            seat.rank = rank
            moved.append(seat)
    StandingSeat.objects.bulk_update(moved, ["rank"])
    return bool(moved)


def _fields(words: SeatWords) -> dict[str, object]:
    return {**_plain_fields(words), "holder": _known_people([words.holder_email]).get(words.holder_email)}


def _plain_fields(words: SeatWords) -> dict[str, object]:
    return {
        "title": words.title,
        "office_id": words.office,
        "part": words.part,
        "has_vote": words.has_vote,
        "holder_name": words.holder_name,
        "holder_email": words.holder_email,
    }


def _known_people(addresses: Iterable[str]) -> dict[str, Person]:
    """Who proved these addresses. One query."""
    wanted = [address for address in addresses if address]
    found = Person.objects.filter(email__in=wanted, claimed_at__isnull=False, is_active=True)
    return {person.email: person for person in found}


def _is_free(standing: StandingList, words: SeatWords, *, but: StandingSeat | None = None) -> None:
    others = standing.seats.standing().exclude(pk=but.pk if but else None)
    if others.filter(title=words.title).exists():
        raise SeatTaken(title=words.title)
    if words.holder_email:
        held = others.filter(holder_email=words.holder_email).first()
        if held is not None:
            raise HolderTaken(address=words.holder_email, title=held.title)
    if words.part == Part.CHAIR and others.filter(part=Part.CHAIR).exists():
        raise ChairTaken
