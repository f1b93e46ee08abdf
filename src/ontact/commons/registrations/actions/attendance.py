"""Attendance is noted: from the room by rounds, by roll or on paper by the desk, and corrected with a reason."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.attending import RULE_VERSION, counts, whole_minutes
from ontact.commons.registrations.models import Attendance, Registration, RegistrationState
from ontact.commons.registrations.queries.attendance import (
    minutes_in_the_room,
    terms_of,
    unnoted_sessions,
    with_a_place,
)
from ontact.commons.rooms.queries import is_final
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

Source = Attendance.Source
# A room that nobody settles (nobody ever came) is final after so long.
FINAL_AFTER = timedelta(hours=6)
# Rounds look back so far; what was noted later than that comes from the desk.
LOOKS_BACK = timedelta(days=14)


class NotYetOver(RuleBroken):
    code = "session-not-over"
    text = _("This session is not over yet.")
    way_out = _("Attendance can be noted as soon as it has ended.")


class SessionCancelled(RuleBroken):
    code = "session-cancelled"
    text = _("This session was cancelled: nobody can have attended it.")


class NoPlaceThere(RuleBroken):
    code = "no-place-in-session"
    text = _("This person has no place in this session.")
    way_out = _("Register the person at the desk first.")


class ReasonMissing(RuleBroken):
    code = "reason-missing"
    status = 422
    text = _("A correction needs a reason.")
    way_out = _("Write in one sentence how you know. It is kept with the correction.")


class LongerThanTheSession(RuleBroken):
    code = "longer-than-the-session"
    status = 422
    text = _("The session lasted %(minutes)d minutes.")
    way_out = _("Enter at most that many.")


def note_presence_due(moment: datetime) -> int:
    """Every session that is over and whose room is settled. Returns how many; harmless when repeated."""
    sessions = unnoted_sessions(moment - LOOKS_BACK, moment)
    return sum(note_presence(session) for session in sessions if _is_settled(session, moment))


@transaction.atomic
def note_presence(session: Session) -> bool:
    """What the room's evidence says about everyone with a place. False where it is already noted."""
    session = Session.objects.locked(session.pk)
    noted = Attendance.objects.filter(session=session, source=Source.SEAT)
    registrations = list(with_a_place(session).exclude(pk__in=noted.values("registration")))
    if not registrations or session.is_cancelled:
        return False
    _note(session, Source.SEAT, minutes_in_the_room(session, registrations))
    sign(SYSTEM, "noted attendance", session, source=Source.SEAT, people=len(registrations))
    return True


@transaction.atomic
def note_roll(session: Session, *, present: Collection[UUID], source: Source, by: Actor) -> int:
    """The desk's list: whoever is on it was there for the whole session, everyone else with a place was not.

    `present`: registrations. `source`: ROLL or PAPER. A later list replaces an earlier one of its kind.

    Raises:
        NotYetOver, SessionCancelled, NoPlaceThere.
    """
    session = _over(session)
    registrations = [one.pk for one in with_a_place(session)]
    if not set(present) <= set(registrations):
        raise NoPlaceThere
    whole = _length(session)
    _note(session, source, {pk: whole if pk in present else 0 for pk in registrations}, by)
    sign(
        by,
        "wrote down who was there",
        session,
        source=source,
        people=len(registrations),
        present=len(present),
    )
    return len(present)


@transaction.atomic
def correct_attendance(
    registration: Registration, session: Session, *, minutes: int, reason: str, by: Actor
) -> Attendance:
    """The desk's last word about one person in one session; the rule still says whether it counts.

    Raises:
        NotYetOver, SessionCancelled, NoPlaceThere, ReasonMissing, LongerThanTheSession.
    """
    session = _over(session)
    if not _has_a_place(registration, session):
        raise NoPlaceThere
    if not reason.strip():
        raise ReasonMissing
    if minutes > _length(session):
        raise LongerThanTheSession(minutes=_length(session))
    _note(session, Source.DESK, {registration.pk: minutes}, by, reason.strip())
    noted: Attendance = registration.attendances.get(session=session, source=Source.DESK)
    # The reason stands in the row, which can be erased: it may speak of a person's health.
    sign(by, "corrected attendance", registration, session=session.pk, minutes=minutes, counts=noted.counts)
    return noted


@transaction.atomic
def note_replays(session: Session, *, minutes: dict[UUID, int]) -> None:
    """Registration → minutes of the replay that were watched, as media counts them."""
    session = Session.objects.locked(session.pk)
    known = set(with_a_place(session).values_list("pk", flat=True))
    whole = _length(session)
    _note(session, Source.REPLAY, {pk: min(count, whole) for pk, count in minutes.items() if pk in known})


def _note(
    session: Session, source: Source, minutes: dict[UUID, int], by: Actor = SYSTEM, reason: str = ""
) -> None:
    percent = terms_of(session.programme).counts_from_percent
    stretch = (session.begins_at, session.ends_at)
    rows: Iterable[Attendance] = [
        Attendance(
            registration_id=registration_id,
            session=session,
            source=source,
            minutes=count,
            counts=counts(count, stretch, percent),
            rule_version=RULE_VERSION,
            reason=reason,
            noted_by_id=by.id,
        )
        for registration_id, count in minutes.items()
    ]
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["registration", "session", "source"],
        update_fields=["minutes", "counts", "rule_version", "reason", "noted_by_id", "created_at"],
    )


def _over(session: Session) -> Session:
    session = Session.objects.locked(session.pk)
    if session.is_cancelled:
        raise SessionCancelled
    if session.ends_at > now():
        raise NotYetOver
    return session


def _has_a_place(registration: Registration, session: Session) -> bool:
    return (
        registration.state == RegistrationState.PLACED
        and registration.programme_id == session.programme_id
        and registration.session_id in (None, session.pk)
    )


def _is_settled(session: Session, moment: datetime) -> bool:
    """Whether no span of the room can change what is within the session."""
    if session.room is None:
        return False
    return is_final(session.room) or moment - session.ends_at > FINAL_AFTER


def _length(session: Session) -> int:
    return whole_minutes(session.ends_at - session.begins_at)
