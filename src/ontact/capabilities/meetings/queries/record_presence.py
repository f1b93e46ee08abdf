"""Quorum, rolls, late arrivals and leavings of a meeting as its minutes keep them."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from uuid import UUID

from ontact.capabilities.meetings.documents import presence as words
from ontact.capabilities.meetings.models import Meeting
from ontact.capabilities.meetings.queries.presence import Spans, comings
from ontact.capabilities.meetings.queries.quorum import quorum_history, quorum_now, quorum_words
from ontact.capabilities.meetings.queries.record_votes import in_both
from ontact.commons.rooms.models import Seat

Names = Callable[[UUID], str]


def quorum_of(meeting: Meeting, presence: Mapping[UUID, Spans]) -> words.Quorum | None:
    """Null without a rule. Four queries, none without a rule."""
    quorum = quorum_now(meeting)
    if quorum.stored() is None:
        return None
    return words.Quorum(
        rule=in_both(lambda: quorum_words(meeting)),
        needed=quorum.needed,
        total=quorum.total,
        changes=tuple(
            words.QuorumChange(at=one.at, present=one.present, reached=one.reached)
            for one in quorum_history(meeting, presence)
        ),
    )


def rolls_of(meeting: Meeting, name_of: Names) -> Iterator[words.Roll]:
    """Each roll with its answers, by rank. Two queries."""
    for roll in meeting.rolls.prefetch_related("answers__seat"):
        answers = sorted(roll.answers.all(), key=lambda one: (one.seat.rank, one.seat.created_at))
        yield words.Roll(
            manner=roll.manner,
            opened_at=roll.opened_at,
            closed_at=roll.closed_at,
            answers=tuple(
                words.RollAnswer(
                    seat=one.seat.title,
                    name=name_of(one.seat_id),
                    answer=one.answer,
                    source=one.source,
                    reason=one.reason,
                )
                for one in answers
            ),
        )


def comings_of(
    meeting: Meeting, presence: Mapping[UUID, Spans], seats: Sequence[Seat], name_of: Names
) -> Iterator[words.Coming]:
    """Of a meeting that has been closed; while it runs the room tells them."""
    if meeting.opened_at is None or meeting.closed_at is None:
        return
    titles = {seat.pk: seat.title for seat in seats}
    for one in comings(presence, meeting.opened_at, meeting.closed_at):
        yield words.Coming(at=one.at, kind=one.kind, seat=titles.get(one.seat, ""), name=name_of(one.seat))
