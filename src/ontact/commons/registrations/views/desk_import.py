"""Participants from a sheet: first a dry run that names each row and each fault; one press then takes them over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.people.forms.sheets import SheetUnreadable
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.access.desk import places_door
from ontact.commons.registrations.actions.importing import Imported, import_participants
from ontact.commons.registrations.forms.desk_sheet import ParticipantsForm, headings, lines_in
from ontact.commons.registrations.models import Question
from ontact.commons.registrations.queries.desk_choice import free_places
from ontact.commons.registrations.queries.participants import MOST_PARTICIPANTS, Fate, Plan, plan_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.web.sheets import sheet_answer


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def participants(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Every row as it was understood; nothing is written yet. What was read waits in the officer's session."""
    programme = places_door(request, programme_id)
    form = _form(request, programme)
    if not form.is_valid():
        return _page(request, programme, form=form)
    rows, session = form.cleaned_data["rows"], form.session
    try:
        lines = lines_in(rows, _questions(programme))
    except SheetUnreadable as error:
        form.add_error(None, str(error))
        return _page(request, programme, form=form)
    plan = plan_of(programme, lines, session)
    is_strict = form.cleaned_data["faults"] == "stop"
    request.session[_key(programme)] = {
        "rows": rows,
        "session": str(session.pk) if session else "",
        "strict": is_strict,
        "key": str(uuid7()),
    }
    return _page(request, programme, plan=plan, session=session, is_strict=is_strict)


@access(Who.STAFF)
@require_POST
def imported(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = places_door(request, programme_id)
    kept = request.session.pop(_key(programme), None)
    if kept is None:
        return redirect("registrations:desk_import", programme.pk)
    session = programme.sessions.filter(pk=kept["session"]).first() if kept["session"] else None
    done = import_participants(
        programme=programme,
        rows=lines_in(kept["rows"], _questions(programme)),
        session=session,
        key=UUID(kept["key"]),
        all_or_nothing=kept["strict"],
        by=signed_in(request).actor(),
    )
    messages.success(request, _summary(done))
    return redirect("registrations:desk", programme.pk)


@access(Who.STAFF)
@require_safe
def empty_sheet(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """The headings, the questions of this programme among them."""
    programme = places_door(request, programme_id)
    first = headings((get_language() or "ko")[:2], _questions(programme))
    return sheet_answer([first], "participants.xlsx", [20] * len(first))


def _form(request: HttpRequest, programme: Programme) -> ParticipantsForm:
    return ParticipantsForm(
        request.POST or None,
        request.FILES or None,
        terms=programme.sign_up_terms,
        sessions=list(programme.sessions.order_by("begins_at")),
    )


def _questions(programme: Programme) -> list[Question]:
    return list(programme.sign_up_terms.questions.all())


def _key(programme: Programme) -> str:
    return f"registrations.import.{programme.pk}"


def _summary(done: Imported) -> str:
    words = [
        (done.placed, _("%(count)d have a place")),
        (done.waiting, _("%(count)d wait")),
        (done.held, _("%(count)d are to be decided")),
        (done.refused, _("%(count)d were refused")),
        (done.known, _("%(count)d were in already")),
        (done.left_out, _("%(count)d rows were left out")),
    ]
    return " · ".join(text % {"count": count} for count, text in words if count) or _("Nobody was new.")


def _page(
    request: HttpRequest,
    programme: Programme,
    *,
    form: ParticipantsForm | None = None,
    plan: Plan | None = None,
    session: Session | None = None,
    is_strict: bool = False,
) -> HttpResponse:
    facts: dict[str, Any] = {
        "programme": programme,
        "form": form
        or ParticipantsForm(terms=programme.sign_up_terms, sessions=list(programme.sessions.all())),
        "plan": plan,
        "most": MOST_PARTICIPANTS,
        "is_early": programme.opens_at is None or programme.opens_at > now(),
    }
    if plan is not None:
        bad, good = plan.of(Fate.FAULTY), plan.of(Fate.NEW)
        facts |= {
            "session": session,
            "bad": bad,
            "good": good,
            "known": plan.of(Fate.KNOWN),
            "free": free_places(programme, session),
            "may_go_on": bool(good) and not (bad and is_strict),
            "columns": [_("Row"), _("Name"), _("Guardian"), _("What we know"), _("What happens")],
            "label": ngettext("Sign up %(number)d person", "Sign up %(number)d people", len(good))
            % {"number": len(good)},
        }
    return render(request, "registrations/desk_import.html", facts)
