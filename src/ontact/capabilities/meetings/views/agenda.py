"""The second step: agenda items are added, ordered, changed, and papers attached."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ontact.capabilities.meetings.access import item_door, preparing_door
from ontact.capabilities.meetings.actions import agenda as acts
from ontact.capabilities.meetings.forms.items import ItemForm
from ontact.capabilities.meetings.models import Paper
from ontact.capabilities.meetings.views.form_page import edit_page
from ontact.capabilities.meetings.views.preparing import signed_in, step_address
from ontact.commons.media.actions import receive
from ontact.commons.media.refusals import FileRefused, NoFile
from ontact.foundation.access import Who, access


@access(Who.STAFF)
@require_POST
def items(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    form = ItemForm(request.POST, meeting=meeting)
    if not form.is_valid():
        return edit_page(request, meeting, new_item=form, status=422)
    acts.add_item(meeting, by=signed_in(request).actor(), **form.words)
    return redirect(step_address(meeting, "agenda"))


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """One item on a page of its own: title, presenter, minutes, papers."""
    meeting = preparing_door(request, meeting_id)
    found = item_door(meeting, item_id)
    form = ItemForm(request.POST if request.method == "POST" else None, meeting=meeting, item=found)
    if form.is_valid():
        acts.change_item(found, by=signed_in(request).actor(), **form.words)
        messages.success(request, _("Saved."))
        return redirect(step_address(meeting, "agenda"))
    context = {"meeting": meeting, "item": found, "form": form}
    return render(request, "meetings/item.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_POST
def place(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Up, down, or to a place counted from 1 (dragging)."""
    meeting = preparing_door(request, meeting_id)
    found = item_door(meeting, item_id)
    step = {"up": -1, "down": 1}.get(request.POST.get("move", ""))
    wanted = request.POST.get("place", "")
    place = found.number + step if step else int(wanted) if wanted.isdigit() else found.number
    acts.move_item(found, place=place, by=signed_in(request).actor())
    if request.headers.get("X-Requested-With") == "autosave":
        return JsonResponse({"number": found.number})
    return redirect(step_address(meeting, "agenda"))


@access(Who.STAFF)
@require_POST
def removal(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    acts.remove_item(item_door(meeting, item_id), by=signed_in(request).actor())
    messages.success(request, _("The agenda item has been removed."))
    return redirect(step_address(meeting, "agenda"))


@access(Who.STAFF)
@require_POST
def papers(request: HttpRequest, meeting_id: UUID, item_id: UUID) -> HttpResponse:
    """Upload papers; each refusal is a sentence, and the good ones are kept."""
    meeting = preparing_door(request, meeting_id)
    found = item_door(meeting, item_id)
    person = signed_in(request)
    files = request.FILES.getlist("file")
    if not files:
        raise NoFile
    refusals = []
    for file in files:
        try:
            asset = receive(file=file, name=file.name or "", uploaded_by=person, by=person.actor())
        except FileRefused as error:
            refusals.append(error)
            continue
        acts.attach_paper(found, asset, by=person.actor())
    if request.headers.get("X-Requested-With") and refusals:
        raise refusals[0]
    for refusal in refusals:
        messages.error(request, f"{refusal.sentence} {refusal.advice}")
    return redirect(step_address(meeting, "agenda"))


@access(Who.STAFF)
@require_POST
def paper_removal(request: HttpRequest, meeting_id: UUID, paper_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    paper = get_object_or_404(
        Paper.objects.select_related("item__meeting"), pk=paper_id, item__meeting=meeting
    )
    acts.detach_paper(paper, by=signed_in(request).actor())
    messages.success(request, _("The paper has been taken away."))
    return redirect(step_address(meeting, "agenda"))
