"""Each letter in both languages: whole sentences of one language, dates on the reader's clock, nothing left unsaid."""

import re
from datetime import datetime
from pathlib import Path

import pytest
import time_machine

import ontact.commons.registrations
from ontact.commons.notices.actions import send_all
from ontact.commons.people.models import Organisation
from ontact.commons.people.tests.factories import CityFactory, OrganisationFactory, PersonFactory
from ontact.commons.programmes.tests.factories import SEOUL
from ontact.commons.registrations.actions.posting import Post, readers_of
from ontact.commons.registrations.engine.book import Why
from ontact.commons.registrations.queries.saying import REASONS
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, signed_up
from ontact.commons.registrations.tests.mailbox import letters, reads
from ontact.foundation.worded import Worded, in_every_language

pytestmark = pytest.mark.django_db
NOW = datetime(2027, 1, 4, 9, 0, tzinfo=SEOUL)
UNTIL = datetime(2027, 1, 6, 18, 30, tzinfo=SEOUL)
BEGINS = datetime(2027, 1, 9, 14, 0, tzinfo=SEOUL)
ENDS = datetime(2027, 1, 9, 15, 30, tzinfo=SEOUL)
LINK = {"link": "https://hall.example/x/"}
PLACE = Worded.of("ko", ko="다목적실", en="Hall")
REASON = {"ko": "강사가 아픕니다.", "en": "The lecturer is ill."}
CHANGES = [
    {"kind": "time", "session": PLACE, "before": [BEGINS, ENDS], "after": [UNTIL, ENDS]},
    {"kind": "title", "session": "", "before": PLACE, "after": PLACE},
    {"kind": "place", "session": "", "before": PLACE, "after": PLACE},
    {"kind": "added", "session": "", "after": [BEGINS, ENDS]},
    {"kind": "cancelled", "session": "", "before": [BEGINS, ENDS]},
    {"kind": "words", "session": ""},
]
# Letter → its facts, and what its reader must find in Korean and in English.
SAID = {
    "place": ({"why": Why.DRAWN, "free_until": UNTIL}, "자리가 확정되었습니다", "The place is confirmed"),
    "offer": (
        {"why": Why.CAME_FREE, "until": UNTIL},
        "1월 6일 (수) 오후 6:30까지",
        "until Wed 6 January, 6:30 pm",
    ),
    "lapsed": ({"why": Why.TOO_LATE}, "제때", "not answered in time"),
    "waiting": ({"why": Why.FULL, "number": 3}, "3번", "The number in line is 3"),
    "refused": ({"why": Why.NOT_CHOSEN}, "자리가 없습니다", "there is no place"),
    "withdrawn": ({}, "대신 취소", "has given up this sign-up for you"),
    "cancelled": (
        {"reason": REASON, "is_all": True},
        "프로그램은 열리지 않습니다",
        "This programme does not take place",
    ),
    "change": ({"reason": REASON, "changes": CHANGES}, "새 시간", "New time"),
    "reminder": ({"has_door": True}, "한 시간 전", "An hour before it begins"),
    "door": ({"begins_at": BEGINS, "doors": "https://hall.example/x/"}, "오후 2:00", "At 2:00 pm"),
    "offer_ends": ({"until": UNTIL}, "아직 자리를 맡아", "still kept for you"),
    "opens_soon": (
        {"opens_at": UNTIL, "is_ready": True, **LINK},
        "한 번만 누르시면",
        "one press on this page",
    ),
    "window": (
        {"opens_at": UNTIL, "closes_at": ENDS, **LINK},
        "신청 시각이 바뀌",
        "You sign up on this page",
    ),
    "survey": ({"until": UNTIL, **LINK}, "여쭙니다", "Nobody can see who answered what"),
    "survey_again": ({"until": UNTIL, **LINK}, "마지막 안내", "this is the last letter about it"),
    "certificate": ({"done": 6, "held": 8, "needed": 6, **LINK}, "8회 가운데 6회", "Attended: 6 of 8"),
    "certificate_desk": (
        {"deed": "revoked", "number": "2027-1", "reason": REASON, **LINK},
        "수료증이 취소",
        "has revoked certificate no. 2027-1",
    ),
    "no_show": ({"is_late": False, "mark": LINK["link"]}, "불참", "You did not come"),
    "appeal": (
        {"is_excused": True, "answer": REASON, "mark": LINK["link"]},
        "사유를 인정",
        "The reason is accepted",
    ),
    # Subject and text are the desk's own words; ours are the frame around them.
    "desk_message": (
        {"subject": REASON, "text": REASON, "page": "/x/"},
        "에 관한 편지입니다",
        "This message is about",
    ),
}


