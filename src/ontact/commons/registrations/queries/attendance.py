"""Who was there: presence from the room, the table session × person, and one person's account."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Manner, Programme, Session
from ontact.commons.registrations.engine.attending import (
    Account,
    Interval,
    Lecture,
    Mark,
    Rule,
    Standing,
    account,
    deciding,
    minutes_needed,
    minutes_present,
    percent_of,
)
from ontact.commons.registrations.models import Attendance, Registration, RegistrationState, Terms
from ontact.commons.rooms.queries import attendance as attendance_in

NO_TERMS = Terms()
# Where somebody had no place, nothing is waited for once it is over.
ABSENT = Mark(0, counts=False, is_correction=True)


def terms_of(programme: Programme) -> Terms:
    """What is printed; a programme without terms of its own has the usual ones. One query, or none when fetched."""
    return getattr(programme, "sign_up_terms", None) or NO_TERMS


def with_a_place(session: Session) -> QuerySet[Registration]:
    """Everyone who has a place in this session: for the whole series or for it alone. One query."""
    here = Q(session=None) | Q(session=session)
    found: QuerySet[Registration] = Registration.objects.filter(
        here, programme=session.programme_id, state=RegistrationState.PLACED
    )
    return found.select_related("person").order_by("person__name", "pk")


def minutes_in_the_room(session: Session, registrations: Iterable[Registration]) -> dict[UUID, int]:
    """Registration → minutes within the session: each person's sittings ∩ their seats' spans. Two queries.

    Whoever sat on more than one seat, or under an earlier self, is one person. Without a room everybody has 0.
    """
    presence: dict[UUID, list[Interval]] = defaultdict(list)
    if session.room is not None:
        for row in attendance_in(session.room):
            if row.sitting.person is not None:
                spans = [(span.begins_at, span.ends_at) for span in row.spans]
                presence[row.sitting.person.root_id] += spans
    stretch = (session.begins_at, session.ends_at)
    return {one.pk: minutes_present(presence[one.person.root_id], stretch) for one in registrations}


def unnoted_sessions(ended_after: datetime, moment: datetime) -> QuerySet[Session]:
    """Held in a room, over, and somebody with a place has no note from it yet. One query."""
    unnoted = Registration.objects.filter(
        Q(session=None) | Q(session=OuterRef("pk")),
        ~Exists(
            Attendance.objects.filter(
                registration=OuterRef("pk"), session=OuterRef(OuterRef("pk")), source=Attendance.Source.SEAT
            )
        ),
        programme=OuterRef("programme"),
        state=RegistrationState.PLACED,
    )
    over = Session.objects.filter(ends_at__gt=ended_after, ends_at__lte=moment, cancelled_at=None)
    found: QuerySet[Session] = over.filter(Exists(unnoted), room__isnull=False)
    return found.select_related("room", "programme__sign_up_terms")


@dataclass(frozen=True)
class Cell:
    """One person in one session. `note`: the one that counts; `watched`: of its replay; `least`: so many minutes are
    needed, which are so many `percent`.
    """

    registration: Registration
    session: Session
    standing: Standing
    note: Attendance | None
    least: int
    percent: int = 0
    watched: Attendance | None = None

    @property
    def watched_percent(self) -> int:
        if self.watched is None:
            return 0
        return percent_of(self.watched.minutes, (self.session.begins_at, self.session.ends_at))


@dataclass(frozen=True)
class Row:
    person: Person
    registrations: list[Registration]
    cells: list[Cell | None]
    account: Account


@dataclass(frozen=True)
class Sheet:
    """The desk's table. A cell is None where the person had no place in that session."""

    sessions: list[Session]
    rows: list[Row]


def attendance_sheet(programme: Programme, moment: datetime) -> Sheet:
    """Four queries, whatever the number of sessions and people."""
    sessions = sessions_of(programme)
    registrations = list(_placed(programme).order_by("person__name", "pk"))
    notes = _notes(programme, registrations)
    by_person: dict[UUID, list[Registration]] = {}
    for one in registrations:
        by_person.setdefault(one.person.root_id, []).append(one)
    terms = terms_of(programme)
    return Sheet(sessions, [_row(sessions, mine, notes, terms, moment) for mine in by_person.values()])


