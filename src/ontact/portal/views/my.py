"""One's own pages: the time line, and what the city keeps about oneself."""

import json

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.portal import queries
from ontact.portal.actions import forget_person
from ontact.portal.forms import ErasureForm
from ontact.web.paging import leaf

RECENT = 5


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def time_line(request: HttpRequest) -> HttpResponse:
    line = queries.time_line(request.user, now())
    return render(
        request,
        "portal/my.html",
        {"line": line, "recent": line.past[:RECENT], "has_more_past": len(line.past) > RECENT},
    )


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def past(request: HttpRequest) -> HttpResponse:
    line = queries.time_line(request.user, now())
    return render(request, "portal/my_past.html", {"page": leaf(request, line.past)})


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def personal_data(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/my_data.html", {"kept": queries.kept_about(request.user)})


@access(Who.SIGNED_IN)
@require_safe
@never_cache
def copy(request: HttpRequest) -> HttpResponse:
    kept = [
        {"heading": str(part.heading), "kept_until": str(part.kept_until), "rows": [[str(a), str(b)] for a, b in part.rows]}
        for part in queries.kept_about(request.user)
    ]
    body = json.dumps({"made_at": now().isoformat(), "kept": kept}, ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
@never_cache
def erasure(request: HttpRequest) -> HttpResponse:
    form = ErasureForm(request.POST or None)
    if form.is_valid():
        forget_person(person=request.user)
        logout(request)
        messages.success(request, _("Your data has been erased. What the law keeps is kept without your contact."))
        return redirect("portal:home")
    return render(request, "portal/my_erasure.html", {"form": form})
