"""The letters about a draft of minutes: each with a personal way to it, in its reader's language."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse

from ontact.capabilities.meetings.models import Comment, Commenter, CommentRound, Meeting, Reply
from ontact.commons.notices import actions as notices
from ontact.commons.people.models import Person
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.ids import digest
from ontact.foundation.worded import in_every_language

# So long after the deadline the answers can be read by the link of the letter.
LINKS_OUTLIVE_THE_DEADLINE = timedelta(days=60)


class CommentLetters:
    """What is the same in every letter of one round is gathered once."""

    def __init__(self, laid: CommentRound, *, by: Actor) -> None:
        meeting: Meeting = laid.minutes.meeting
        self.laid, self.by = laid, by
        self.page = reverse("meetings:minutes_comments", args=[meeting.pk])
        self.facts: dict[str, Any] = {
            "title": meeting.title,
            "host": meeting.host.name,
            "begins_at": meeting.begins_at,
            "ends_at": meeting.ends_at,
            "due_at": laid.due_at,
        }

    def post(self, commenter: Commenter, letter: str, **facts: Any) -> None:
        """Queue one mail with a link of its own to the draft; whoever has no address is passed over."""
        participant, sitting = commenter.participant, commenter.sitting
        to = _addressee(commenter)
        if not to or participant.seat is None or participant.seat.taken_back_at is not None:
            return
        secret = rooms.issue_pass(
            participant.seat,
            sitting=sitting if sitting is not None and sitting.is_substitute else None,
            expires_at=self.laid.due_at + LINKS_OUTLIVE_THE_DEADLINE,
            leads_to=self.page,
            by=self.by,
        )
        notices.send(
            to,
            f"meetings/mail/{letter}",
            {**self.facts, **facts},
            key=f"{letter}:{digest(secret)[:32]}",
            name=commenter.name,
            secrets={"link": settings.BASE_URL + reverse("rooms:pass", args=[secret])},
            language=participant.language,
            about=commenter,
        )

    def post_answer(self, one: Comment) -> None:
        self.post(
            one.commenter,
            "comment_answered",
            comment=one.text,
            state=in_every_language(Comment.State(one.state).label),
            answer=one.answer,
        )


def _addressee(commenter: Commenter) -> Person | str:
    """Of a substitute their own address; of a child the guardian's unless it has one of its own."""
    participant, sitting = commenter.participant, commenter.sitting
    if sitting is not None and sitting.is_substitute:
        reply: Reply | None = Reply.objects.filter(participant=participant).first()
        if sitting.person is not None and sitting.person.email:
            return sitting.person
        return reply.substitute_email if reply else ""
    if participant.email and participant.person is not None:
        return participant.person
    return participant.address
