"""The letters of a meeting: each in its reader's language, with a fresh personal link and a calendar file."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from ontact.capabilities.meetings.actions.announcing import in_every_language
from ontact.capabilities.meetings.documents import ics
from ontact.capabilities.meetings.models import Meeting, Part, Participant
from ontact.commons.notices import actions as notices
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.ids import digest


class Letters:
    """What is the same in every letter of one sending is gathered once; 500 guests cost 500 times the rest only."""

    def __init__(self, meeting: Meeting, *, by: Actor) -> None:
        self.meeting = meeting
        self.by = by
        self.shared = _facts_of(meeting)

    def post(self, participant: Participant, letter: str, method: str | None, **facts: Any) -> None:
        """Queue one mail. Whoever is asked to come gets a fresh personal link; a cancellation carries none."""
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

    def _calendar(self, participant: Participant, method: str) -> notices.Attachment:
        with translation.override(participant.language):
            text = ics.calendar_file(
                self.meeting, method=method, guest=(participant.name, participant.address)
            )
        return notices.Attachment("meeting.ics", f"text/calendar; method={method}", text)


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
