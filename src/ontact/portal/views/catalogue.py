"""What the city offers: the catalogue as a list and as a calendar, and the calendar of everything public."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ontact.commons.programmes.queries import hosts
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.portal import queries
from ontact.portal.forms import FindForm, month_asked_for, week_asked_for


@access(Who.EVERYONE, why="What the city announces is for everybody.")
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    moment = now()
    form = FindForm(request.GET, hosts=hosts(moment))
    found = queries.find(
        form.asked, moment=moment, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    kept = form.kept()
    context = {
        "form": form,
        "found": found,
        "count": found.count if found.is_counted else found.count - 1,
        "chosen": list(form.chosen()),
        "kept": f"{kept}&" if kept else "",
        "ways": _ways(kept, form.kept("month"), is_list=True),
        "most": queries.HOLDING_AT_MOST,
        **_feed(form),
    }
    if not found.rows:
        context["wider"] = _wider(form, moment)
    return render(request, "portal/catalogue.html", context)


@access(Who.EVERYONE, why="What the city announces is for everybody.")
@require_safe
def catalogue_calendar(request: HttpRequest) -> HttpResponse:
    """Every session of what is found, by month or by week."""
    moment = now()
    form = FindForm(request.GET, hosts=hosts(moment), has_month=False)
    kept = form.kept("month")

    def sessions(begin: Any, end: Any) -> Any:
        return queries.sessions_found(form.asked, begin, end, moment)

    context = {
        "form": form,
        "chosen": list(form.chosen()),
        "ways": _ways(kept, kept, is_list=False),
        **_stretch(request, kept, sessions),
        **_feed(form),
    }
    return render(request, "portal/catalogue_calendar.html", context)


@access(Who.EVERYONE, why="The city's calendar is public.")
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    context = {"feed": reverse("programmes:feed"), **_stretch(request, "")}
    return render(request, "portal/calendar.html", context)


def _stretch(request: HttpRequest, kept: str, sessions: Any = None) -> dict[str, Any]:
    """The month or the week that the address asks for, and the ways from one to the other."""
    today = timezone.localtime(now()).date()
    asked = request.GET.get("week", "")
    shown: queries.Month | queries.Week
    if asked:
        shown = queries.week(week_asked_for(asked), sessions=sessions)
    else:
        shown = queries.month(month_asked_for(request.GET.get("month", "")), today, sessions=sessions)
    day = today if shown.first <= today < shown.end else shown.first
    kept = f"{kept}&" if kept else ""
    tabs = [
        {"label": _("Month"), "href": f"?{kept}month={day:%Y-%m}", "here": not asked},
        {"label": _("Week"), "href": f"?{kept}week={day.isoformat()}", "here": bool(asked)},
    ]
    unit, place = ("week", shown.first.isoformat()) if asked else ("month", f"{shown.first:%Y-%m}")
    return {
        unit: shown,
        "stretch": shown,
        "tabs": tabs,
        "kept": kept,
        "stays": {unit: place},
        "here": request.path,
    }


def _ways(kept: str, kept_in_calendar: str, *, is_list: bool) -> list[dict[str, Any]]:
    """The same catalogue as a list and as a calendar."""
    pages = [
        (_("List"), reverse("portal:catalogue"), kept, is_list),
        (_("Calendar"), reverse("portal:catalogue-calendar"), kept_in_calendar, not is_list),
    ]
    return [
        {"label": label, "path": f"{path}?{query}" if query else path, "here": here}
        for label, path, query, here in pages
    ]


def _feed(form: FindForm) -> dict[str, Any]:
    """The calendar to subscribe to knows one house or all of them, and no other filter; the page says so."""
    houses = list(form.asked.filters.hosts)
    address = reverse("programmes:feed")
    if len(houses) == 1:
        address += f"?host={houses[0]}"
    others = [one for one in form.chosen() if one.name != "host" or len(houses) != 1]
    return {"feed": address, "feed_knows_less": bool(others)}


def _wider(form: FindForm, moment: datetime) -> list[dict[str, Any]]:
    """For each filter that is set: what would be found without it. The most promising first."""
    offers = []
    for chosen in form.chosen():
        looser = FindForm(QueryDict(chosen.without), hosts=hosts(moment))
        count = queries.would_find(looser.asked, moment)
        if count:
            at_most = queries.COUNTED_AT_MOST - 1
            offers.append(
                {
                    "label": chosen.label,
                    "href": f"?{chosen.without}" if chosen.without else reverse("portal:catalogue"),
                    "count": count if count <= at_most else f"{at_most}+",
                    "size": count,
                }
            )
    return sorted(offers, key=lambda offer: -int(offer["size"]))
