"""The register of instructions and an instruction's own page: how far it is, and what each side can do next."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.meetings.access import (
    carrying_out_door,
    evidence_door,
    instruction_door,
    instructions_for,
    judging_door,
    may_carry_out,
    may_judge,
)
from ontact.capabilities.meetings.actions import instructing
from ontact.capabilities.meetings.forms.followup import InstructionsWanted, ProgressForm, ReviewForm
from ontact.capabilities.meetings.models import Instruction
from ontact.capabilities.meetings.queries.followup import instruction_row, today
from ontact.capabilities.meetings.queries.registers import in_state, instructions_wanted
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.commons.media.actions import receive
from ontact.commons.media.models import Asset
from ontact.commons.media.queries import url_of
from ontact.commons.media.refusals import FileRefused
from ontact.commons.people.models import Person
from ontact.foundation.access import Who, access
from ontact.web.paging import leaf


@access(Who.STAFF)
@require_safe
def instructions(request: HttpRequest) -> HttpResponse:
    """What the reader's offices gave and what they owe."""
    rows = instructions_for(signed_in(request))
    form = InstructionsWanted(request.GET, rows=rows)
    wanted, day = form.wanted, today()
    page = leaf(request, instructions_wanted(rows, wanted, day))
    context = {
        "leaf": page,
        "rows": [instruction_row(one, day) for one in page],
        "form": form,
        "tabs": _tabs(rows, wanted.state),
        "is_filtered": bool(wanted.words or wanted.office or wanted.meeting),
        "found": ngettext("%(count)s instruction", "%(count)s instructions", page.total)
        % {"count": page.total},
    }
    return render(request, "meetings/instructions.html", context)


@access(Who.STAFF)
@require_safe
def instruction(request: HttpRequest, instruction_id: UUID) -> HttpResponse:
    return _page(request, instruction_door(request, instruction_id))


@access(Who.STAFF)
@require_POST
def confirmation(request: HttpRequest, instruction_id: UUID) -> HttpResponse:
    """From the page what the seat does in the room."""
    found = carrying_out_door(request, instruction_id)
    person = signed_in(request)
    instructing.confirm(found, by=person.actor(), person=person, name=person.name)
    messages.success(request, _("Confirmed."))
    return redirect(found)


@access(Who.STAFF)
@require_POST
def progress(request: HttpRequest, instruction_id: UUID) -> HttpResponse:
    """A note with evidence; ticked as done it goes to the office that gave it."""
    found = carrying_out_door(request, instruction_id)
    person = signed_in(request)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, found, progress=form)
    files = _received(request, person)
    instructing.note_progress(
        found, text=form.cleaned_data["text"], is_done=form.cleaned_data["is_done"], files=files, by=person
    )
    done = form.cleaned_data["is_done"]
    messages.success(request, _("Reported as done.") if done else _("Noted."))
    return redirect(found)


@access(Who.STAFF)
@require_POST
def review(request: HttpRequest, instruction_id: UUID) -> HttpResponse:
    """The giving office closes it, or sends it back with a remark."""
    found = judging_door(request, instruction_id)
    person = signed_in(request)
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return _page(request, found, review=form)
    text = form.cleaned_data["text"]
    if request.POST.get("verdict") == "return":
        instructing.send_back(found, text=text, by=person)
        messages.success(request, _("Returned to the office."))
    else:
        instructing.accept(found, text=text, by=person)
        messages.success(request, _("Accepted and closed."))
    return redirect(found)


@access(Who.STAFF)
@require_safe
def evidence(request: HttpRequest, evidence_id: UUID) -> HttpResponse:
    """The file itself, by an address that expires."""
    return redirect(url_of(evidence_door(request, evidence_id).asset, download=True))


def _page(
    request: HttpRequest,
    found: Instruction,
    *,
    progress: ProgressForm | None = None,
    review: ReviewForm | None = None,
) -> HttpResponse:
    person = signed_in(request)
    carries_out = may_carry_out(person, found) and not found.is_closed
    judges = may_judge(person, found.host) and found.state == Instruction.State.REPORTED
    context = {
        "instruction": found,
        "row": instruction_row(found, today()),
        "steps": found.steps.prefetch_related("evidence__asset"),
        "may_confirm": carries_out and found.state == Instruction.State.GIVEN,
        "progress_form": (progress or ProgressForm()) if carries_out else None,
        "review_form": (review or ReviewForm()) if judges else None,
    }
    refused = progress is not None or review is not None
    return render(request, "meetings/instruction.html", context, status=422 if refused else 200)


def _received(request: HttpRequest, person: Person) -> list[Asset]:
    """The good files are kept; each refusal is a sentence."""
    assets = []
    for file in request.FILES.getlist("file"):
        try:
            assets.append(receive(file=file, name=file.name or "", uploaded_by=person, by=person.actor()))
        except FileRefused as error:
            messages.error(request, f"{error.sentence} {error.advice}")
    return assets


def _tabs(rows: object, shown: str) -> list[dict[str, object]]:
    labels = {"open": _("Not closed"), "overdue": _("Overdue"), "done": _("Done"), "all": _("All")}
    here = shown if shown in labels else "open"
    day = today()
    return [
        {
            "id": state,
            "label": label,
            "href": f"?show={state}",
            "here": state == here,
            "count": in_state(rows, state, day).count(),
        }
        for state, label in labels.items()
    ]
