"""The clerk sorts field reports: several into a group, the group onto an agenda or answered in writing, then done."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import field_group_door, sorting_hosts
from ontact.capabilities.meetings.actions import fielding
from ontact.capabilities.meetings.errors.field import NothingToGroup
from ontact.capabilities.meetings.forms.field import AgendaForm, AnswerForm, ChosenForm, GroupForm
from ontact.capabilities.meetings.models import FieldGroup, FieldReport
from ontact.capabilities.meetings.queries.field import (
    field_groups,
    field_row,
    field_wanted,
    has_photos,
    meetings_to_come,
)
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access

# More are not sorted in one go; the rest moves up.
AT_ONCE = 100


@access(Who.STAFF)
@require_http_methods(["GET", "POST"])
def field_desk(request: HttpRequest) -> HttpResponse:
    """What came in and is in no group yet; ticked and titled it becomes one."""
    person = signed_in(request)
    hosts = sorting_hosts(person)
    waiting = FieldReport.objects.with_frame().filter(host__in=hosts)
    reports = list(field_wanted(waiting, state="received", words="", urgency="")[:AT_ONCE])
    chosen = [report for report in reports if str(report.pk) in request.POST.getlist("report")]
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if not chosen:
            raise NothingToGroup
        host = chosen[0].host
        group = fielding.group_reports(
            chosen,
            host=host,
            title=form.cleaned_data["title"],
            by=person.actor(),
            into=_into(request, host.pk),
        )
        messages.success(request, _("Grouped under “%(title)s”.") % {"title": group.title})
        return redirect(group)
    ticks = ChosenForm(chosen=[str(report.pk) for report in chosen], reports=reports)
    context = {
        "rows": [{"row": field_row(report), "tick": ticks[f"tick-{report.pk}"]} for report in reports],
        "groups": field_groups(hosts),
        "form": form,
    }
    return render(request, "meetings/field_desk.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_safe
def field_group(request: HttpRequest, group_id: UUID) -> HttpResponse:
    return _page(request, field_group_door(request, group_id))


@access(Who.STAFF)
@require_POST
def field_group_item(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Onto the agenda of a meeting to come."""
    group = field_group_door(request, group_id)
    form = AgendaForm(request.POST, meetings=meetings_to_come(group.host), has_photos=has_photos(group))
    if not form.is_valid():
        return _page(request, group, agenda=form)
    item = fielding.put_on_agenda(group, meeting=form.cleaned_data["meeting"], by=signed_in(request).actor())
    messages.success(request, _("On the agenda as item %(number)s.") % {"number": item.number})
    return redirect(group)


@access(Who.STAFF)
@require_POST
def field_group_answer(request: HttpRequest, group_id: UUID) -> HttpResponse:
    group = field_group_door(request, group_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, group, answer=form)
    fielding.answer(group, text=form.cleaned_data["text"], by=signed_in(request).actor())
    messages.success(request, _("The offices have been told."))
    return redirect(group)


@access(Who.STAFF)
@require_POST
def field_group_end(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """Done: the offices are told, the group leaves the desk."""
    group = field_group_door(request, group_id)
    fielding.call_done(group, by=signed_in(request).actor())
    messages.success(request, _("The offices have been told."))
    return redirect("meetings:field_desk")


def _page(
    request: HttpRequest,
    group: FieldGroup,
    *,
    agenda: AgendaForm | None = None,
    answer: AnswerForm | None = None,
) -> HttpResponse:
    meetings = meetings_to_come(group.host)
    reports = group.reports.with_frame().order_by("created_at", "id")
    fresh = agenda or AgendaForm(meetings=meetings, has_photos=has_photos(group))
    context = {
        "group": group,
        "rows": [field_row(report) for report in reports],
        "agenda_form": fresh if group.item is None and meetings else None,
        "answer_form": answer or AnswerForm(initial={"text": group.answer}),
    }
    refused = agenda is not None or answer is not None
    return render(request, "meetings/field_group.html", context, status=422 if refused else 200)


def _into(request: HttpRequest, host_id: UUID) -> FieldGroup | None:
    """A group that exists already, by its title: the same title twice is one group."""
    title = request.POST.get("title", "").strip()
    found: FieldGroup | None = FieldGroup.objects.filter(
        host=host_id, title=title, done_at__isnull=True, item__isnull=True, answered_at__isnull=True
    ).first()
    return found
