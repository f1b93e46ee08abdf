"""What lies behind the minutes: versions and their differences, what is closed and why, corrections, former editions."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import edition_door, minutes_door, strangers_sign_in
from ontact.capabilities.meetings.actions import closing as closings
from ontact.capabilities.meetings.actions import minutes as acts
from ontact.capabilities.meetings.documents.closing import in_language, public_text, stands_in
from ontact.capabilities.meetings.forms.closing import (
    ClosingForm,
    CorrectionForm,
    VersionsForm,
    grounds_words,
)
from ontact.capabilities.meetings.models import Meeting, Minutes
from ontact.capabilities.meetings.queries.editions import closings_of, draft_body, edition_made
from ontact.capabilities.meetings.queries.minutes import page_of
from ontact.capabilities.meetings.queries.versions import changes
from ontact.capabilities.meetings.views.minutes import file_answer, json_answer, minutes_context
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access

FORMER = "A published edition stays readable after it has been corrected; the door keeps the others."


@access(Who.EVERYONE, why=FORMER)
@require_safe
@strangers_sign_in
def edition(request: HttpRequest, meeting_id: UUID, number: int) -> HttpResponse:
    meeting, found = edition_door(request, meeting_id, number)
    return render(request, "meetings/minutes.html", minutes_context(request, meeting, found))


@access(Who.EVERYONE, why=FORMER)
@require_safe
@strangers_sign_in
def edition_json(request: HttpRequest, meeting_id: UUID, number: int) -> HttpResponse:
    """The bytes that the edition's hash is made of."""
    return json_answer(edition_door(request, meeting_id, number)[1].canonical, "minutes.json")


@access(Who.EVERYONE, why=FORMER)
@require_safe
@strangers_sign_in
def edition_file(request: HttpRequest, meeting_id: UUID, number: int, file_format: str) -> HttpResponse:
    return file_answer(request, edition_door(request, meeting_id, number)[1], file_format)


@access(Who.SIGNED_IN)
@require_safe
def full(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The approved text with what is closed to the public, for those who keep or approve the minutes."""
    meeting = minutes_door(request, meeting_id, to_work=True)
    context = minutes_context(request, meeting, edition_made(meeting.minutes), full=True)
    return render(request, "meetings/minutes.html", context)


@access(Who.SIGNED_IN)
@require_safe
def full_json(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    found = edition_made(minutes_door(request, meeting_id, to_work=True).minutes)
    if found is None or not found.full:
        raise Http404
    return json_answer(found.full, "minutes-full.json")


@access(Who.SIGNED_IN)
@require_safe
def versions(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Every saved version; any two of them side by side in one text."""
    meeting = minutes_door(request, meeting_id, to_work=True)
    found: Minutes = meeting.minutes
    rows = list(found.versions.all())
    form = VersionsForm(request.GET.dict(), versions=rows)
    context = {
        "meeting": meeting,
        "minutes": found,
        "versions": rows,
        "form": form,
        "before": form.earlier,
        "after": form.later,
        "changes": changes(found, form.earlier, form.later),
    }
    return render(request, "meetings/minutes_versions.html", context)


@access(Who.SIGNED_IN)
@require_POST
def restoration(request: HttpRequest, meeting_id: UUID, number: int) -> HttpResponse:
    """An earlier version's text as the newest one."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    found: Minutes = meeting.minutes
    get_object_or_404(found.versions, number=number)
    acts.restore_version(found, number, version=found.version, by=signed_in(request).actor())
    messages.success(request, _("Version %(number)s stands again, as a new version.") % {"number": number})
    return redirect("meetings:minutes_versions", meeting.pk)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def closing(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What is closed, on what ground, and below it exactly what everyone will read."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    found: Minutes = meeting.minutes
    if found.is_frozen:
        return redirect("meetings:minutes", meeting.pk)
    body = draft_body(found)
    form = ClosingForm(request.POST or None, body=body, version=found.version)
    if form.is_valid():
        version = form.cleaned_data["version"]
        closings.close_passage(found, form.closing, version=version, by=signed_in(request).actor())
        messages.success(request, _("Closed to the public. Look below at what everyone will read."))
        return redirect("meetings:minutes_closing", meeting.pk)
    public = in_language(public_text(body, closings_of(found)), (get_language() or "ko")[:2])
    context = {
        "meeting": meeting,
        "minutes": found,
        "form": form,
        "closings": [
            {
                "closing": one,
                "ground": grounds_words(one.ground),
                "is_lost": one.kind == "text" and not stands_in(body, one.key),
            }
            for one in closings_of(found)
        ],
        "body": public,
        "grounds": [(one, grounds_words(one.ground)) for one in public.closed],
        "page": page_of(public),
    }
    return render(request, "meetings/minutes_closing.html", context, status=422 if form.is_bound else 200)


@access(Who.SIGNED_IN)
@require_POST
def opening(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Everyone may read it after all."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    found: Minutes = meeting.minutes
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "").replace("\r\n", "\n")
    closings.open_passage(found, kind=kind, key=key, version=found.version, by=signed_in(request).actor())
    messages.success(request, _("Everyone may read it again."))
    return redirect("meetings:minutes_closing", meeting.pk)


@access(Who.SIGNED_IN)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Published minutes are taken up again, with the reason."""
    meeting = minutes_door(request, meeting_id, to_edit=True)
    found: Minutes = meeting.minutes
    form = CorrectionForm(request.POST or None)
    if form.is_valid():
        acts.begin_correction(found, reason=form.cleaned_data["reason"], by=signed_in(request).actor())
        messages.success(
            request, _("Write the correction. Until it is approved, everyone reads the old edition.")
        )
        return redirect("meetings:minutes_edit", meeting.pk)
    return _correction_page(request, meeting, form)


def _correction_page(request: HttpRequest, meeting: Meeting, form: CorrectionForm) -> HttpResponse:
    context = {"meeting": meeting, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "meetings/minutes_correction.html", context, status=status)