def row_of(programme: Programme, person: Person, moment: datetime) -> Row | None:
    """One person's sessions and what follows from them; None without a place. Four queries."""
    mine = list(_placed(programme).filter(person__in=person.selves().values("pk")).order_by("pk"))
    if not mine:
        return None
    return _row(sessions_of(programme), mine, _notes(programme, mine), terms_of(programme), moment)


def sessions_of(programme: Programme) -> list[Session]:
    """In the order of time, cancelled ones among them, with their replays. One query."""
    return list(programme.sessions.select_related("replay").order_by("begins_at", "number"))


def deciding_note(notes: Iterable[Attendance], rule: Rule) -> Attendance | None:
    """Which of the notes about one session counts."""
    marks = {note: mark_of(note) for note in notes}
    chosen = deciding(list(marks.values()), rule)
    return next((note for note, mark in marks.items() if mark is chosen), None)


def mark_of(note: Attendance) -> Mark:
    source = Attendance.Source
    return Mark(
        note.minutes,
        note.counts,
        is_replay=note.source == source.REPLAY,
        is_correction=note.source == source.DESK,
    )


def rule_of(terms: Terms) -> Rule:
    return Rule(terms.certificate_from, terms.replay_counts)


Notes = Mapping[tuple[UUID, UUID], list[Attendance]]


def _row(
    sessions: list[Session], mine: list[Registration], notes: Notes, terms: Terms, moment: datetime
) -> Row:
    cells: list[Cell | None] = []
    marks: dict[str, list[Mark]] = {}
    placed: dict[UUID, Registration] = {}
    for session in sessions:
        place = next((one for one in mine if one.session_id in (None, session.pk)), None)
        if place is not None:
            placed[session.pk] = place
        found = [mark_of(note) for note in notes.get((place.pk, session.pk), [])] if place else [ABSENT]
        marks[str(session.pk)] = found
    told = account([_lecture(one) for one in sessions], marks, rule_of(terms), moment)
    for session in sessions:
        place = placed.get(session.pk)
        cells.append(_cell(place, session, told, notes, terms) if place else None)
    return Row(mine[0].person, mine, cells, told)


def _cell(place: Registration, session: Session, told: Account, notes: Notes, terms: Terms) -> Cell:
    found = notes.get((place.pk, session.pk), [])
    least = minutes_needed((session.begins_at, session.ends_at), terms.counts_from_percent)
    chosen, percent = deciding_note(found, rule_of(terms)), terms.counts_from_percent
    watched = next((one for one in found if one.source == Attendance.Source.REPLAY), None)
    return Cell(place, session, told.standings[str(session.pk)], chosen, least, percent, watched)


def _lecture(session: Session) -> Lecture:
    return Lecture(
        id=str(session.pk),
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        is_cancelled=session.is_cancelled,
        has_replay=session.replay_id is not None or session.replay_from is not None,
        is_replay_ready=session.replay is not None and session.replay.is_ready,
        replay_from=session.replay_from,
        replay_until=session.replay_until,
    )


def _placed(programme: Programme) -> QuerySet[Registration]:
    found: QuerySet[Registration] = programme.registrations.filter(state=RegistrationState.PLACED)
    return found.select_related("person")


def _notes(programme: Programme, registrations: list[Registration]) -> Notes:
    """One query. Where one may come in person, an empty seat in the room says nothing: the roll does."""
    found: dict[tuple[UUID, UUID], list[Attendance]] = {}
    for note in Attendance.objects.filter(registration__in=registrations).order_by("created_at"):
        is_empty_seat = note.source == Attendance.Source.SEAT and note.minutes == 0
        if not is_empty_seat or programme.manner == Manner.ONLINE:
            found.setdefault((note.registration_id, note.session_id), []).append(note)
    return found
