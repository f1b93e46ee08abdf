"""My places: all of mine and my children's, and each of them with what can be done about it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.registrations.access.citizen import own_place_door
from ontact.commons.registrations.actions.signing_up import accept, decline, withdraw
from ontact.commons.registrations.forms.places import WithdrawalForm
from ontact.commons.registrations.models import Registration, RegistrationState
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.late import may_go_until
from ontact.commons.registrations.queries.one_place import companions_of, is_late, page_of_place, story_of
from ontact.commons.registrations.queries.places import (
    certificates_given,
    owed_by,
    places_of_the_past,
    places_to_come,
    with_sessions,
)
from ontact.commons.registrations.queries.replays import open_replays_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.paging import leaf


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def places(request: HttpRequest) -> HttpResponse:
    person, moment = signed_in(request), now()
    past = leaf(request, places_of_the_past(person, moment))
    facts = {
        "owed": owed_by(person, moment),
        "to_come": places_to_come(person, moment),
        "past": past,
        "past_places": with_sessions(past, moment),
        "certificates": certificates_given(person),
        "replays": open_replays_of(person, moment),
    }
    return render(request, "registrations/places.html", facts)


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def place(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    found = own_place_door(request, registration_id)
    return render(request, "registrations/place.html", page_of_place(found, signed_in(request), now()))


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def story(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """Every line of the book that changed this wish."""
    found = own_place_door(request, registration_id)
    return render(request, "registrations/story.html", {"place": found, "steps": story_of(found)})


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def withdrawal(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    """GET says what follows from it; a place given back goes to the next in line at once."""
    found = own_place_door(request, registration_id)
    if found.state not in LIVE_STATES:
        return redirect("registrations:place", found.pk)
    companions = companions_of(found, signed_in(request))
    form = WithdrawalForm(request.POST or None, place=found, companions=companions)
    if request.method == "POST" and (form.is_valid() or not companions):
        withdraw(registrations=form.going, by=signed_in(request).actor())
        said = ngettext("Given back.", "%(count)d places are given back.", len(form.going))
        messages.success(request, said % {"count": len(form.going)})
        return redirect("registrations:place", found.pk)
    until, moment = may_go_until(found), now()
    facts = {
        "place": found,
        "form": form,
        "has_companions": bool(companions),
        "free_until": until,
        "is_late": found.state == RegistrationState.PLACED and is_late(found, until, moment),
    }
    return render(request, "registrations/withdrawal.html", facts)


@access(Who.SIGNED_IN)
@require_POST
def acceptance(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    found = own_place_door(request, registration_id)
    accept(registration=found, by=signed_in(request).actor())
    return _answered(request, found)


@access(Who.SIGNED_IN)
@require_POST
def declining(request: HttpRequest, registration_id: UUID) -> HttpResponse:
    found = own_place_door(request, registration_id)
    decline(registration=found, by=signed_in(request).actor())
    return _answered(request, found)


def _answered(request: HttpRequest, found: Registration) -> HttpResponse:
    """What the book says now: an offer that had run out is not a place, however soon one pressed."""
    found.refresh_from_db(fields=["state"])
    if found.state == RegistrationState.PLACED:
        messages.success(request, _("The place is yours."))
    elif found.state == RegistrationState.DECLINED:
        messages.success(request, _("Declined. The place goes to the next in line."))
    elif found.state == RegistrationState.LAPSED:
        messages.error(request, _("The offer had run out before your answer; the place has gone on."))
    return redirect("registrations:place", found.pk)
