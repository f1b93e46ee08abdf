"""Figures of a season: what each house offered, who signed up, how full it was, who came. Counted anew, kept nowhere."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils import timezone

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Attendance, NoShow, Pool, Registration, Terms
from ontact.commons.registrations.queries.attendance import deciding_note, rule_of, terms_of


@dataclass(frozen=True)
class Span:
    """Whole months of the city's calendar: the first day, and the first that is no more in it."""

    first: date
    after: date

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return _midnight(self.first), _midnight(self.after)

    @property
    def months(self) -> list[date]:
        found, month = [], self.first
        while month < self.after:
            found.append(month)
            month = (month + timedelta(days=32)).replace(day=1)
        return found


@dataclass(frozen=True)
class Figures:
    """`places`, `taken`: of the scarcest pool of the series or of each session, those of cancelled ones left out; what is
    offered is taken. `sign_ups`: wishes of whatever became of them. `due`: people with a place × sessions held so far;
    `attended`: how many of these counted. `no_shows`: marks that stand.
    """

    programmes: int = 0
    cancelled: int = 0
    places: int = 0
    taken: int = 0
    sign_ups: int = 0
    waiting: int = 0
    no_shows: int = 0
    due: int = 0
    attended: int = 0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(*(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__))

    @property
    def filled_percent(self) -> int | None:
        return round(100 * self.taken / self.places) if self.places else None

    @property
    def attended_percent(self) -> int | None:
        return round(100 * self.attended / self.due) if self.due else None


@dataclass(frozen=True)
class ProgrammeFigures:
    programme: Programme
    month: date
    figures: Figures


def figures_of(hosts: QuerySet[Organisation], span: Span, moment: datetime) -> list[ProgrammeFigures]:
    """Published programmes whose first session begins in the span, in order of time; a cancelled one by when it would
    have begun. Eight queries, however many programmes and people.
    """
    programmes = _begun_in(hosts, span)
    ids = [programme.pk for programme, _begins in programmes]
    by_state = _by_state(ids)
    pools, no_shows = _pools(ids), _no_shows(ids)
    presence = _presence([programme for programme, _begins in programmes], moment)
    found = []
    for programme, begins_at in programmes:
        states, (due, attended) = by_state[programme.pk], presence[programme.pk]
        places, taken = pools[programme.pk]
        figures = Figures(
            programmes=1,
            cancelled=int(programme.is_cancelled),
            places=places,
            taken=taken,
            sign_ups=sum(states.values()),
            waiting=states.get(State.WAITING, 0),
            no_shows=no_shows.get(programme.pk, 0),
            due=due,
            attended=attended,
        )
        month = timezone.localdate(begins_at, timezone.get_default_timezone()).replace(day=1)
        found.append(ProgrammeFigures(programme, month, figures))
    return found


def total(rows: Iterable[ProgrammeFigures]) -> Figures:
    return sum((row.figures for row in rows), Figures())


def by_month(rows: Iterable[ProgrammeFigures], span: Span) -> list[tuple[date, Figures]]:
    """Each month of the span in which a programme began."""
    found = {month: Figures() for month in span.months}
    for row in rows:
        found[row.month] += row.figures
    return [(month, figures) for month, figures in found.items() if figures.programmes]


def by_host(rows: Iterable[ProgrammeFigures]) -> list[tuple[Organisation, Figures]]:
    """Each house that offered something, in the order of rank."""
    found: dict[UUID, Figures] = defaultdict(Figures)
    hosts: dict[UUID, Organisation] = {}
    for row in rows:
        hosts[row.programme.host_id] = row.programme.host
        found[row.programme.host_id] += row.figures
    ranked = sorted(hosts.values(), key=lambda host: (host.rank, host.created_at))
    return [(host, found[host.pk]) for host in ranked]


def _begun_in(hosts: QuerySet[Organisation], span: Span) -> list[tuple[Programme, datetime]]:
    first, after = span.moments
    firsts = (
        Session.objects.filter(programme__host__in=hosts, programme__is_template=False)
        .exclude(programme__publishes_at=None)
        .order_by("begins_at")
        .values_list("programme", "cancelled_at", "programme__cancelled_at", "begins_at")
    )
    begins: dict[UUID, datetime] = {}
    for programme_id, is_off, is_all_off, begins_at in firsts:
        if is_off is None or is_all_off is not None:
            begins.setdefault(programme_id, begins_at)
    wanted = {one: at for one, at in begins.items() if first <= at < after}
    rows = Programme.objects.filter(pk__in=list(wanted)).select_related("host", "sign_up_terms")
    return sorted(((row, wanted[row.pk]) for row in rows), key=lambda pair: (pair[1], pair[0].pk))


def _by_state(programmes: Sequence[UUID]) -> dict[UUID, dict[str, int]]:
    rows = Registration.objects.filter(programme__in=programmes).order_by().values("programme", "state")
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for row in rows.annotate(many=Count("pk")):
        found[row["programme"]][row["state"]] = row["many"]
    return found


def _pools(programmes: Sequence[UUID]) -> dict[UUID, tuple[int, int]]:
    """Of several pools of one session (seats and kits) the smallest says how many can come."""
    scarcest: dict[tuple[UUID, UUID | None], Pool] = {}
    for pool in Pool.objects.filter(programme__in=programmes, is_closed=False).order_by("created_at"):
        name = (pool.programme_id, pool.session_id)
        if name not in scarcest or pool.capacity < scarcest[name].capacity:
            scarcest[name] = pool
    found: dict[UUID, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for (programme, _session), pool in scarcest.items():
        places, taken = found[programme]
        found[programme] = (places + pool.capacity, taken + pool.taken)
    return found


def _no_shows(programmes: Sequence[UUID]) -> dict[UUID, int]:
    marks = NoShow.objects.filter(registration__programme__in=programmes, excused_at=None)
    rows = marks.order_by().values("registration__programme").annotate(many=Count("pk"))
    return {row["registration__programme"]: row["many"] for row in rows}


def _presence(programmes: Sequence[Programme], moment: datetime) -> dict[UUID, tuple[int, int]]:
    """(due, attended) of each, by the rule of its terms. Three queries."""
    held = Session.objects.filter(programme__in=programmes, cancelled_at=None, ends_at__lte=moment)
    sessions: dict[UUID, set[UUID]] = defaultdict(set)
    for programme_id, session_id in held.values_list("programme", "pk"):
        sessions[programme_id].add(session_id)
    due: dict[UUID, set[tuple[UUID, UUID]]] = defaultdict(set)
    placed = Registration.objects.filter(programme__in=programmes, state=State.PLACED)
    for programme_id, place, only in placed.values_list("programme", "pk", "session"):
        its = sessions[programme_id]
        due[programme_id] |= {(place, session) for session in ({only} & its if only else its)}
    notes: dict[tuple[UUID, UUID], list[Attendance]] = defaultdict(list)
    for note in Attendance.objects.filter(registration__programme__in=programmes, session__in=held).order_by(
        "pk"
    ):
        notes[note.registration_id, note.session_id].append(note)
    return {
        one.pk: (len(due[one.pk]), sum(_counted(notes[pair], terms_of(one)) for pair in due[one.pk]))
        for one in programmes
    }


def _counted(notes: list[Attendance], terms: Terms) -> bool:
    note = deciding_note(notes, rule_of(terms))
    return note is not None and note.counts


def _midnight(day: date) -> datetime:
    city: Any = timezone.get_default_timezone()
    return datetime(day.year, day.month, day.day, tzinfo=city)
