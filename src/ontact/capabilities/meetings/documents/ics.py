"""The calendar file of a meeting: one entry that replaces itself when the meeting changes (RFC 5545, 5546)."""

from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vCalAddress, vText

from ontact.capabilities.meetings.models import Meeting
from ontact.foundation.clock import now

PUBLISH, REQUEST, CANCEL = "PUBLISH", "REQUEST", "CANCEL"


def calendar_file(meeting: Meeting, *, method: str = PUBLISH, guest: tuple[str, str] | None = None) -> str:
    """The file's text, in the language that is active. guest: (name, address) of the one invited.

    It never holds the personal link: calendars are shared with colleagues, links are not.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Ontact//Meetings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(meeting, method, guest))
    content: bytes = calendar.to_ical()
    return content.decode()


def entry_uid(meeting: Meeting) -> str:
    return f"{meeting.pk}@{urlsplit(settings.BASE_URL).hostname}"


def _event(meeting: Meeting, method: str, guest: tuple[str, str] | None) -> Event:
    address = settings.BASE_URL + meeting.get_absolute_url()
    event = Event()
    event.add("uid", entry_uid(meeting))
    event.add("sequence", meeting.calendar_sequence)
    event.add("dtstamp", now().astimezone(UTC))
    event.add("dtstart", meeting.begins_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", str(meeting.title))
    event.add("location", _("Online"))
    event.add("description", _description(meeting, address, is_invited=guest is not None))
    event.add("url", address)
    event.add("status", "CANCELLED" if method == CANCEL or meeting.is_cancelled else "CONFIRMED")
    if guest:
        event.add("organizer", _party(str(meeting.host), settings.DEFAULT_FROM_EMAIL))
        event.add("attendee", _party(*guest, is_guest=True))
    if event["status"] == "CONFIRMED":
        event.add_component(_alarm(meeting))
    return event


def _description(meeting: Meeting, address: str, *, is_invited: bool) -> str:
    lines = [str(meeting.purpose)] if meeting.purpose else []
    if is_invited:
        lines.append(_("Enter by the personal link in the mail that brought this entry."))
    lines.append(address)
    return "\n\n".join(lines)


def _party(name: str, address: str, *, is_guest: bool = False) -> vCalAddress:
    party = vCalAddress(f"MAILTO:{address}")
    party.params["CN"] = vText(name.replace('"', ""))
    if is_guest:
        party.params["ROLE"] = vText("REQ-PARTICIPANT")
        party.params["PARTSTAT"] = vText("NEEDS-ACTION")
        party.params["RSVP"] = vText("FALSE")
    return party


def _alarm(meeting: Meeting) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", str(meeting.title))
    alarm.add("trigger", timedelta(minutes=-15))
    return alarm
