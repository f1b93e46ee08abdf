"""Who leads a class reads when it is held, whatever changes about that, and shortly before each session the way in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.functional import lazy

from ontact.capabilities.live_classes.models import PREFIX, Leader, LeaderSeat, LeaderTold
from ontact.commons.notices.actions import Attachment, Letter, drop, send_all
from ontact.commons.programmes.calendars import CANCEL, PUBLISH, place_of, programme_file
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.rooms.actions import issue_pass
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import digest
from ontact.foundation.worded import in_every_language

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class News:
    """A session that is another one than this leader was told. `before`: as it was told; None: nothing was."""

    session: Session
    before: LeaderTold | None


def tell_leaders(moment: datetime) -> int:
    """Each minute; harmless when repeated. Returns how many letters. Five queries at most where there is nothing to tell."""
    letters = 0
    for leader, news in _news(moment).items():
        letters += _tell(leader, news)
    for leader, session in _near(moment):
        letters += _tell_door(leader, session)
    return letters


@transaction.atomic
def tell_removed(leader: Leader) -> None:
    """Whoever was told that they lead reads that they do so no more."""
    if leader.person is None or not leader.told.exists():
        return
    drop(leader)
    programme = leader.live_class.programme
    key = f"leads_no_more:{leader.pk}"
    send_all(
        [Letter(leader.person, "live_classes/mail/leads_no_more", _shared(programme), key, about=programme)]
    )


def _news(moment: datetime) -> dict[Leader, list[News]]:
    """Two queries. What was cancelled before anybody was told of it is no news."""
    sessions = (
        Session.objects.filter(
            programme__page__startswith=PREFIX,
            programme__publishes_at__lte=moment,
            programme__live_class__leaders__person__isnull=False,
            ends_at__gt=moment,
        )
        .select_related("programme__host", "programme__live_class")
        .order_by("begins_at", "number")
        .distinct()
    )
    to_come: dict[UUID, list[Session]] = {}
    for session in sessions:
        to_come.setdefault(session.programme.live_class.pk, []).append(session)
    leaders = Leader.objects.filter(live_class__in=to_come, person__is_active=True)
    found: dict[Leader, list[News]] = {}
    for leader in leaders.select_related("person").prefetch_related("told"):
        told = {one.session_id: one for one in leader.told.all()}
        news = [News(one, told.get(one.pk)) for one in to_come[leader.live_class_id]]
        if fresh := [one for one in news if _is_fresh(one)]:
            found[leader] = fresh
    return found


def _is_fresh(one: News) -> bool:
    if one.before is None:
        return not one.session.is_cancelled
    return one.before.revision != one.session.revision


@transaction.atomic
def _tell(leader: Leader, news: list[News]) -> int:
    programme = news[0].session.programme
    is_first = not leader.told.all()
    for one in news:
        # A link that waits to be sent comes with another time.
        drop(leader, f"{_door_key(leader, one.session)}:")
    mark = digest(";".join(f"{one.session.pk}:{one.session.revision}" for one in news))[:32]
    letter = Letter(
        _reader(leader),
        "live_classes/mail/leads",
        {**_shared(programme), "is_first": is_first, "lines": [_line(one) for one in news]},
        key=f"leads:{leader.pk}:{mark}",
        about=leader,
        attachments=[_file(leader, programme, [one.session for one in news])],
    )
    told = send_all([letter])
    for one in news:
        stands = {name: getattr(one.session, name) for name in ("revision", "begins_at", "ends_at")}
        LeaderTold.objects.update_or_create(leader=leader, session=one.session, defaults=stands)
    return told


def _line(one: News) -> dict[str, Any]:
    session, before = one.session, one.before
    is_moved = before is not None and (before.begins_at, before.ends_at) != (
        session.begins_at,
        session.ends_at,
    )
    return {
        "number": session.number,
        "name": session.name,
        "begins_at": session.begins_at,
        "ends_at": session.ends_at,
        "place": in_every_language(lazy(place_of, str)(session)),
        "before": [before.begins_at, before.ends_at] if before is not None and is_moved else None,
        "is_cancelled": session.is_cancelled,
        "reason": session.cancelled_because if session.is_cancelled else session.postponed_because,
    }


def _near(moment: datetime) -> Iterable[tuple[Leader, Session]]:
    """Seats in rooms that open within the hour, for which no link was sent. Two queries."""
    seats = LeaderSeat.objects.filter(
        seat__taken_back_at=None,
        leader__person__is_active=True,
        session__cancelled_at=None,
        session__begins_at__gt=moment,
        session__begins_at__lte=moment + AN_HOUR,
        session__programme__publishes_at__lte=moment,
    )
    rows = list(seats.select_related("leader__person", "session__programme__host"))
    sent = LeaderTold.objects.filter(session__in=[one.session_id for one in rows])
    known = {(one.leader_id, one.session_id): one.door_for for one in sent}
    for one in rows:
        pair = (one.leader_id, one.session_id)
        if pair in known and known[pair] != one.session.begins_at:
            yield one.leader, one.session


@transaction.atomic
def _tell_door(leader: Leader, session: Session) -> int:
    held = LeaderSeat.objects.select_related("seat__room").get(leader=leader, session=session)
    door = settings.BASE_URL + reverse("rooms:pass", args=[issue_pass(held.seat, by=SYSTEM)])
    facts = {**_shared(session.programme), "name": session.name, "begins_at": session.begins_at}
    letter = Letter(
        _reader(leader),
        "live_classes/mail/leads_door",
        {**facts, "ends_at": session.ends_at},
        key=f"{_door_key(leader, session)}:{session.begins_at.timestamp():.0f}",
        about=leader,
        secrets={"door": door},
    )
    told = send_all([letter])
    LeaderTold.objects.filter(leader=leader, session=session).update(door_for=session.begins_at)
    return told


def _door_key(leader: Leader, session: Session) -> str:
    return f"leads_door:{leader.pk}:{session.pk}"


def _reader(leader: Leader) -> Any:
    assert leader.person is not None
    return leader.person


def _shared(programme: Programme) -> dict[str, Any]:
    return {
        "title": programme.title,
        "host": programme.host.name,
        "helpline": programme.host.telephone,
        "page_url": settings.BASE_URL + programme.page,
    }


def _file(leader: Leader, programme: Programme, sessions: list[Session]) -> Attachment:
    method = CANCEL if all(one.is_cancelled for one in sessions) else PUBLISH
    with translation.override(_reader(leader).language):
        text = programme_file(programme, sessions)
    return Attachment("programme.ics", f"text/calendar; method={method}", text)
