"""How long things are kept after the last session, and the round of the night that erases the rest with a record.

The book itself stays: numbers of persons and no names, without which nobody could check the others' places.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Consent
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.reminding import mark_told
from ontact.commons.registrations.actions.replays import take_old_replays_back
from ontact.commons.registrations.models import (
    NOTHING,
    Attendance,
    CalendarAddress,
    NoShow,
    Preparation,
    PreparedPerson,
    SurveyDone,
    Told,
)
from ontact.foundation.actor import SYSTEM

logger = logging.getLogger(__name__)

# Nobody pressed: after the end of sign-up nobody will.
UNPRESSED_KEPT = timedelta(days=30)
# Answers and appeals serve the days of the programme; a complaint about them comes within a season.
ANSWERS_KEPT = timedelta(days=90)
PREPARATIONS_KEPT = timedelta(days=365)
SURVEY_NAMES_KEPT = timedelta(days=365)
# How a guardian agreed has to be shown for as long as someone may ask (three years, as for other claims).
EVIDENCE_KEPT = timedelta(days=3 * 365)
# A certificate can be given and corrected for so long; afterwards its own facts speak.
ATTENDANCE_KEPT = timedelta(days=3 * 365)
# No house rule looks back further.
MARKS_KEPT = timedelta(days=2 * 365)
REVOKED_KEPT = timedelta(days=30)
AT_ONCE = 500


def erase_in_the_night(moment: datetime) -> int:
    """In the first round after midnight by the city's calendar. Returns how many rows; harmless when repeated."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    if Told.objects.filter(kind=Told.Kind.NIGHT, about_id=NOTHING, at__gte=midnight).exists():
        return 0
    erased = {name: count for name, count in _erase(moment) if count}
    with transaction.atomic():
        mark_told(Told.Kind.NIGHT, NOTHING, midnight)
        if erased:
            sign(SYSTEM, "erased what need not be kept", None, **erased)
    if erased:
        logger.info("Erased in the night: %s", erased)
    return sum(erased.values())


def _erase(moment: datetime) -> Iterator[tuple[str, int]]:
    """What → how many. Each step in short transactions of its own, so that nobody waits for the night."""
    unpressed = Preparation.objects.filter(_shut_since(moment - UNPRESSED_KEPT), pressed_at=None)
    yield "preparations", _delete(unpressed)
    over = _over_since(moment - ANSWERS_KEPT)
    answered = PreparedPerson.objects.filter(preparation__programme__in=over).exclude(answers={})
    yield "answers", _blank(answered, answers={})
    said = NoShow.objects.filter(registration__programme__in=over).exclude(appeal="", answer="")
    answered_to = said.filter(Q(appealed_at=None) | Q(answered_at__isnull=False))
    yield "appeals", _blank(answered_to, appeal="", answer="")
    old = Preparation.objects.filter(programme__in=_over_since(moment - PREPARATIONS_KEPT))
    yield "old_preparations", _delete(old)
    names = SurveyDone.objects.filter(registration__programme__in=_over_since(moment - SURVEY_NAMES_KEPT))
    yield "survey_names", _delete(names)
    yield "evidence", _blank(_evidence(moment), evidence="")
    notes = Attendance.objects.filter(session__programme__in=_over_since(moment - ATTENDANCE_KEPT))
    yield "attendance", _delete(notes)
    yield "marks", _delete(NoShow.objects.filter(created_at__lt=moment - MARKS_KEPT))
    yield "calendar_addresses", _delete(CalendarAddress.objects.filter(revoked_at__lt=moment - REVOKED_KEPT))
    gone = Told.objects.filter(at__lt=moment - PREPARATIONS_KEPT).exclude(kind=Told.Kind.NIGHT)
    yield "told", _delete(gone)
    yield "replays", take_old_replays_back(moment)


def _over_since(moment: datetime) -> QuerySet[Programme]:
    """Its last session, or its cancellation, lies before."""
    found: QuerySet[Programme] = Programme.objects.filter(
        Q(cancelled_at__lt=moment) | Q(cancelled_at=None, ends_at__lt=moment)
    )
    return found


def _shut_since(moment: datetime) -> Q:
    shut = Q(programme__closes_at__lt=moment) | Q(programme__cancelled_at__lt=moment)
    return shut | Q(programme__closes_at=None, programme__ends_at__lt=moment)


def _evidence(moment: datetime) -> QuerySet[Consent]:
    """Of consents to taking part in programmes that are over."""
    over = _over_since(moment - EVIDENCE_KEPT).values_list("pk", flat=True)
    found: QuerySet[Consent] = Consent.objects.filter(
        purpose=Consent.Purpose.PARTICIPATION,
        about_type=Programme._meta.label_lower,
        about_id__in=[str(pk) for pk in over],
    )
    return found.exclude(evidence="")


def _delete(rows: QuerySet[Any]) -> int:
    gone = 0
    while found := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=found).delete()
        gone += len(found)
    return gone


def _blank(rows: QuerySet[Any], **empty: object) -> int:
    gone = 0
    while found := list(rows.values_list("pk", flat=True)[:AT_ONCE]):
        with transaction.atomic():
            rows.model._default_manager.filter(pk__in=found).update(**empty)
        gone += len(found)
    return gone
