"""The desk of places: the list of a programme, and one registration with its story."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.desk import places_door, wish_door
from ontact.commons.registrations.actions.desk_acts import look_up_contact, note_consent
from ontact.commons.registrations.engine.book import LIVE, State
from ontact.commons.registrations.forms.desk import ConsentForm, Wanted
from ontact.commons.registrations.models import Allotment, Extent, Registration
from ontact.commons.registrations.queries.account import calling
from ontact.commons.registrations.queries.certificates import certificate_account
from ontact.commons.registrations.queries.desk import groups_of, listed, pools_of, rows_of
from ontact.commons.registrations.queries.desk_consent import consent_wording
from ontact.commons.registrations.queries.desk_story import reach_of, story_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.paging import leaf


@access(Who.STAFF)
@require_safe
def desk(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """As many queries for five hundred people as for one."""
    programme = places_door(request, programme_id)
    terms = programme.sign_up_terms
    sessions = list(programme.sessions.order_by("begins_at", "number"))
    is_single = terms.extent != Extent.SERIES
    form = Wanted(request.GET, sessions=sessions if is_single else [])
    group, words, session = (form.asked(name) for name in ("group", "words", "session"))
    page = leaf(request, listed(programme, group, words, session))
    found = ngettext("%(count)d person", "%(count)d people", page.total) % {"count": page.total}
    facts = {
        "programme": programme,
        "terms": terms,
        "form": form,
        "leaf": page,
        "rows": rows_of(programme, list(page)),
        "tabs": _tabs(programme, group),
        "found": found,
        "is_narrowed": bool(words or session or group != "all"),
        "group": group,
        "pools": pools_of(programme),
        "calling": calling(programme) if group == State.WAITING else None,
        "is_choice": terms.allotment == Allotment.CHOICE,
        "has_draw": terms.allotment in (Allotment.LOTTERY, Allotment.WINDOW),
        "moment": now(),
    }
    return render(request, "registrations/desk.html", facts)


@access(Who.STAFF)
@require_safe
def place(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    return _page(request, wish_door(request, registration_id))


@access(Who.STAFF)
@require_POST
def contact(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """The same page with telephone and mail, once the journal knows that somebody looked."""
    wish = wish_door(request, registration_id)
    look_up_contact(registration=wish, by=signed_in(request).actor())
    return _page(request, wish, reach=reach_of(wish))


@access(Who.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """A guardian has agreed on paper or by telephone."""
    wish = wish_door(request, registration_id)
    guardian = wish.person.guardian
    form = ConsentForm(request.POST or None)
    wording = consent_wording(wish.programme, guardian.language if guardian else "ko")
    if form.is_valid():
        actor = signed_in(request).actor()
        note_consent(registration=wish, wording=wording, **form.cleaned_data, by=actor)
        messages.success(request, _("The consent is noted."))
        return redirect("registrations:desk_place", wish.pk)
    facts = {"wish": wish, "guardian": guardian, "wording": wording, "form": form}
    return render(request, "registrations/desk_consent.html", facts)


def _page(request: HttpRequest, wish: Registration, **facts: Any) -> HttpResponse:
    state = State(wish.state)
    is_choice = wish.programme.sign_up_terms.allotment == Allotment.CHOICE
    return render(
        request,
        "registrations/desk_place.html",
        {
            "wish": wish,
            "story": story_of(wish),
            "told": certificate_account(wish.programme, wish.person, now()),
            "can_withdraw": state in LIVE,
            "can_answer": state is State.OFFERED,
            "can_decide": is_choice and state in (State.HELD, State.WAITING),
            **facts,
        },
    )


def _tabs(programme: Programme, group: str) -> list[dict[str, Any]]:
    return [
        {
            "id": one.name,
            "label": one.label,
            "count": one.count,
            "href": f"?group={one.name}",
            "here": one.name == group,
        }
        for one in groups_of(programme)
    ]
