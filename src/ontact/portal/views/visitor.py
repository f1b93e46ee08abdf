"""What anyone may see: home, search, help."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.commons.people.queries import is_being_set_up
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.portal import queries
from ontact.portal.forms import SearchForm, address
from ontact.web.paging import leaf


@access(Who.EVERYONE, why="The front door stands open; it shows only what was made public.")
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if is_being_set_up():
        return redirect("people:setup")
    moment = now()
    open_now = queries.open_now(moment)
    days = queries.next_days(moment)
    doors = queries.time_line(request.user, moment).doors if request.user.is_authenticated else []
    return render(
        request,
        "portal/home.html",
        {
            "form": SearchForm(),
            "moment": moment,
            "doors": doors,
            "open_now": open_now,
            "wishes": queries.wishes(),
            "days": days,
            "lately": queries.lately_published(moment),
            "asked_for": [*open_now, *(row for day in days for row in day.rows)][:4],
        },
    )


@access(Who.EVERYONE, why="Anyone may look for what is public.")
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    rows = queries.found(form.words, now())
    labels = {
        SearchForm.EVERYTHING: _("Everything"),
        SearchForm.COMING: _("Coming"),
        SearchForm.PAST: _("Past"),
    }
    choices = [
        {
            "label": label,
            "path": address(reverse("portal:search"), q=form.words, when=when),
            "here": when == form.when,
            "count": len(rows[when]),
        }
        for when, label in labels.items()
    ]
    context = {"form": form, "words": form.words, "choices": choices, "page": leaf(request, rows[form.when])}
    return render(request, "portal/search.html", context)


@access(Who.EVERYONE, why="Help is for those who cannot get in.")
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help.html", {"base_url": settings.BASE_URL})
