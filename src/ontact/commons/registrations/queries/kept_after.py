"""What is kept about a person after a place, for the page that shows it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.commons.people.access import is_signed_in
from ontact.commons.registrations.models import Attendance, CalendarAddress, Certificate, NoShow, SurveyDone
from ontact.foundation.capability import PersonalData
from ontact.web.when import day_words

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def data_after(person: "AbstractBaseUser") -> Iterator[PersonalData]:
    """Five queries. What was answered in a survey cannot be found again: that it was answered can."""
    if not is_signed_in(person):
        return
    mine = {"registration__person__in": person.selves().values("pk")}
    notes = Attendance.objects.filter(**mine).select_related("session__programme").order_by("-created_at")
    rows = [
        (
            f"{one.session} · {day_words(one.session.begins_at)}",
            _("%(count)d minutes") % {"count": one.minutes},
        )
        for one in notes
    ]
    if rows:
        yield PersonalData(_("Your attendance"), rows, _("Three years after the last session."))
    marks = NoShow.objects.filter(**mine).select_related("registration__programme").order_by("-created_at")
    rows = [
        (str(one.registration.programme), " · ".join(filter(None, [one.get_kind_display(), one.appeal])))
        for one in marks
    ]
    if rows:
        yield PersonalData(
            _("Places you did not use"), rows, _("Two years; what you wrote about it 90 days.")
        )
    done = SurveyDone.objects.filter(**mine).select_related("registration__programme")
    rows = [(str(one.registration.programme), _("answered")) for one in done]
    if rows:
        yield PersonalData(_("Surveys"), sorted(rows), _("One year after the last session."))
    papers = (
        Certificate.objects.filter(**mine).select_related("registration__programme").order_by("-created_at")
    )
    rows = [(one.number, str(one.registration.programme)) for one in papers]
    if rows:
        yield PersonalData(_("Certificates"), rows, _("as long as they can be shown to anyone"))
    addresses = CalendarAddress.objects.filter(person__in=person.selves().values("pk")).order_by(
        "-created_at"
    )
    rows = [(day_words(one.created_at), _("revoked") if one.revoked_at else _("in use")) for one in addresses]
    if rows:
        yield PersonalData(_("Addresses of your calendar"), rows, _("Until you revoke it, and 30 days more."))
