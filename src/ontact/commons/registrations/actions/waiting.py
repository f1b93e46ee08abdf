"""Waiting for a rush: coming in, the order when it opens, and seeing that nobody presses before their turn."""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.engine.lottery import drawn
from ontact.commons.registrations.engine.together import Together
from ontact.commons.registrations.engine.waiting import Standing
from ontact.commons.registrations.errors import NotOpenYet, NotReady, NotYourTurn
from ontact.commons.registrations.models import (
    Allotment,
    Extent,
    Pool,
    Preparation,
    Terms,
    WaitingPass,
    WaitingRoom,
)
from ontact.commons.registrations.queries.waiting import (
    number_of,
    ready_preparation,
    standing_now,
    standing_of,
    turns,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

# Who waited is kept so long after the opening; then only the order is.
NAMED_FOR = timedelta(days=30)


def enter(*, programme: Programme, person: Person) -> WaitingPass:
    """One's own pass: the same in a second tab, after a reload and on another device.

    Raises:
        NotReady: whoever has not prepared everything has nothing to wait for.
    """
    mine = _pass_of(programme, person)
    if mine is None:
        if ready_preparation(programme, person) is None:
            raise NotReady
        room, _new = WaitingRoom.objects.get_or_create(programme=programme)
        _let_in(WaitingPass(room=room, person=person))
        mine = _pass_of(programme, person)
    elif mine.number is None and _has_opened(programme):
        give_numbers(programme_id=programme.pk)
        mine.refresh_from_db(fields=["number"])
    assert mine is not None
    return mine


@transaction.atomic
def give_numbers(*, programme_id: UUID) -> None:
    """Once the room opens, draw the order of all who have waited; who has come since is numbered in the order of arrival.

    Harmless when repeated, and whoever comes first may do it: the order follows from the seed and the arrivals alone.
    """
    found = WaitingRoom.objects.filter(programme=programme_id).values_list("pk", flat=True).first()
    if found is None:
        return
    room: WaitingRoom = WaitingRoom.objects.locked(found)
    opens_at = Programme.objects.values_list("opens_at", flat=True).get(pk=programme_id)
    if opens_at is None or now() < opens_at:
        return
    waiting = list(room.passes.filter(number=None).order_by("created_at", "pk").only("pk", "created_at"))
    if room.opened_at is None:
        _number(room, _draw(room, waiting, opens_at))
    else:
        _number(room, [one.pk for one in waiting])


def check_turn(preparation: Preparation) -> None:
    """Nothing where there is no waiting room, or nobody waits any more.

    Raises:
        NotOpenYet: the room has not opened.
        NotYourTurn: others are called first, or one has not come through the room.
    """
    programme_id, at = preparation.programme_id, now()
    standing = standing_of(programme_id)
    if not standing.holds_back(at):
        return
    if standing.is_before_the_opening(at):
        raise NotOpenYet(opens_at=standing.opens_at, now=at)
    if standing.opened_at is None:
        standing = _opened(programme_id)
    number = number_of(programme_id, preparation.asked_by_id)
    if standing.has_called(number, at):
        return
    standing = standing_now(programme_id)
    if standing.holds_back(at) and not standing.has_called(number, at):
        raise NotYourTurn(number=number)


def turns_now(programme_id: UUID) -> dict[str, Any]:
    """What all who wait are told; the first who asks after the opening opens the room."""
    standing = standing_of(programme_id)
    if standing.has_room and standing.opened_at is None and not standing.is_before_the_opening(now()):
        _opened(programme_id)
    return turns(programme_id)


def rounds_of_waiting(moment: datetime) -> None:
    """Rooms open also where no page asks; a month later nobody's name stands in them."""
    due = WaitingRoom.objects.filter(opened_at=None, programme__opens_at__lte=moment)
    for programme_id in due.values_list("programme", flat=True):
        give_numbers(programme_id=programme_id)
    old = WaitingPass.objects.filter(room__opened_at__lt=moment - NAMED_FOR, person__isnull=False)
    old.update(person=None)


def _pass_of(programme: Programme, person: Person) -> WaitingPass | None:
    return WaitingPass.objects.filter(room__programme=programme, person=person).first()


def _has_opened(programme: Programme) -> bool:
    return programme.opens_at is not None and programme.opens_at <= now()


def _let_in(one: WaitingPass) -> None:
    """Inside a transaction it is written there, alone."""
    if connection.in_atomic_block:
        _write_passes([one])
    else:
        _door.bring(one)


@transaction.atomic
def _write_passes(passes: list[WaitingPass]) -> None:
    """Before the opening no lock is needed; afterwards each room's is taken first, in one order. Who is there already
    stays as they are.
    """
    rooms = {one.room_id: one.room for one in passes}
    opened = [rooms[pk] for pk in sorted(rooms) if _has_opened(rooms[pk].programme)]
    for room in opened:
        WaitingRoom.objects.locked(room.pk)
    WaitingPass.objects.bulk_create(passes, ignore_conflicts=True)
    for room in opened:
        give_numbers(programme_id=room.programme_id)


_door: Together[WaitingPass] = Together(_write_passes)


def _opened(programme_id: UUID) -> Standing:
    standing = standing_now(programme_id)
    if standing.opened_at is None:
        give_numbers(programme_id=programme_id)
        standing = standing_now(programme_id)
    return standing


def _draw(room: WaitingRoom, waiting: list[WaitingPass], opens_at: datetime) -> list[UUID]:
    """Lots for those who were there before the opening; whoever came between it and this moment stands behind them."""
    early = [str(one.pk) for one in waiting if one.created_at < opens_at]
    terms = Terms.objects.get(programme=room.programme_id)
    room.seed, room.opened_at, room.drawn = secrets.token_hex(32), now(), len(early)
    room.first_line, room.places = terms.last_line, _free_places(terms)
    room.save(update_fields=["opened_at", "seed", "drawn", "first_line", "places"])
    sign(SYSTEM, "opened the waiting room", room.programme, waiting=len(early))
    return [*map(UUID, drawn(room.seed, early)), *(one.pk for one in waiting if one.created_at >= opens_at)]


def _free_places(terms: Terms) -> int:
    """For whoever comes first; 0 where it is decided later who gets one."""
    if terms.allotment != Allotment.FIRST_COME:
        return 0
    free = [pool.free for pool in Pool.objects.filter(programme=terms.programme_id, is_closed=False)]
    return min(free, default=0) if terms.extent == Extent.SERIES else sum(free)


def _number(room: WaitingRoom, order: list[UUID]) -> None:
    """One prepared statement for all of them; bulk_update would build a CASE of every row."""
    if not order:
        return
    fields = {one.name: one for one in WaitingPass._meta.concrete_fields}
    key, name = fields["id"], connection.ops.quote_name
    table = name(WaitingPass._meta.db_table)
    columns = [name(str(fields[one].column)) for one in ("number", "id")]
    first = room.last_number + 1
    values = [[n, key.get_db_prep_save(pk, connection)] for n, pk in enumerate(order, start=first)]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {columns[0]} = %s WHERE {columns[1]} = %s", values)  # noqa: S608
    room.last_number += len(order)
    room.save(update_fields=["last_number"])
