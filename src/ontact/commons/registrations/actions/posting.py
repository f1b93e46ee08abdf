"""What all letters about one programme share: who reads them, what they name, the calendar file that travels along."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import translation
from django.utils.functional import lazy

from ontact.commons.notices.actions import Attachment, Letter
from ontact.commons.people.models import Person
from ontact.commons.programmes.calendars import CANCEL, PUBLISH, place_of, programme_file
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.models import Registration
from ontact.foundation.worded import in_every_language

# A letter names so many dates; the calendar file has all of them.
DATES_NAMED = 12


@dataclass(frozen=True)
class Reader:
    """Who reads one letter, and of which registrations it speaks: their own, and those of the children in their care."""

    person: Person
    registrations: tuple[Registration, ...]

    @property
    def names(self) -> str:
        """Of whom it speaks; empty where that is nobody but the reader."""
        people = {one.person.root_id: str(one.person) for one in self.registrations}
        return "" if set(people) == {self.person.root_id} else ", ".join(people.values())


def readers_of(registrations: Iterable[Registration]) -> list[Reader]:
    """Each once, in the order of their registrations, which come with person and guardian. The forgotten read nothing."""
    found: dict[UUID, tuple[Person, list[Registration]]] = {}
    for one in registrations:
        # A guardian answers for a child, also for one who has an address of their own.
        person = one.person.guardian or one.person
        if person.is_active:
            found.setdefault(person.root_id, (person, []))[1].append(one)
    return [Reader(person, tuple(places)) for person, places in found.values()]


class Post:
    """What is the same in all letters is gathered once; ten thousand readers cost ten thousand times the rest only."""

    def __init__(self, programme: Programme, sessions: Iterable[Session] = ()) -> None:
        self.programme = programme
        self.sessions = sorted(sessions, key=lambda one: (one.begins_at, one.number))
        for session in self.sessions:
            session.programme = programme
        self._dates: dict[UUID, dict[str, Any]] = {}
        self._files: dict[tuple[str, tuple[UUID, ...]], Attachment] = {}
        self._shared = {
            "title": programme.title,
            "host": programme.host.name,
            "helpline": programme.host.telephone,
            "materials": programme.materials,
            "page_url": settings.BASE_URL + programme.page,
        }

    def sessions_of(self, registrations: Iterable[Registration]) -> list[Session]:
        """Those that take place and to which these registrations lead."""
        wanted = {one.session_id for one in registrations}
        return [
            session
            for session in self.sessions
            if not session.is_cancelled and (None in wanted or session.pk in wanted)
        ]

    def letter(
        self,
        reader: Reader,
        kind: str,
        *,
        key: str,
        sessions: Sequence[Session] = (),
        attached: Sequence[Session] = (),
        secrets: dict[str, str] | None = None,
        about: models.Model | None = None,
        **facts: Any,
    ) -> Letter:
        """One of registrations/mail. `sessions`: those that it names; `attached`: those in its calendar file; `about`: the
        reader's registration, unless told otherwise.
        """
        named = [self._date(session) for session in sessions[:DATES_NAMED]]
        return Letter(
            reader.person,
            f"registrations/mail/{kind}",
            {
                **self._shared,
                "names": reader.names,
                "places": [self._place(one) for one in reader.registrations],
                "sessions": named,
                "more": len(sessions) - len(named),
                **facts,
            },
            key=key,
            about=about or reader.registrations[0],
            attachments=[self._file(reader.person.language, attached)] if attached else [],
            secrets=secrets,
        )

    def _place(self, registration: Registration) -> dict[str, Any]:
        own = next((one for one in self.sessions if one.pk == registration.session_id), None)
        return {
            "name": str(registration.person),
            "session": own.name if own else "",
            "link": settings.BASE_URL + reverse("registrations:place", args=[registration.pk]),
        }

    def _date(self, session: Session) -> dict[str, Any]:
        if session.pk not in self._dates:
            self._dates[session.pk] = {
                "name": session.title,
                "begins_at": session.begins_at,
                "ends_at": session.ends_at,
                "place": in_every_language(lazy(place_of, str)(session)),
            }
        return self._dates[session.pk]

    def _file(self, language: str, sessions: Sequence[Session]) -> Attachment:
        key = language, tuple(session.pk for session in sessions)
        if key not in self._files:
            method = CANCEL if all(session.is_cancelled for session in sessions) else PUBLISH
            with translation.override(language):
                text = programme_file(self.programme, sessions)
            self._files[key] = Attachment("programme.ics", f"text/calendar; method={method}", text)
        return self._files[key]
