"""A list of people as it comes out of a sheet, a mail or a typing hand, made clean line by line."""

import csv
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Part

MAX_LINES = 1_000
MAX_LINE_LETTERS = 500

# What people write in the column "part", Korean and English, without spaces and in lower case.
PART_WORDS: dict[str, Part] = {
    **dict.fromkeys(
        ["chair", "chairperson", "chairman", "의장", "위원장", "주재", "주재자", "회의주재자"], Part.CHAIR
    ),
    **dict.fromkeys(["clerk", "secretary", "간사", "서기", "담당", "담당자", "회의담당자"], Part.CLERK),
    **dict.fromkeys(["member", "위원", "회원", "구성원", "청소년위원"], Part.MEMBER),
    **dict.fromkeys(["presenter", "speaker", "발표자", "발표", "보고자", "발제자", "연구진"], Part.PRESENTER),
    **dict.fromkeys(["observer", "참관인", "참관", "배석", "배석자"], Part.OBSERVER),
    **dict.fromkeys(["citizen", "시민", "주민", "일반시민"], Part.CITIZEN),
    **dict.fromkeys(["interpreter", "통역사", "통역", "동시통역사"], Part.INTERPRETER),
    **dict.fromkeys(["signer", "signlanguageinterpreter", "수어통역사", "수화통역사", "수어"], Part.SIGNER),
    **dict.fromkeys(["stenographer", "captioner", "속기사", "속기", "문자통역사"], Part.STENOGRAPHER),
    **dict.fromkeys(["civicgroup", "civicorganisation", "ngo", "시민단체", "단체"], Part.CIVIC_GROUP),
}
LANGUAGE_WORDS: dict[str, str] = {
    **dict.fromkeys(["ko", "korean", "한국어", "국문"], "ko"),
    **dict.fromkeys(["en", "english", "영어", "영문"], "en"),
}
HEADING_WORDS = {
    "name", "이름", "성명", "e-mail", "email", "mail", "이메일", "메일", "전자우편", "organisation", "organization",
    "소속", "기관", "part", "role", "역할", "구분", "position", "직위", "직책", "language", "언어",
}  # fmt: skip
ADDRESS = re.compile(r"[^\s<>,;()\"']+@[^\s<>,;()\"']*")
UNSEEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff]")


@dataclass(frozen=True)
class Guest:
    """One person of the list, as typed."""

    name: str
    email: str
    on_behalf_of: str = ""
    title: str = ""
    part: Part = Part.MEMBER
    language: str = "ko"


@dataclass(frozen=True)
class BadLine:
    """A line that could not be taken: where it stood, what it said, why."""

    number: int
    text: str
    why: str


@dataclass
class Pasted:
    guests: list[Guest] = field(default_factory=list)
    bad_lines: list[BadLine] = field(default_factory=list)

    @property
    def left_over(self) -> str:
        """The bad lines again, for the box: they can be mended and sent once more."""
        return "\n".join(line.text for line in self.bad_lines)


def read_list(
    text: str,
    *,
    taken: Iterable[str] = (),
    has_chair: bool = False,
    part: Part = Part.MEMBER,
    language: str = "ko",
) -> Pasted:
    """Every line becomes a guest or a bad line; empty lines and a heading are passed over.

    taken: addresses that are on the list already. part and language: where the line says none.
    """
    pasted = Pasted()
    known = {address.lower(): 0 for address in taken}
    for number, raw in enumerate(text.splitlines(), start=1):
        line = _cleaned(raw)
        if not line or (number == 1 and _is_heading(line)):
            continue
        answer = _read_line(line, number, part, language)
        if isinstance(answer, Guest):
            answer = _place_in(known, has_chair, answer, number, raw.strip())
        if isinstance(answer, BadLine):
            pasted.bad_lines.append(answer)
            continue
        known[answer.email] = number
        has_chair = has_chair or answer.part == Part.CHAIR
        pasted.guests.append(answer)
    return pasted


