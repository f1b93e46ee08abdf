"""A class in words only: it works without scripts, and whoever follows it counts as present."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from ontact.capabilities.live_classes.access import class_door, session_in
from ontact.capabilities.live_classes.forms.room import AnswerForm, ChatForm
from ontact.capabilities.live_classes.queries.room import materials_of
from ontact.capabilities.live_classes.views.room import is_inside, is_waiting
from ontact.commons.people.access import reader_of
from ontact.commons.programmes.models import Session
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms import queries
from ontact.commons.rooms.access import line_in, speaking_door
from ontact.commons.rooms.models import Line, Poll
from ontact.foundation.access import Who, access

REFRESH_S = 15
CHAT_LINES = 40


@access(Who.SEATED)
@require_safe
@never_cache
def text(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """What is typed stands still here; what happens renews itself in the frame."""
    one, line = _inside(request, programme_id, session_id)
    if line is None:
        return redirect("live_classes:session", programme_id, session_id)
    state = queries.room_state(line.seat.room, line)
    context = {
        "programme_id": programme_id,
        "session": one,
        "state": state,
        "chat": ChatForm(),
        "answer": _answer_form(state["poll"], state["me"].get("answer")),
        "has_hand_up": any(hand["seat"] == str(line.seat_id) for hand in state["queue"]),
    }
    return render(request, "live_classes/text.html", context)


@access(Who.SEATED)
@require_safe
@never_cache
def text_live(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    """The part that renews itself; each renewal is a sign of life, and so counts as attendance."""
    one, line = _inside(request, programme_id, session_id)
    if line is None:
        return redirect("live_classes:session", programme_id, session_id)
    rooms.heartbeat(line, mode=Line.Mode.TEXT)
    line.seat.room.refresh_from_db()
    state = queries.room_state(line.seat.room, line)
    seats = {seat["id"]: seat for seat in state["seats"]}
    context = {
        "programme_id": programme_id,
        "session": one,
        "state": state,
        "speaker": seats.get(state["floor"]["seat"]) if state["floor"] else None,
        "queue": [seats[hand["seat"]] for hand in state["queue"] if hand["seat"] in seats],
        "here": sum(seat["present"] for seat in seats.values()),
        "bars": _bars(state["poll"]),
        "chat": [said for said in state["chat"][-CHAT_LINES:] if not said["hidden"]],
        "materials": materials_of(class_door(reader_of(request), programme_id), one),
        "refresh_s": REFRESH_S,
    }
    answer = render(request, "live_classes/text_live.html", context)
    if state["room"]["phase"] == "open":
        answer["Refresh"] = str(REFRESH_S)
    return answer


@access(Who.SEATED)
@require_POST
def text_chat(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    line = _speaking(request, programme_id, session_id)
    form = ChatForm(request.POST)
    if form.is_valid():
        rooms.say(line.seat, form.cleaned_data["text"], by=line.seat.actor())
    return redirect("live_classes:text", programme_id, session_id)


@access(Who.SEATED)
@require_POST
def text_hand(request: HttpRequest, programme_id: UUID, session_id: UUID) -> HttpResponse:
    line = _speaking(request, programme_id, session_id)
    if request.POST.get("raised") == "yes":
        rooms.raise_hand(line.seat, by=line.seat.actor())
        messages.success(request, _("Your hand is up."))
    else:
        rooms.lower_hand(line.seat, by=line.seat.actor())
    return redirect("live_classes:text", programme_id, session_id)


@access(Who.SEATED)
@require_POST
def text_answer(request: HttpRequest, programme_id: UUID, session_id: UUID, poll_id: UUID) -> HttpResponse:
    line = _speaking(request, programme_id, session_id)
    poll = get_object_or_404(Poll.objects.select_related("room"), pk=poll_id, room=line.seat.room_id)
    form = AnswerForm(request.POST, choices=poll.choices)
    if form.is_valid():
        rooms.answer_poll(poll, seat=line.seat, choice=form.cleaned_data["choice"], by=line.seat.actor())
        messages.success(request, _("Your answer is in. You can change it until the question is closed."))
    return redirect("live_classes:text", programme_id, session_id)


def _inside(request: HttpRequest, programme_id: UUID, session_id: UUID) -> tuple[Session, Line | None]:
    """The session, and this browser's line if it is in the room now."""
    one = session_in(class_door(reader_of(request), programme_id), session_id)
    line = line_in(request, one.room_id) if one.room_id else None
    if line is None or one.room is None or is_waiting(line, one.room) or not is_inside(line, one.room):
        return one, None
    return one, line


def _speaking(request: HttpRequest, programme_id: UUID, session_id: UUID) -> Line:
    one = session_in(class_door(reader_of(request), programme_id), session_id)
    # A session without a room has no line either: the door answers that nothing is here.
    return speaking_door(request, one.room_id or one.pk)


def _answer_form(poll: dict[str, object] | None, answer: int | None) -> AnswerForm | None:
    if poll is None or not poll["open"]:
        return None
    choices = poll["choices"]
    assert isinstance(choices, list)
    return AnswerForm(choices=choices, answer=answer)


def _bars(poll: dict[str, object] | None) -> list[dict[str, object]]:
    if poll is None or poll["counts"] is None:
        return []
    choices, counts = poll["choices"], poll["counts"]
    assert isinstance(choices, list)
    assert isinstance(counts, list)
    return [
        {"label": word, "value": count, "kind": "success" if poll["right"] == place else "primary"}
        for place, (word, count) in enumerate(zip(choices, counts, strict=True))
    ]
