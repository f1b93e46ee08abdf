"""Certificates: the one that stands, the facts it is made of, and why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.attending import DONE, RULE_VERSION, STILL_OPEN, Standing
from ontact.commons.registrations.engine.certifying import AttendedLecture, Facts
from ontact.commons.registrations.models import Certificate
from ontact.commons.registrations.queries.attendance import Cell, Row, row_of, terms_of
from ontact.web.when import day_words


def certificates_of(programme: Programme, person: Person) -> QuerySet[Certificate]:
    """All that were ever given, the newest first. One query."""
    found: QuerySet[Certificate] = Certificate.objects.filter(
        registration__programme=programme, registration__person__in=person.selves().values("pk")
    )
    return found.order_by("-created_at", "-pk")


def newest_certificate(programme: Programme, person: Person) -> Certificate | None:
    """The one at the end of its chain of corrections; it may have been revoked. One query."""
    newest: Certificate | None = certificates_of(programme, person).filter(replaced_by=None).first()
    return newest


def newest_of_all(programme: Programme) -> dict[UUID, Certificate]:
    """Person → the one at the end of their chain of corrections, revoked or not. One query."""
    given = Certificate.objects.filter(registration__programme=programme, replaced_by=None)
    rows = given.select_related("registration__person").order_by("created_at", "pk")
    return {one.registration.person.same_as_id or one.registration.person_id: one for one in rows}


def facts_for(row: Row, programme: Programme, *, number: str, moment: datetime, replaces: str = "") -> Facts:
    """What is true of this person at this moment. Texts are the programme's original wording."""
    terms = terms_of(programme)
    attended = [cell for cell in row.cells if cell is not None and cell.standing in DONE]
    return Facts(
        number=number,
        name=row.person.name,
        programme=programme.title.text(programme.title.source),
        host=programme.host.name.text(programme.host.name.source),
        issued_on=_day(moment),
        replaces=replaces,
        lectures=tuple(_lecture(cell) for cell in attended),
        held=row.account.held,
        needed=row.account.needed,
        percent=terms.counts_from_percent,
        replay_counts=terms.replay_counts,
        rule_version=RULE_VERSION,
    )


@dataclass(frozen=True)
class Line:
    """One lecture of an account: its name, how it stands, and what that means. `can_be_watched`: its replay, now."""

    session: Session
    standing: Standing
    words: str
    can_be_watched: bool = False

    @property
    def is_done(self) -> bool:
        return self.standing in DONE

    @property
    def is_open(self) -> bool:
        return self.standing in STILL_OPEN


@dataclass(frozen=True)
class Told:
    """Why there is a certificate or none, in words. `summary` first, then a line for each lecture."""

    row: Row
    summary: str
    lines: list[Line]

    @property
    def still_to_do(self) -> list[Line]:
        """Of lectures that are over, those which can still count; nothing once the certificate is earned or out of reach."""
        told = self.row.account
        if told.is_earned or not told.is_possible:
            return []
        return [line for line in self.lines if line.is_open and line.standing != Standing.AHEAD]


def certificate_account(programme: Programme, person: Person, moment: datetime) -> Told | None:
    """None without a place. Four queries."""
    row = row_of(programme, person, moment)
    if row is None:
        return None
    cells = [cell for cell in row.cells if cell is not None]
    lines = [
        Line(cell.session, cell.standing, _words(cell, moment), cell.session.can_be_replayed(moment))
        for cell in cells
    ]
    return Told(row, _summary(row), lines)


def _summary(row: Row) -> str:
    """How many count, what the rule asks for, and whether the rest can still be made up. Said of nobody by name: the desk
    and a guardian read it too.
    """
    told = row.account
    if told.needed == 0:
        return _("No certificate is given for this programme.")
    counted: Mapping[str, int] = {
        "done": told.done,
        "needed": told.needed,
        "held": told.held,
        "lacking": told.lacking,
        "open": told.open,
    }
    stands = _("Attended: %(done)d of %(held)d sessions; the certificate needs %(needed)d.") % counted
    if told.is_earned:
        return stands
    if told.is_possible:
        words = _("%(stands)s Still missing: %(lacking)d, and %(open)d can still count.")
    elif told.open:
        words = _("%(stands)s Even with the %(open)d that can still count it cannot be reached any more.")
    else:
        words = _("%(stands)s It cannot be reached any more: nothing else can count.")
    return words % {"stands": stands, **counted}


def _words(cell: Cell, moment: datetime) -> str:
    facts = {
        "minutes": cell.note.minutes if cell.note else 0,
        "least": cell.least,
        "watched": cell.watched_percent,
        "percent": cell.percent,
        "from": day_words(cell.session.replay_from) if cell.session.replay_from else "",
        "until": day_words(cell.session.replay_last_day) if cell.session.replay_last_day else "",
    }
    return _sentence(cell, moment) % facts


def _sentence(cell: Cell, moment: datetime) -> str:
    if cell.standing == Standing.ATTENDED:
        return _("Attended: %(minutes)d minutes.")
    if cell.standing == Standing.REPLAYED:
        return _("Watched afterwards: %(watched)d %% of the replay; %(percent)d %% are needed.")
    if cell.standing == Standing.AHEAD:
        return _("Still to come.")
    if cell.standing == Standing.UNNOTED:
        return _("Over; attendance is being noted.")
    if cell.standing == Standing.CANCELLED:
        return _("Cancelled: it is not counted.")
    if cell.standing == Standing.REPLAY_OPEN:
        return _of_an_open_replay(cell)
    if cell.standing == Standing.REPLAY_AHEAD:
        return _of_a_replay_to_come(cell.session, moment)
    return _("Missed: %(minutes)d minutes; it counts from %(least)d.")


def _of_an_open_replay(cell: Cell) -> str:
    has_end = cell.session.replay_until is not None
    if cell.watched is not None and has_end:
        return _(
            "Missed. You have watched %(watched)d %% of the replay; %(percent)d %% are needed, until %(until)s."
        )
    if cell.watched is not None:
        return _("Missed. You have watched %(watched)d %% of the replay; %(percent)d %% are needed.")
    if has_end:
        return _("Missed. Watch at least %(percent)d %% of the replay until %(until)s, and it counts.")
    return _("Missed. Watch at least %(percent)d %% of the replay, and it counts.")


def _of_a_replay_to_come(session: Session, moment: datetime) -> str:
    if session.replay_from and session.replay_from > moment:
        return _("Missed. The replay can be watched from %(from)s; then it can still count.")
    return _("Missed. The replay is not ready yet; as soon as it is, it can still count.")


def _lecture(cell: Cell) -> AttendedLecture:
    session, note = cell.session, cell.note
    title = session.title or session.programme.title
    return AttendedLecture(
        number=session.number,
        title=title.text(title.source),
        held_on=_day(session.begins_at),
        length_s=int((session.ends_at - session.begins_at).total_seconds()),
        minutes=note.minutes if note else 0,
        by=note.source if note else "",
    )


def _day(moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date().isoformat()
