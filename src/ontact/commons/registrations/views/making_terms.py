"""How places are given and how many there are: the terms, and everything that runs out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.access.making import making_door, pool_door
from ontact.commons.registrations.actions.pools import PoolsFixed, add_pools, change_pool, remove_pool
from ontact.commons.registrations.actions.terms import lay_down_terms
from ontact.commons.registrations.forms.pools import NewPoolForm, PoolForm
from ontact.commons.registrations.forms.terms import TermsForm
from ontact.commons.registrations.models import Pool
from ontact.commons.registrations.queries.fixed import terms_as_they_are, why_pools_are_fixed
from ontact.commons.registrations.queries.making import pool_name
from ontact.commons.registrations.queries.pools import pools_of, sessions_without
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    confirm_page,
    crumbs_of,
    form_page,
    is_gone,
    page_of,
)
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """What people count on already is shown, and cannot be typed into; each field says why."""
    with at_work(request, making_door(request, programme_id)) as programme:
        found = terms_as_they_are(programme)
        found.programme = programme
        form = TermsForm(request.POST or None, terms=found)
        if form.is_valid():
            lay_down_terms(programme=programme, wanted=form.wanted, by=actor_of(request))
            messages.success(request, _("Saved."))
            return redirect("registrations:making", programme.pk)
        facts = {"form": form, "submit": _("Save")}
        if programme.is_announced():
            facts["note"] = _("Nobody is written to: the programme's page says it from then on.")
        return form_page(request, programme, _("How places are given"), **facts)


@access(Who.STAFF)
@require_safe
def pools(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    programme = making_door(request, programme_id)
    facts = {
        "programme": programme,
        "crumbs": crumbs_of(programme, (_("Number of places"), "")),
        "rows": [{"pool": kind.pool, "name": pool_name(kind.pool)} for kind in pools_of(programme)],
        "fixed": why_pools_are_fixed(terms_as_they_are(programme)),
    }
    return render(request, "registrations/making_pools.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def pool_new(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        if why := why_pools_are_fixed(terms_as_they_are(programme)):
            raise PoolsFixed(why=why)
        form = NewPoolForm(request.POST or None, sessions=_standing(programme))
        if form.is_valid():
            chosen: list[Session | None] = form.chosen
            if form.is_for_each:
                chosen = list(sessions_without(programme, form.numbers["name"], _standing(programme)))
            add_pools(programme=programme, sessions=chosen, **form.numbers, by=actor_of(request))
            messages.success(request, _("Saved."))
            return redirect("registrations:making_pools", programme.pk)
        facts = {"form": form, "submit": _("Set up the places"), "above": _above(programme)}
        return form_page(request, programme, _("Set up places"), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def pool(request: HttpRequest, programme_id: UUID, pool_id: UUID) -> HttpResponse:
    """More places go to those who wait at once; fewer than are taken there cannot be."""
    found = pool_door(request, programme_id, pool_id)
    with at_work(request, found.programme) as programme:
        held: Pool = get_object_or_404(Pool.objects.select_related("session"), pk=found.pk)
        held.programme = programme
        form = PoolForm(request.POST or None, pool=held, terms=terms_as_they_are(programme))
        if form.is_valid():
            change_pool(pool=held, **form.change, by=actor_of(request))
            messages.success(request, _("Saved."))
            return redirect("registrations:making_pools", programme.pk)
        facts: dict[str, Any] = {"form": form, "submit": _("Save"), "above": _above(programme)}
        if held.taken:
            facts["lead"] = _("%(taken)d are taken.") % {"taken": held.taken}
            facts["note"] = _("More places are offered at once to those who wait.")
        return form_page(request, programme, pool_name(held), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def pool_removal(request: HttpRequest, programme_id: UUID, pool_id: UUID) -> HttpResponse:
    if is_gone(request, programme_id, Pool.objects.all(), pool_id):
        return redirect("registrations:making_pools", programme_id)
    found = pool_door(request, programme_id, pool_id)
    programme = found.programme
    if why := why_pools_are_fixed(terms_as_they_are(programme)):
        raise PoolsFixed(why=why)
    if request.method == "POST":
        remove_pool(pool=found, by=actor_of(request))
        messages.success(request, _("Taken away."))
        return redirect("registrations:making_pools", programme_id)
    facts = {
        "text": _("%(name)s: %(capacity)d are taken away from the programme. Nobody has signed up so far.")
        % {"name": pool_name(found), "capacity": found.capacity},
        "submit": _("Take them away"),
        "back": page_of(programme, "making_pools"),
    }
    return confirm_page(request, programme, _("Take places away"), **facts)


def _standing(programme: Programme) -> list[Session]:
    rows = list(programme.sessions.filter(cancelled_at=None).order_by("begins_at", "number"))
    for one in rows:
        one.programme = programme
    return rows


def _above(programme: Programme) -> tuple[str, str]:
    return _("Number of places"), page_of(programme, "making_pools")
