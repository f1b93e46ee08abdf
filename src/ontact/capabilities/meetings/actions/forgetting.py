"""What is erased when someone asks to be forgotten, or when nobody needs an address any more."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from ontact.capabilities.meetings.actions.consents import forget_answers
from ontact.capabilities.meetings.models import (
    Approver,
    Commenter,
    ConsentRequest,
    Deputy,
    FieldReport,
    HandedIn,
    Meeting,
    MinutesVersion,
    Participant,
    Reply,
    Report,
    StandingSeat,
    StatusChange,
    Step,
)
from ontact.capabilities.meetings.queries.consents import PURPOSES
from ontact.commons.people.access import is_signed_in
from ontact.commons.people.actions import forget
from ontact.commons.people.models import Consent, Person
from ontact.foundation.actor import SYSTEM

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

# Guests may be asked once more after a meeting; a year later nobody needs their address.
ADDRESSES_KEPT = timedelta(days=365)


@transaction.atomic
def forget_person(person: "AbstractBaseUser") -> None:
    """Addresses and guardians go at once. The name stays where minutes have been approved: that is a public record."""
    if not is_signed_in(person):
        return
    Step.objects.filter(person__in=person.selves()).update(person=None, name="")
    MinutesVersion.objects.filter(person__in=person.selves()).update(person=None, name="")
    Approver.objects.filter(person__in=person.selves(), approved_at__isnull=True).update(person=None, name="")
    StatusChange.objects.filter(person__in=person.selves()).update(person=None)
    # Comments are material of a draft: they go, with their answers.
    Commenter.objects.filter(
        Q(participant__person__in=person.selves()) | Q(sitting__person__in=person.selves())
    ).delete()
    _leave_standing_seats(person)
    FieldReport.objects.filter(person__in=person.selves()).update(person=None, name="")
    HandedIn.objects.filter(person__in=person.selves()).update(person=None, name="")
    Report.objects.filter(draft_by__in=person.selves()).update(draft_by=None, draft_name="")
    forget_answers(person)
    mine = Participant.objects.filter(person__in=person.selves())
    mine.update(email="", guardian_email="", guardian_name="")
    mine.filter(meeting__state__in=[Meeting.State.DRAFT, Meeting.State.CANCELLED]).update(
        name="", title="", on_behalf_of="", person=None
    )


def _leave_standing_seats(person: Person) -> None:
    """A standing seat is vacant from now on; deputies and substitutes are found by the address."""
    addresses = [email for email in person.selves().values_list("email", flat=True) if email]
    held = Q(holder__in=person.selves()) | Q(holder_email__in=addresses)
    StandingSeat.objects.filter(held).update(holder=None, holder_name="", holder_email="")
    Deputy.objects.filter(email__in=addresses).delete()
    Reply.objects.filter(Q(sitting__person__in=person.selves()) | Q(substitute_email__in=addresses)).update(
        substitute_name="", substitute_title="", substitute_email=""
    )


def forget_old_addresses(moment: datetime) -> int:
    """Addresses on the lists of meetings that ended more than a year ago. Returns how many."""
    old = Participant.objects.filter(meeting__room__ends_at__lt=moment - ADDRESSES_KEPT)
    Reply.objects.filter(participant__in=old).exclude(substitute_email="").update(substitute_email="")
    forget_old_consents(moment)
    known = old.exclude(email="", guardian_email="", guardian_name="")
    return known.update(email="", guardian_email="", guardian_name="")


def forget_old_consents(moment: datetime) -> int:
    """What guardians were asked about ended more than a year ago: the answers go, and guardians nobody needs any more."""
    before = moment - ADDRESSES_KEPT
    old = ConsentRequest.objects.filter(
        Q(ends_at__lt=before) | Q(ends_at=None, meeting__room__ends_at__lt=before)
    )
    for request in old.select_related("meeting", "standing_list", "guardian"):
        Consent.objects.about(request.scope).filter(person=request.child_id, purpose__in=PURPOSES).delete()
        request.delete()
        _forget_guardian(request.guardian)
    return len(old)


def _forget_guardian(guardian: Person) -> None:
    """Unless they sign in themselves, take part in something, or answer for a child elsewhere."""
    if guardian.is_claimed or guardian.is_staff_member or not guardian.is_active:
        return
    if ConsentRequest.objects.filter(guardian=guardian).exists() or guardian.sittings.exists():
        return
    forget(guardian, by=SYSTEM)
