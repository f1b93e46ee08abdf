"""The room: the live page, and the text-only page that works without scripts and counts as attendance."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.meetings.access import meeting_door, speaking_line_door, vote_door
from ontact.capabilities.meetings.actions.noting import give_opinion
from ontact.capabilities.meetings.actions.voting import cast_ballot
from ontact.capabilities.meetings.forms.opinion import ChatForm, OpinionForm
from ontact.capabilities.meetings.forms.votes import ballot_form
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.live import meeting_ext
from ontact.capabilities.meetings.queries.page import bars, closed_votes
from ontact.capabilities.meetings.views.text_followup import field_reports_of, follow_up_now
from ontact.capabilities.meetings.views.text_roll import quorum_shown, roll_now
from ontact.capabilities.meetings.views.text_votes import open_ballot
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms import queries
from ontact.commons.rooms.access import line_in
from ontact.commons.rooms.models import Line, Room
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.web.devices import uses_devices

REFRESH_S = 15
CHAT_LINES = 40
CAPTION_LINES = 12


@access(Who.SEATED)
@uses_devices
@require_safe
def room(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_door(request, meeting_id)
    elsewhere = _way_in(request, meeting)
    if elsewhere is not None:
        return elsewhere
    context = {
        "meeting": meeting,
        "room_id": meeting.room_id,
        "state_url": f"/api/meetings/{meeting.pk}/state",
        "capability_api": f"/api/meetings/{meeting.pk}",
        "room_url": meeting.room.page,
        "text_url": reverse("meetings:text", args=[meeting.pk]),
        "leave_url": meeting.get_absolute_url(),
    }
    return render(request, "meetings/room.html", context)


@access(Who.SEATED)
@require_safe
def text(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """What is typed stands still here; what happens renews itself in the frame."""
    meeting = meeting_door(request, meeting_id)
    elsewhere = _way_in(request, meeting)
    if elsewhere is not None:
        return elsewhere
    line = line_in(request, meeting.room)
    assert line is not None
    queued = queries.room_state(meeting.room, line)["queue"]
    context = {
        "meeting": meeting,
        "line": line,
        "chat": ChatForm(),
        "opinion": OpinionForm(meeting=meeting),
        "has_hand_up": any(str(hand["seat"]) == str(line.seat_id) for hand in queued),
        "at_desk": line.seat.is_at_the_desk,
    }
    return render(request, "meetings/text.html", context)


@access(Who.SEATED)
@require_safe
def text_live(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    """The part that renews itself; each renewal is a sign of life, and so counts as attendance."""
    meeting = meeting_door(request, meeting_id)
    elsewhere = _way_in(request, meeting)
    if elsewhere is not None:
        return elsewhere
    line = line_in(request, meeting.room)
    assert line is not None
    rooms.heartbeat(line, mode=Line.Mode.TEXT)
    meeting.room.refresh_from_db()
    state = queries.room_state(meeting.room, line)
    ext = meeting_ext(meeting)
    is_paused = "paused" in request.GET
    context = {
        "meeting": meeting,
        "state": state,
        "live": live_words(ext, state),
        "ext": ext,
        "field_reports": field_reports_of(meeting, ext["current_item"]),
        "follow_up": follow_up_now(meeting, line),
        "chat": state["chat"][-CHAT_LINES:],
        "captions": _captions(state),
        "ballot": open_ballot(meeting, line),
        "roll": roll_now(meeting, line),
        "quorum": quorum_shown(meeting),
        "results": [bars(vote) for vote in closed_votes(meeting)],
        "is_paused": is_paused,
        "refresh_s": REFRESH_S,
    }
    answer = render(request, "meetings/text_live.html", context)
    if not is_paused and state["room"]["phase"] == "open":
        answer["Refresh"] = str(REFRESH_S)
    return answer


@access(Who.SEATED)
@require_POST
def text_chat(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting, line = speaking_line_door(request, meeting_id)
    form = ChatForm(request.POST)
    if form.is_valid():
        rooms.say(line.seat, form.cleaned_data["text"], by=line.seat.actor())
    return redirect("meetings:text", meeting.pk)


@access(Who.SEATED)
@require_POST
def text_hand(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting, line = speaking_line_door(request, meeting_id)
    if request.POST.get("raised") == "yes":
        rooms.raise_hand(line.seat, by=line.seat.actor())
        messages.success(request, _("Your hand is up."))
    else:
        rooms.lower_hand(line.seat, by=line.seat.actor())
    return redirect("meetings:text", meeting.pk)


@access(Who.SEATED)
@require_POST
def text_opinion(request: HttpRequest, meeting_id: UUID) -> HttpResponse:
    meeting, line = speaking_line_door(request, meeting_id)
    form = OpinionForm(request.POST, meeting=meeting)
    if form.is_valid():
        give_opinion(meeting, seat=line.seat, by=line.seat.actor(), **form.cleaned_data)
        messages.success(request, _("Your opinion will stand in the minutes."))
    return redirect("meetings:text", meeting.pk)


@access(Who.SEATED)
@require_POST
def text_ballot(request: HttpRequest, meeting_id: UUID, vote_id: UUID) -> HttpResponse:
    meeting, line = speaking_line_door(request, meeting_id)
    vote = vote_door(meeting, vote_id)
    form = ballot_form(vote, request.POST)
    if form.is_valid():
        cast_ballot(vote, seat=line.seat, choice=form.words(), by=line.seat.actor())
    return redirect("meetings:text_live", meeting.pk)


def live_words(ext: dict[str, Any], state: dict[str, Any]) -> dict[str, Any]:
    """Names instead of ids: who has the floor, who stands on the stage, who waits, which item is on."""
    seats = {seat["id"]: seat for seat in state["seats"]}
    floor = state["floor"]
    current = next((item for item in ext["agenda"] if item["id"] == ext["current_item"]), None)
    return {
        "speaker": seats.get(floor["seat"]) if floor else None,
        "stage": [seats[place] for place in state["room"]["stage"]["seats"] if place in seats],
        "queue": [seats[hand["seat"]] for hand in state["queue"] if hand["seat"] in seats],
        "present": [seat for seat in seats.values() if seat["present"]],
        "item": current,
    }


def _captions(state: dict[str, Any]) -> list[dict[str, Any]]:
    """The last lines with the names of their speakers."""
    names = {seat["id"]: seat["name"] or seat["title"] for seat in state["seats"]}
    return [{**line, "name": names.get(line["speaker"], "")} for line in state["captions"][-CAPTION_LINES:]]


def _way_in(request: HttpRequest, meeting: Meeting) -> HttpResponse | None:
    """Who has no line that is inside goes to the door, the lobby or the meeting's page first."""
    line = line_in(request, meeting.room)
    if line is None:
        return redirect("meetings:meeting", meeting.pk)
    if line.entered_at is None and meeting.room.phase_at(now()) is Room.Phase.EARLY:
        return redirect("meetings:meeting", meeting.pk)
    if line.ended_at is not None or line.entered_at is None:
        return redirect("rooms:door", meeting.room_id)
    if not line.seat.is_admitted:
        return redirect("rooms:lobby", meeting.room_id)
    return None
