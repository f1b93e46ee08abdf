"""What the worker and the person's own page ask of everything that follows a place."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q

from ontact.commons.people.access import is_signed_in
from ontact.commons.people.models import Consent
from ontact.commons.registrations.actions.attendance import note_presence_due
from ontact.commons.registrations.actions.no_shows import mark_no_shows_due
from ontact.commons.registrations.actions.survey import clear_surveys_left, close_surveys_due
from ontact.commons.registrations.models import Attendance, CalendarAddress, NoShow

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def rounds_after(moment: datetime) -> None:
    """Each minute; harmless when repeated."""
    note_presence_due(moment)
    mark_no_shows_due(moment)
    close_surveys_due(moment)
    clear_surveys_left()


def forget_after(person: "AbstractBaseUser") -> None:
    """What was written about the person or by the person is erased; minutes and certificates stay, as the law asks. The
    address of the calendar ends.
    """
    if not is_signed_in(person):
        return
    mine = person.selves().values("pk")
    Attendance.objects.filter(registration__person__in=mine).exclude(reason="").update(reason="")
    NoShow.objects.filter(registration__person__in=mine).update(appeal="", answer="")
    CalendarAddress.objects.filter(person__in=mine).delete()
    agreed = Consent.objects.filter(Q(person__in=mine) | Q(given_by__in=mine))
    agreed.filter(purpose=Consent.Purpose.PARTICIPATION).update(evidence="")
