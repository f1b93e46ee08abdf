"""Several people on one seat, at one camera: a toddler with a parent."""

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.door import PEOPLE_AT_ONE_CAMERA
from ontact.commons.rooms.models import Seat, Sitting
from ontact.foundation.actor import Actor


@transaction.atomic
def expect_people(seat: Seat, *, people: int, by: Actor) -> Sitting | None:
    """So many heads are expected at the seat's camera; the door asks with this number, and whoever comes may say another.

    Nobody sits there yet: nothing changes. Once somebody has said a number at the door, theirs stands.
    """
    seat = Seat.objects.locked(seat.pk)
    sitting: Sitting | None = seat.sittings.current().first()
    if sitting is None or sitting.agreed_at is not None:
        return sitting
    expected = min(max(people, 1), PEOPLE_AT_ONE_CAMERA)
    if sitting.people != expected:
        sitting.people = expected
        sitting.save(update_fields=["people"])
        sign(by, "expected people at a camera", seat, people=expected)
    return sitting
