"""What search engines read of a programme: schema.org/Event as JSON-LD."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from ontact.commons.programmes.models import Manner, Programme, Session

SCHEMA = "https://schema.org"
MODES = {
    Manner.ONLINE: f"{SCHEMA}/OnlineEventAttendanceMode",
    Manner.ON_SITE: f"{SCHEMA}/OfflineEventAttendanceMode",
    Manner.BOTH: f"{SCHEMA}/MixedEventAttendanceMode",
}
SCHEDULED, RESCHEDULED, CANCELLED = (
    f"{SCHEMA}/EventScheduled",
    f"{SCHEMA}/EventRescheduled",
    f"{SCHEMA}/EventCancelled",
)
# Nothing that stands in a title may end the script element or begin another.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def event_words(programme: Programme, sessions: Iterable[Session]) -> dict[str, Any]:
    """One programme with its sessions, in the language that is active. A single session is the event itself."""
    rows = list(sessions)
    for session in rows:
        session.programme = programme
    words: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "EducationEvent",
        **_of_programme(programme),
        "eventStatus": CANCELLED if programme.is_cancelled else SCHEDULED,
        "location": _location(programme, str(programme.place)),
    }
    if programme.begins_at and programme.ends_at:
        words |= {
            "startDate": programme.begins_at.astimezone(programme.zone).isoformat(),
            "endDate": programme.ends_at.astimezone(programme.zone).isoformat(),
        }
    if len(rows) == 1:
        return {**words, **_of_session(rows[0])}
    if rows:
        mode = words["eventAttendanceMode"]
        words["@type"] = ["EventSeries", "EducationEvent"]
        words["subEvent"] = [
            {"@type": "EducationEvent", "eventAttendanceMode": mode, **_of_session(one)} for one in rows
        ]
    return words


def as_script(words: dict[str, Any]) -> SafeString:
    """The text for inside <script type="application/ld+json">."""
    return mark_safe(json.dumps(words, ensure_ascii=False).translate(ESCAPES))


def _of_programme(programme: Programme) -> dict[str, Any]:
    facts = {
        "name": str(programme.title),
        "description": str(programme.summary or programme.about),
        "url": settings.BASE_URL + programme.page,
        "inLanguage": programme.language,
        "eventAttendanceMode": MODES[Manner(programme.manner)],
        "organizer": {"@type": "GovernmentOrganization", "name": str(programme.host)},
        "typicalAgeRange": _ages(programme),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _of_session(session: Session) -> dict[str, Any]:
    zone = session.programme.zone
    facts: dict[str, Any] = {
        "name": str(session.name),
        "startDate": session.begins_at.astimezone(zone).isoformat(),
        "endDate": session.ends_at.astimezone(zone).isoformat(),
        "eventStatus": _status(session),
        "location": _location(session.programme, str(session.venue)),
    }
    if session.postponed_from:
        facts["previousStartDate"] = session.postponed_from.astimezone(zone).isoformat()
    if session.lecturer:
        facts["performer"] = {"@type": "Person", "name": session.lecturer}
    return facts


def _status(session: Session) -> str:
    if session.is_cancelled:
        return CANCELLED
    return RESCHEDULED if session.is_postponed else SCHEDULED


def _location(programme: Programme, venue: str) -> Any:
    online = {"@type": "VirtualLocation", "url": settings.BASE_URL + programme.page}
    house = {"@type": "Place", "name": venue or str(programme.host), "address": venue or str(programme.host)}
    if programme.manner == Manner.BOTH:
        return [house, online]
    return online if programme.manner == Manner.ONLINE else house


def _ages(programme: Programme) -> str:
    """ "7-12", "19-", "-6"; empty for everybody."""
    youngest, oldest = programme.age_from, programme.age_to
    if youngest is None and oldest is None:
        return ""
    return f"{'' if youngest is None else youngest}-{'' if oldest is None else oldest}"
