"""A standing list from a sheet: what changes, every fault by its row, and the way there and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontact.capabilities.meetings.actions import standing as acts
from ontact.capabilities.meetings.errors.standing import ListChanged
from ontact.capabilities.meetings.forms.standing_sheet import (
    deputies_in,
    lines_in,
    offices_by_name,
    plain,
    rows_of,
)
from ontact.capabilities.meetings.models import Part
from ontact.capabilities.meetings.queries.standing_plan import Fate, SeatWords, longest_run, plan_of
from ontact.capabilities.meetings.tests.factories import a_neighbourhood, a_standing_list, a_standing_seat
from ontact.commons.people.forms.sheets import SheetUnreadable, read_file
from ontact.commons.people.models import Organisation
from ontact.foundation.actor import SYSTEM
from ontact.web.sheets import sheet_file

pytestmark = pytest.mark.django_db
HEAD = ["좌석", "소속", "역할", "의결권", "성명", "전자우편", "대리 참석자"]


def plan(standing, *rows, heading=HEAD):
    lines = lines_in([heading, *rows], offices_by_name(Organisation.objects.all()))
    return plan_of(standing, lines)


def carried_out(standing, found):
    return acts.import_seats(standing, found.lines, seen=found.counts(), by=SYSTEM)


def troubles(found):
    return {line.number: line.troubles for line in found.lines if line.troubles}


def test_a_sheet_makes_changes_moves_and_takes_away():
    standing, office = a_standing_list(), a_neighbourhood()
    for title, name in (("가", "김하나"), ("나", "이둘"), ("다", "박셋"), ("라", "최넷")):
        a_standing_seat(standing, title, office=office, holder=(name, f"{ord(title)}@example.org"))
    found = plan(
        standing,
        ["라", "정자1동", "", "예", "최넷", f"{ord('라')}@example.org", ""],
        ["가", "정자1동", "", "예", "새사람", "new@example.org", "강대리 <deputy@example.org>"],
        ["나", "정자1동", "", "예", "이둘", f"{ord('나')}@example.org", ""],
        ["마", "정자1동", "의장", "아니요", "정다섯", "", ""],
    )

    assert [(line.words.title, line.fate) for line in found.lines] == [
        ("라", Fate.MOVED),
        ("가", Fate.CHANGED),
        ("나", Fate.UNTOUCHED),
        ("마", Fate.NEW),
    ]
    assert [seat.title for seat in found.gone] == ["다"]
    assert standing.seats.standing().count() == 4

    carried_out(standing, found)

    seats = list(standing.seats.standing().with_frame())
    assert [(s.rank, s.title, s.holder_name, s.part) for s in seats] == [
        (1, "라", "최넷", "member"),
        (2, "가", "새사람", "member"),
        (3, "나", "이둘", "member"),
        (4, "마", "정다섯", "chair"),
    ]
    assert [str(one) for one in seats[1].deputies.all()] == ["강대리 <deputy@example.org>"]


def test_holders_change_places_in_one_sheet():
    standing, office = a_standing_list(), a_neighbourhood()
    a_standing_seat(standing, "가", office=office, holder=("김", "kim@example.org"), part=Part.CHAIR)
    a_standing_seat(standing, "나", office=office, holder=("이", "lee@example.org"))
    found = plan(
        standing,
        ["가", "정자1동", "위원", "", "이", "lee@example.org", ""],
        ["나", "정자1동", "의장", "", "김", "kim@example.org", ""],
    )

    carried_out(standing, found)

    assert list(standing.seats.values_list("title", "holder_name", "part")) == [
        ("가", "이", "member"),
        ("나", "김", "chair"),
    ]


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        (["", "정자1동", "", "", "김", "", ""], "좌석 이름이 없습니다."),
        (["동장", "", "", "", "김", "", ""], "소속이 없습니다."),
        (["동장", "없는동", "", "", "김", "", ""], "“없는동” 소속을 찾을 수 없습니다."),
        (["동장", "정자1동", "왕", "", "김", "", ""], "“왕” 역할을 알 수 없습니다."),
        (["동장", "정자1동", "", "글쎄", "김", "", ""], "“글쎄”: 좌석에 표결권이 있는지 알 수 없습니다."),
        (["동장", "정자1동", "", "", "김", "kim@", ""], "“kim@”은(는) 이메일 주소가 아닙니다."),
        (["동장", "정자1동", "", "", "", "kim@example.org", ""], "이름 없이 주소만 있습니다."),
        (
            ["동장", "정자1동", "", "", "김, 이", "", ""],
            "이름은 한 명만 적으십시오. 좌석의 보직자는 한 명입니다.",
        ),
        (
            ["동장", "정자1동", "", "", "김", "kim@example.org lee@example.org", ""],
            "주소가 두 개입니다. 좌석의 보직자는 한 명입니다.",
        ),
        (
            ["동장", "정자1동", "", "", "김", "", "<nobody@example.org>"],
            "“<nobody@example.org>”: 대리 참석자는 이름을 쓰고 <주소>를 적으십시오.",
        ),
        (["동" * 121, "정자1동", "", "", "김", "", ""], "좌석 이름이 120자보다 깁니다."),
    ],
)
def test_each_fault_of_a_row_is_named_and_the_good_rows_are_kept(row, trouble):
    standing = a_standing_list()
    a_neighbourhood()

    found = plan(standing, row, ["통장", "정자1동", "", "", "이", "", ""])

    assert troubles(found) == {2: [trouble]}
    carried_out(standing, found)
    assert list(standing.seats.values_list("title", flat=True)) == ["통장"]


def test_rows_that_contradict_each_other_are_named_with_their_numbers():
    standing = a_standing_list()
    a_neighbourhood()
    found = plan(
        standing,
        ["가", "정자1동", "", "", "김", "kim@example.org", ""],
        ["가", "정자1동", "", "", "이", "lee@example.org", ""],
        ["나", "정자1동", "", "", "박", "park@example.org", ""],
        ["다", "정자1동", "", "", "박", "park@example.org", ""],
        ["라", "정자1동", "의장", "", "", "", ""],
        ["라", "정자1동", "의장", "", "", "", ""],
        ["마", "정자1동", "의장", "", "", "", ""],
    )

    assert troubles(found) == {
        2: ["이 좌석에 보직자나 소속이 둘입니다. 3행을 보십시오."],
        3: ["이 좌석에 보직자나 소속이 둘입니다. 2행을 보십시오."],
        4: ["이 보직자에게 좌석이 둘입니다. 5행을 보십시오."],
        5: ["이 보직자에게 좌석이 둘입니다. 4행을 보십시오."],
        7: ["6행과 같은 행입니다."],
        8: ["6행이 이미 의장입니다. 의장은 한 명입니다."],
    }
    assert [line.words.title for line in found.good] == ["라"]


def test_a_seat_whose_row_has_a_fault_keeps_its_holder_whom_no_other_row_may_take():
    standing, office = a_standing_list(), a_neighbourhood()
    a_standing_seat(standing, "가", office=office, holder=("김", "kim@example.org"))
    found = plan(
        standing,
        ["가", "없는동", "", "", "이", "lee@example.org", ""],
        ["나", "정자1동", "", "", "김", "kim@example.org", ""],
    )

    assert troubles(found)[3] == ["이 보직자는 행에 오류가 있는 “가” 좌석에 아직 있습니다."]
    assert found.gone == []


@pytest.mark.parametrize("heading", [["이름", "전화"], ["좌석", "성명", "전자우편"], ["가", "나"]])
def test_wrong_columns_are_named(heading):
    with pytest.raises(SheetUnreadable) as refusal:
        plan(a_standing_list(), ["x", "y"], heading=heading)

    assert "소속" in str(refusal.value)


def test_what_was_shown_is_what_happens_or_nothing_does():
    standing, office = a_standing_list(), a_neighbourhood()
    found = plan(standing, ["가", "정자1동", "", "", "김", "", ""])
    a_standing_seat(standing, "나", office=office)

    with pytest.raises(ListChanged):
        carried_out(standing, found)

    assert list(standing.seats.values_list("title", flat=True)) == ["나"]


NAMES = st.text(min_size=1, max_size=30).map(plain).filter(bool)
PEOPLE = NAMES.filter(lambda text: not set(text) & set(",;/<>@"))


@st.composite
def seats_in_words(draw):
    titles = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    return [
        SeatWords(
            title=title,
            office=None,
            part=draw(st.sampled_from([Part.MEMBER, Part.CLERK, Part.OBSERVER, Part.CIVIC_GROUP])),
            has_vote=draw(st.booleans()),
            holder_name=draw(PEOPLE),
            holder_email=draw(st.sampled_from(["", f"holder{place}@example.org"])),
            deputies=deputies_in(
                "\n".join(f"{name} <{place}@x.example>" for name in draw(st.lists(PEOPLE, max_size=3)))
            ),
        )
        for place, title in enumerate(titles)
    ]


@settings(max_examples=60, deadline=None)
@given(
    words=seats_in_words(),
    office=NAMES,
    file_format=st.sampled_from(["csv", "xlsx"]),
    language=st.sampled_from(["ko", "en"]),
)
def test_importing_the_exported_sheet_changes_nothing(words, office, file_format, language):
    standing = a_standing_list()
    there = a_neighbourhood(office)
    for one in words:
        acts.add_seat(standing, SeatWords(**{**vars(one), "office": there.pk}), by=SYSTEM)
    content = sheet_file(rows_of(standing.seats.standing().with_frame(), language=language), file_format)

    found = plan_of(standing, lines_in(read_file("seats", content), offices_by_name([there])))

    assert [line.fate for line in found.lines] == [Fate.UNTOUCHED] * len(words), [
        (line.troubles, line.changes) for line in found.lines
    ]
    assert not found.changes_anything


@given(st.permutations(range(9)))
def test_as_few_seats_as_possible_are_called_moved(places):
    run = [place for place in places if place in longest_run(places)]

    assert run == sorted(run)
    assert not any(
        sorted([*run, other]) == [p for p in places if p in {*run, other}]
        for other in places
        if other not in run
    )
