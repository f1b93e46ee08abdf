"""Participants from a sheet: each row understood or its fault named, taken over once, in the order of the sheet."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from ontact.commons.people.forms.sheets import SheetUnreadable, read_file
from ontact.commons.people.models import Consent, Person
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.importing import import_participants
from ontact.commons.registrations.errors import SheetHasFaults
from ontact.commons.registrations.forms.desk_sheet import lines_in
from ontact.commons.registrations.models import HouseRule, Line, Registration
from ontact.commons.registrations.queries.participants import Fate, plan_of
from ontact.commons.registrations.tests.desks import a_question, at, details_of, enter
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_programme,
    check_book,
    signed_up,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.ids import uuid7

pytestmark = pytest.mark.django_db

HEAD = ["이름", "전자우편", "전화", "생년월일", "보호자", "보호자 전자우편", "보호자 전화", "보호자 동의"]


def an_adult(name, email="", phone=""):
    return [name, email, phone, "", "", "", "", ""]


def a_child(name, guardian, email, born_on="2019-03-01", evidence="종이"):
    return [name, "", "", born_on, guardian, email, "", evidence]


def plan(programme, *rows):
    return plan_of(programme, lines_in([HEAD, *rows], programme.sign_up_terms.questions.all()))


def taken_over(programme, *rows, key=None, **facts):
    lines = lines_in([HEAD, *rows], programme.sign_up_terms.questions.all())
    return import_participants(programme=programme, rows=lines, key=key or uuid7(), by=SYSTEM, **facts)


def troubles(programme, row):
    (line,) = plan(programme, row).lines
    return line.troubles


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        (an_adult("", "a@example.org"), "The name is missing."),
        (an_adult("가" * 101, "a@example.org"), "The name is longer than 100 letters."),
        (an_adult("a@example.org", "031"), "A mail address stands where the name should be."),
        (an_adult("이하늘", "sky.example"), "“sky.example” is no e-mail address."),
        (an_adult("이하늘", "", "내일"), "A telephone number has only digits"),
        (an_adult("이하늘"), "There is neither a mail address nor a telephone number."),
        (a_child("박나무", "김보호", ""), "The guardian has neither a mail address nor a telephone number."),
        (["박나무", "", "", "2019", "김보호", "k@example.org", "", "종이"], "“2019” is no date of birth"),
        (["박나무", "", "", "2091-01-01", "김보호", "k@example.org", "", ""], "is no date of birth"),
        (["박나무", "", "031", "", "", "k@example.org", "", ""], "The guardian's name is missing."),
        (an_adult("이하늘 900101-1234567", "a@example.org"), "A resident registration number stands here"),
    ],
)
def test_each_fault_is_named(row, trouble):
    assert trouble in " ".join(troubles(a_programme(), row))


def test_a_resident_registration_number_is_shown_nowhere(client):
    programme = a_programme()
    enter(client, programme)
    lines = "이름\t전화\n이하늘 900101-1234567\t031"

    page = client.post(at("desk_import", programme), {"lines": lines, "faults": "leave"}).content.decode()

    assert "A resident registration number" in page
    assert "1234567" not in page.partition("<form")[0]


@pytest.mark.parametrize(
    "written",
    [
        "2019-03-01",
        "2019.3.1",
        "2019. 3. 1.",
        "2019/03/01",
        "2019년 3월 1일",
        "20190301",
        "2019-03-01 00:00:00",
    ],
)
def test_a_birthday_is_read_as_people_write_it(written):
    (line,) = plan(a_programme(), a_child("박나무", "김보호", "k@example.org", written)).lines

    assert line.words.born_on == date(2019, 3, 1)


@pytest.mark.parametrize("name", ["가 나 다", "😀👨‍👩‍👧", "나" * 40, "金水原", "O'Neil"])
def test_a_name_is_kept_as_it_stands(name):
    programme = a_programme()

    taken_over(programme, an_adult(name, "a@example.org"))

    assert Registration.objects.get(programme=programme).person.name == name


def test_letters_taken_apart_by_another_system_are_put_together():
    programme = a_programme()

    taken_over(programme, an_adult("\u1100\u1161\u11a8", "a@example.org"))

    assert Registration.objects.get(programme=programme).person.name == "각"


def test_what_is_missing_by_the_programmes_own_rules_is_named_before_anything_is_written():
    programme = a_programme(terms={"needs_guardian": True}, age_from=5, age_to=8)
    a_question(programme, ko="알레르기")

    with_born = a_child("박나무", "김보호", "k@example.org", "2010-01-01", "")
    (line,) = plan(programme, with_born).lines

    assert len(line.troubles) == 3
    assert "알레르기" in line.troubles[0]
    assert "not the age" in line.troubles[1]
    assert "consent of a guardian" in line.troubles[2]
    assert not Person.objects.filter(name="박나무").exists()


def test_answers_stand_in_columns_with_the_questions_words():
    programme = a_programme()
    question = a_question(programme, kind="yes_no")
    heading = [*HEAD, "any allergies?"]

    (line,) = lines_in([heading, [*an_adult("이하늘", "a@example.org"), "네"]], [question])

    assert line.words.said == {str(question.pk): "yes"}


def test_good_rows_are_taken_over_and_bad_ones_left_out_in_the_order_of_the_sheet():
    programme = a_programme(capacity=2)

    done = taken_over(
        programme,
        an_adult("하나", "1@example.org"),
        an_adult("둘"),
        an_adult("셋", "3@example.org"),
        an_adult("넷", "4@example.org"),
        an_adult("셋", "3@example.org"),
    )

    states = dict(Registration.objects.filter(programme=programme).values_list("person__name", "state"))
    assert states == {"하나": "placed", "셋": "placed", "넷": "waiting"}
    assert (done.placed, done.waiting, done.left_out) == (2, 1, 2)
    assert details_of("imported participants") == {"rows": 3, "left_out": 2}
    check_book(programme)


def test_all_or_nothing_takes_nothing_while_a_row_has_a_fault():
    programme = a_programme(capacity=9)

    with pytest.raises(SheetHasFaults):
        taken_over(programme, an_adult("하나", "1@example.org"), an_adult("둘"), all_or_nothing=True)

    assert not Registration.objects.filter(programme=programme).exists()
    assert not Person.objects.filter(name="하나").exists()


def test_the_same_sheet_twice_signs_up_nobody_twice():
    programme = a_programme(capacity=9)
    rows = [
        an_adult("하나", "1@example.org"),
        an_adult("둘", "", "031-1"),
        a_child("박나무", "김보호", "k@example.org"),
        a_child("박바위", "김보호", "k@example.org"),
    ]
    key = uuid7()
    taken_over(programme, *rows, key=key)

    again = taken_over(programme, *rows, key=key)
    anew = taken_over(programme, *rows)

    assert Registration.objects.filter(programme=programme).count() == 4
    assert (again.placed, again.known) == (0, 4)
    assert (anew.placed, anew.known) == (0, 4)
    assert Person.objects.filter(name="김보호").count() == 1
    assert Consent.objects.count() == 2


def test_whom_the_city_knows_is_found_and_an_address_of_somebody_else_is_a_fault():
    programme = a_programme(capacity=9)
    known = PersonFactory(name="이하늘", email="sky@example.org")
    guest = PersonFactory(name="김바다", email="sea@example.org", claimed_at=None)
    signed_up(programme, PersonFactory(name="최산", email="hill@example.org"))

    found = plan(
        programme,
        an_adult("이 하늘", "sky@example.org"),
        an_adult("김바다", "sea@example.org"),
        an_adult("최산", "hill@example.org"),
        an_adult("박들", "sky@example.org"),
    )

    assert [line.fate for line in found.lines] == [Fate.NEW, Fate.NEW, Fate.KNOWN, Fate.FAULTY]
    assert [line.person for line in found.lines[:2]] == [known, guest]


def test_a_house_rule_refuses_a_row_as_it_refuses_everybody():
    programme = a_programme(capacity=9)
    HouseRuleFactory(organisation=programme.host, code=HouseRule.Code.AGES, numbers={"from": 3, "to": 7})

    done = taken_over(
        programme,
        a_child("박나무", "김보호", "k@example.org", "2010-01-01"),
        an_adult("하나", "1@example.org"),
    )

    assert done.refused == 2
    assert set(Registration.objects.values_list("why", flat=True)) == {"ages"}


def test_a_sheet_is_taken_over_for_one_session():
    programme = a_programme(capacity=9, terms={"extent": "sessions"})
    session = SessionFactory(programme=programme)

    taken_over(programme, an_adult("하나", "1@example.org"), session=session)

    row = Registration.objects.get(programme=programme)
    assert (row.session, list(row.preparation.sessions.all())) == (session, [session])


def five_hundred(bad=()):
    rows = []
    for number in range(1, 501):
        email = "nobody" if number in bad else f"p{number}@example.org"
        rows.append(
            an_adult(f"사람 {number}", email)
            if number % 2
            else a_child(f"아이 {number}", f"보호 {number}", email)
        )
    return rows


def test_five_hundred_rows_with_broken_ones_are_one_batch_and_the_dry_run_is_eight_statements():
    programme = a_programme(capacity=300, terms={"needs_guardian": True})
    bad = {7, 8, 250, 500}

    with CaptureQueriesContext(connection) as looked:
        found = plan(programme, *five_hundred(bad))
    done = taken_over(programme, *five_hundred(bad))

    assert [line.number for line in found.of(Fate.FAULTY)] == [one + 1 for one in sorted(bad)]
    assert len(looked) <= 10
    assert (done.placed, done.waiting, done.left_out) == (300, 196, 4)
    assert Line.objects.filter(programme=programme, verb="sign_up").count() == 496
    check_book(programme)


def test_taking_over_costs_as_many_statements_for_forty_rows_as_for_four():
    counts = []
    for many in (4, 40):
        programme = a_programme(capacity=100, terms={"needs_guardian": True})
        rows = [
            a_child(f"아이 {many}-{one}", f"보호 {one}", f"k{many}-{one}@example.org") for one in range(many)
        ]
        with CaptureQueriesContext(connection) as counted:
            taken_over(programme, *rows)
        counts.append(len(counted))

    assert counts[0] == counts[1]


def test_more_rows_than_five_hundred_are_split():
    rows = [an_adult(f"사람 {number}", f"p{number}@example.org") for number in range(501)]

    with pytest.raises(SheetUnreadable, match="more than 500 rows"):
        plan(a_programme(), *rows)


@pytest.mark.parametrize("rows", [[["뭔가", "또"], ["a", "b"]], [HEAD]])
def test_what_is_no_list_of_participants_is_refused_with_a_sentence(rows):
    with pytest.raises(SheetUnreadable):
        lines_in(rows, [])


def a_workbook(*rows):
    book, file = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(file)
    return SimpleUploadedFile("people.xlsx", file.getvalue())


def test_a_file_is_looked_at_first_and_taken_over_by_one_press(client):
    programme = a_programme(capacity=9)
    enter(client, programme)
    sheet = a_workbook(HEAD, an_adult("하나", "1@example.org"), an_adult("둘"))

    page = client.post(at("desk_import", programme), {"sheet": sheet, "faults": "leave"}).content.decode()
    before = Registration.objects.count()
    client.post(at("desk_imported", programme))
    client.post(at("desk_imported", programme))

    assert "Sign up 1 person" in page
    assert "Row 3 (둘)" in page
    assert before == 0
    assert Registration.objects.count() == 1


def test_whoever_wants_all_or_none_gets_no_button_while_a_row_has_a_fault(client):
    programme = a_programme(capacity=9)
    enter(client, programme)
    lines = "이름\t전화\n하나\t031-1\n둘\t\n"

    page = client.post(at("desk_import", programme), {"lines": lines, "faults": "stop"}).content.decode()

    assert at("desk_imported", programme) not in page
    assert "Nothing is taken over before all rows are right." in page


def test_the_empty_sheet_can_be_read_again(client):
    programme = a_programme()
    question = a_question(programme)
    enter(client, programme)

    answer = client.get(at("desk_import_sheet", programme))

    (heading,) = read_file("participants.xlsx", answer.content)
    line = ["Sky", "a@example.org", *[""] * 6, "none"]
    (read,) = lines_in([heading, line], [question])
    assert (read.words.name, read.words.said) == ("Sky", {str(question.pk): "none"})
