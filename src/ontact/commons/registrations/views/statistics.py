"""Figures of a season, of all one's houses and of one: bars to look at, tables to read, a sheet to take."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.commons.people.models import Organisation
from ontact.commons.registrations.access.desk import counted_host_door, counted_hosts
from ontact.commons.registrations.forms.statistics import SeasonForm
from ontact.commons.registrations.queries.statistics import (
    Figures,
    ProgrammeFigures,
    by_host,
    by_month,
    figures_of,
    total,
)
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.sheets import cells_of, sheet_answer

WIDTHS = (14, 40, 8, 8, 10, 10, 10, 10, 12)


@access(Who.STAFF)
@require_safe
def houses(request: HttpRequest) -> HttpResponse:
    """Each house whose programmes one prepares."""
    form = SeasonForm(request.GET)
    rows = figures_of(counted_hosts(request), form.span, now())
    facts = {
        "form": form,
        "total": total(rows),
        "houses": [{"host": host, "figures": figures} for host, figures in by_host(rows)],
        "query": request.GET.urlencode(),
        "columns": _columns(_("House")),
        "crumbs": _crumbs((_("Figures of the season"), "")),
    }
    return render(request, "registrations/desk_statistics_all.html", facts)


@access(Who.STAFF)
@require_safe
def house(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    host = counted_host_door(request, organisation_id)
    form = SeasonForm(request.GET)
    rows = _rows(host, form)
    months = by_month(rows, form.span)
    facts = {
        "host": host,
        "form": form,
        "rows": rows,
        "total": total(rows),
        "months": [[_month(month), *_numbers(figures)] for month, figures in months],
        "bars": [
            {"label": _month(month), "value": figures.taken, "whole": figures.places, "kind": "primary"}
            for month, figures in months
        ],
        "query": request.GET.urlencode(),
        "columns": _columns(_("Programme")),
        "month_columns": _columns(_("Month")),
        "crumbs": _crumbs(
            (_("Figures of the season"), reverse("registrations:desk_statistics_all")), (str(host.name), "")
        ),
    }
    return render(request, "registrations/desk_statistics.html", facts)


@access(Who.STAFF)
@require_safe
def house_sheet(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    """One programme a row, and the sum. Nobody's name stands in it, so it is not asked for what."""
    host = counted_host_door(request, organisation_id)
    rows = _rows(host, SeasonForm(request.GET))
    heading = [_("First session"), _("Programme"), *(column["label"] for column in _columns("")[1:])]
    body = [
        cells_of(f"{row.month:%Y-%m}", str(row.programme.title), *map(str, _numbers(row.figures)))
        for row in rows
    ]
    last = ["", _("Together"), *map(str, _numbers(total(rows)))]
    return sheet_answer([heading, *body, last], "season.xlsx", WIDTHS)


def _crumbs(*more: tuple[str, str]) -> list[dict[str, str]]:
    all_of_them = (_("Programmes to prepare"), reverse("registrations:making_list"))
    return [{"label": label, "href": href} for label, href in (all_of_them, *more)]


def _rows(host: Organisation, form: SeasonForm) -> list[ProgrammeFigures]:
    return figures_of(Organisation.objects.filter(pk=host.pk), form.span, now())


def _columns(first: str) -> list[Any]:
    numbers: Iterable[str] = (
        _("Places offered"),
        _("Sign-ups"),
        _("Taken"),
        _("Filled, %"),
        _("Waiting"),
        _("No-shows"),
        _("Attendance, %"),
    )
    return [{"label": first, "kind": ""}, *({"label": label, "kind": "number"} for label in numbers)]


def _numbers(figures: Figures) -> list[int | str]:
    """In the order of the columns; a dash where there is nothing to divide by."""
    filled, attended = figures.filled_percent, figures.attended_percent
    return [
        figures.places,
        figures.sign_ups,
        figures.taken,
        "–" if filled is None else filled,
        figures.waiting,
        figures.no_shows,
        "–" if attended is None else attended,
    ]


def _month(month: Any) -> str:
    return date_format(month, "YEAR_MONTH_FORMAT")
