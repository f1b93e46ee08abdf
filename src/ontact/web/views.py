"""Pages of the look itself: language, display, interface words, and the gallery of components."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from ontact.foundation.access import Who, access
from ontact.web import looks
from ontact.web.catalogue import catalogue
from ontact.web.specimens import specimens

A_YEAR_S = 365 * 24 * 3600


@access(Who.EVERYONE, why="Anyone chooses the language of the pages.")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_way_back(request))
    wanted = request.POST.get("language", "")
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, wanted, max_age=A_YEAR_S, samesite="Lax")
        if request.user.is_authenticated:
            request.user.language = (
                wanted  # the person's own, so that mails follow; any user model with a language
            )
            request.user.save(update_fields=["language"])
    return response


@access(Who.EVERYONE, why="Anyone chooses how the screen looks.")
@require_POST
def look(request: HttpRequest) -> HttpResponse:
    screen, text = looks.chosen(request)
    screen, text = request.POST.get("screen", screen), request.POST.get("text", text)
    response = HttpResponseRedirect(_way_back(request))
    if screen in looks.SCREENS and text in looks.TEXTS:
        response.set_cookie(looks.COOKIE, f"{screen}.{text}", max_age=looks.COOKIE_LIFE_S, samesite="Lax")
    return response


@access(Who.EVERYONE, why="Interface words are public.")
@require_GET
def words(request: HttpRequest, language: str) -> HttpResponseBase:
    if language not in dict(settings.LANGUAGES):
        raise Http404
    return catalogue(request, language)


@access(Who.DEMO)
@require_GET
def components(request: HttpRequest) -> HttpResponse:
    return render(request, "web/gallery/components.html", specimens(request))


def _way_back(request: HttpRequest) -> str:
    """Where the reader was, never another site."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()})
    return target if safe else "/"