def _place_in(known: dict[str, int], has_chair: bool, guest: Guest, number: int, raw: str) -> Guest | BadLine:
    first = known.get(guest.email)
    if first == 0:
        return BadLine(number, raw, _("%(address)s is on the list already.") % {"address": guest.email})
    if first:
        why = _("%(address)s stands on line %(line)d already.") % {"address": guest.email, "line": first}
        return BadLine(number, raw, why)
    if has_chair and guest.part == Part.CHAIR:
        return BadLine(number, raw, _("There is a chair already; a meeting has one chair."))
    return guest


def _read_line(line: str, number: int, part: Part, language: str) -> Guest | BadLine:
    if number > MAX_LINES:
        return BadLine(
            number, line, _("At most %(count)d lines can be taken at once.") % {"count": MAX_LINES}
        )
    if len(line) > MAX_LINE_LETTERS:
        return BadLine(number, line[:80] + "…", _("This line is too long for one person."))
    cells = _cells(line)
    address = next((cell for cell in cells if "@" in cell), "")
    if not address:
        return BadLine(number, line, _("There is no e-mail address on this line."))
    email, beside = _address_in(address)
    try:
        validate_email(email)
    except ValidationError:
        return BadLine(
            number, line, _("“%(address)s” is not a complete e-mail address.") % {"address": email}
        )
    return _guest(
        email,
        [beside, *(cell for cell in cells if cell is not address)],
        line,
        number,
        part=part,
        language=language,
    )


def _guest(
    email: str, cells: list[str], line: str, number: int, *, part: Part, language: str
) -> Guest | BadLine:
    words: list[str] = []
    for cell in filter(None, cells):
        key = re.sub(r"\s+", "", cell).lower()
        if key in PART_WORDS:
            part = PART_WORDS[key]
        elif key in LANGUAGE_WORDS:
            language = LANGUAGE_WORDS[key]
        else:
            words.append(cell)
    if not words:
        return BadLine(number, line, _("There is no name on this line."))
    name, organisation, title = [*words, "", ""][:3]
    if len(name) > 100 or len(organisation) > 120 or len(title) > 120:
        return BadLine(number, line, _("A name may have 100 letters, an organisation 120."))
    return Guest(name=name, email=email, on_behalf_of=organisation, title=title, part=part, language=language)


def _cells(line: str) -> list[str]:
    if "\t" in line:
        return [cell.strip().strip('"') for cell in line.split("\t")]
    for mark in (",", ";"):
        if mark in line:
            return [cell.strip() for cell in next(csv.reader([line], delimiter=mark, skipinitialspace=True))]
    return _cells_between_spaces(line)


def _cells_between_spaces(line: str) -> list[str]:
    """ "Hong Gil-dong <hong@example.kr> member": what stands before the address is the name."""
    found = ADDRESS.search(line)
    if not found:
        return [line]
    before = line[: found.start()].strip(" <(")
    after = line[found.end() :].strip(" >)")
    head, _space, last = after.rpartition(" ")
    if last.lower() in PART_WORDS or last.lower() in LANGUAGE_WORDS:
        return [before, found.group(), head, last]
    return [before, found.group(), after]


def _address_in(cell: str) -> tuple[str, str]:
    """(address, name beside it): a mail program copies "Name <address>" into one cell."""
    found = ADDRESS.search(cell)
    if not found:
        return cell, ""
    address = found.group().removeprefix("mailto:").rstrip(".").lower()
    beside = (cell[: found.start()] + cell[found.end() :]).strip(" <>()\"'").removesuffix("mailto:").strip()
    return address, beside


def _cleaned(line: str) -> str:
    """Full-width letters and unseen marks come with every second sheet."""
    kept = UNSEEN.sub("", unicodedata.normalize("NFKC", line))
    return "".join(letter for letter in kept if letter == "\t" or unicodedata.category(letter) != "Cc").strip(
        " ,;"
    )


def _is_heading(line: str) -> bool:
    cells = {cell.replace(" ", "").lower() for cell in _cells(line)}
    return "@" not in line and bool(cells & HEADING_WORDS)
