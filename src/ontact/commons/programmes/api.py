"""Open data: what the city announces, for other programs. Nobody signs in; any site may read it."""

import re
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.utils.timezone import get_default_timezone, localdate
from ninja import Field, Query, Router, Schema
from pydantic import field_validator

from ontact.commons.listings import queries as listings
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.errors import StretchTooLong, TooManyCalls
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.programmes.queries import (
    Among,
    Audience,
    Filters,
    Shown,
    TimeOfDay,
    catalogue,
    sessions_between,
    sessions_of,
)
from ontact.commons.programmes.queries.catalogue import shown_of
from ontact.commons.programmes.queries.places import beyond, place_in, token_of
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

router = Router(tags=["programmes"])

OPEN = "What the city announces is open data; each address is counted."
CALLS_A_MINUTE = 120
# A change reaches other programs this much later.
KEPT_S = 60
MOST_ROWS, MOST_SESSIONS = 100, 200
LONGEST_STRETCH_DAYS = 92
HOLDING_AT_MOST = 1_000
MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
Words = dict[str, str]
Known = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 12, 31))]
Standing = Literal["confirmed", "postponed", "cancelled"]


class HostOut(Schema):
    id: UUID
    name: Words


class SessionOut(Schema):
    """Times are in UTC. `reason` says why it was postponed or cancelled; `revision` counts changes, as calendars do."""

    id: UUID
    programme: UUID
    number: int
    title: Words
    lecturer: str
    begins_at: datetime
    ends_at: datetime
    place: Words
    state: Standing
    planned_first: datetime | None
    reason: str
    revision: int


class ProgrammeOut(Schema):
    """Words are given by language. `state`: what stands beside the title on every list, as how many places are left."""

    id: UUID
    title: Words
    summary: Words
    about: Words
    audience: Words
    materials: Words
    place: Words
    manner: str
    language: str
    age_from: int | None
    age_to: int | None
    host: HostOut
    page: str
    calendar: str
    opens_at: datetime | None
    closes_at: datetime | None
    begins_at: datetime | None
    ends_at: datetime | None
    is_cancelled: bool
    cancelled_because: str
    state: Words
    sessions: int
    next_session: SessionOut | None


class ProgrammesOut(Schema):
    """`after` and `before` are handed back to go on from here; empty where there is no more."""

    rows: list[ProgrammeOut]
    after: str
    before: str


class WholeProgrammeOut(ProgrammeOut):
    """Also what is over; `every_session` in order of time, cancelled ones too."""

    every_session: list[SessionOut]


class SessionsOut(Schema):
    rows: list[SessionOut]
    after: str


class Looked(Schema):
    """What is left out narrows nothing. Month, weekday and time of day are asked of one and the same session."""

    audience: Audience | None = None
    age: Annotated[int, Field(ge=0, le=150)] | None = None
    month: str = Field("", description="2027-03")
    weekdays: list[Annotated[int, Field(ge=0, le=6)]] = Field([], description="Monday is 0")
    time_of_day: TimeOfDay | None = None
    host: list[UUID] = []
    manner: Manner | None = None
    takes_sign_ups: bool = False
    q: str = Field("", max_length=100, description="words, with or without spaces; or Korean initials")
    after: str = Field("", max_length=60)
    before: str = Field("", max_length=60)
    size: int = Field(20, ge=1, le=MOST_ROWS)

    @field_validator("month")
    @classmethod
    def is_month(cls, value: str) -> str:
        if value and not MONTH.fullmatch(value):
            raise ValueError("a month is written as 2027-03")
        return value

    @property
    def filters(self) -> Filters:
        year, _dash, month = self.month.partition("-")
        return Filters(
            audience=self.audience,
            age=self.age,
            month=(int(year), int(month)) if self.month else None,
            weekdays=frozenset(self.weekdays),
            time_of_day=self.time_of_day,
            hosts=frozenset(self.host),
            manner=self.manner,
            takes_sign_ups=self.takes_sign_ups,
        )


class Days(Schema):
    """Days by the city's calendar, both included; without them the coming month."""

    first: Known | None = None
    last: Known | None = None
    host: list[UUID] = []
    after: str = Field("", max_length=60)


@router.get("", response=ProgrammesOut)
@access(Who.EVERYONE, why=OPEN)
def programmes(request: HttpRequest, looked: Query[Looked]) -> Any:
    """What is announced and not over, as the catalogue finds it; the soonest first, a page at a time."""
    _count(request)
    keys = listings.holding(looked.q, app=Programme._meta.app_label, limit=HOLDING_AT_MOST)
    among: Among = [] if keys is None else [Q(pk__in=[UUID(key) for key in keys])]
    page = catalogue(looked.filters, after=looked.after, before=looked.before, size=looked.size, among=among)
    rows = [_told(shown) for shown in page.rows]
    return _open(request, ProgrammesOut(rows=rows, after=page.after, before=page.before))


