"""A programme is begun, described, given its sign-up window, and thrown away if it comes to nothing."""

from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.actions.holding import (
    REVISED,
    hold,
    hold_draft,
    refuse_template,
    rename_room,
    revise,
)
from ontact.commons.programmes.changes import Change, Kind, as_it_was
from ontact.commons.programmes.errors import AgesTurnedRound, AlreadyPublished, WindowTurnedRound
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

# What stands in everybody's calendar entry: whoever changes it changes the entries.
IN_CALENDARS = frozenset({"title", "place", "manner"})


@dataclass(frozen=True)
class Description:
    """What is said about a programme, made clean."""

    title: Worded
    summary: Worded = Worded()
    about: Worded = Worded()
    audience: Worded = Worded()
    materials: Worded = Worded()
    place: Worded = Worded()
    manner: str = Manner.ONLINE
    language: str = "ko"
    age_from: int | None = None
    age_to: int | None = None


DESCRIBED = tuple(field.name for field in fields(Description))


@transaction.atomic
def begin(
    *,
    host: Organisation,
    title: Worded,
    page: str,
    by: Actor,
    identity: UUID | None = None,
    is_template: bool = False,
) -> Programme:
    """A draft from nothing. Whoever writes its identity into `page` makes it first and hands over both."""
    more = {"pk": identity} if identity else {}
    programme = Programme.objects.create(host=host, title=title, page=page, is_template=is_template, **more)
    sign(by, "began a programme", programme)
    return programme


def free_identity(wanted: UUID | None) -> UUID:
    """What a form brought along, where nothing stands under it; else a new one."""
    if wanted is None or Programme.objects.filter(pk=wanted).exists():
        return uuid7()
    return wanted


@transaction.atomic
def describe(*, programme: Programme, description: Description, by: Actor) -> Change:
    """Put what is said into force. Sessions to come are given back where their calendar entries change.

    Raises:
        AgesTurnedRound: the lower age stands above the upper one.
    """
    held = hold(programme)
    _check_ages(description)
    new = {name: getattr(description, name) for name in DESCRIBED}
    changed = [name for name in DESCRIBED if getattr(held, name) != new[name]]
    if not changed:
        return Change(held, Kind.NOTHING)
    to_come = list(held.sessions.standing().filter(ends_at__gt=now()).select_related("room"))
    for session in to_come:
        session.programme = held
    was = tuple(as_it_was(session) for session in to_come)
    for name in changed:
        setattr(held, name, new[name])
    held.save(update_fields=changed)
    settle(held)
    sign(by, "described a programme", held, fields=sorted(changed))
    if not IN_CALENDARS & set(changed):
        return Change(held, Kind.NOTHING)
    _rename(to_come, by)
    kind = Kind.MOVED if {"place", "manner"} & set(changed) else Kind.RENAMED
    return Change(held, kind, tuple(to_come), was)


@transaction.atomic
def set_sign_up(
    *, programme: Programme, opens_at: datetime | None, closes_at: datetime | None, by: Actor
) -> Programme:
    """The sign-up window [opens_at, closes_at). An opening that has passed stays where it was.

    Raises:
        WindowTurnedRound: it would close before it opens.
        AlreadyPublished: sign-up is open already and would open anew.
    """
    held = hold(programme)
    if (held.opens_at, held.closes_at) == (opens_at, closes_at):
        return held
    refuse_template(held)
    if opens_at and closes_at and closes_at <= opens_at:
        raise WindowTurnedRound
    has_opened = held.opens_at is not None and held.opens_at <= now()
    if held.is_announced() and has_opened and opens_at != held.opens_at:
        raise AlreadyPublished
    held.opens_at, held.closes_at = opens_at, closes_at
    held.save(update_fields=["opens_at", "closes_at"])
    sign(by, "set the sign-up window", held, opens_at=opens_at, closes_at=closes_at)
    return held


@transaction.atomic
def discard(*, programme: Programme, by: Actor) -> None:
    """Throw a draft or a template away with its sessions; rooms made for them are closed.

    Raises:
        AlreadyPublished: everybody has seen it; cancel it instead.
    """
    held = hold_draft(programme)
    for session in held.sessions.select_related("room"):
        if session.room is not None:
            rooms.close_room(session.room, by=by)
    held.publishes_at = None
    settle(held)
    sign(by, "discarded a programme", held)
    held.delete()


def _check_ages(description: Description) -> None:
    youngest, oldest = description.age_from, description.age_to
    if youngest is not None and oldest is not None and youngest > oldest:
        raise AgesTurnedRound


def _rename(sessions: list[Session], by: Actor) -> None:
    for session in sessions:
        revise(session)
        rename_room(session, by)
    Session.objects.bulk_update(sessions, list(REVISED))
