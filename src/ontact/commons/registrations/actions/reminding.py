"""Letters that are written by the clock, each once: before a session, before an offer ends, before sign-up opens.

What a worker that slept has missed is made up for as long as it is still true; what has moved is told of anew.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from ontact.commons.notices.actions import Letter, send_all
from ontact.commons.notices.queries import known_keys
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.posting import Post, Reader, readers_of
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Channel, GivenSeat, Preparation, Registration, Told
from ontact.commons.registrations.queries.attendance import with_a_place
from ontact.commons.rooms.actions import issue_pass
from ontact.foundation.actor import SYSTEM

A_DAY, AN_HOUR = timedelta(days=1), timedelta(hours=1)
# An offer that holds for less than a day needs no second letter.
OFFER_ENDS = timedelta(hours=12)


def remind_of_sessions(moment: datetime) -> int:
    """The day before, and within the hour before those with a live room. Returns of how many sessions."""
    soon = Session.objects.announced(moment).standing()
    near = soon.filter(begins_at__gt=moment, begins_at__lte=moment + A_DAY)
    due = {session: _kind(session, moment) for session in near}
    told = told_of(due.values(), [session.pk for session in due])
    return sum(
        _remind(session, kind)
        for session, kind in due.items()
        if told.get((kind, session.pk)) != session.begins_at
    )


def remind_of_offers(moment: datetime) -> int:
    """Half a day before it ends, of offers made at least half a day ago. Returns how many letters."""
    ending = Registration.objects.filter(
        state=State.OFFERED,
        offered_until__gt=moment,
        offered_until__lte=moment + OFFER_ENDS,
        settled_at__lte=moment - OFFER_ENDS,
    )
    rows = ending.select_related("person__guardian", "programme__host", "session").order_by("unit", "pk")
    letters = {
        f"offer_ends:{unit}:{reader.person.root_id}": reader
        for unit, together in groupby(rows, key=lambda row: row.unit)
        for reader in readers_of(together)
    }
    known = known_keys(letters)
    return send_all(_offer_ends(key, reader) for key, reader in letters.items() if key not in known)


def tell_of_openings(moment: datetime) -> int:
    """The day before sign-up opens, to those who have begun to prepare. Returns how many letters."""
    soon = Programme.objects.announced(moment).filter(
        opens_at__gt=moment, opens_at__lte=moment + A_DAY, cancelled_at=None
    )
    programmes = list(soon.select_related("host"))
    told = told_of([Told.Kind.OPENING], [one.pk for one in programmes])
    return sum(
        _tell_of_opening(programme)
        for programme in programmes
        if told.get((Told.Kind.OPENING, programme.pk)) != programme.opens_at
    )


def mark_told(kind: Told.Kind, about_id: UUID, at: datetime) -> None:
    Told.objects.update_or_create(kind=kind, about_id=about_id, defaults={"at": at})


def told_of(kinds: Iterable[str], ids: list[UUID]) -> dict[tuple[str, UUID], datetime]:
    if not ids:
        return {}
    rows = Told.objects.filter(kind__in=set(kinds), about_id__in=ids)
    return {(kind, about_id): at for kind, about_id, at in rows.values_list("kind", "about_id", "at")}


def _kind(session: Session, moment: datetime) -> Told.Kind:
    is_near = session.begins_at - moment <= AN_HOUR
    return Told.Kind.HOUR if session.room_id and is_near else Told.Kind.DAY


@transaction.atomic
def _remind(session: Session, kind: Told.Kind) -> bool:
    """Under the programme's lock: whoever moves the session afterwards finds these letters and takes them back."""
    programme: Programme = Programme.objects.locked(session.programme_id)
    held = Session.objects.select_related("room").get(pk=session.pk)
    if held.is_cancelled or held.begins_at != session.begins_at:
        return False
    post = Post(programme, [held])
    readers = readers_of(with_a_place(held).select_related("person__guardian"))
    doors = _doors(held, readers) if kind == Told.Kind.HOUR else {}
    send_all(_reminder(post, reader, kind, doors) for reader in readers)
    mark_told(kind, held.pk, held.begins_at)
    return True


def _reminder(post: Post, reader: Reader, kind: Told.Kind, doors: dict[UUID, str]) -> Letter:
    session = post.sessions[0]
    is_hour = kind == Told.Kind.HOUR
    return post.letter(
        reader,
        "door" if is_hour else "reminder",
        key=f"{kind}:{session.pk}:{session.begins_at.timestamp():.0f}:{reader.person.root_id}",
        sessions=[session],
        secrets={"doors": _doors_in_words(reader, doors)} if is_hour else None,
        about=session,
        begins_at=session.begins_at,
        has_door=session.room_id is not None,
    )


def _doors(session: Session, readers: list[Reader]) -> dict[UUID, str]:
    """Registration → a personal link into the room. Links made earlier stay good."""
    mine = [one.pk for reader in readers for one in reader.registrations]
    given = GivenSeat.objects.filter(session=session, registration__in=mine, seat__taken_back_at=None)
    return {
        one.registration_id: settings.BASE_URL + reverse("rooms:pass", args=[issue_pass(one.seat, by=SYSTEM)])
        for one in given.select_related("seat__room")
    }


def _doors_in_words(reader: Reader, doors: dict[UUID, str]) -> str:
    """One line for each person, named where it is not the reader alone; without a seat the page of the place leads on."""
    lines = []
    for one in reader.registrations:
        page = settings.BASE_URL + reverse("registrations:place", args=[one.pk])
        name = f"{one.person}: " if reader.names else ""
        lines.append(f"{name}{doors.get(one.pk, page)}")
    return "\n".join(lines)


def _offer_ends(key: str, reader: Reader) -> Letter:
    """A unit is answered for as one, so it is one letter."""
    first = reader.registrations[0]
    sessions = [first.session] if first.session else list(first.programme.sessions.standing())
    post = Post(first.programme, sessions)
    return post.letter(reader, "offer_ends", key=key, sessions=post.sessions, until=first.offered_until)


@transaction.atomic
def _tell_of_opening(programme: Programme) -> int:
    held: Programme = Programme.objects.locked(programme.pk)
    opens_at = held.opens_at
    if opens_at is None or opens_at != programme.opens_at or held.is_cancelled:
        return 0
    open_ones = Preparation.objects.filter(
        programme=programme, channel=Channel.ONLINE, pressed_at=None, asked_by__is_active=True
    )
    link = settings.BASE_URL + reverse("registrations:sign_up", args=[programme.pk])
    shared = {
        "title": programme.title,
        "host": programme.host.name,
        "opens_at": opens_at,
        "link": link,
    }
    told = send_all(
        Letter(
            one.asked_by,
            "registrations/mail/opens_soon",
            {**shared, "is_ready": one.ready_at is not None},
            key=f"opening:{one.pk}:{opens_at.timestamp():.0f}",
            about=programme,
        )
        for one in open_ones.select_related("asked_by").order_by("pk")
    )
    mark_told(Told.Kind.OPENING, programme.pk, opens_at)
    return told
