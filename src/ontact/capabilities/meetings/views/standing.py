"""Standing lists: which ones one keeps, one list with all its seats, and its sheet."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.capabilities.meetings.access import hosts_for, list_door, lists_for, own_seats
from ontact.capabilities.meetings.actions.standing import begin_list, change_list
from ontact.capabilities.meetings.forms.standing import ListForm, SeatsWanted
from ontact.capabilities.meetings.forms.standing_sheet import headings, rows_of
from ontact.capabilities.meetings.models import StandingList
from ontact.capabilities.meetings.queries.standing import latest_changes, seat_rows
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access
from ontact.web.sheets import sheet_answer

WIDTHS = (6, 22, 26, 10, 8, 12, 30, 50)


@access(Who.STAFF)
@require_safe
def standing_lists(request: HttpRequest) -> HttpResponse:
    """Lists of one's departments, and the seats that one's office keeps on the lists of others."""
    person = signed_in(request)
    lists = lists_for(person)
    context = {
        "lists": list(lists),
        "own": seat_rows(own_seats(person).exclude(list__in=lists)),
        "may_begin": bool(hosts_for(person)),
    }
    return render(request, "meetings/standing_lists.html", context)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def new_list(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    hosts = hosts_for(person)
    if not hosts:
        raise PermissionDenied
    form = ListForm(request.POST or None, hosts=hosts)
    if form.is_valid():
        made = begin_list(
            host=form.cleaned_data["host"],
            title=form.title,
            **form.rules,
            by=person.actor(),
        )
        return redirect(made)
    status = 422 if form.is_bound else 200
    return render(request, "meetings/standing_list_form.html", {"form": form}, status=status)


@access(Who.STAFF)
@require_safe
def standing_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """All seats by rank, office by office; eight queries, whatever their number."""
    standing = list_door(request, list_id)
    form = SeatsWanted(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    seats = list(standing.seats.with_frame())
    present = [seat for seat in seats if seat.removed_at is None]
    rows = seat_rows(present, words)
    context = {
        "standing": standing,
        "form": form,
        "rows": rows,
        "words": words,
        "counts": {
            "seats": len(present),
            "vacant": sum(seat.is_vacant for seat in present),
            "votes": sum(seat.has_vote for seat in present),
        },
        "found": ngettext("%(count)d seat", "%(count)d seats", len(rows)) % {"count": len(rows)},
        "removed": [seat for seat in seats if seat.removed_at is not None],
        "changes": latest_changes(standing),
    }
    return render(request, "meetings/standing_list.html", context)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def list_rules(request: HttpRequest, list_id: UUID) -> HttpResponse:
    standing = list_door(request, list_id)
    form = ListForm(request.POST or None, hosts=[], standing=standing)
    if form.is_valid():
        change_list(
            standing,
            title=form.title,
            **form.rules,
            by=signed_in(request).actor(),
        )
        messages.success(request, _("Saved."))
        return redirect(standing)
    context = {"form": form, "standing": standing}
    return render(request, "meetings/standing_list_form.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_safe
def list_xlsx(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """The list as a sheet; read again, it changes nothing."""
    return sheet_answer(_rows(list_door(request, list_id)), "seats.xlsx", WIDTHS)


@access(Who.STAFF)
@require_safe
def list_csv(request: HttpRequest, list_id: UUID) -> HttpResponse:
    return sheet_answer(_rows(list_door(request, list_id)), "seats.csv")


@access(Who.STAFF)
@require_safe
def list_template(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """An empty sheet with the headings."""
    list_door(request, list_id)
    return sheet_answer([headings(_language())], "template.xlsx", WIDTHS)


def _rows(standing: StandingList) -> list[list[str]]:
    return rows_of(standing.seats.standing().with_frame(), language=_language())


def _language() -> str:
    return (get_language() or "ko")[:2]
