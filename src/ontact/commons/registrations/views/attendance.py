"""The desk's table of who was there, the roll, corrections; and no-show marks with their appeals."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.access.after import (
    desk_place_door,
    desk_session_door,
    no_show_door,
)
from ontact.commons.registrations.access.making import making_door
from ontact.commons.registrations.actions.attendance import correct_attendance, note_roll
from ontact.commons.registrations.actions.no_shows import answer_appeal, appeal
from ontact.commons.registrations.engine.attending import minutes_needed, whole_minutes
from ontact.commons.registrations.forms.attendance import (
    AppealAnswerForm,
    AppealForm,
    CorrectionForm,
    RollForm,
)
from ontact.commons.registrations.models import Attendance, NoShow, Registration
from ontact.commons.registrations.queries.attendance import (
    attendance_sheet,
    deciding_note,
    rule_of,
    terms_of,
    with_a_place,
)
from ontact.commons.registrations.queries.certificates import newest_of_all
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.STAFF)
@require_safe
def sheet(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = making_door(request, programme_id)
    moment = now()
    table, given = attendance_sheet(programme, moment), newest_of_all(programme)
    marks = NoShow.objects.filter(registration__programme=programme).select_related("registration__person")
    facts = {
        "programme": programme,
        "sheet": table,
        "rows": [
            {"row": row, "certificate": given.get(row.person.same_as_id or row.person.pk)}
            for row in table.rows
        ],
        "terms": terms_of(programme),
        "moment": moment,
        "marks": marks.order_by("answered_at", "created_at"),
    }
    return render(request, "registrations/attendance.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def roll(request: HttpRequest, session_id: UUID) -> HttpResponse:
    session = desk_session_door(request, session_id)
    with _at_the_list(request, session):
        return _roll(request, session)


def _roll(request: HttpRequest, session: Session) -> HttpResponse:
    places = list(with_a_place(session))
    noted = Attendance.objects.filter(session=session, source__in=("roll", "paper"), counts=True)
    initial = {"present": [str(pk) for pk in noted.values_list("registration_id", flat=True)]}
    form = RollForm(request.POST or None, places=places, initial=initial)
    if form.is_valid():
        source = Attendance.Source(form.cleaned_data["source"])
        actor = signed_in(request).actor()
        count = note_roll(session, present=form.chosen, source=source, by=actor)
        noted_words = ngettext(
            "%(count)d person is noted as present.", "%(count)d people are noted as present.", count
        )
        messages.success(request, noted_words % {"count": count})
        return redirect("registrations:attendance", session.programme_id)
    return render(
        request, "registrations/roll.html", {"session": session, "form": form, "has_places": bool(places)}
    )


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, registration_id: UUID, session_id: UUID) -> HttpResponse:
    place = desk_place_door(request, registration_id)
    session = desk_session_door(request, session_id)
    if session.programme_id != place.programme_id:
        raise Http404
    with _at_the_list(request, session):
        return _correction(request, place, session)


def _correction(request: HttpRequest, place: Registration, session: Session) -> HttpResponse:
    terms = terms_of(place.programme)
    notes = list(place.attendances.filter(session=session).order_by("created_at"))
    chosen = deciding_note(notes, rule_of(terms))
    stretch = (session.begins_at, session.ends_at)
    least = minutes_needed(stretch, terms.counts_from_percent)
    form = CorrectionForm(
        request.POST or None,
        length=whole_minutes(session.ends_at - session.begins_at),
        least=least,
        initial={"minutes": chosen.minutes if chosen else None},
    )
    if form.is_valid():
        minutes, reason = form.cleaned_data["minutes"], form.cleaned_data["reason"]
        correct_attendance(place, session, minutes=minutes, reason=reason, by=signed_in(request).actor())
        messages.success(request, _("The attendance is corrected."))
        return redirect("registrations:attendance", place.programme_id)
    facts = {"place": place, "session": session, "form": form, "notes": notes, "chosen": chosen}
    return render(request, "registrations/correction.html", facts)


@contextmanager
def _at_the_list(request: HttpRequest, session: Session) -> Iterator[None]:
    """Of two officers who send at once the second one waits, and sees what the first one noted."""
    if request.method != "POST":
        yield
        return
    with transaction.atomic():
        Session.objects.locked(session.pk)
        yield


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
def no_show(request: HttpRequest, no_show_id: UUID) -> HttpResponse:
    """The person's own page about a mark: what it means, and a box for what happened."""
    mark = no_show_door(request, no_show_id)
    form = AppealForm(request.POST or None, initial={"words": mark.appeal})
    if form.is_valid():
        appeal(mark, words=form.cleaned_data["words"], by=signed_in(request).actor())
        messages.success(request, _("Your words have reached the desk; the answer will stand here."))
        return redirect("registrations:no_show", mark.pk)
    return render(request, "registrations/no_show.html", {"mark": mark, "form": form})


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def no_show_answer(request: HttpRequest, no_show_id: UUID) -> HttpResponse:
    mark = no_show_door(request, no_show_id, as_desk=True)
    form = AppealAnswerForm(request.POST or None)
    if form.is_valid():
        answer_appeal(mark, **form.cleaned_data, by=signed_in(request).actor())
        messages.success(request, _("The answer is given."))
        return redirect("registrations:attendance", mark.registration.programme_id)
    return render(request, "registrations/no_show_answer.html", {"mark": mark, "form": form})
