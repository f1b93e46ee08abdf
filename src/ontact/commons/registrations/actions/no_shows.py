"""No-show marks: a place neither used nor given back in time. Whoever has a reason says it, and the desk answers.

How late is too late is the programme's own rule (`Terms.withdraw_until`), printed in every letter about a place.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.notices.actions import send_all
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.opened import OpenBook
from ontact.commons.registrations.actions.posting import Post, readers_of
from ontact.commons.registrations.engine.attending import Standing
from ontact.commons.registrations.engine.book import State, Why, Wish
from ontact.commons.registrations.models import Attendance, NoShow, Registration
from ontact.commons.registrations.queries.attendance import Cell, attendance_sheet
from ontact.commons.registrations.queries.late import free_until
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
    _mark(absent, NoShow.Kind.ABSENT)
    if absent:
        sign(SYSTEM, "marked no-shows", programme, people=len(absent))
    return len(absent)


def mark_late(opened: OpenBook) -> int:
    """Whoever gives a place back in this batch, later than the programme's rule allows, and has never used it.

    Before the batch is stored: the rows still say since when they had the place. Returns how many; no statement where
    nobody is late.
    """
    late = [opened.rows[name] for name, wish in opened.book.changed.items() if _is_late(opened, wish)]
    if not late:
        return 0
    came = Attendance.objects.filter(registration__in=late, minutes__gt=0)
    used = set(came.values_list("registration_id", flat=True))
    late = [row for row in late if row.pk not in used]
    _mark(late, NoShow.Kind.LATE)
    if late:
        sign(SYSTEM, "marked late withdrawals", opened.programme, people=len(late))
    return len(late)


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
    _write([no_show], "appeal", answer=answer, is_excused=is_excused)
    return no_show


def _is_late(opened: OpenBook, wish: Wish) -> bool:
    """Not whoever got the place when it was too late already: giving it back is better than staying away."""
    had_a_place = opened.before.get(wish.id) == State.PLACED
    if not had_a_place or (wish.state, wish.why) != (State.WITHDRAWN, Why.OWN_WISH):
        return False
    own = [one for name, one in opened.sessions.items() if wish.session in ("", name)]
    until = free_until(own, opened.terms.withdraw_until)
    return until is not None and opened.rows[wish.id].settled_at <= until < opened.at


def _mark(rows: Iterable[Registration], kind: NoShow.Kind) -> None:
    """The marks and the letters that say so, and how to appeal."""
    marks = [NoShow(registration=row, kind=kind) for row in rows]
    if marks:
        NoShow.objects.bulk_create(marks, ignore_conflicts=True)
        _write(marks, "no_show", is_late=kind == NoShow.Kind.LATE)


def _write(marks: list[NoShow], letter: str, **facts: Any) -> None:
    """To each whose mark it is; the letter leads to the page with the box for what happened."""
    programme = marks[0].registration.programme
    people = Person.objects.select_related("guardian").in_bulk({one.registration.person_id for one in marks})
    post = Post(programme)
    letters = []
    for mark in marks:
        mark.registration.person = people[mark.registration.person_id]
        page = settings.BASE_URL + reverse("registrations:no_show", args=[mark.pk])
        letters += [
            post.letter(reader, letter, key=f"{letter}:{mark.pk}", mark=page, **facts)
            for reader in readers_of([mark.registration])
        ]
    send_all(letters)


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
