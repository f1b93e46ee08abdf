"""Offices of the city: the tree, one office, a sheet of many, and who may do what."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people import actions, queries
from ontact.commons.people.access import organisation_door, signed_in
from ontact.commons.people.actions.organisations import Office
from ontact.commons.people.forms.organisations import MandateForm, OrganisationForm, SheetForm
from ontact.commons.people.forms.sheets import Line, offices_in
from ontact.commons.people.models import Organisation
from ontact.foundation.access import Who, access

IMPORT = "people.import"


@access(Who.ADMINISTRATOR)
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    columns = [
        _("Name of the office"),
        _("Kind"),
        _("Telephone"),
        {"label": _("How many people"), "kind": "number"},
        {"label": _("Change"), "kind": "act"},
    ]
    return render(request, "people/organisations.html", {"branches": queries.tree(), "columns": columns})


@access(Who.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def new_organisation(request: HttpRequest) -> HttpResponse:
    city = queries.city()
    zone = city.time_zone if city else "Asia/Seoul"
    form = OrganisationForm(request.POST or None, initial={"parent": city, "time_zone": zone})
    if form.is_valid():
        made = actions.create_organisation(**form.cleaned_data, by=signed_in(request).actor())
        messages.success(request, _("Added: %(office)s") % {"office": made})
        return redirect("people:members", made.pk)
    return render(request, "people/organisation_form.html", {"form": form})


@access(Who.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    office = organisation_door(signed_in(request), organisation_id)
    form = OrganisationForm(request.POST or None, organisation=office)
    if form.is_valid():
        actions.change_organisation(organisation=office, **form.cleaned_data, by=signed_in(request).actor())
        messages.success(request, _("Saved."))
        return redirect("people:members", office.pk)
    return render(request, "people/organisation_form.html", {"form": form, "office": office})


@access(Who.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def mandates(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    office = organisation_door(signed_in(request), organisation_id)
    form = MandateForm(request.POST or None, organisation=office)
    if form.is_valid():
        actions.set_mandates(organisation=office, mandates=form.mandates, by=signed_in(request).actor())
        messages.success(request, _("Saved."))
        return redirect("people:members", office.pk)
    return render(request, "people/mandates.html", {"form": form, "office": office})


@access(Who.ADMINISTRATOR)
@require_http_methods(["GET", "POST"])
def office_import(request: HttpRequest) -> HttpResponse:
    """A dry run first: every row as it was understood, every bad row named; nothing is written yet."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if not form.is_valid():
        return render(request, "people/import.html", {"form": form})
    lines = offices_in(form.cleaned_data["rows"], known_names())
    good = new_offices(lines)
    request.session[IMPORT] = [asdict(office) for office in good]
    return render(request, "people/import.html", {"form": SheetForm(), **dry_run(lines)})


@access(Who.ADMINISTRATOR)
@require_POST
def imported_offices(request: HttpRequest) -> HttpResponse:
    offices = [Office(**office) for office in request.session.pop(IMPORT, [])]
    root = queries.city()
    if root is None or not offices:
        return redirect("people:import")
    made = actions.import_offices(offices=offices, root=root, by=signed_in(request).actor())
    text = ngettext("%(number)d office has been added.", "%(number)d offices have been added.", made)
    messages.success(request, text % {"number": made})
    return redirect("people:organisations")


def known_names() -> list[str]:
    return [office.name.texts.get("ko", "") for office in Organisation.objects.all()]


def new_offices(lines: list[Line]) -> list[Office]:
    """Rows without a fault whose office is not here yet, and whose office above is not itself refused."""
    taken: list[Office] = []
    refused = {line.office.name_ko for line in lines if line.troubles}
    for line in lines:
        if line.troubles or line.is_known:
            continue
        if line.office.parent_ko in refused:
            refused.add(line.office.name_ko)
            line.troubles.append(_("The office above it has a fault."))
            continue
        taken.append(line.office)
    return taken


def dry_run(lines: list[Line]) -> dict[str, Any]:
    """What the page shows of a sheet that has been read but not yet taken over."""
    bad = [line for line in lines if line.troubles]
    good = [line for line in lines if not line.troubles and not line.is_known]
    return {
        "lines": lines,
        "bad": bad,
        "known": [line for line in lines if line.is_known and not line.troubles],
        "good": good,
        "good_count": len(good),
        "columns": [_("Row"), _("Name of the office"), _("In English"), _("Belongs to")],
    }
