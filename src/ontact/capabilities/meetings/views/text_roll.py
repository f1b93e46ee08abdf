"""The roll in the text-only pages: a seat answers and sees the counts; the desk calls and notes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ontact.capabilities.meetings.access import roll_door, speaking_line_door
from ontact.capabilities.meetings.actions.roll import (
    Answered,
    answer_the_roll,
    call_seat,
    end_the_roll,
    take_the_roll,
)
from ontact.capabilities.meetings.forms.roll import CalledForm, RollNoteForm
from ontact.capabilities.meetings.models import Meeting, Participant, RollAnswer, RollCall
from ontact.capabilities.meetings.queries.quorum import Quorum, quorum_now
from ontact.capabilities.meetings.queries.roll import counts_of, next_to_be_called, people_on_the_roll
from ontact.capabilities.meetings.views.text_forms import Act, as_sent, done
from ontact.commons.rooms.models import Line
from ontact.foundation.access import Who, access

Said, Source = RollAnswer.Answer, RollAnswer.Source


@dataclass(frozen=True)
class RollNow:
    """The last roll as it stands: counts, who is called, and what the asking seat may do in it."""

    roll: RollCall
    counts: dict[str, int]
    total: int
    current: Participant | None
    is_mine: bool
    mine: RollAnswer | None


def roll_now(meeting: Meeting, line: Line) -> RollNow | None:
    roll: RollCall | None = meeting.rolls.last()
    if roll is None:
        return None
    people = people_on_the_roll(meeting)
    return RollNow(
        roll=roll,
        counts=counts_of(roll),
        total=len(people),
        current=next((person for person in people if person.seat_id == roll.current_id), None),
        is_mine=any(person.seat_id == line.seat_id for person in people),
        mine=roll.answers.filter(seat=line.seat_id).first(),
    )


def quorum_shown(meeting: Meeting) -> Quorum | None:
    quorum = quorum_now(meeting)
    return None if quorum.stored() is None else quorum


def roll_on_the_desk(meeting: Meeting, line: Line, refused: forms.Form | None) -> dict[str, Any]:
    now = roll_now(meeting, line)
    is_open = now is not None and now.roll.is_open
    return {
        "roll": now,
        "quorum": quorum_shown(meeting),
        "called": CalledForm(initial={"seat": now.roll.current_id}) if now is not None else None,
        "note": as_sent(refused, RollNoteForm(people=people_on_the_roll(meeting))) if is_open else None,
    }


@access(Who.SEATED)
@require_POST
def text_presence(request: HttpRequest, meeting_id: UUID, roll_id: UUID) -> HttpResponse:
    """Answer for one's own seat: present."""
    meeting, line = speaking_line_door(request, meeting_id)
    said = Answered(line.seat_id, Said.PRESENT, Source.SEAT)
    answer_the_roll(roll_door(meeting, roll_id), said, by=line.seat.actor())
    return redirect("meetings:text_live", meeting.pk)


def _quietly(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    take_the_roll(meeting, manner=RollCall.Manner.QUIET, by=line.seat.actor())


def _aloud(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    take_the_roll(meeting, manner=RollCall.Manner.ALOUD, by=line.seat.actor())


def _present(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    _note_called(request, meeting, Said.PRESENT, line)


def _absent(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    _note_called(request, meeting, Said.ABSENT, line)


def _note_called(request: HttpRequest, meeting: Meeting, answer: RollAnswer.Answer, line: Line) -> None:
    roll, form = _open_roll(meeting), CalledForm(request.POST)
    if roll is not None and form.is_valid():
        said = Answered(form.cleaned_data["seat"], answer, Source.CLERK)
        answer_the_roll(roll, said, by=line.seat.actor())


def _pass_over(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    """On from the seat that the presser saw, so that two presses pass over one."""
    roll, form = _open_roll(meeting), CalledForm(request.POST)
    if roll is None or not form.is_valid() or form.cleaned_data["seat"] != roll.current_id:
        return
    seats = [person.seat_id for person in people_on_the_roll(meeting) if person.seat_id is not None]
    following = next_to_be_called(roll, seats, after=roll.current_id)
    if following is not None:
        call_seat(roll, seat=following, by=line.seat.actor())


def _note(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    roll, form = _open_roll(meeting), RollNoteForm(request.POST, people=people_on_the_roll(meeting))
    if roll is None:
        return None

    def note() -> None:
        said = form.cleaned_data
        noted = Answered(UUID(said["seat"]), Said(said["answer"]), Source.CLERK, said["reason"])
        answer_the_roll(roll, noted, by=line.seat.actor())

    return done(form, note)


def _call(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    roll, form = _open_roll(meeting), CalledForm(request.POST)
    if roll is not None and form.is_valid():
        call_seat(roll, seat=form.cleaned_data["seat"], by=line.seat.actor())


def _end(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    roll = _open_roll(meeting)
    if roll is not None:
        end_the_roll(roll, by=line.seat.actor())


def _open_roll(meeting: Meeting) -> RollCall | None:
    found: RollCall | None = meeting.rolls.filter(closed_at__isnull=True).first()
    return found


ROLL_ACTS: dict[str, Act] = {
    "roll-quiet": _quietly,
    "roll-aloud": _aloud,
    "roll-present": _present,
    "roll-absent": _absent,
    "roll-pass": _pass_over,
    "roll-note": _note,
    "roll-call": _call,
    "roll-end": _end,
}
