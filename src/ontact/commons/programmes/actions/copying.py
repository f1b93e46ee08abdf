"""A programme begins as a copy: of a template, or of last year's with its dates moved."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.actions.drafting import DESCRIBED
from ontact.commons.programmes.actions.sessions import Planned, make_sessions
from ontact.commons.programmes.engine.weekly import moved_days
from ontact.commons.programmes.errors import FirstDayMissing
from ontact.commons.programmes.models import Programme, Session
from ontact.foundation.actor import Actor


@dataclass(frozen=True)
class NewDays:
    """When the copy is held. Without a first day only the description is copied, or (as a template) the days stay.

    `shut`: holidays; a session that would meet one slides by a week, and all behind it too.
    """

    first: date | None = None
    shut: Collection[date] = field(default_factory=frozenset)
    with_sessions: bool = True


@transaction.atomic
def copy(
    *,
    source: Programme,
    page: str,
    days: NewDays,
    by: Actor,
    identity: UUID | None = None,
    host: Organisation | None = None,
) -> Programme:
    """A new draft with the description, the sign-up window and the sessions of another; hours stay by the host's clock.

    Rooms, replays, cancelled sessions, reasons and publication are not copied.

    Raises:
        FirstDayMissing: sessions are wanted and nobody said from which day on.
        SpanTooLong: holidays push the end beyond a year.
    """
    if days.with_sessions and days.first is None and _worth_copying(source):
        raise FirstDayMissing
    return _copy(source, page, days, by=by, identity=identity, host=host or source.host, is_template=False)


@transaction.atomic
def save_as_template(*, source: Programme, page: str, by: Actor, identity: UUID | None = None) -> Programme:
    """A template with the description and the rhythm of sessions; its days mean nothing but their distances."""
    return _copy(source, page, NewDays(), by=by, identity=identity, host=source.host, is_template=True)


def _copy(
    source: Programme,
    page: str,
    days: NewDays,
    *,
    by: Actor,
    identity: UUID | None,
    host: Organisation,
    is_template: bool,
) -> Programme:
    facts = {name: getattr(source, name) for name in DESCRIBED}
    facts |= {"pk": identity} if identity else {}
    made = Programme(host=host, page=page, is_template=is_template, copied_from=source, **facts)
    sessions = _worth_copying(source) if days.with_sessions else []
    planned = _planned(sessions, days, source.zone, made.zone)
    if sessions and not is_template:
        shift = planned[0].begins_at - sessions[0].begins_at
        made.opens_at = _shifted(source.opens_at, shift, source.zone)
        made.closes_at = _shifted(source.closes_at, shift, source.zone)
    made.save()
    make_sessions(made, planned)
    settle(made)
    sign(by, "copied a programme", made, source=source.pk)
    return made


def _worth_copying(source: Programme) -> list[Session]:
    """What was cancelled alone is left out; a programme that was cancelled as a whole is to be held after all."""
    rows = source.sessions.order_by("begins_at", "number")
    return list(rows if source.is_cancelled else rows.standing())


def _planned(sessions: list[Session], days: NewDays, old: tzinfo, new: tzinfo) -> list[Planned]:
    """Hours stay by the clock: a zone's summer time moves none of them."""
    local = [(one.begins_at.astimezone(old), one) for one in sessions]
    first = days.first or min((at.date() for at, _one in local), default=None)
    if first is None:
        return []
    moved = moved_days([at.date() for at, _one in local], first, days.shut)
    return [
        _plan(one, datetime.combine(day, at.time(), tzinfo=new))
        for day, (at, one) in zip(moved, local, strict=True)
    ]


def _plan(session: Session, begins_at: datetime) -> Planned:
    return Planned(
        begins_at=begins_at,
        ends_at=begins_at + (session.ends_at - session.begins_at),
        title=session.title,
        lecturer=session.lecturer,
        place=session.place,
    )


def _shifted(moment: datetime | None, shift: timedelta, zone: tzinfo) -> datetime | None:
    """By whole days, so that sign-up opens at the same hour of the day again."""
    if moment is None:
        return None
    return moment.astimezone(zone) + timedelta(days=round(shift / timedelta(days=1)))
