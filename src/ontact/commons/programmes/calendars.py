"""Calendar files (RFC 5545, 5546): one session, one programme, or a feed. A change keeps the entry and raises its number."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vDuration, vText

from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.foundation.clock import now
from ontact.web.when import span_words

PRODUCT = "-//Ontact//Programmes//EN"
PUBLISH, CANCEL = "PUBLISH", "CANCEL"
# How long a calendar that subscribed may wait before it asks again.
ASK_AGAIN_AFTER = timedelta(hours=4)


def session_file(session: Session) -> str:
    """One session, in the language that is active. Of a cancelled one it takes the entry out of the calendar."""
    return _written([session], method=CANCEL if session.is_cancelled else PUBLISH)


def programme_file(programme: Programme, sessions: Iterable[Session]) -> str:
    """All sessions of one programme; cancelled ones are marked so, or all of it taken out where all is cancelled."""
    rows = list(sessions)
    for session in rows:
        session.programme = programme
    is_off = bool(rows) and all(session.is_cancelled for session in rows)
    return _written(rows, method=CANCEL if is_off else PUBLISH)


def feed(sessions: Iterable[Session], *, name: str) -> str:
    """A calendar to subscribe to. The same sessions make the same bytes, so that "not modified" can be said.

    Sessions come with programme and host; a cancelled one stays in it, or it would never leave those calendars.
    """
    calendar = _calendar()
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    interval = vDuration(ASK_AGAIN_AFTER)
    interval.params["VALUE"] = "DURATION"
    calendar.add("refresh-interval", interval)
    for session in sessions:
        event = _event(session)
        # Without METHOD, DTSTAMP says when the entry last changed (RFC 5545, 3.8.7.2).
        event.add("dtstamp", session.changed_at.astimezone(UTC))
        calendar.add_component(event)
    return _text(calendar)


def entry_uid(session: Session) -> str:
    """Stays the same as long as the session lives, so that a moved entry replaces itself."""
    return f"{session.pk}@{urlsplit(settings.BASE_URL).hostname}"


def summary_of(session: Session) -> str:
    """ "Knowledge journey: Reading Dante", or the programme's title alone."""
    if not session.title:
        return str(session.programme.title)
    return _("%(programme)s: %(session)s") % {"programme": session.programme.title, "session": session.title}


def place_of(session: Session) -> str:
    """Where one goes: the place, online, or both."""
    venue, manner = str(session.venue), session.programme.manner
    if manner == Manner.ONLINE or not venue:
        return str(Manner(manner).label)
    return _("%(place)s, or online") % {"place": venue} if manner == Manner.BOTH else venue


def _written(sessions: list[Session], *, method: str) -> str:
    calendar = _calendar()
    calendar.add("method", method)
    stamp = now().astimezone(UTC)
    for session in sessions:
        event = _event(session)
        event.add("dtstamp", stamp)
        event.add("organizer", _organizer(session.programme))
        calendar.add_component(event)
    return _text(calendar)


def _calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    return calendar


def _text(calendar: Calendar) -> str:
    content: bytes = calendar.to_ical()
    return content.decode()


def _event(session: Session) -> Event:
    address = settings.BASE_URL + session.programme.page
    event = Event()
    event.add("uid", entry_uid(session))
    event.add("sequence", session.revision)
    event.add("created", session.created_at.astimezone(UTC))
    event.add("last-modified", session.changed_at.astimezone(UTC))
    event.add("dtstart", session.begins_at.astimezone(UTC))
    event.add("dtend", session.ends_at.astimezone(UTC))
    event.add("summary", summary_of(session))
    event.add("location", place_of(session))
    event.add("description", _description(session, address))
    event.add("url", address)
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    return event


def _description(session: Session, address: str) -> str:
    """What one wants to know in the tram; the personal link is never in it, calendars are shared."""
    programme = session.programme
    facts = [
        _cancelled_words(session),
        _postponed_words(session),
        str(programme.summary),
        _("With %(lecturer)s") % {"lecturer": session.lecturer} if session.lecturer else "",
        _("Please bring: %(materials)s") % {"materials": programme.materials} if programme.materials else "",
        address,
    ]
    return "\n\n".join(fact for fact in facts if fact)


def _cancelled_words(session: Session) -> str:
    if not session.is_cancelled:
        return ""
    return _("Cancelled: %(reason)s") % {"reason": session.cancelled_because}


def _postponed_words(session: Session) -> str:
    if session.postponed_from is None:
        return ""
    planned = span_words(session.postponed_from, None, zone=session.programme.zone)
    facts = {"planned": planned, "reason": session.postponed_because}
    return _("Planned first for %(planned)s. %(reason)s") % facts


def _organizer(programme: Programme) -> vCalAddress:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    organizer = vCalAddress(f"MAILTO:{address}")
    organizer.params["CN"] = vText(str(programme.host).replace('"', ""))
    return organizer
