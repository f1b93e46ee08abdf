"""A standing list from a sheet: first a dry run that names each row and each seat; one press then carries it out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import list_door, offices_with_seats
from ontact.capabilities.meetings.actions.standing import import_seats
from ontact.capabilities.meetings.errors.standing import ListChanged
from ontact.capabilities.meetings.forms.standing import SeatsSheetForm
from ontact.capabilities.meetings.forms.standing_sheet import lines_in, offices_by_name
from ontact.capabilities.meetings.models import StandingList
from ontact.capabilities.meetings.queries.standing_plan import Fate, Line, Plan, plan_of
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.people.forms.sheets import SheetUnreadable
from ontact.foundation.access import Who, access

KINDS = {Fate.NEW: "success", Fate.CHANGED: "info", Fate.MOVED: "info", Fate.UNTOUCHED: "neutral"}


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def seats_import(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """Every row as it was understood, every bad row named; nothing is written yet."""
    standing = list_door(request, list_id)
    form = SeatsSheetForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return _page(request, standing, form=form, status=422 if form.is_bound else 200)
    rows = form.cleaned_data["rows"]
    try:
        plan = plan_of(standing, _lines(rows))
    except SheetUnreadable as error:
        form.add_error(None, str(error))
        return _page(request, standing, form=form, status=422)
    request.session[_key(standing)] = {"rows": rows, "seen": plan.counts()}
    return _page(request, standing, plan=plan)


@access(Who.STAFF)
@require_POST
def seats_imported(request: HttpRequest, list_id: UUID) -> HttpResponse:
    standing = list_door(request, list_id)
    kept = request.session.pop(_key(standing), None)
    if kept is None:
        return redirect("meetings:standing_import", standing.pk)
    lines = _lines(kept["rows"])
    try:
        plan = import_seats(standing, lines, seen=kept["seen"], by=signed_in(request).actor())
    except ListChanged as refusal:
        plan = plan_of(standing, _lines(kept["rows"]))
        request.session[_key(standing)] = {"rows": kept["rows"], "seen": plan.counts()}
        return _page(request, standing, plan=plan, refusal=refusal.sentence, status=409)
    words = _(
        "The list is as the sheet says: %(new)d new, %(changed)d changed, %(moved)d moved, %(gone)d gone."
    )
    messages.success(request, words % plan.counts())
    return redirect(standing)


def _lines(rows: list[list[str]]) -> list[Line]:
    return lines_in(rows, offices_by_name(offices_with_seats()))


def _key(standing: StandingList) -> str:
    return f"meetings.import.{standing.pk}"


def _page(
    request: HttpRequest,
    standing: StandingList,
    *,
    form: SeatsSheetForm | None = None,
    plan: Plan | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    context: dict[str, Any] = {
        "standing": standing,
        "form": form or SeatsSheetForm(),
        "plan": plan,
        "refusal": refusal,
    }
    if plan is not None:
        context |= {
            "counts": plan.counts(),
            "bad": plan.of(Fate.FAULTY),
            "rows": [
                {"line": line, "kind": KINDS[line.fate], "fate": _word(line.fate)} for line in plan.good
            ],
            "columns": [_("Row"), _("Seat"), _("Office"), _("Holder"), _("What happens")],
        }
    return render(request, "meetings/standing_import.html", context, status=status)


def _word(fate: Fate) -> str:
    return {
        Fate.NEW: _("New"),
        Fate.CHANGED: _("Changed"),
        Fate.MOVED: _("Moved"),
        Fate.UNTOUCHED: _("Untouched"),
        Fate.FAULTY: _("Left out"),
    }[fate]
