"""What was announced turns out differently: moved, postponed, cancelled. Each page says beforehand how many are told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from ontact.commons.programmes.errors import (
    AlreadyCancelled,
    NotYetPublished,
    SessionHasBegun,
    SessionHeld,
)
from ontact.commons.programmes.forms import CancellationForm
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.access.making import making_door, session_door
from ontact.commons.registrations.actions.announced import move_session, postpone_session
from ontact.commons.registrations.actions.desk import cancel_programme, cancel_session
from ontact.commons.registrations.actions.telling import count_told
from ontact.commons.registrations.forms.making import MovedForm, PostponedForm
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    form_page,
    page_of,
    told_after,
    told_before,
)
from ontact.foundation.access import Who, access
from ontact.web.when import span_words


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """Another time or place: of a draft without a word, of what was announced with a letter to everybody."""
    found = session_door(request, programme_id, session_id)
    with at_work(request, found.programme) as programme:
        held = _to_come(programme, found)
        if programme.is_announced() and held.has_begun():
            raise SessionHasBegun
        form = MovedForm(request.POST or None, session=held)
        if form.is_valid():
            told = move_session(session=held, **form.move, by=actor_of(request))
            messages.success(request, told_after(_("The session is moved."), told))
            return redirect("registrations:making_sessions", programme.pk)
        facts = _facts(programme, held, form, _("Move the session"))
        if programme.is_announced():
            facts["note"] = told_before(count_told(programme, [held]))
        return form_page(request, programme, _("Move session %(number)d") % {"number": held.number}, **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def postponement(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    found = session_door(request, programme_id, session_id)
    with at_work(request, found.programme) as programme:
        held = _announced(programme, _to_come(programme, found))
        form = PostponedForm(request.POST or None, session=held)
        if form.is_valid():
            told = postpone_session(session=held, **form.postponement, by=actor_of(request))
            messages.success(request, told_after(_("The session is postponed."), told))
            return redirect("registrations:making_sessions", programme.pk)
        facts = _facts(programme, held, form, _("Postpone the session"))
        facts["note"] = told_before(count_told(programme, [held]))
        return form_page(
            request, programme, _("Postpone session %(number)d") % {"number": held.number}, **facts
        )


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def session_cancellation(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    found = session_door(request, programme_id, session_id)
    if request.method == "POST" and found.is_cancelled:
        return _cancelled_before(request, "registrations:making_sessions", programme_id)
    with at_work(request, found.programme) as programme:
        held = _announced(programme, _to_come(programme, found))
        told = count_told(programme, [held])
        form = CancellationForm(request.POST or None)
        if form.is_valid():
            cancel_session(session=held, **form.cleaned_data, by=actor_of(request))
            messages.success(request, told_after(_("The session is cancelled."), told))
            return redirect("registrations:making_sessions", programme.pk)
        facts = _facts(programme, held, form, _cancel_words(told))
        facts |= {"kind": "danger", "note": _("This cannot be undone.")}
        return form_page(
            request, programme, _("Cancel session %(number)d") % {"number": held.number}, **facts
        )


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def cancellation(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The whole programme: what was held stays held, everything else is over."""
    found = making_door(request, programme_id)
    if request.method == "POST" and found.is_cancelled:
        return _cancelled_before(request, "registrations:making", programme_id)
    with at_work(request, found) as programme:
        if not programme.is_announced():
            raise NotYetPublished
        if programme.has_ended():
            raise SessionHeld
        told = count_told(programme)
        form = CancellationForm(request.POST or None)
        if form.is_valid():
            cancel_programme(programme=programme, **form.cleaned_data, by=actor_of(request))
            messages.success(request, told_after(_("The programme is cancelled."), told))
            return redirect("registrations:making", programme.pk)
        facts = {
            "form": form,
            "kind": "danger",
            "submit": _cancel_words(told),
            "lead": _("Every place and every wait for one ends; sessions that were held stay held."),
            "note": _("This cannot be undone."),
        }
        return form_page(request, programme, _("Cancel the programme"), **facts)


def _cancelled_before(request: HttpRequest, page: str, programme_id: UUID) -> HttpResponse:
    """The second of two presses, or of two officers: it is done, and nobody is told twice."""
    messages.info(request, _("It has been cancelled already; nobody is told twice."))
    return redirect(page, programme_id)


def _to_come(programme: Programme, found: Session) -> Session:
    """The session under the lock.

    Raises:
        AlreadyCancelled: it does not take place any more.
        SessionHeld: it has taken place.
    """
    held: Session = get_object_or_404(Session.objects.select_related("room"), pk=found.pk)
    held.programme = programme
    if held.is_cancelled:
        raise AlreadyCancelled
    if programme.is_announced() and held.has_ended():
        raise SessionHeld
    return held


def _announced(programme: Programme, held: Session) -> Session:
    """Raises NotYetPublished: a draft's session is moved or taken out without a reason."""
    if not programme.is_announced():
        raise NotYetPublished
    return held


def _facts(programme: Programme, held: Session, form: Any, submit: str) -> dict[str, Any]:
    return {
        "form": form,
        "submit": submit,
        "lead": span_words(held.begins_at, held.ends_at, zone=programme.zone),
        "above": (_("Sessions"), page_of(programme, "making_sessions")),
    }


def _cancel_words(told: int) -> str:
    """The button names what it does, and to how many."""
    if not told:
        return _("Cancel it")
    words = ngettext(
        "Send the cancellation to %(count)d person", "Send the cancellation to %(count)d people", told
    )
    return words % {"count": told}
