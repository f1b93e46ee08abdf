"""A sheet of participants, read row by row as people have it; each fault is named at its row."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from ontact.commons.listings.words import folded
from ontact.commons.people.forms.organisations import SheetForm, telephone_shape
from ontact.commons.people.forms.sheets import SheetUnreadable
from ontact.commons.people.names import in_one_line
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.forms.desk import LONGEST_EVIDENCE
from ontact.commons.registrations.models import Extent, Question, Terms
from ontact.commons.registrations.queries.participants import MOST_PARTICIPANTS, Line, Words
from ontact.foundation.clock import now
from ontact.web.sheets import unguarded
from ontact.web.when import moment_words
from ontact.web.widgets import RadioCards

T = TypeVar("T")

LONGEST_NAME = 100
LONGEST_SAID = 5_000

# The columns as we write them (Korean first, then English) and as people do; the questions' own texts follow.
HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("이름", "name", "성명", "참가자", "참여자", "신청자", "아이 이름", "participant"),
    "email": ("이메일", "e-mail", "전자우편", "메일", "email", "mail"),
    "phone": ("전화", "telephone", "전화번호", "휴대전화", "연락처", "phone", "mobile"),
    "born_on": ("생년월일", "date of birth", "생일", "born", "born on", "birthday"),
    "guardian_name": ("보호자", "guardian", "보호자 이름", "보호자 성명"),
    "guardian_email": ("보호자 이메일", "guardian's e-mail", "보호자 전자우편", "guardian email"),
    "guardian_phone": ("보호자 전화", "guardian's telephone", "보호자 연락처", "보호자 전화번호"),
    "evidence": ("보호자 동의", "consent", "동의", "동의 방법", "how the guardian agreed"),
}
DAY = re.compile(r"(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?:\s+0?0:00(?::00)?)?")
DAY_IN_EIGHT = re.compile(r"(\d{4})(\d{2})(\d{2})")
# Six digits of a birthday and seven more: it may not be kept (Personal Information Protection Act, art. 24-2).
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{6}\s*-?\s*[1-8]\d{6}(?!\d)")


class ParticipantsForm(SheetForm):
    """A file, or rows pasted; for which session where one signs up for single ones; what faulty rows do to the others."""

    faults = forms.ChoiceField(
        label=gettext_lazy("If a row has a fault"),
        choices=[
            ("leave", gettext_lazy("Leave out that row and take the others")),
            ("stop", gettext_lazy("Take none before all are right")),
        ],
        initial="leave",
        widget=RadioCards(),
    )

    def __init__(self, *args: Any, terms: Terms, sessions: Sequence[Session], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].label = gettext_lazy("Sheet of participants")
        self.fields["lines"].help_text = gettext_lazy("With the row of headings on top, one person a line.")
        self.sessions = {str(one.pk): one for one in sessions if one.ends_at > now() and not one.is_cancelled}
        if terms.extent == Extent.SERIES:
            return
        choices = [
            (pk, f"{one.number}. {one.name} · {moment_words(one.begins_at)}")
            for pk, one in self.sessions.items()
        ]
        whole = [("", gettext_lazy("The whole series"))] if terms.extent == Extent.EITHER else []
        self.fields["session"] = forms.ChoiceField(
            label=gettext_lazy("For which session"), choices=[*whole, *choices], required=not whole
        )

    @property
    def session(self) -> Session | None:
        return self.sessions.get(self.cleaned_data.get("session") or "")


def lines_in(rows: Sequence[Sequence[str]], questions: Iterable[Question]) -> list[Line]:
    """Understand each row.

    Raises:
        SheetUnreadable: no row of headings, no row below it, or too many; the sentence says so.
    """
    asked = list(questions)
    order, first = _columns(rows, asked)
    lines = []
    for number, cells in enumerate(rows[first:], start=first + 1):
        words = {column: cleaned(cells[place]) for column, place in order.items() if place < len(cells)}
        if any(words.values()):
            lines.append(_line(number, words, asked))
    if not lines:
        raise SheetUnreadable(_("There is no row below the headings."))
    if len(lines) > MOST_PARTICIPANTS:
        raise SheetUnreadable(_("This sheet has more than %d rows. Split it, please.") % MOST_PARTICIPANTS)
    return lines


def headings(language: str, questions: Iterable[Question]) -> list[str]:
    """The first row of an empty sheet, in this language."""
    place = 1 if language == "en" else 0
    return [
        *(words[place] for words in HEADINGS.values()),
        *(question.text.text(language) for question in questions),
    ]


def cleaned(text: str) -> str:
    """A cell as whoever filled it in reads it."""
    return in_one_line(unguarded(text.strip()))


def _columns(rows: Sequence[Sequence[str]], questions: Sequence[Question]) -> tuple[dict[str, int], int]:
    """Which column stands where, and on which row the participants begin."""
    names = {column: {folded(word) for word in words} for column, words in HEADINGS.items()}
    for question in questions:
        names[f"q-{question.pk}"] = {folded(text) for text in question.text.texts.values()}
    for number, cells in enumerate(rows[:5]):
        words = [folded(cell) for cell in cells]
        found = {column: _place(words, wanted) for column, wanted in names.items()}
        if found["name"] is not None:
            return {column: place for column, place in found.items() if place is not None}, number + 1
    sentence = _("The sheet needs a row of headings with at least the name: %(all)s.")
    raise SheetUnreadable(sentence % {"all": ", ".join(headings((get_language() or "ko")[:2], questions))})


def _place(words: Sequence[str], wanted: set[str]) -> int | None:
    return next((place for place, word in enumerate(words) if word and word in wanted), None)


def _line(number: int, cells: Mapping[str, str], questions: Iterable[Question]) -> Line:
    troubles: list[str] = []

    def read(column: str, how: Callable[[str], T], fallback: T) -> T:
        try:
            return how(cells.get(column, ""))
        except ValidationError as error:
            troubles.append(error.messages[0])
            return fallback

    if any(RESIDENT_NUMBER.search(cell) for cell in cells.values()):
        troubles.append(
            _("A resident registration number stands here; it must not be kept. Take it out of the sheet.")
        )
        cells = {column: RESIDENT_NUMBER.sub("", cell) for column, cell in cells.items()}
    words = Words(
        name=read("name", _name, cells.get("name", "")[:LONGEST_NAME]),
        email=read("email", _address, ""),
        phone=read("phone", _telephone, ""),
        born_on=read("born_on", _birthday, None),
        guardian_name=read("guardian_name", _other_name, ""),
        guardian_email=read("guardian_email", _address, ""),
        guardian_phone=read("guardian_phone", _telephone, ""),
        evidence=read("evidence", _evidence, ""),
        said=_said(cells, questions),
    )
    if not troubles:
        troubles += _unreachable(words)
    return Line(number, words, troubles)


def _unreachable(words: Words) -> Iterable[str]:
    if words.is_child and not words.guardian_email and not words.guardian_phone:
        yield _("The guardian has neither a mail address nor a telephone number.")
    elif not words.is_child and not words.email and not words.phone:
        yield _("There is neither a mail address nor a telephone number.")
    if not words.is_child and (words.guardian_email or words.guardian_phone):
        yield _("The guardian's name is missing.")


def _name(text: str) -> str:
    if not text:
        raise ValidationError(_("The name is missing."))
    return _other_name(text)


def _other_name(text: str) -> str:
    if len(text) > LONGEST_NAME:
        raise ValidationError(_("The name is longer than %d letters.") % LONGEST_NAME)
    if "@" in text:
        raise ValidationError(_("A mail address stands where the name should be."))
    return text


def _address(text: str) -> str:
    if not text:
        return ""
    try:
        validate_email(text)
    except ValidationError as error:
        raise ValidationError(_("“%s” is no e-mail address.") % text) from error
    return text.lower()


def _telephone(text: str) -> str:
    if len(text) > 30:
        raise ValidationError(_("“%s” is no telephone number.") % text[:40])
    telephone_shape(text)
    return text


def _birthday(text: str) -> date | None:
    if not text:
        return None
    found = DAY.fullmatch(text) or DAY_IN_EIGHT.fullmatch(text)
    try:
        day = date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not day.year >= 1900 or day > now().date():
        raise ValidationError(_("“%s” is no date of birth; write 2015-03-01.") % text[:40])
    return day


def _evidence(text: str) -> str:
    if len(text) > LONGEST_EVIDENCE:
        raise ValidationError(_("How the guardian agreed is longer than %d letters.") % LONGEST_EVIDENCE)
    return text


def _said(cells: Mapping[str, str], questions: Iterable[Question]) -> dict[str, str]:
    found = {}
    for question in questions:
        said = cells.get(f"q-{question.pk}", "")[: LONGEST_SAID + 1]
        if said:
            found[str(question.pk)] = _yes_or_no(said) if question.kind == Question.Kind.YES_NO else said
    return found


def _yes_or_no(said: str) -> str:
    word = folded(said)
    if word in ("예", "네", "o", "○", "y", "yes", "있음", "1"):
        return "yes"
    return "no" if word in ("아니요", "아니오", "x", "×", "n", "no", "없음", "0", "-") else said
