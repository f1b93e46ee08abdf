"""Seats for rooms that were opened after the places were given: a session added, a programme published late."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import NegatedExpression

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import GivenSeat, Registration
from ontact.commons.rooms.actions import SeatFor, give_seats
from ontact.foundation.actor import SYSTEM


def seat_who_has_none(moment: datetime) -> None:
    """Sessions to come in whose room somebody with a place has no seat. One query when there are none."""
    unseated = Registration.objects.filter(
        _without_a_seat(OuterRef("pk"), OuterRef(OuterRef("pk"))),
        Q(session=None) | Q(session=OuterRef("pk")),
        programme=OuterRef("programme"),
        state=State.PLACED,
    )
    to_come = Session.objects.filter(room__closed_at=None, room__isnull=False, cancelled_at=None)
    for session_id in to_come.filter(Exists(unseated), ends_at__gt=moment).values_list("pk", flat=True):
        give_missing_seats(session_id)


@transaction.atomic
def give_missing_seats(session_id: UUID) -> int:
    """A seat for everybody with a place in it who has none yet. Returns how many; harmless when repeated."""
    session = Session.objects.select_related("room").get(pk=session_id)
    # The book waits at the same row, so nobody gets two.
    Programme.objects.locked(session.programme_id)
    if session.room is None or session.is_cancelled:
        return 0
    rows = list(_unseated(session).select_related("person"))
    seats = give_seats([SeatFor(session.room, row.person) for row in rows], by=SYSTEM)
    GivenSeat.objects.bulk_create(
        GivenSeat(registration=row, session=session, seat=seat) for row, seat in zip(rows, seats, strict=True)
    )
    return len(rows)


def _unseated(session: Session) -> QuerySet[Registration]:
    here = Q(session=None) | Q(session=session)
    found: QuerySet[Registration] = Registration.objects.filter(
        here, _without_a_seat(OuterRef("pk"), session.pk), programme=session.programme_id, state=State.PLACED
    )
    return found


def _without_a_seat(registration: OuterRef, session: "OuterRef | UUID") -> "Exists | NegatedExpression":
    return ~Exists(GivenSeat.objects.filter(registration=registration, session=session))
