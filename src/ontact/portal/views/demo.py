"""Only in a demo: sign in as anyone of the demo city, and read every mail it would have sent."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ontact.commons.people.models import Person
from ontact.foundation.access import Who, access
from ontact.portal import outbox as mails
from ontact.portal.queries import cast_of_the_demo
from ontact.web.paging import leaf

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@access(Who.DEMO)
@require_http_methods(["GET", "POST"])
@never_cache
def sign_in_as(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        person = _person_or_404(request.POST.get("person", ""))
        login(request, person, backend=BACKEND)
        messages.success(request, _("You are signed in as %(name)s.") % {"name": person.name})
        return redirect(settings.LOGIN_REDIRECT_URL)
    return render(request, "portal/demo_sign_in.html", {"groups": cast_of_the_demo()})


@access(Who.DEMO)
@require_safe
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    wanted = request.GET.get("to", "").strip()
    letters = mails.letters(settings.VAR / "outbox")
    if wanted:
        letters = [letter for letter in letters if wanted.lower() in letter.to.lower()]
    return render(request, "portal/demo_outbox.html", {"page": leaf(request, letters), "wanted": wanted})


@access(Who.DEMO)
@require_safe
@never_cache
def letter(request: HttpRequest, letter_id: str) -> HttpResponse:
    return render(request, "portal/demo_letter.html", {"letter": _letter_or_404(letter_id)})


@access(Who.DEMO)
@require_safe
@never_cache
def enclosure(request: HttpRequest, letter_id: str, number: int) -> HttpResponse:
    enclosed = _letter_or_404(letter_id).enclosures
    if number >= len(enclosed):
        raise Http404
    response = HttpResponse(enclosed[number].content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{enclosed[number].file_name}"'
    return response


def _person_or_404(identity: str) -> Person:
    try:
        return get_object_or_404(Person.objects.filter(is_active=True), pk=UUID(identity))
    except ValueError as nonsense:
        raise Http404 from nonsense


def _letter_or_404(letter_id: str) -> mails.Letter:
    found = mails.letter(settings.VAR / "outbox", letter_id)
    if found is None:
        raise Http404
    return found
