"""A standing list as a sheet: read row by row with every fault named, and written so that reading it changes nothing."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.forms.pasting import PART_WORDS
from ontact.capabilities.meetings.models import Part, StandingSeat
from ontact.capabilities.meetings.queries.standing_plan import Line, Mate, SeatWords
from ontact.commons.listings.words import folded
from ontact.commons.people.forms.sheets import SheetUnreadable
from ontact.commons.people.models import Organisation
from ontact.web.sheets import guarded, unguarded

T = TypeVar("T")

LONGEST_TITLE = 120
LONGEST_NAME = 100
MOST_DEPUTIES = 20
SEPARATORS = re.compile(r"[,;/\n]")
MATE = re.compile(r"^(?P<name>[^<>@]*?)\s*(?:<?(?P<email>[^\s<>]+@[^\s<>]+)>?)?$")

# The columns of the sheet, as we write them and as people do. Order of the rows is the order of rank.
HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("순서", "연번", "번호", "no", "no.", "number"),
    "title": ("좌석", "직위", "직책", "seat", "title", "position"),
    "office": ("소속", "기관", "부서", "기관명", "부서명", "office", "organisation", "department"),
    "part": ("역할", "구분", "part", "role"),
    "has_vote": ("표결권", "의결권", "vote", "votes", "may vote"),
    "holder_name": ("성명", "이름", "holder", "name"),
    "holder_email": ("이메일", "전자우편", "메일", "email", "e-mail"),
    "deputies": ("대리 참석자", "대리인", "대리자", "deputies", "deputy"),
}
NEEDED = ("title", "office", "holder_name", "holder_email")
YES = ("예", "o", "○", "yes", "y", "true", "1", "있음")
NO = ("아니요", "아니오", "x", "×", "no", "n", "false", "0", "없음", "-")


def lines_in(rows: Sequence[Sequence[str]], offices: Mapping[str, UUID]) -> list[Line]:
    """Understand each row. `offices`: folded name → office, in every language.

    Raises:
        SheetUnreadable: the columns are not those of a standing list; the sentence names them.
    """
    order, first = _columns(rows)
    lines = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        if not any(cells):
            continue
        words = {column: unguarded(cells[place]) for column, place in order.items() if place < len(cells)}
        lines.append(_line(number, words, offices))
    if not lines:
        raise SheetUnreadable(_("There is no row below the headings."))
    return lines


def rows_of(seats: Iterable[StandingSeat], *, language: str) -> list[list[str]]:
    """The heading and one row for each seat, made harmless for spreadsheets. Offices are named in this language."""
    rows = [headings(language)]
    for number, seat in enumerate(seats, start=1):
        rows.append(
            [
                str(number),
                *map(
                    guarded,
                    (
                        seat.title,
                        seat.office.name.text(language),
                        _part_word(seat.part, language),
                        (YES if seat.has_vote else NO)[3 if language == "en" else 0],
                        seat.holder_name,
                        seat.holder_email,
                        "; ".join(str(deputy) for deputy in seat.deputies.all()),
                    ),
                ),
            ]
        )
    return rows


def headings(language: str) -> list[str]:
    english = {"number": "No", "has_vote": "Vote", "holder_email": "E-mail"}
    if language == "en":
        return [english.get(column, column.removesuffix("_name").capitalize()) for column in HEADINGS]
    return [words[0] for words in HEADINGS.values()]


def offices_by_name(offices: Iterable[Organisation]) -> dict[str, UUID]:
    """By every name in every language; of two with one name the first by rank."""
    found: dict[str, UUID] = {}
    for office in offices:
        for text in office.name.texts.values():
            found.setdefault(folded(text), office.pk)
    return found


def plain(text: str) -> str:
    """One line of printable letters with single spaces."""
    return " ".join("".join(sign for sign in " ".join(text.split()) if sign.isprintable()).split())


def one_name(text: str) -> str:
    """Raises ValidationError with the reason when these are two names, or too many letters."""
    name = plain(text)
    if SEPARATORS.search(text.strip()) or "<" in name or ">" in name or "@" in name:
        raise ValidationError(_("One name, please: a seat has one holder."))
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("The name is longer than %d letters.") % LONGEST_NAME)
    return name


def one_address(text: str) -> str:
    address = plain(text).lower()
    if not address:
        return ""
    if address.count("@") > 1:
        raise ValidationError(_("Two addresses: a seat has one holder."))
    try:
        validate_email(address)
    except ValidationError as error:
        raise ValidationError(_("“%s” is no e-mail address.") % address) from error
    return address


def deputies_in(text: str) -> tuple[Mate, ...]:
    """People one a line or between semicolons, as "name <address>". Raises ValidationError with the reason."""
    found: list[Mate] = []
    for part in re.split(r"[;\n]", text):
        words = plain(part)
        if not words:
            continue
        match = MATE.match(words)
        name = match["name"].strip() if match else ""
        if not match or not name:
            raise ValidationError(_("“%s” is no deputy: write the name, then <address>.") % words)
        mate = (one_name(name), one_address(match["email"] or ""))
        if mate not in found:
            found.append(mate)
    if len(found) > MOST_DEPUTIES:
        raise ValidationError(_("At most %d deputies.") % MOST_DEPUTIES)
    return tuple(found)


def _columns(rows: Sequence[Sequence[str]]) -> tuple[dict[str, int], int]:
    """Which column stands where, and on which row the seats begin."""
    best: dict[str, int] = {}
    for number, cells in enumerate(rows[:5]):
        words = [folded(cell) for cell in cells]
        known = {column: _place(words, names) for column, names in HEADINGS.items()}
        found = {column: place for column, place in known.items() if place is not None}
        if all(column in found for column in NEEDED):
            return found, number + 1
        best = max(best, found, key=len)
    missing = ", ".join(HEADINGS[column][0] for column in NEEDED if column not in best)
    sentence = _("These columns are missing: %(missing)s. The sheet needs a row of headings: %(all)s.")
    raise SheetUnreadable(sentence % {"missing": missing, "all": ", ".join(headings("ko"))})


def _place(words: Sequence[str], names: Sequence[str]) -> int | None:
    wanted = {folded(name) for name in names}
    return next((place for place, word in enumerate(words) if word in wanted), None)


def _line(number: int, cells: Mapping[str, str], offices: Mapping[str, UUID]) -> Line:
    troubles: list[str] = []

    def read(column: str, how: Callable[[str], T], fallback: T) -> T:
        try:
            return how(cells.get(column, ""))
        except ValidationError as error:
            troubles.append(error.messages[0])
            return fallback

    office = plain(cells.get("office", ""))
    words = SeatWords(
        title=read("title", _title, plain(cells.get("title", ""))),
        office=offices.get(folded(office)) if office else None,
        part=read("part", _part, Part.MEMBER),
        has_vote=read("has_vote", _vote, True),
        holder_name=read("holder_name", one_name, ""),
        holder_email=read("holder_email", one_address, ""),
        deputies=read("deputies", deputies_in, ()),
    )
    if words.office is None:
        troubles.append(
            _("We do not know the office “%s”.") % office if office else _("The office is missing.")
        )
    if words.holder_email and not words.holder_name:
        troubles.append(_("An address without a name."))
    return Line(number, words, office, troubles)


def _title(text: str) -> str:
    title = plain(text)
    if not title:
        raise ValidationError(_("The name of the seat is missing."))
    if len(title) > LONGEST_TITLE:
        raise ValidationError(_("The name of the seat is longer than %d letters.") % LONGEST_TITLE)
    return title


def _part(text: str) -> Part:
    word = folded(text)
    if not word:
        return Part.MEMBER
    for part in Part:
        if word == folded(part.value) or word == folded(str(part.label)):
            return part
    if word in PART_WORDS:
        return PART_WORDS[word]
    raise ValidationError(_("We do not know the part “%s”.") % plain(text))


def _part_word(part: str, language: str) -> str:
    if language == "en":
        return Part(part).value.replace("_", " ").capitalize()
    return next(word for word, meant in PART_WORDS.items() if meant == part and not word.isascii())


def _vote(text: str) -> bool:
    word = folded(text)
    if word in map(folded, NO):
        return False
    if not word or word in map(folded, YES):
        return True
    raise ValidationError(_("We do not know whether “%s” means that the seat votes.") % plain(text))
