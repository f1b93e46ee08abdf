"""Questions of the moment: asked by the desk, answered once by each seat, closed, shown. Nothing is decided by them."""

from collections.abc import Sequence

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.rooms.actions.tell import hold_open, tell
from ontact.commons.rooms.errors import NoSuchChoice, PollIsClosed, PollStands, PollUnclear
from ontact.commons.rooms.models import Poll, PollAnswer, Room, Seat
from ontact.commons.rooms.models.polls import CHOICES_AT_LEAST, CHOICES_AT_MOST
from ontact.commons.rooms.queries.polls import counts_of, poll_now
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now

QUESTION_AT_MOST, CHOICE_AT_MOST = 300, 120


@transaction.atomic
def open_poll(
    room: Room, *, question: str, choices: Sequence[str], named: bool, right: int | None = None, by: Actor
) -> Poll:
    """Ask the room. `right`: in a quiz the number of the right answer, shown with the results.

    Raises:
        RoomIsOver, RoomNotOpen.
        PollUnclear: no words, or not two to six different answers, or the right one is not among them.
        PollStands: another question is open.
    """
    room = hold_open(room)
    question, choices = _plain(question, QUESTION_AT_MOST), [_plain(one, CHOICE_AT_MOST) for one in choices]
    different = len(set(choices)) == len(choices) and all(choices)
    if not question or not different or not CHOICES_AT_LEAST <= len(choices) <= CHOICES_AT_MOST:
        raise PollUnclear(least=CHOICES_AT_LEAST, most=CHOICES_AT_MOST)
    if right is not None and not 0 <= right < len(choices):
        raise PollUnclear(least=CHOICES_AT_LEAST, most=CHOICES_AT_MOST)
    if room.polls.standing().exists():
        raise PollStands
    # A new question takes the place of the last one's results.
    room.polls.filter(shown_at__isnull=False).update(shown_at=None)
    poll: Poll = room.polls.create(question=question, choices=choices, right=right, is_named=named)
    sign(by, "asked the room", poll, named=named, choices=len(choices))
    _tell(room)
    return poll


@transaction.atomic
def answer_poll(poll: Poll, *, seat: Seat, choice: int, by: Actor) -> None:
    """One answer a seat; until the close the last one counts. Harmless when repeated.

    Raises:
        RoomIsOver, RoomNotOpen, PollIsClosed, NoSuchChoice.
    """
    room = hold_open(poll.room)
    poll = Poll.objects.locked(poll.pk)
    if poll.closed_at is not None:
        raise PollIsClosed
    if not 0 <= choice < len(poll.choices):
        raise NoSuchChoice
    answer, is_new = PollAnswer.objects.get_or_create(poll=poll, seat=seat, defaults={"choice": choice})
    if not is_new and answer.choice == choice:
        return
    answer.choice = choice
    answer.save(update_fields=["choice"])
    _tell(room)


@transaction.atomic
def close_poll(poll: Poll, *, by: Actor) -> Poll:
    """Nobody answers any more. The counts are written down; of an anonymous poll nothing else stays. Harmless twice."""
    room = hold_open(poll.room)
    poll = Poll.objects.locked(poll.pk)
    if poll.closed_at is None:
        _write_down(poll)
        sign(by, "closed a question", poll, answers=sum(poll.counts))
        _tell(room)
    return poll


def close_with_the_room(room: Room) -> bool:
    """What is still open ends with the room. The caller holds the room and tells of it; returns whether one was."""
    poll: Poll | None = room.polls.standing().first()
    if poll is not None:
        _write_down(poll)
    return poll is not None


@transaction.atomic
def show_results(poll: Poll, *, shown: bool, by: Actor) -> Poll:
    """Let everybody see the bars, or put them away. Only one question stands before the room. Harmless twice."""
    room = hold_open(poll.room)
    poll = Poll.objects.locked(poll.pk)
    if (poll.shown_at is not None) != shown:
        if shown:
            room.polls.filter(shown_at__isnull=False).update(shown_at=None)
        poll.shown_at = now() if shown else None
        poll.save(update_fields=["shown_at"])
        _tell(room)
    return poll


def _write_down(poll: Poll) -> None:
    poll.counts, poll.closed_at = counts_of(poll), now()
    poll.save(update_fields=["counts", "closed_at"])
    if not poll.is_named:
        poll.answers.all().delete()


def _tell(room: Room) -> None:
    tell(room, "poll", {"poll": poll_now(room)})


def _plain(text: str, most: int) -> str:
    return " ".join(text.replace("\x00", "").split())[:most]
