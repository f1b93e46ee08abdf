"""Lists as sheets: only for a reason, with as little as was asked for, and never a formula."""

import csv
import io

import pytest

from ontact.commons.people.forms.sheets import read_file
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.queries.desk_lists import list_rows
from ontact.commons.registrations.tests.desks import a_question, at, details_of, enter, verbs_of
from ontact.commons.registrations.tests.factories import a_child, a_programme, prepared, signed_up
from ontact.foundation.actor import SYSTEM

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def asked(**more):
    return {"which": "placed", "file_format": "csv", "reason": "당일 출석부", **more}


def rows_in(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_without_a_reason_no_list_leaves_the_house(client):
    programme = a_programme()
    signed_up(programme, PersonFactory(name="이하늘"))
    officer = enter(client, programme)

    answer = client.post(at("desk_list", programme), asked(reason="  "))

    assert answer["Content-Type"].startswith("text/html")
    assert "이하늘" not in answer.content.decode()
    assert verbs_of(officer) == []


def test_the_journal_knows_who_took_which_list_and_why(client):
    programme = a_programme(capacity=2)
    signed_up(programme)
    signed_up(programme)
    officer = enter(client, programme)

    client.post(at("desk_list", programme), asked(columns=["contact"]))
    page = client.get(at("desk_list", programme)).content.decode()

    assert verbs_of(officer) == ["took a list"]
    assert details_of("took a list") == {
        "list": "placed",
        "columns": ["contact"],
        "rows": 2,
        "reason": "당일 출석부",
    }
    assert "당일 출석부" in page


def test_names_only_unless_more_is_asked_for(client):
    programme = a_programme(capacity=1)
    guardian = PersonFactory(name="김보호", email="kim@example.org", phone="031-228-0001")
    signed_up(programme, a_child(guardian, name="박나무"), asked_by=guardian)
    enter(client, programme)

    few = rows_in(client.post(at("desk_list", programme), asked()))
    more = rows_in(client.post(at("desk_list", programme), asked(columns=["contact"])))

    assert few[1] == ["1", "박나무", "The whole series", "Has a place", "", ""]
    assert more[1][-3:] == ["김보호", "031-228-0001", "kim@example.org"]


def test_answers_and_age_stand_in_columns_of_their_own():
    programme = a_programme(capacity=1)
    question = a_question(programme, ko="알레르기", en="Allergies")
    said = {str(question.pk): "땅콩", "born_on": "2000-01-01"}
    press(preparation=prepared(programme, PersonFactory(), said=said), by=SYSTEM)

    heading, row = list_rows(programme, "placed", ["age", "answers"])

    assert len(heading) == len(row) == 8
    assert row[-1] == "땅콩"
    assert int(row[-2]) >= 26


def test_the_line_is_in_its_order():
    programme = a_programme(capacity=0)
    for name in ("하", "가", "나"):
        signed_up(programme, PersonFactory(name=name))

    _heading, *rows = list_rows(programme, "waiting", [])

    assert [(row[1], row[4]) for row in rows] == [("하", "1"), ("가", "2"), ("나", "3")]


@pytest.mark.parametrize("name", ["=1+1", "+82", "-2", "@cmd", "＝1+1", "＠SUM(1)", "'quoted"])
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_name_is_never_a_formula(client, name, file_format):
    programme = a_programme()
    signed_up(programme, PersonFactory(name=name))
    enter(client, programme)

    answer = client.post(at("desk_list", programme), asked(file_format=file_format))

    assert read_file("list", answer.content)[1][1] == f"'{name}"
    assert answer["Cache-Control"] == "no-store"


def test_a_list_costs_the_same_for_one_row_as_for_many(django_assert_num_queries):
    for many in (2, 12):
        programme = a_programme(capacity=20)
        question = a_question(programme)
        for _n in range(many):
            person = PersonFactory()
            press(preparation=prepared(programme, person, said={str(question.pk): "x"}), by=SYSTEM)
        with django_assert_num_queries(6):
            list_rows(programme, "live", ["age", "contact", "answers"])
