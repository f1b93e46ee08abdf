"""The desk as plain forms: everything the chair and the clerk must be able to do without scripts."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ontact.capabilities.meetings.access import desk_line_door
from ontact.capabilities.meetings.actions import running
from ontact.capabilities.meetings.actions.noting import note_decision
from ontact.capabilities.meetings.forms.opinion import CallForm, DecisionForm, NextForm, RuleForm
from ontact.capabilities.meetings.forms.stage import StageForm
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.live import agenda_slice
from ontact.capabilities.meetings.views.text_followup import INSTRUCTION_ACTS, instructions_on_the_desk
from ontact.capabilities.meetings.views.text_forms import Act, as_sent, done
from ontact.capabilities.meetings.views.text_roll import ROLL_ACTS, roll_on_the_desk
from ontact.capabilities.meetings.views.text_votes import VOTE_ACTS, item_now, votes_on_the_desk
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms import queries
from ontact.commons.rooms.models import Line
from ontact.foundation.access import Who, access


@access(Who.SEATED)
@require_http_methods(["GET", "POST"])
def text_desk(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting, line = desk_line_door(request, meeting_id)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("act", ""))
        refused = act(request, meeting, line) if act is not None else None
        if refused is not None:
            return render(request, "meetings/text_desk.html", _desk(meeting, line, refused), status=422)
        if act is _close:
            return redirect("meetings:meeting", meeting.pk)
        return redirect("meetings:text_desk", meeting.pk)
    return render(request, "meetings/text_desk.html", _desk(meeting, line, None))


def _desk(meeting: Meeting, line: Line, refused: forms.Form | None) -> dict[str, Any]:
    turn = meeting.room.turns.standing().select_related("seat").first()
    hands = queries.waiting_in_order(meeting.room)
    words = queries.who_sits([hand.seat for hand in hands] + ([turn.seat] if turn else []))
    return {
        "meeting": meeting,
        "refused": refused,
        **votes_on_the_desk(meeting, refused),
        **roll_on_the_desk(meeting, line, refused),
        **instructions_on_the_desk(meeting, refused),
        "decision": as_sent(refused, DecisionForm(auto_id="decision_%s")),
        "next": NextForm(initial={"after": agenda_slice(meeting)["current_item"]}),
        "close_act": {"act": "close"},
        "waiting": queries.waiting_in_the_lobby(meeting.room),
        "call_form": as_sent(refused, CallForm(room=meeting.room)),
        "rule_form": RuleForm(initial={"rule": meeting.room.queue_rule}),
        "stage_form": as_sent(refused, StageForm(room=meeting.room)),
        "queue": [(hand, words[hand.seat_id]) for hand in hands],
        "floor": words[turn.seat_id] if turn else "",
    }


def _admit(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    let_in = rooms.admit(meeting.room, all_invited=True, by=line.seat.actor())
    messages.success(request, _("%(count)d let in.") % {"count": len(let_in)})


def _open(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    running.open_meeting(meeting, by=line.seat.actor())


def _next(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    form = NextForm(request.POST)
    if form.is_valid():
        running.take_up_next(meeting, after=form.cleaned_data["after"], by=line.seat.actor())


def _call(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    rooms.call_the_next(meeting.room, by=line.seat.actor())


def _call_one(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form, by = CallForm(request.POST, room=meeting.room), line.seat.actor()
    return done(form, lambda: rooms.give_the_floor(meeting.room, **form.cleaned_data, by=by))


def _extend(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    rooms.extend_the_floor(meeting.room, seconds=60, by=line.seat.actor())


def _hush(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    rooms.mute_all(meeting.room, muted=meeting.room.hushed_at is None, by=line.seat.actor())


def _sharing(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    rooms.allow_sharing(
        meeting.room, allowed=meeting.room.sharing_closed_at is not None, by=line.seat.actor()
    )


def _stage(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form, by = StageForm(request.POST, room=meeting.room), line.seat.actor()

    def show() -> None:
        rooms.set_the_stage(meeting.room, layout=form.cleaned_data["layout"], seats=form.places(), by=by)

    return done(form, show)


def _rule(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    form = RuleForm(request.POST)
    if form.is_valid():
        rooms.choose_the_rule(meeting.room, rule=form.cleaned_data["rule"], by=line.seat.actor())


def _end_floor(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    rooms.end_the_floor(meeting.room, by=line.seat.actor())


def _decide(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form, by = DecisionForm(request.POST, auto_id="decision_%s"), line.seat.actor()

    def note() -> None:
        note_decision(meeting, text=form.cleaned_data["text"], item=item_now(meeting), by=by)

    return done(form, note)


def _close(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    running.close_meeting(meeting, by=line.seat.actor())


ACTS: dict[str, Act] = {
    "admit": _admit,
    "open": _open,
    "next": _next,
    "call": _call,
    "call-one": _call_one,
    "extend": _extend,
    "mute-all": _hush,
    "sharing": _sharing,
    "rule": _rule,
    "stage": _stage,
    "end-floor": _end_floor,
    **ROLL_ACTS,
    **VOTE_ACTS,
    **INSTRUCTION_ACTS,
    "decide": _decide,
    "close": _close,
}
