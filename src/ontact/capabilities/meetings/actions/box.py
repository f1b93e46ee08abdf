"""The box of a secret vote: ballots go in one by one and come out in an order that nobody knows."""

import logging
import uuid

from django.db import connection, transaction

from ontact.capabilities.meetings.models import Ballot, BoxedBallot, Vote, Voted
from ontact.commons.rooms.models import Seat
from ontact.foundation.clock import now

logger = logging.getLogger(__name__)

BOX = BoxedBallot._meta.db_table
# SQLite has no TRUNCATE: a DELETE without WHERE frees whole pages, and secure_delete overwrites them.
EMPTYING = {"postgresql": f"TRUNCATE TABLE {BOX}", "sqlite": f"DELETE FROM {BOX}"}  # noqa: S608 -- a constant


def put_in_box(vote: Vote, *, seats: list[Seat], choices: list[str]) -> None:
    """Note who took part and what was chosen, in two tables without a path between them."""
    Voted.objects.bulk_create([Voted(vote=vote, seat=seat) for seat in seats])
    BoxedBallot.objects.bulk_create([BoxedBallot(vote=vote, choice=choice) for choice in choices])


def empty_box(vote: Vote) -> list[str]:
    """Take the ballots out and count them; names and ballots are laid down again in random order.

    Who voted when is known to other tables (answered calls, the room's events) and to the web server. So what must
    not survive is the order of the ballots: the box is truncated, its pages with it; see decision 0040.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {BOX} IN ACCESS EXCLUSIVE MODE")
        boxed = list(BoxedBallot.objects.values_list("vote_id", "choice"))
        cursor.execute(EMPTYING[connection.vendor])
    choices = [choice for vote_id, choice in boxed if vote_id == vote.pk]
    others = [BoxedBallot(vote_id=vote_id, choice=choice) for vote_id, choice in boxed if vote_id != vote.pk]
    names = list(Voted.objects.filter(vote=vote).values_list("seat_id", flat=True))
    vote.took_part.all().delete()
    BoxedBallot.objects.bulk_create(sorted(others, key=_by_chance))
    Ballot.objects.bulk_create(
        sorted((Ballot(vote=vote, choice=choice) for choice in choices), key=_by_chance)
    )
    Voted.objects.bulk_create(sorted((Voted(vote=vote, seat_id=seat) for seat in names), key=_by_chance))
    transaction.on_commit(lambda: clear_traces(vote.pk))
    return sorted(choices)


def clear_traces(vote_id: uuid.UUID) -> bool:
    """After the commit: nothing of the single ballots stays in the write-ahead log or among dead rows.

    Returns False where a reader is in the way; `clear_what_is_left` tries again each minute.
    """
    if connection.in_atomic_block:
        return False
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"VACUUM {Voted._meta.db_table}")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy = cursor.fetchone()[0]
            if busy:
                logger.warning("The traces of secret vote %s could not be cleared yet; tried again.", vote_id)
                return False
    Vote.objects.filter(pk=vote_id).update(cleared_at=now())
    logger.info("The traces of secret vote %s are cleared.", vote_id)
    return True


def clear_what_is_left() -> int:
    """Votes whose traces could not be cleared at their close. Returns how many are clear now."""
    counted = Vote.objects.filter(manner=Vote.Manner.SECRET, cleared_at=None).exclude(
        tied_at=None, closed_at=None
    )
    return sum(clear_traces(vote_id) for vote_id in counted.values_list("pk", flat=True))


def _by_chance(row: Ballot | BoxedBallot | Voted) -> uuid.UUID:
    """Keys of version 4 are random: their order is nobody's."""
    return row.pk