@pytest.fixture(autouse=True)
def that_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def written(kind, language, facts):
    CityFactory(telephone="031-228-2114")
    host = OrganisationFactory(kind=Organisation.Kind.LIBRARY, telephone="031-228-0000")
    programme = a_programme(host=host, materials=PLACE, place=PLACE, manner="both")
    session = SessionFactory(programme=programme, begins_at=BEGINS, ends_at=ENDS)
    person = PersonFactory(name={"ko": "김지우", "en": "Jiwoo"}[language], language=language)
    signed_up(programme, person)
    for word, value in facts.items():
        if value is REASON:
            facts = {**facts, word: REASON[language]}
        if word == "why":
            facts = {**facts, word: in_every_language(REASONS[value])}
    (reader,) = readers_of(programme.registrations.select_related("person__guardian"))
    letter = Post(programme, [session]).letter(reader, kind, key="tried", sessions=[session], **facts)
    send_all([letter])
    return programme, reads(letters(kind)[-1])


def test_every_letter_is_tried():
    folder = Path(ontact.commons.registrations.__file__).parent / "templates" / "registrations" / "mail"

    assert {file.stem for file in folder.glob("[a-z]*.txt")} == set(SAID)


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("kind", sorted(SAID))
def test_a_letter_is_of_one_language_and_says_what_it_is_for(kind, language):
    facts, korean, english = SAID[kind]

    programme, text = written(kind, language, facts)

    assert {"ko": korean, "en": english}[language] in text
    assert programme.title.text(language) in text
    plain = re.sub(r"https?://\S+", "", text)
    foreign = {"ko": r"[A-Za-z]{2,}", "en": r"[가-힣]"}[language]
    assert not re.findall(foreign, plain)
    assert not re.findall(r"\{\{|\{%|\$time|%\(|\bNone\b", text)


@pytest.mark.parametrize("kind", ["waiting", "no_show", "cancelled", "opens_soon", "appeal", "window"])
@pytest.mark.parametrize("language", ["ko", "en"])
def test_its_other_words_are_of_one_language_too(kind, language):
    facts = dict(SAID[kind][0])
    facts |= {"is_held": True, "is_late": True, "is_all": False, "is_ready": False, "is_excused": False}
    facts |= {"is_signed_up": True}

    _programme, text = written(kind, language, facts)

    plain = re.sub(r"https?://\S+", "", text)
    assert not re.findall({"ko": r"[A-Za-z]{2,}", "en": r"[가-힣]"}[language], plain)


def test_a_long_series_names_a_dozen_dates_and_says_how_many_more():
    programme = a_programme()
    for _n in range(15):
        SessionFactory(programme=programme)
    signed_up(programme, PersonFactory(language="en"))

    text = reads(letters("place")[0])

    assert text.count("First meeting: ") == 12
    assert "and 3 more dates" in text


def test_of_whom_it_speaks_is_said_to_a_guardian():
    programme = a_programme()
    guardian = PersonFactory(language="en")
    child = PersonFactory(guardian=guardian, name="Jian", claimed_at=None, email="")
    signed_up(programme, child, asked_by=guardian)

    assert "This is about Jian." in reads(letters("place")[0])
