"""What a sheet would change in a standing list: each row is compared with the seat of the same name."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Part, StandingList, StandingSeat

Mate = tuple[str, str]  # name, address


@dataclass(frozen=True)
class SeatWords:
    """One seat in words: what a form or a row of a sheet says, compared by equality with what is kept."""

    title: str
    office: UUID | None
    part: str = Part.MEMBER
    has_vote: bool = True
    holder_name: str = ""
    holder_email: str = ""
    deputies: tuple[Mate, ...] = ()


class Fate(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    UNTOUCHED = "untouched"
    FAULTY = "faulty"


@dataclass
class Line:
    """One row as it was understood; the number counts as the sheet does, from 1."""

    number: int
    words: SeatWords
    office_name: str = ""
    troubles: list[str] = field(default_factory=list)
    fate: Fate = Fate.NEW
    changes: list[str] = field(default_factory=list)

    @property
    def holder_key(self) -> str:
        return self.words.holder_email


@dataclass(frozen=True)
class Plan:
    """All rows with what becomes of them, and the seats that the sheet does not name."""

    lines: list[Line]
    gone: list[StandingSeat]

    def of(self, fate: Fate) -> list[Line]:
        return [line for line in self.lines if line.fate is fate]

    @property
    def good(self) -> list[Line]:
        return [line for line in self.lines if line.fate is not Fate.FAULTY]

    @property
    def changes_anything(self) -> bool:
        return bool(self.gone) or any(
            line.fate in (Fate.NEW, Fate.CHANGED, Fate.MOVED) for line in self.lines
        )

    def counts(self) -> dict[str, int]:
        return {fate.value: len(self.of(fate)) for fate in Fate} | {"gone": len(self.gone)}


def words_of(seat: StandingSeat) -> SeatWords:
    """`seat.deputies` should have been fetched before."""
    return SeatWords(
        title=seat.title,
        office=seat.office_id,
        part=seat.part,
        has_vote=seat.has_vote,
        holder_name=seat.holder_name,
        holder_email=seat.holder_email,
        deputies=tuple((deputy.name, deputy.email) for deputy in seat.deputies.all()),
    )


def plan_of(standing: StandingList, lines: Sequence[Line]) -> Plan:
    """Two queries. Rows with a fault are left out, and a seat they name stays as it is."""
    seats = {seat.title: seat for seat in standing.seats.standing().with_frame()}
    _find_twins(lines)
    _find_clashes(lines, seats)
    for line in lines:
        line.fate, line.changes = _fate(line, seats.get(line.words.title))
    _find_moved(lines, seats)
    named = {line.words.title for line in lines}
    return Plan(list(lines), [seat for title, seat in seats.items() if title not in named])


def _find_twins(lines: Sequence[Line]) -> None:
    """A seat named twice, and a holder named twice: nobody can say which row is meant, so none is taken."""
    by_title: dict[str, list[Line]] = defaultdict(list)
    by_holder: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if line.words.title:
            by_title[line.words.title].append(line)
    for same in by_title.values():
        for line in same[1:]:
            if line.words == same[0].words:
                line.troubles.append(_("This row repeats row %d.") % same[0].number)
        different = [line for line in same if line.words != same[0].words]
        for line in different and same:
            others = ", ".join(str(other.number) for other in same if other is not line)
            line.troubles.append(_("This seat has two holders or offices: see row %s.") % others)
    for line in lines:
        if line.holder_key and not line.troubles:
            by_holder[line.holder_key].append(line)
    for line in (one for same in by_holder.values() if len(same) > 1 for one in same):
        others = ", ".join(str(o.number) for o in by_holder[line.holder_key] if o is not line)
        line.troubles.append(_("This holder has two seats: see row %s.") % others)
    chairs = [line for line in lines if line.words.part == Part.CHAIR and not line.troubles]
    for line in chairs[1:]:
        line.troubles.append(_("Row %d chairs already; there is one chair.") % chairs[0].number)


def _find_clashes(lines: Sequence[Line], seats: dict[str, StandingSeat]) -> None:
    """With seats that stay as they are because their own row has a fault. A new fault may leave another one so."""
    known: set[int] = set()
    while len(known) < len(found := {line.number for line in lines if line.troubles}):
        known = found
        staying = [seats[line.words.title] for line in lines if line.troubles and line.words.title in seats]
        holders = {seat.holder_email: seat for seat in staying if seat.holder_email}
        for line in (one for one in lines if not one.troubles):
            other = holders.get(line.holder_key)
            if other is not None and other.title != line.words.title:
                line.troubles.append(
                    _("This holder still has the seat “%s”, whose row has a fault.") % other.title
                )
            if line.words.part == Part.CHAIR and any(seat.part == Part.CHAIR for seat in staying):
                line.troubles.append(_("The present chair's row has a fault; there is one chair."))


def _fate(line: Line, seat: StandingSeat | None) -> tuple[Fate, list[str]]:
    if line.troubles:
        return Fate.FAULTY, []
    if seat is None:
        return Fate.NEW, []
    before = words_of(seat)
    if before == line.words:
        return Fate.UNTOUCHED, []
    return Fate.CHANGED, list(differences(before, line.words, offices=(str(seat.office), line.office_name)))


def differences(before: SeatWords, after: SeatWords, *, offices: tuple[str, str]) -> Iterable[str]:
    """What changes, each as a sentence: from what to what."""
    pairs: list[tuple[str, Any, Any]] = [
        (
            _("Holder"),
            _mate(before.holder_name, before.holder_email),
            _mate(after.holder_name, after.holder_email),
        ),
        (_("Deputies"), _mates(before.deputies), _mates(after.deputies)),
        (_("Part"), Part(before.part).label, Part(after.part).label),
        (_("Voting right"), _yes(before.has_vote), _yes(after.has_vote)),
    ]
    if before.office != after.office:
        pairs.insert(0, (_("Office"), *offices))
    for label, old, new in pairs:
        if old != new:
            yield _("%(what)s: %(old)s → %(new)s") % {"what": label, "old": old or "–", "new": new or "–"}


def _find_moved(lines: Sequence[Line], seats: dict[str, StandingSeat]) -> None:
    """Seats whose place among the others changed: all but the longest run that is still in order."""
    stays = [line for line in lines if line.fate in (Fate.UNTOUCHED, Fate.CHANGED)]
    ranks = list(seats)
    places = [ranks.index(line.words.title) for line in stays]
    in_order = longest_run(places)
    for line, place in zip(stays, places, strict=True):
        if place not in in_order:
            line.changes.append(_("Its place in the order"))
            if line.fate is Fate.UNTOUCHED:
                line.fate = Fate.MOVED


def longest_run(places: Sequence[int]) -> set[int]:
    """The longest rising run within different numbers (patience sorting)."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(tails, place)
        before[place] = tails[at - 1] if at else None
        tails[at : at + 1] = [place]
    run: set[int] = set()
    step = tails[-1] if tails else None
    while step is not None:
        run.add(step)
        step = before[step]
    return run


def _mate(name: str, email: str) -> str:
    return f"{name} <{email}>" if email else name


def _mates(deputies: Iterable[Mate]) -> str:
    return "; ".join(_mate(name, email) for name, email in deputies)


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")
