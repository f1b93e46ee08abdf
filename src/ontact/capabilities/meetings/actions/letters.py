"""The letters of a meeting: each in its reader's language, with a fresh personal link and a calendar file."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ontact.capabilities.meetings.documents import ics
from ontact.capabilities.meetings.models import Meeting, Part, Participant, Reply
from ontact.commons.notices import actions as notices
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.ids import digest
from ontact.foundation.worded import in_every_language

# What concerns whoever sits there; the invitation itself is the holder's.
TO_SUBSTITUTES_TOO = ("change", "reminder", "cancellation", "removal")


class Letters:
    """What is the same in every letter of one sending is gathered once; 500 guests cost 500 times the rest only."""

    def __init__(self, meeting: Meeting, *, by: Actor) -> None:
        self.meeting = meeting
        self.by = by
        self.shared = _facts_of(meeting)
        self.substitutes = _substitutes_of(meeting)

    def post(self, participant: Participant, letter: str, method: str | None, **facts: Any) -> None:
        """Queue one mail, and one to the substitute if one comes. A fresh personal link, but not with a cancellation."""
        answer = self.substitutes.get(participant.pk)
        if answer is not None and letter in TO_SUBSTITUTES_TOO:
            self.post_substitute(participant, answer, letter, method, **facts)
        secrets: dict[str, str] = {}
        key = f"{letter}:{participant.pk}:{self.meeting.calendar_sequence}"
        if method != ics.CANCEL:
            assert participant.seat is not None
            secret = rooms.issue_pass(participant.seat, by=self.by)
            secrets["link"] = settings.BASE_URL + reverse("rooms:pass", args=[secret])
            key = f"{letter}:{digest(secret)[:32]}"
        notices.send(
            participant.person if participant.email and participant.person else participant.address,
            f"meetings/mail/{letter}",
            {**self.shared, **_facts_for(participant), **facts},
            key=key,
            name=participant.name if participant.email else participant.guardian_name,
            secrets=secrets,
            language=participant.language,
            about=participant,
            attachments=[self._calendar(participant, method)] if method else [],
        )

    def post_substitute(
        self, participant: Participant, answer: Reply, letter: str, method: str | None, **facts: Any
    ) -> None:
        """To whoever comes in the place of this participant; the link is their own and ends with their sitting."""
        if answer.sitting is None:
            return
        secrets: dict[str, str] = {}
        key = f"{letter}:{answer.sitting_id}:{self.meeting.calendar_sequence}"
        if method != ics.CANCEL:
            secret = rooms.issue_pass(answer.sitting.seat, sitting=answer.sitting, by=self.by)
            secrets["link"] = settings.BASE_URL + reverse("rooms:pass", args=[secret])
            key = f"{letter}:{digest(secret)[:32]}"
        own = {"holder": participant.shown_name, "seat": participant.title, "for_a_child": False}
        addressee = (answer.substitute_name, answer.substitute_email)
        notices.send(
            answer.sitting.person or answer.substitute_email,
            f"meetings/mail/{letter}",
            {**self.shared, **_facts_for(participant), **own, "guest": answer.substitute_name, **facts},
            key=key,
            name=answer.substitute_name,
            secrets=secrets,
            language=participant.language,
            about=answer,
            attachments=[self._file(participant.language, addressee, method)] if method else [],
        )

    def _calendar(self, participant: Participant, method: str) -> notices.Attachment:
        return self._file(participant.language, (participant.name, participant.address), method)

    def _file(self, language: str, guest: tuple[str, str], method: str) -> notices.Attachment:
        with translation.override(language):
            text = ics.calendar_file(self.meeting, method=method, guest=guest)
        return notices.Attachment("meeting.ics", f"text/calendar; method={method}", text)


def _substitutes_of(meeting: Meeting) -> dict[UUID, Reply]:
    """Participant → their substitute. One query."""
    sent = Reply.objects.filter(participant__meeting=meeting, answer=Reply.Answer.SUBSTITUTE)
    return {
        answer.participant_id: answer
        for answer in sent.select_related("sitting__seat__room", "sitting__person")
    }


def _facts_of(meeting: Meeting) -> dict[str, Any]:
    return {
        "title": meeting.title,
        "purpose": meeting.purpose,
        "host": meeting.host.name,
        "helpline": meeting.room.helpline,
        "begins_at": meeting.begins_at,
        "ends_at": meeting.ends_at,
        "doors_before_minutes": meeting.room.doors_before_minutes,
        "agenda": [item.title for item in meeting.items.all()],
        "page_url": settings.BASE_URL + meeting.get_absolute_url(),
    }


def _facts_for(participant: Participant) -> dict[str, Any]:
    return {
        "part": in_every_language(Part(participant.part).label),
        "guest": participant.name,
        "for_a_child": not participant.email,
    }


def sample_facts(meeting: Meeting, participant: Participant) -> dict[str, Any]:
    """What a letter to this guest would say; for looking at it before it is sent."""
    return {**_facts_of(meeting), **_facts_for(participant)}
