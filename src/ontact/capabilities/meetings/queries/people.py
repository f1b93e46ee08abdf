"""Who takes part, how their mail fares, and who may vote at this moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Meeting, Part, Participant
from ontact.capabilities.meetings.queries.checks import CheckWord, check_word
from ontact.capabilities.meetings.queries.consents import consent_states
from ontact.commons.notices.models import Notice
from ontact.commons.rooms.models import Ban, DeviceCheck, Line, Pass, Service
from ontact.commons.rooms.queries import checks_of
from ontact.foundation.clock import now

# Who dropped out and reconnects within this time has not left; heartbeats come every 30 s.
RECONNECTING = timedelta(minutes=3)


def seats_with_a_vote(meeting: Meeting) -> set[UUID]:
    """Seats with the right to vote, here or not."""
    voters = meeting.participants.told().filter(has_vote=True, seat__taken_back_at__isnull=True)
    return set(voters.values_list("seat_id", flat=True))


def seats_entitled_now(meeting: Meeting) -> list[UUID]:
    """Seats with the right to vote whose holders are in the meeting."""
    return sorted(seats_here(seats_with_a_vote(meeting)))


def seats_here(seats: Iterable[UUID]) -> set[UUID]:
    """Those of the seats whose holders are in the meeting. Two queries."""
    asked = list(seats)
    here = (
        Line.objects.filter(seat__in=asked, entered_at__isnull=False, ended_at__isnull=True)
        .filter(seen_at__gte=now() - RECONNECTING)
        .values_list("seat_id", flat=True)
    )
    banned = Ban.objects.filter(seat__in=asked, lifted_at__isnull=True).values_list("seat_id", flat=True)
    return set(here) - set(banned)


SERVICE_OF_PART = {
    Part.INTERPRETER: Service.VOICE,
    Part.SIGNER: Service.SIGN,
    Part.STENOGRAPHER: Service.CAPTIONS,
}


def serving(participant: Participant) -> dict[str, str]:
    """What the seat serves as, and in which languages. Where nothing is interpreted, an interpreter speaks in the room."""
    service = SERVICE_OF_PART.get(Part(participant.part), "")
    if service != Service.VOICE:
        return {"service": service, "from_language": "", "to_language": ""}
    room = participant.meeting.room
    from_language = participant.from_language or room.floor_language
    into = participant.to_language or next((code for code in room.channels if code != from_language), "")
    if not into or into == from_language:
        return {"service": "", "from_language": "", "to_language": ""}
    return {"service": service, "from_language": from_language, "to_language": into}


@dataclass(frozen=True)
class GuestRow:
    """One line of the clerk's table: who, how their invitation fares, and the device check of who holds a seat."""

    participant: Participant
    state: str
    kind: str
    note: str = ""
    check: CheckWord | None = None
    lacks_consent: bool = False

    @property
    def needs_attention(self) -> bool:
        return self.kind == "danger"


def guest_rows(meeting: Meeting) -> list[GuestRow]:
    """Costs four queries, whatever the number of guests; four more where there are minors."""
    people = list(meeting.participants.standing().select_related("seat"))
    letters, checks = _last_letters(people), checks_of(p.seat_id for p in people if p.seat_id)
    opened = set(
        Pass.objects.filter(
            seat__in=[p.seat_id for p in people if p.seat_id], used_at__isnull=False
        ).values_list("seat_id", flat=True)
    )
    lacking = _without_consent(meeting) if any(person.is_minor for person in people) else set()
    rows = [_row(person, letters.get(str(person.pk)), opened=person.seat_id in opened) for person in people]
    return [
        replace(row, check=_check_of(row, checks), lacks_consent=row.participant.pk in lacking)
        for row in rows
    ]


def _check_of(row: GuestRow, checks: Mapping[UUID, DeviceCheck]) -> CheckWord | None:
    """Whoever has a seat has tried their devices, or has not."""
    seat = row.participant.seat_id
    return check_word(checks.get(seat)) if seat else None


def _without_consent(meeting: Meeting) -> set[UUID]:
    return {state.participant.pk for state in consent_states(meeting) if state.is_lacking}


def _last_letters(people: list[Participant]) -> dict[str, Notice]:
    letters = Notice.objects.filter(
        about_type=Participant._meta.label_lower, about_id__in=[str(p.pk) for p in people]
    )
    return {letter.about_id: letter for letter in letters.order_by("created_at").defer("facts", "sealed")}


def _row(person: Participant, letter: Notice | None, *, opened: bool) -> GuestRow:
    if person.seat_id is None or letter is None:
        return GuestRow(person, _("Not sent yet"), "neutral")
    if letter.state == Notice.State.FAILED:
        return GuestRow(person, _("Not delivered"), "danger", str(letter.get_trouble_display()))
    if opened:
        return GuestRow(person, _("Link opened"), "success")
    if letter.state == Notice.State.SENT:
        return GuestRow(person, _("Mail sent"), "info")
    if letter.state == Notice.State.DROPPED:
        return GuestRow(person, _("Not sent"), "neutral")
    note = str(letter.get_trouble_display()) if letter.trouble else ""
    return GuestRow(person, _("Waiting to be sent"), "warning", note)
