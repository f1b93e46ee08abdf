"""My calendar: the file that calendar programs read, and the page on which its address is made, renewed and revoked."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.commons.people.access import signed_in
from ontact.commons.registrations.access.feed import calendar_door
from ontact.commons.registrations.actions.feeding import (
    KEPT_S,
    make_address,
    read_calendar,
    revoke_address,
)
from ontact.commons.registrations.models import CalendarAddress
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now

PROGRAMS = (
    "A calendar program cannot sign in: its address is the key, 256 random bits, which the owner revokes."
)


@access(Who.EVERYONE, why=PROGRAMS)
@require_safe
def feed(request: HttpRequest, calendar_secret: str) -> HttpResponse:
    """Dates and places of sessions, no names. Revoked, it is gone at once."""
    text = read_calendar(calendar_door(calendar_secret), now())
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = f"private, max-age={KEPT_S}"
    answer["X-Robots-Tag"] = "noindex"
    set_response_etag(answer)
    return get_conditional_response(request, etag=answer["ETag"], response=answer) or answer


@access(Who.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def feed_page(request: HttpRequest) -> HttpResponse:
    """A press makes the address, or a new one; this answer alone shows it, for only its hash is kept."""
    person = signed_in(request)
    made = ""
    if request.method == "POST":
        secret = make_address(person=person, by=person.actor())
        made = settings.BASE_URL + reverse("registrations:feed", args=[secret])
    standing = CalendarAddress.objects.filter(person__in=person.selves(), revoked_at=None).first()
    subscribing = f"webcal://{made.partition('://')[2]}" if made else ""
    facts = {"standing": standing, "made": made, "subscribing": subscribing}
    return render(request, "registrations/my_calendar.html", facts)


@access(Who.SIGNED_IN)
@require_POST
def feed_revocation(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    if revoke_address(person=person, by=person.actor()):
        messages.success(
            request, _("The address is revoked: calendars that use it are told nothing any more.")
        )
    return redirect("registrations:feed_page")
