"""No-show marks: a place neither used nor given back in time. Whoever has a reason says it, and the desk answers."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.attending import Standing
from ontact.commons.registrations.models import NoShow, Registration
from ontact.commons.registrations.queries.attendance import Cell, attendance_sheet
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

# The desk has so long to correct a session before anyone is marked for it.
MARKED_AFTER = timedelta(days=3)
# Rounds look back so far: whoever was not marked by then is not marked at all.
LOOKS_BACK = timedelta(days=30)


class AppealEmpty(RuleBroken):
    code = "appeal-empty"
    status = 422
    text = _("The desk needs a sentence from you.")
    way_out = _("Write why you could not come or could not tell us in time.")


class AlreadyAnswered(RuleBroken):
    code = "appeal-answered"
    text = _("This has already been answered.")
    way_out = _("If you do not agree, call the office: its number stands on the programme's page.")


class AnswerMissing(RuleBroken):
    code = "answer-missing"
    status = 422
    text = _("An answer needs a sentence.")
    way_out = _("Say why the mark stays or goes; the person reads it.")


def mark_no_shows_due(moment: datetime) -> int:
    """Programmes whose last session ended three days ago or more. Returns how many people; harmless when repeated."""
    since, until = moment - LOOKS_BACK, moment - MARKED_AFTER
    recent = Session.objects.filter(programme=OuterRef("pk"), ends_at__gt=since, ends_at__lte=until)
    unfinished = Session.objects.filter(programme=OuterRef("pk"), ends_at__gt=until, cancelled_at=None)
    over = Programme.objects.filter(Exists(recent), ~Exists(unfinished), cancelled_at=None, is_template=False)
    return sum(mark_no_shows(programme) for programme in over)


@transaction.atomic
def mark_no_shows(programme: Programme) -> int:
    """Those whose every session has been noted and who were in none of them. Returns how many were marked now."""
    programme = Programme.objects.locked(programme.pk)
    absent = list(_absent(programme))
    NoShow.objects.bulk_create([NoShow(registration=one) for one in absent], ignore_conflicts=True)
    if absent:
        sign(SYSTEM, "marked no-shows", programme, people=len(absent))
    return len(absent)


@transaction.atomic
def appeal(no_show: NoShow, *, words: str, by: Actor) -> NoShow:
    """Until it is answered the words can be changed.

    Raises:
        AppealEmpty, AlreadyAnswered.
    """
    no_show = NoShow.objects.locked(no_show.pk)
    if not words.strip():
        raise AppealEmpty
    if no_show.answered_at is not None:
        raise AlreadyAnswered
    no_show.appeal, no_show.appealed_at = words.strip(), now()
    no_show.save(update_fields=["appeal", "appealed_at"])
    sign(by, "appealed against a no-show mark", no_show)
    return no_show


@transaction.atomic
def answer_appeal(no_show: NoShow, *, is_excused: bool, answer: str, by: Actor) -> NoShow:
    """The desk may excuse without having been asked; the same answer twice is one.

    Raises:
        AnswerMissing, AlreadyAnswered.
    """
    no_show = NoShow.objects.locked(no_show.pk)
    answer = answer.strip()
    if not answer:
        raise AnswerMissing
    if no_show.answered_at is not None:
        if no_show.answer == answer and (no_show.excused_at is not None) == is_excused:
            return no_show
        raise AlreadyAnswered
    moment = now()
    no_show.answer, no_show.answered_at = answer, moment
    no_show.excused_at = moment if is_excused else None
    no_show.save(update_fields=["answer", "answered_at", "excused_at"])
    sign(by, "answered an appeal", no_show, excused=is_excused)
    return no_show


def _absent(programme: Programme) -> list[Registration]:
    """Five queries. A session about which nothing is noted speaks for the person; the desk's correction decides."""
    marked = set(
        NoShow.objects.filter(registration__programme=programme).values_list("registration_id", flat=True)
    )
    rows = attendance_sheet(programme, now()).rows
    return [
        place
        for row in rows
        for place in row.registrations
        if place.pk not in marked and _was_never_there(place, [cell for cell in row.cells if cell])
    ]


def _was_never_there(place: Registration, cells: list[Cell]) -> bool:
    held = [cell for cell in cells if cell.registration == place and cell.standing != Standing.CANCELLED]
    return bool(held) and all(cell.note is not None and cell.note.minutes == 0 for cell in held)
