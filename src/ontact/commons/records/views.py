"""The public register, and one record with its hash and how to check it."""

from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ontact.commons.media.queries import url_of, view_url
from ontact.commons.records.access import record_door
from ontact.commons.records.forms import RegisterForm
from ontact.commons.records.models import Destruction, Record
from ontact.commons.records.queries import register
from ontact.commons.rooms.access import visitor_of
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf

OPEN = "What the city has published can be found and checked by anyone; what is not public is left out."


@access(Who.EVERYONE, why=OPEN)
@require_safe
def records(request: HttpRequest) -> HttpResponse:
    form = RegisterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "kind": ""}
    found = leaf(request, register(visitor_of(request), wanted["q"], wanted["kind"]))
    asked = any(wanted.values())
    return render(request, "records/register.html", {"form": form, "leaf": found, "asked": asked})


@access(Who.EVERYONE, why=OPEN)
@require_safe
def record(request: HttpRequest, record_id: UUID) -> HttpResponse:
    """A destroyed record that was public says so under its old address."""
    gone = Destruction.objects.filter(record_id=record_id, was_public=True).first()
    if gone is not None:
        return render(request, "records/destroyed.html", {"gone": gone}, status=410)
    found = record_door(request, record_id)
    asset = found.asset if found.asset and found.asset.is_ready else None
    facts = {
        "record": found,
        "asset": asset,
        "read": found.page or (view_url(asset) if asset else ""),
        "download": url_of(asset, download=True) if asset else "",
        "checked": _checked_file(found),
        "proof": f"{settings.BASE_URL}{found.proof}" if found.proof else "",
    }
    return render(request, "records/record.html", facts)


def _checked_file(record: Record) -> str:
    """The name under which the file arrives whose hash is printed."""
    if record.proof:
        return record.proof.rpartition("/")[2]
    return record.asset.name if record.asset else ""
