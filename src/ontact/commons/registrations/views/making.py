"""What my offices have in hand, one programme as a checklist, and its first parts: words, window, preview."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.access import templates_for
from ontact.commons.programmes.models import Programme
from ontact.commons.programmes.queries import desk
from ontact.commons.registrations.access.making import houses_of, making_door
from ontact.commons.registrations.actions.announced import describe
from ontact.commons.registrations.actions.telling import count_told
from ontact.commons.registrations.actions.telling_window import count_window, move_window
from ontact.commons.registrations.forms.making import WindowForm, WordsForm
from ontact.commons.registrations.queries.making import Lack, Part, checklist, open_appeals
from ontact.commons.registrations.queries.programme_page import page_of as public_page_of
from ontact.commons.registrations.views.making_frame import (
    actor_of,
    at_work,
    crumbs_of,
    form_page,
    page_of,
    told_after,
    told_before,
    window_told_before,
)
from ontact.foundation.access import Who, access
from ontact.foundation.capability import Capability, capabilities
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

PAGES = {
    "words": "making_words",
    "sessions": "making_sessions",
    "window": "making_window",
    "terms": "making_terms",
    "pools": "making_pools",
    "questions": "making_questions",
    "survey": "survey_questions",
}


@access(Who.STAFF)
@require_safe
def making_list(request: HttpRequest) -> HttpResponse:
    person, houses = signed_in(request), houses_of(request)
    if person.is_administrator:
        # All offices of the city are theirs; those that hold nothing and rule nothing would hide the others.
        busy = Q(programmes__isnull=False) | Q(house_rules__isnull=False)
        ruled = houses.filter(busy).distinct()
    else:
        ruled = houses
    facts = {
        "desk": desk(houses),
        "city_templates": templates_for(person).exclude(host__in=houses),
        "beginnings": list(beginnings()),
        "houses": ruled,
    }
    return render(request, "registrations/making_list.html", facts)


def beginnings() -> Iterator[dict[str, str | Promise]]:
    """Where a new one begins: `new/` of each capability that holds programmes. Its tile may lead there, or to this list;
    else its programmes tell.
    """
    here = reverse("registrations:making_list")
    for capability in capabilities():
        tile = capability.tile()
        if tile is None or not tile.desk:
            continue
        path = tile.desk if tile.desk.endswith("/new/") else f"/{capability.url_prefix}new/"
        if _answers(path) and (tile.desk in (here, path) or _holds_programmes(capability)):
            yield {"title": tile.title, "href": path}


@access(Who.STAFF)
@require_safe
def making(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Everything about one programme, what is still missing, and what can be done with it now."""
    programme, moment = making_door(request, programme_id), now()
    parts = checklist(programme)
    facts = {
        "programme": programme,
        "crumbs": crumbs_of(programme)[:1] + [{"label": str(programme.title), "href": ""}],
        "parts": [{"part": part, "href": _page_of_part(programme, part)} for part in parts],
        "stops": [
            _with_href(programme, lack) for part in parts for lack in part.lacks if not lack.only_warns
        ],
        "is_announced": programme.is_announced(moment),
        "is_over": programme.has_ended(moment),
        "told": count_told(programme),
        "appeals": open_appeals(programme),
        "template_key": {"key": uuid7()},
        "own_desk": _own_desk(programme),
    }
    return render(request, "registrations/making.html", facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def words(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        form = WordsForm(request.POST or None, programme=programme)
        if form.is_valid():
            told = describe(programme=programme, description=form.description, by=actor_of(request))
            messages.success(request, told_after(_("Saved."), told))
            return redirect("registrations:making", programme.pk)
        facts: dict[str, Any] = {"form": form, "submit": _("Save")}
        if programme.is_announced():
            facts["note"] = _("If title, place or manner change: %(told)s") % {
                "told": told_before(count_told(programme))
            }
        return form_page(request, programme, _("What it is about"), **facts)


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def window(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    with at_work(request, making_door(request, programme_id)) as programme:
        form = WindowForm(request.POST or None, programme=programme)
        if form.is_valid():
            told = move_window(programme=programme, **form.window, by=actor_of(request))
            messages.success(request, told_after(_("Saved."), told))
            return redirect("registrations:making", programme.pk)
        lead = _("Before the opening everybody can prepare; at the opening one press is enough.")
        facts = {"form": form, "submit": _("Save"), "lead": lead}
        if programme.is_announced():
            facts["note"] = window_told_before(count_window(programme))
        return form_page(request, programme, _("When one can sign up"), **facts)


@access(Who.STAFF)
@require_safe
def preview(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """As a citizen will see it, before anybody does."""
    programme = making_door(request, programme_id)
    facts = {**public_page_of(programme, signed_in(request)), "making_url": page_of(programme, "making")}
    return render(request, "registrations/making_preview.html", facts)


def _own_desk(programme: Programme) -> dict[str, str | Promise] | None:
    """Where its capability keeps what it alone knows: lecturers and themes, or books. `desk/` of its page, if it has one."""
    for capability in capabilities():
        tile = capability.tile()
        if tile is None or not programme.page.startswith(f"/{capability.url_prefix}"):
            continue
        path = f"{programme.page}desk/"
        return {"title": tile.title, "href": path} if _answers(path) else None
    return None


def _page_of_part(programme: Programme, part: Part) -> str:
    if part.name == "rules":
        return reverse("registrations:house_rules", args=[programme.host_id])
    return page_of(programme, PAGES[part.name])


def _with_href(programme: Programme, lack: Lack) -> dict[str, str]:
    return {"sentence": lack.sentence, "href": page_of(programme, PAGES[lack.part])}


def _holds_programmes(capability: Capability) -> bool:
    pages = f"/{capability.url_prefix}"
    return bool(Programme.objects.filter(page__startswith=pages).exists())


def _answers(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
