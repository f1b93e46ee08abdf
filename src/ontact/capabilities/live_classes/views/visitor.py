"""Pages that everybody sees: the classes that are announced, one class, and the files of those who take part."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.capabilities.live_classes.access import (
    class_door,
    material_in,
    may_read_materials,
    ways_into,
)
from ontact.capabilities.live_classes.models import PREFIX, LiveClass
from ontact.capabilities.live_classes.queries.room import materials_of
from ontact.capabilities.live_classes.queries.way import way_of
from ontact.commons.media.queries import url_of
from ontact.commons.people.access import Visitor, is_signed_in
from ontact.commons.programmes.forms import CatalogueForm
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.queries import catalogue, hosts, state_of
from ontact.commons.registrations.queries.programme_page import Dated, page_of
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

OPEN = "What the city announces is everyone's to see; the door keeps drafts for their office."
THEIRS = "Materials are for those who take part, also by a personal link; the door keeps them."


@access(Who.EVERYONE, why=OPEN)
@require_safe
def classes(request: HttpRequest) -> HttpResponse:
    form = CatalogueForm(request.GET or None, hosts=hosts())
    filters = replace(form.filters, under=PREFIX)
    page = catalogue(filters, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    moment, kept = now(), request.GET.copy()
    for place in ("after", "before"):
        kept.pop(place, None)
    context = {
        "form": form,
        "page": page,
        "rows": [(row, state_of(row, moment)) for row in page.rows],
        "kept": kept.urlencode(),
        "is_narrowed": bool(kept),
    }
    return render(request, "live_classes/classes.html", context)


@access(Who.EVERYONE, why=OPEN)
@require_safe
def live_class(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    reader = _reader(request)
    found = class_door(reader, programme_id)
    page = page_of(found.programme, reader)
    context = {**page, **_of_the_class(found, reader, page["sessions"])}
    return render(request, "live_classes/class.html", context)


@access(Who.EVERYONE, why=THEIRS)
@require_safe
def material(request: HttpRequest, programme_id: UUID, material_id: UUID) -> HttpResponse:
    """The file itself, by an address that expires."""
    found = class_door(_reader(request), programme_id)
    if not takes_part(request, found):
        return _led_to_sign_in(request)
    return redirect(url_of(material_in(found, material_id).asset, download=True))


def crumbs_to(live_class: LiveClass, session: Session | None = None) -> list[dict[str, str]]:
    here = [(str(live_class.programme.title), live_class.get_absolute_url())]
    if session is not None:
        here.append((_("Session %(number)d") % {"number": session.number}, ""))
    steps = [(_("Live classes"), reverse("live_classes:classes")), *here]
    return [{"label": label, "href": href} for label, href in steps]


def takes_part(request: HttpRequest, live_class: LiveClass) -> bool:
    """By a place, by leading it, from the office; or by a seat in one of its rooms that this browser proves."""
    if may_read_materials(_reader(request), live_class):
        return True
    rooms = [seat.room_id for seat in visitor_of(request).seats]
    return Session.objects.filter(programme=live_class.programme, room__in=rooms).exists()


def _of_the_class(found: LiveClass, reader: Visitor, listed: list[Dated]) -> dict[str, Any]:
    person = reader if is_signed_in(reader) else None
    return {
        "live_class": found,
        "way": way_of(found, person, now(), listed),
        "crumbs": crumbs_to(found),
        "session_route": "live_classes:session",
        "doors": _doors(found, reader),
        "materials": materials_of(found) if may_read_materials(reader, found) else [],
    }


def _doors(found: LiveClass, reader: Visitor) -> list[Session]:
    """The next session, or the one that is on, where this reader has a way into its room."""
    to_come = Session.objects.standing().filter(
        programme=found.programme, ends_at__gt=now(), room__isnull=False
    )
    session = to_come.select_related("room", "programme").order_by("begins_at").first()
    return [session] if session is not None and ways_into(reader, session) else []


def _led_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Signing in could help whoever has not; for others nothing is here."""
    if is_signed_in(_reader(request)):
        raise Http404
    return redirect_to_login(request.get_full_path())


def _reader(request: HttpRequest) -> Visitor:
    reader: Visitor = request.user
    return reader
