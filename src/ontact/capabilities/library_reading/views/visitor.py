"""What everybody may see: the shelves, a library with its rules, a programme with its books."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.capabilities.library_reading import queries
from ontact.capabilities.library_reading.access import libraries_for, library_door, reading_door
from ontact.capabilities.library_reading.forms import readers_asked_for
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.programmes.queries import next_of, sessions_of
from ontact.commons.registrations.queries.programme_page import page_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

OPEN = "What a library announces is for everybody; the door keeps drafts for their library."


@access(Who.EVERYONE, why=OPEN)
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Pictures first: for whom, then where; and what comes next."""
    moment = now()
    readers = readers_asked_for(request.GET.get("readers", ""))
    after, before = _place(request)
    context = {
        "shelves": queries.shelves(moment),
        "libraries": queries.libraries(moment),
        "readers": readers,
        "offers": queries.offers(moment, readers=readers, after=after, before=before),
        "kept": f"readers={readers}&" if readers else "",
        "may_begin": libraries_for(request.user).exists(),
    }
    return render(request, "library_reading/front.html", context)


@access(Who.EVERYONE, why=OPEN)
@require_safe
def library(request: HttpRequest, organisation_id: UUID) -> HttpResponse:
    moment = now()
    house = library_door(organisation_id)
    after, before = _place(request)
    context = {
        "house": house,
        "crumbs": [*_front(), {"label": str(house), "href": ""}],
        "rules": queries.standing_rules(house, moment),
        "offers": queries.offers(moment, library=house, after=after, before=before),
        "feed": f"{reverse('programmes:feed')}?host={house.pk}",
        "kept": "",
    }
    return render(request, "library_reading/library.html", context)


@access(Who.EVERYONE, why=OPEN)
@require_safe
def programme(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    reading = reading_door(request.user, programme_id)
    programme = reading.programme
    context = {
        **page_of(programme, request.user),
        "reading": reading,
        "session_route": "library_reading:session",
        "books": queries.books_of(reading),
        "online": _next_online(reading.programme.manner, list(sessions_of(programme))),
        "crumbs": crumbs_to(programme),
    }
    return render(request, "library_reading/programme.html", context)


@access(Who.EVERYONE, why=OPEN)
@require_safe
def books(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """What was this? The books of a programme, long after it was held."""
    reading = reading_door(request.user, programme_id)
    context = {
        "programme": reading.programme,
        "reading": reading,
        "books": queries.books_of(reading),
        "crumbs": crumbs_to(reading.programme, _("Books")),
    }
    return render(request, "library_reading/books.html", context)


def _place(request: HttpRequest) -> tuple[str, str]:
    """From which row on, or up to which: as the links below the list say."""
    return request.GET.get("after", ""), request.GET.get("before", "")


def _next_online(manner: str, sessions: list[Session]) -> Session | None:
    """The session whose room one enters next; nothing where everybody comes to the library, or all is over."""
    standing = [one for one in sessions if not one.is_cancelled]
    following = next_of(standing, now())
    if manner == Manner.ON_SITE or following is None or following.has_ended() or following.room_id is None:
        return None
    return following


def crumbs_to(programme: Programme, here: str = "") -> list[dict[str, str]]:
    """`here`: a page below the programme's."""
    host = programme.host
    steps = [
        (str(host), reverse("library_reading:library", args=[host.pk])),
        (str(programme.title), programme.page),
        *([(here, "")] if here else []),
    ]
    return [*_front(), *({"label": label, "href": href} for label, href in steps)]


def _front() -> list[dict[str, str]]:
    return [{"label": _("Reading"), "href": reverse("library_reading:front")}]
