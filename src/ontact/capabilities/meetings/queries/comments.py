"""Comments on a draft: who can be asked, what they read, what was remarked, and how far the answers are."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.closing import Closing, public_text
from ontact.capabilities.meetings.models import (
    Comment,
    Commenter,
    CommentRound,
    Meeting,
    Minutes,
    Part,
    Participant,
)
from ontact.capabilities.meetings.queries.editions import draft_body
from ontact.commons.people.models import Person
from ontact.commons.rooms import queries as rooms
from ontact.commons.rooms.models import Sitting
from ontact.foundation.clock import now


def those_present(meeting: Meeting) -> list[tuple[Participant, Sitting]]:
    """Each seat of the list that was present, with whoever sat in it last. The clerk, who asks, is not asked.

    Four queries, whatever the number of seats.
    """
    people: QuerySet[Participant] = meeting.participants.told()
    by_seat = {
        one.seat_id: one
        for one in people.exclude(part=Part.CLERK).select_related("seat__room", "person")
        if one.address
    }
    found: dict[Participant, Sitting] = {}
    for row in rooms.attendance(meeting.room):
        if row.spans and row.seat.pk in by_seat:
            found[by_seat[row.seat.pk]] = row.sitting
    return list(found.items())


def round_of(minutes: Minutes) -> CommentRound | None:
    """The last one, open or over."""
    found: CommentRound | None = minutes.rounds.last()
    return found


def commenting_at(meeting: Meeting, participant: Participant) -> CommentRound | None:
    """The last round, if this participant was asked in it: for the way to it from the meeting's page."""
    laid = round_of(meeting.minutes) if hasattr(meeting, "minutes") else None
    return laid if laid is not None and laid.commenters.filter(participant=participant).exists() else None


def laid_body(laid: CommentRound) -> MinutesBody:
    """The version that was laid before them, as everyone would read it: also without what was closed since."""
    minutes: Minutes = laid.minutes
    edits = minutes.versions.get(number=laid.version).edits
    rows = [*edits.get("closed", []), *minutes.edits.get("closed", [])]
    closings = {(row["kind"], row["key"]): Closing.of(row) for row in rows}
    return public_text(draft_body(minutes, edits=edits), list(closings.values()))


def waiting_comments(minutes: Minutes) -> int:
    """How many have no answer yet."""
    rows = Comment.objects.filter(commenter__round__minutes=minutes, state=Comment.State.WAITING)
    return rows.count()


@dataclass(frozen=True)
class RoundView:
    """One round as the clerk sees it."""

    round: CommentRound
    asked: int
    content: int
    comments: Sequence[Comment]

    @property
    def count(self) -> int:
        return self.round.comment_count if self.round.erased_at else len(self.comments)


def rounds_of(minutes: Minutes) -> list[RoundView]:
    """The newest first, each with its comments in the order of the minutes. Two queries."""
    comments: dict[object, list[Comment]] = {}
    rows = Comment.objects.filter(commenter__round__minutes=minutes)
    for one in rows.select_related("commenter__participant", "item").order_by("item__number", "created_at"):
        comments.setdefault(one.commenter.round_id, []).append(one)
    rounds = minutes.rounds.annotate(content=Count("commenters__content_at")).order_by("-created_at")
    return [RoundView(one, one.asked_count, one.content, comments.get(one.pk, [])) for one in rounds]


def drafts_to_comment(person: Person) -> QuerySet[Commenter]:
    """What lies before this person and has had no word from them; by the seat they held."""
    said = Comment.objects.filter(commenter=OuterRef("pk"))
    rows = Commenter.objects.filter(
        round__due_at__gt=now(),
        round__ended_at__isnull=True,
        content_at__isnull=True,
        participant__seat__sittings__person__in=person.selves(),
        participant__seat__sittings__ends_at__isnull=True,
    )
    return rows.exclude(Exists(said)).select_related("round__minutes")
