"""Answers before the meeting: the holder's own, and the clerk's table of all."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ontact.capabilities.meetings.access import list_door, preparing_door, reply_door
from ontact.capabilities.meetings.actions.next_meeting import call_from_list, call_next
from ontact.capabilities.meetings.actions.replying import ask_for_replies, reply
from ontact.capabilities.meetings.forms.replies import ReplyForm
from ontact.capabilities.meetings.models import Meeting, Reply
from ontact.capabilities.meetings.queries.replies import NONE, counts_of, replies_of, unanswered
from ontact.capabilities.meetings.views.preparing import signed_in
from ontact.foundation.access import Who, access
from ontact.foundation.errors import RuleBroken

KINDS = {
    Reply.Answer.ATTENDS.value: "success",
    Reply.Answer.SUBSTITUTE.value: "info",
    Reply.Answer.EXCUSED.value: "neutral",
    NONE: "warning",
}


@access(Who.SEATED)
@require_http_methods(["GET", "POST"])
def my_reply(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """I attend, a substitute comes, I am excused; changed as often as one likes until the meeting opens."""
    meeting, participant, seat = reply_door(request, meeting_id)
    form = ReplyForm(request.POST or None, participant=participant)
    if form.is_valid():
        try:
            reply(participant, form.said, by=seat.actor())
        except RuleBroken as refusal:
            form.add_error(None, f"{refusal.sentence} {refusal.advice}".strip())
        else:
            messages.success(request, _thanks(form))
            return redirect("meetings:meeting", meeting.pk)
    context = {"meeting": meeting, "participant": participant, "form": form}
    return render(request, "meetings/reply.html", context, status=422 if form.is_bound else 200)


@access(Who.STAFF)
@require_safe
def replies(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """Who comes; five queries, whatever the number of seats."""
    meeting = preparing_door(request, meeting_id)
    rows = replies_of(meeting)
    counts = counts_of(rows)
    shown = request.GET.get("show", "all")
    context = {
        "meeting": meeting,
        "rows": [_row(row) for row in rows if shown in ("all", row.answer)],
        "tabs": _tabs(counts, len(rows), shown),
        "counts": counts,
        "waiting": len(unanswered(meeting)) if meeting.opened_at is None and meeting.may_change else 0,
    }
    return render(request, "meetings/replies.html", context)


@access(Who.STAFF)
@require_POST
def reminder(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = preparing_door(request, meeting_id)
    count = ask_for_replies(meeting, by=signed_in(request).actor())
    words = ngettext("%(count)d person was asked by mail.", "%(count)d people were asked by mail.", count)
    messages.success(request, words % {"count": count})
    return redirect("meetings:replies", meeting.pk)


@access(Who.STAFF)
@require_POST
def following(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """One press: the next meeting from this one."""
    meeting = preparing_door(request, meeting_id)
    following = call_next(meeting, keep_agenda=request.POST.get("agenda") == "keep", by=signed_in(request))
    return _to_draft(request, following)


@access(Who.STAFF)
@require_POST
def from_list(request: HttpRequest, list_id: UUID) -> HttpResponse:
    """One press: the next meeting of this list, the first one too."""
    return _to_draft(request, call_from_list(list_door(request, list_id), by=signed_in(request)))


def _to_draft(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    people = meeting.participants.standing().count()
    words = _("The draft has %(count)d people. Nobody is told before you send the invitations.")
    messages.success(request, words % {"count": people})
    return redirect("meetings:edit", meeting.pk)


def _thanks(form: ReplyForm) -> str:
    said = form.said
    if said.answer == Reply.Answer.SUBSTITUTE:
        return _("Thank you. %(name)s gets a personal link by mail.") % {"name": said.name}
    if said.answer == Reply.Answer.EXCUSED:
        return _("Thank you. You are noted as excused.")
    return _("Thank you. We expect you.")


def _row(row: Any) -> dict[str, Any]:
    return {
        "participant": row.participant,
        "reply": row.reply,
        "word": row.reply.get_answer_display() if row.reply else _("No answer yet"),
        "kind": KINDS[row.answer],
    }


def _tabs(counts: dict[str, int], total: int, shown: str) -> list[dict[str, object]]:
    labels = {
        "all": _("All"),
        Reply.Answer.ATTENDS.value: _("Confirmed"),
        Reply.Answer.SUBSTITUTE.value: _("Substitute"),
        Reply.Answer.EXCUSED.value: _("Excused"),
        NONE: _("No answer yet"),
    }
    numbers = {"all": total, **counts}
    return [
        {"id": name, "label": label, "count": numbers[name], "href": f"?show={name}", "here": name == shown}
        for name, label in labels.items()
    ]
