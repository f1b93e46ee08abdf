"""One's own pages: the time line, and what the city keeps about oneself."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ontact.commons.people.access import signed_in
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.portal import queries
from ontact.web.paging import leaf

RECENT = 5


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def time_line(request: HttpRequest) -> HttpResponse:
    person = signed_in(request)
    line = queries.time_line(person, now())
    return render(
        request,
        "portal/my.html",
        {
            "desks": queries.desks(person),
            "line": line,
            "recent": line.past[:RECENT],
            "has_more_past": len(line.past) > RECENT,
        },
    )


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def past(request: HttpRequest) -> HttpResponse:
    line = queries.time_line(signed_in(request), now())
    return render(request, "portal/my_past.html", {"page": leaf(request, line.past)})


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def copy_of_my_data(request: HttpRequest) -> HttpResponse:
    """Everything that every package keeps about the reader, as a file to take along."""
    kept = [
        {
            "heading": str(part.heading),
            "until": str(part.kept_until),
            "rows": [[str(a), str(b)] for a, b in part.rows],
        }
        for part in queries.kept_about(signed_in(request))
    ]
    body = json.dumps({"made_at": now().isoformat(), "kept": kept}, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response
