"""The sessions of a programme: added one by one or every week, renamed, numbered, taken out of a draft."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.programmes.actions import renumber
from ontact.commons.programmes.errors import AlreadyPublished
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.programmes.queries import sessions_of
from ontact.commons.registrations.access.making import making_door, session_door
from ontact.commons.registrations.actions.announced import add_session, add_weekly, change_session
from ontact.commons.registrations.actions.publishing import remove_session
from ontact.commons.registrations.actions.telling import count_told
from ontact.commons.registrations.forms.making import NewSessionForm, NewWeeklyForm, SessionWordsForm
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    confirm_page,
    crumbs_of,
    form_page,
    is_gone,
    page_of,
    told_after,
    told_before,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.when import day_words


@access(Who.STAFF)
@require_safe
def sessions(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = making_door(request, programme_id)
    rows = list(sessions_of(programme))
    facts = {
        "programme": programme,
        "crumbs": crumbs_of(programme, (_("Sessions"), "")),
        "sessions": rows,
        "moment": now(),
        "is_announced": programme.is_announced(),
        "is_out_of_order": [one.number for one in rows] != list(range(1, len(rows) + 1)),
    }
    return render(request, "registrations/making_sessions.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def session_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        form = NewSessionForm(request.POST or None, programme=programme)
        if form.is_valid():
            planned, places, by = form.planned, form.places, actor_of(request)
            told = add_session(programme=programme, planned=planned, places=places, by=by)
            messages.success(request, told_after(_("The session is added."), told))
            return redirect("registrations:making_sessions", programme.pk)
        facts = {"form": form, "submit": _("Add the session"), "above": _above(programme)}
        if programme.is_announced():
            facts["lead"] = _("Everybody who has the whole series has this session too.")
            facts["note"] = told_before(count_told(programme, []))
        return form_page(request, programme, _("Add a session"), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def sessions_weekly(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The days that were left out are named, so that nobody wonders about the gap."""
    with at_work(request, making_door(request, programme_id)) as programme:
        form = NewWeeklyForm(request.POST or None, programme=programme)
        if form.is_valid():
            weekly, places, by = form.weekly, form.places, actor_of(request)
            told = add_weekly(programme=programme, weekly=weekly, places=places, by=by)
            done = ngettext("%(count)d session is added.", "%(count)d sessions are added.", weekly.count) % {
                "count": weekly.count
            }
            messages.success(request, told_after(done, told))
            if weekly.left_out:
                # A day is shown by its own date, whatever clock the reader has.
                days = ", ".join(str(day) for day in weekly.left_out)
                messages.info(request, _("Left out: %(days)s") % {"days": days})
            return redirect("registrations:making_sessions", programme.pk)
        facts = {"form": form, "submit": _("Add the sessions"), "above": _above(programme)}
        if programme.is_announced():
            facts["note"] = told_before(count_told(programme, []))
        return form_page(request, programme, _("Add a session every week"), **facts)


@access(Who.STAFF)
@require_POST
def order(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Number the sessions of a draft in the order of their days."""
    with at_work(request, making_door(request, programme_id)) as programme:
        renumber(programme=programme, by=actor_of(request))
        messages.success(request, _("The sessions are numbered in the order of their days."))
        return redirect("registrations:making_sessions", programme.pk)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """Title and lecturer, and the ways to whatever else can become of it."""
    found = session_door(request, programme_id, session_id)
    with at_work(request, found.programme) as programme:
        held = _as_it_stands(programme, found)
        form = SessionWordsForm(request.POST or None, session=held)
        if form.is_valid():
            told = change_session(session=held, **form.words, by=actor_of(request))
            messages.success(request, told_after(_("Saved."), told))
            return redirect("registrations:making_sessions", programme.pk)
        title = _("Session %(number)d") % {"number": held.number}
        facts = {
            "programme": programme,
            "session": held,
            "title": title,
            "crumbs": crumbs_of(programme, _above(programme), (title, "")),
            "form": form,
            "is_announced": programme.is_announced(),
            "has_ended": held.has_ended(),
            "may_change": not held.is_cancelled and not (programme.publishes_at and held.has_ended()),
            "may_move": not (programme.is_announced() and held.has_begun()),
            "note": told_before(count_told(programme, [held])) if programme.is_announced() else "",
        }
        return render(request, "registrations/making_session.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def removal(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """Taken out of a draft; what everybody has seen is cancelled instead."""
    if is_gone(request, programme_id, Session.objects.all(), session_id):
        return redirect("registrations:making_sessions", programme_id)
    found = session_door(request, programme_id, session_id)
    if found.programme.is_announced():
        raise AlreadyPublished
    if request.method == "POST":
        remove_session(session=found, by=actor_of(request))
        messages.success(request, _("The session is taken out."))
        return redirect("registrations:making_sessions", programme_id)
    day = day_words(found.begins_at, zone=found.programme.zone)
    facts = {
        "text": _(
            "Session %(number)d of %(day)s is taken out of the draft, with its places. Nobody is written to."
        )
        % {"number": found.number, "day": day},
        "submit": _("Take out session %(number)d") % {"number": found.number},
        "back": page_of(found.programme, "making_sessions"),
    }
    return confirm_page(request, found.programme, _("Take this session out"), **facts)


def _above(programme: Programme) -> tuple[str, str]:
    return _("Sessions"), page_of(programme, "making_sessions")


def _as_it_stands(programme: Programme, found: Session) -> Session:
    """Read again under the lock."""
    held: Session = get_object_or_404(Session.objects.select_related("room"), pk=found.pk)
    held.programme = programme
    return held
