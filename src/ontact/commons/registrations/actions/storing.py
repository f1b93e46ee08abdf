"""What a batch leaves in the tables. Statements do not grow with the batch; seats cost a few for each live room."""

from collections.abc import Collection, Iterable

from django.db import connection

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.actions.opened import OpenBook
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import GivenSeat, Line, Pool, Preparation, Registration
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.actions import SeatFor
from ontact.foundation.actor import SYSTEM

SETTLED = ("state", "why", "rank", "offered_until", "settled_at")


def store(opened: OpenBook) -> None:
    """Rows that end come before rows that begin: whoever withdrew may sign up in the same batch."""
    changed = _settle(opened)
    _widen(opened)
    _update([row for row in changed if str(row.pk) in opened.before])
    Registration.objects.bulk_create(opened.new)
    Line.objects.bulk_create(opened.lines)
    _store_counters(opened)
    Preparation.objects.filter(pk__in=opened.pressed).update(pressed_at=opened.at)
    _move_seats(opened, changed)


def _settle(opened: OpenBook) -> list[Registration]:
    changed = [opened.rows[name] for name in opened.book.changed]
    for row in changed:
        wish = opened.book.changed[str(row.pk)]
        row.state, row.why, row.rank = wish.state.value, str(wish.why), wish.rank
        row.offered_until, row.settled_at = wish.offered_until, opened.at
    return changed


def _widen(opened: OpenBook) -> None:
    """A session more is a pool more; no other line changes what a wish takes of."""
    if not any(line.verb == Line.Verb.ADD for line in opened.lines):
        return
    wider = [row for name, row in opened.rows.items() if list(opened.book.wishes[name].pools) != row.pools]
    for row in wider:
        row.pools = list(opened.book.wishes[str(row.pk)].pools)
    Registration.objects.bulk_update([row for row in wider if str(row.pk) in opened.before], ["pools"])


def _update(rows: Iterable[Registration]) -> None:
    """One prepared statement for all rows; bulk_update would build a CASE of every row for every column."""
    columns = {one.name: one for one in Registration._meta.concrete_fields}
    key = Registration._meta.pk
    fields = [*(columns[name] for name in SETTLED), key]
    names = [connection.ops.quote_name(str(one.column)) for one in fields]
    table = connection.ops.quote_name(Registration._meta.db_table)
    places = ", ".join(f"{name} = %s" for name in names[:-1])
    values = [[one.get_db_prep_save(getattr(row, one.attname), connection) for one in fields] for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(f"UPDATE {table} SET {places} WHERE {names[-1]} = %s", values)  # noqa: S608


def _store_counters(opened: OpenBook) -> None:
    book, terms = opened.book, opened.terms
    if not opened.lines:
        return
    terms.last_rank, terms.waiting = book.last_rank, book.waiting
    terms.save(
        update_fields=["last_line", "last_rank", "waiting", "written_sha256", "drawn_at", "released_at"]
    )
    for name, pool in opened.pools.items():
        now_is = book.pools[name]
        pool.capacity, pool.taken = now_is.capacity, now_is.taken
        pool.kept, pool.is_closed = now_is.kept, now_is.is_closed
    Pool.objects.bulk_update(opened.pools.values(), ["capacity", "taken", "kept", "is_closed"])


def _move_seats(opened: OpenBook, changed: list[Registration]) -> None:
    """A place is a seat in each of its live rooms; whoever leaves it loses the seats in the same commit."""
    gone = [
        row for row in changed if opened.before.get(str(row.pk)) == State.PLACED and row.state != State.PLACED
    ]
    came = [
        row for row in changed if opened.before.get(str(row.pk)) != State.PLACED and row.state == State.PLACED
    ]
    if gone:
        given = GivenSeat.objects.filter(registration__in=gone).select_related("seat")
        rooms.take_seats_back([one.seat for one in given], by=SYSTEM)
    if came and any(one.room_id for one in opened.sessions.values()):
        give_seats(opened.sessions.values(), came)


def give_seats(sessions: Collection[Session], came: Collection[Registration]) -> None:
    """In the live room of each of these sessions that they have a place in; in few statements, however many both are."""
    people = Person.objects.in_bulk({row.person_id for row in came})
    wanted = [
        (row, session, SeatFor(session.room, people[row.person_id]))
        for row in came
        for session in sessions
        if session.room is not None and not session.is_cancelled and row.session_id in (None, session.pk)
    ]
    seats = rooms.give_seats([seat for _row, _session, seat in wanted], by=SYSTEM)
    GivenSeat.objects.bulk_create(
        GivenSeat(registration=row, session=session, seat=seat)
        for (row, session, _wanted), seat in zip(wanted, seats, strict=True)
    )