@router.get("/sessions", response=SessionsOut)
@access(Who.EVERYONE, why=OPEN)
def sessions(request: HttpRequest, days: Query[Days]) -> Any:
    """Every session of a stretch of up to 92 days, cancelled ones too; two hundred at a time."""
    _count(request)
    found = sessions_between(*_stretch(days))
    if days.host:
        found = found.filter(programme__host__in=days.host)
    place = place_in(days.after)
    if place is not None:
        found = found.filter(beyond(place))
    rows = list(found[: MOST_SESSIONS + 1])
    last = rows[MOST_SESSIONS - 1] if len(rows) > MOST_SESSIONS else None
    after = token_of(last.begins_at, last.pk) if last else ""
    return _open(request, SessionsOut(rows=[_session(one) for one in rows[:MOST_SESSIONS]], after=after))


@router.get("/{programme_id}", response=WholeProgrammeOut)
@access(Who.EVERYONE, why=OPEN)
def programme(request: HttpRequest, programme_id: UUID) -> Any:
    """One programme with all of its sessions; drafts and templates do not exist here, whoever asks."""
    _count(request)
    found = Programme.objects.announced().select_related("host").filter(pk=programme_id).first()
    if found is None:
        raise Http404
    every = list(sessions_of(found))
    for session in every:
        session.programme = found
    facts = _facts(shown_of(found))
    return _open(request, WholeProgrammeOut(**facts, every_session=[_session(one) for one in every]))


def _told(shown: Shown) -> ProgrammeOut:
    return ProgrammeOut(**_facts(shown))


def _facts(shown: Shown) -> dict[str, Any]:
    programme = shown.programme
    if shown.next is not None:
        shown.next.programme = programme
    same = ("manner", "language", "age_from", "age_to", "opens_at", "closes_at", "begins_at", "ends_at")
    worded = ("title", "summary", "about", "audience", "materials", "place")
    return {
        **{name: getattr(programme, name) for name in same},
        **{name: _words(getattr(programme, name)) for name in worded},
        "id": programme.pk,
        "host": _host(programme.host),
        "page": settings.BASE_URL + programme.page,
        "calendar": f"{settings.BASE_URL}/programmes/{programme.pk}/calendar.ics",
        "is_cancelled": programme.is_cancelled,
        "cancelled_because": programme.cancelled_because,
        "state": _words(shown.state),
        "sessions": shown.count,
        "next_session": _session(shown.next) if shown.next else None,
    }


def _host(host: Organisation) -> HostOut:
    return HostOut(id=host.pk, name=_words(host.name))


def _session(session: Session) -> SessionOut:
    state: Standing = "confirmed"
    if session.is_cancelled or session.is_postponed:
        state = "cancelled" if session.is_cancelled else "postponed"
    same = ("number", "lecturer", "begins_at", "ends_at", "revision")
    return SessionOut(
        **{name: getattr(session, name) for name in same},
        id=session.pk,
        programme=session.programme_id,
        title=_words(session.title),
        place=_words(session.venue),
        state=state,
        planned_first=session.postponed_from,
        reason=session.cancelled_because or session.postponed_because,
    )


def _words(words: Worded) -> Words:
    return dict(words.texts)


def _stretch(days: Days) -> tuple[datetime, datetime]:
    """Raises StretchTooLong."""
    zone = get_default_timezone()
    first = days.first or localdate(now(), zone)
    last = days.last or first + timedelta(days=30)
    if not timedelta(0) <= last - first < timedelta(days=LONGEST_STRETCH_DAYS):
        raise StretchTooLong(days=LONGEST_STRETCH_DAYS)
    begin = datetime(first.year, first.month, first.day, tzinfo=zone)
    end = datetime(last.year, last.month, last.day, tzinfo=zone) + timedelta(days=1)
    return begin, end


def _open(request: HttpRequest, body: Schema) -> HttpResponse:
    """Readable from every site; whoever has it already is told so."""
    answer = HttpResponse(body.model_dump_json(), content_type="application/json; charset=utf-8")
    answer["Cache-Control"] = f"public, max-age={KEPT_S}"
    set_response_etag(answer)
    answer = get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag"
    return answer


def _count(request: HttpRequest) -> None:
    """Raises TooManyCalls. The address is counted for a minute and not kept."""
    key = f"programmes.api.{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, 60)
    try:
        calls = cache.incr(key)
    except ValueError:  # it ran out between the two calls: this is the first of a new minute
        return
    if calls > CALLS_A_MINUTE:
        raise TooManyCalls(calls=CALLS_A_MINUTE)
