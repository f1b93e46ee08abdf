"""Participants from a sheet are taken over once, in the order of the sheet, without the rows that have a fault."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from ontact.commons.people.models import Consent, Person
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.errors import SheetHasFaults
from ontact.commons.registrations.models import HouseRule, Line, Registration
from ontact.commons.registrations.queries.participants import Fate
from ontact.commons.registrations.tests.desks import at, details_of, enter
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_programme,
    check_book,
    signed_up,
)
from ontact.commons.registrations.tests.sheets import HEAD, a_child, an_adult, plan, taken_over
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


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
