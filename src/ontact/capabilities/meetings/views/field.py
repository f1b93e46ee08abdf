"""Field reports as the office sends and follows them: a short form for the phone, the list, what became of one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from ontact.capabilities.meetings.access import (
    field_photo_door,
    field_report_door,
    field_reports_for,
    hosts_for,
    receiving_offices,
    sending_offices,
)
from ontact.capabilities.meetings.actions.fielding import send_field_report
from ontact.capabilities.meetings.forms.field import FieldReportForm, FieldWanted
from ontact.capabilities.meetings.models import FieldReport
from ontact.capabilities.meetings.queries.field import field_row, field_wanted
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.media.actions import receive
from ontact.commons.media.models import Asset
from ontact.commons.media.queries import url_of
from ontact.commons.media.refusals import FileRefused
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf

PHOTOS_AT_MOST = 8


@access(Who.STAFF)
@require_safe
def field_reports(request: HttpRequest) -> HttpResponse:
    """What my office sent, or what was sent to it."""
    person = signed_in(request)
    rows = field_reports_for(person)
    form = FieldWanted(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    shown = asked.get("show") or "open"
    words, urgency = asked.get("words") or "", asked.get("urgency") or ""
    page = leaf(request, field_wanted(rows, state=shown, words=words, urgency=urgency))
    context = {
        "leaf": page,
        "rows": [field_row(one) for one in page],
        "form": form,
        "tabs": _tabs(rows, shown),
        "is_filtered": bool(words or urgency),
        "found": ngettext("%(count)s field report", "%(count)s field reports", page.total)
        % {"count": page.total},
        "may_send": bool(sending_offices(person)),
        "may_sort": bool(hosts_for(person)),
    }
    return render(request, "meetings/field_reports.html", context)


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def field_new(request: HttpRequest) -> HttpResponse:
    """Two minutes on a phone. What was entered stays, photographs too, when something must be mended."""
    person = signed_in(request)
    offices, hosts = sending_offices(person), receiving_offices()
    if request.method != "POST":
        form = FieldReportForm(offices=offices, hosts=hosts, last=_last_host(person))
        return render(request, "meetings/field_new.html", {"form": form, "offices": offices, "kept": []})
    kept = [*_kept(request, person), *_received(request, person)][:PHOTOS_AT_MOST]
    data = {**request.POST.dict(), "kept": ",".join(str(asset.pk) for asset in kept)}
    form = FieldReportForm(data, offices=offices, hosts=hosts)
    form.photographs = len(kept)
    if not form.is_valid():
        context = {"form": form, "offices": offices, "kept": kept}
        return render(request, "meetings/field_new.html", context, status=422)
    clean = form.cleaned_data
    photos = [(asset, _alt(clean["alt"], number, len(kept))) for number, asset in enumerate(kept, start=1)]
    report = send_field_report(clean["office"], host=clean["host"], said=form.said, photos=photos, by=person)
    messages.success(request, _("Sent. Here you see what becomes of it; you also get a mail."))
    return redirect(report)


@access(Who.STAFF)
@require_safe
def field_report(request: HttpRequest, field_report_id: UUID) -> HttpResponse:
    found = field_report_door(request, field_report_id)
    return render(request, "meetings/field_report.html", {"report": found, "row": field_row(found)})


@access(Who.STAFF)
@require_safe
def field_photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """The picture itself, by an address that expires."""
    return redirect(url_of(field_photo_door(request, photo_id).asset))


def _received(request: HttpRequest, person: Person) -> list[Asset]:
    """The good photographs are kept; each refusal is a sentence."""
    assets = []
    for file in request.FILES.getlist("photo"):
        try:
            asset = receive(file=file, name=file.name or "", uploaded_by=person, by=person.actor())
        except FileRefused as error:
            messages.error(request, f"{error.sentence} {error.advice}")
            continue
        if asset.kind == Asset.Kind.IMAGE:
            assets.append(asset)
        else:
            messages.error(request, _("“%(name)s” is not a photograph.") % {"name": asset.name})
    return assets


def _kept(request: HttpRequest, person: Person) -> list[Asset]:
    """Photographs that this person sent with an earlier try."""
    ids = []
    for word in request.POST.get("kept", "").split(",")[:PHOTOS_AT_MOST]:
        try:
            ids.append(UUID(word))
        except ValueError:
            continue
    return list(
        Asset.objects.filter(pk__in=ids, uploaded_by=person, kind=Asset.Kind.IMAGE).order_by("created_at")
    )


def _alt(words: str, number: int, of: int) -> str:
    return f"{words} ({number}/{of})" if of > 1 else words


def _last_host(person: Person) -> Organisation | None:
    last = FieldReport.objects.filter(person__in=person.selves()).order_by("-created_at").first()
    return last.host if last else None


def _tabs(rows: object, shown: str) -> list[dict[str, object]]:
    labels = {"open": _("Still open"), "closed": _("Answered or done"), "all": _("All")}
    here = shown if shown in labels else "open"
    return [
        {
            "id": state,
            "label": label,
            "href": f"?show={state}",
            "here": state == here,
            "count": field_wanted(rows, state=state, words="", urgency="").count(),
        }
        for state, label in labels.items()
    ]
