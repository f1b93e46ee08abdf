"""Signing somebody up at the desk or by telephone: whom the city knows, whom it does not, and what is still missing."""

import pytest

from ontact.commons.people.models import Consent, Person
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.models import HouseholdMember, Line, Preparation, Registration
from ontact.commons.registrations.tests.desks import a_question, at, enter, verbs_of
from ontact.commons.registrations.tests.factories import SessionFactory, a_child, a_programme, signed_up
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def facts(**more):
    said = {"key": str(uuid7()), "children": "0", "channel": "telephone", "language": "ko", "comes": "on"}
    return {**said, "name": "이하늘", "email": "", "phone": "031-228-0001", **more}


def a_childs(number, name, **more):
    own = {"name": name, "born_on": "2019-03-01", **more}
    return {f"child{number}-{word}": value for word, value in own.items()}


def sent(client, programme, **more):
    return client.post(at("desk_register", programme), facts(**more))


def test_somebody_new_gets_a_place_and_a_telephone_number(client):
    programme = a_programme()
    enter(client, programme)

    answer = sent(client, programme)

    row = Registration.objects.get(programme=programme)
    assert (row.state, row.channel, row.person.name, row.person.phone) == (
        "placed",
        "telephone",
        "이하늘",
        "031-228-0001",
    )
    assert not row.person.is_claimed
    assert answer.url == at("desk_place", row)


def test_somebody_known_by_exactly_this_address_is_found(client):
    programme = a_programme()
    known = PersonFactory(name="이하늘", email="sky@example.org", phone="010-1")
    enter(client, programme)

    sent(client, programme, email="SKY@example.org", phone="031-9")

    known.refresh_from_db()
    assert Registration.objects.get(programme=programme).person == known
    assert known.phone == "010-1"


def test_another_name_under_an_address_that_is_signed_in_with_is_asked_about(client):
    programme = a_programme()
    owner = PersonFactory(name="김바다", email="sea@example.org")
    enter(client, programme)

    page = sent(client, programme, email="sea@example.org").content.decode()
    assert not Registration.objects.exists()
    sent(client, programme, email="sea@example.org", same_person="on")

    assert "김바다" not in page
    assert 'name="same_person"' in page
    assert Registration.objects.get(programme=programme).person == owner


def test_the_same_form_twice_is_one_line(client):
    programme = a_programme()
    enter(client, programme)
    said = facts()

    client.post(at("desk_register", programme), said)
    client.post(at("desk_register", programme), said)

    assert Line.objects.filter(programme=programme, verb="sign_up").count() == 1
    assert Registration.objects.filter(programme=programme).count() == 1


def test_children_come_with_their_guardians_consent_and_its_evidence(client):
    programme = a_programme(capacity=2, terms={"needs_guardian": True})
    officer = enter(client, programme)
    children = {**a_childs(1, "박나무", evidence="전화, 5월 3일"), **a_childs(2, "朴花 🌸", evidence="종이")}

    said = {**facts(children="2", together="on", **children)}
    del said["comes"]
    client.post(at("desk_register", programme), said)

    rows = Registration.objects.filter(programme=programme).select_related("person__guardian")
    assert {row.person.name for row in rows} == {"박나무", "朴花 🌸"}
    assert {row.person.guardian.name for row in rows} == {"이하늘"}
    assert len({row.unit for row in rows}) == 1
    assert {row.state for row in rows} == {"placed"}
    assert set(Consent.objects.values_list("evidence", flat=True)) == {"전화, 5월 3일", "종이"}
    assert HouseholdMember.objects.count() == 2
    assert verbs_of(officer)[-1] == "signed up at the desk"


def test_a_child_that_the_guardian_has_already_is_the_same_child(client):
    programme = a_programme()
    guardian = PersonFactory(name="이하늘", email="sky@example.org")
    child = a_child(guardian, name="박나무")
    enter(client, programme)
    said = facts(email="sky@example.org", children="1", **a_childs(1, "박나무"))
    del said["comes"]

    client.post(at("desk_register", programme), said)

    assert Registration.objects.get(programme=programme).person == child


def test_what_is_missing_is_named_and_nothing_is_kept_but_what_was_typed(client):
    programme = a_programme(capacity=2, terms={"needs_guardian": True})
    question = a_question(programme)
    enter(client, programme)

    page = sent(client, programme, children="1", **a_childs(1, "박나무")).content.decode()

    assert page.count("has not been answered for") == 2
    assert "The consent of a guardian is missing for 박나무." in page
    assert 'value="이하늘"' in page
    assert 'value="박나무"' in page
    assert f"child1-q-{question.pk}" in page
    assert not Person.objects.filter(name="박나무").exists()
    assert not Preparation.objects.exists()


def test_a_child_more_loses_nothing_that_was_typed(client):
    programme = a_programme(terms={"extent": "sessions"})
    session = SessionFactory(programme=programme)
    enter(client, programme)
    said = facts(children="1", sessions=[str(session.pk)], more="1", **a_childs(1, "박나무"))

    page = client.post(at("desk_register", programme), said).content.decode()

    assert 'name="child2-name"' in page
    assert 'value="박나무"' in page
    assert 'value="2019-03-01"' in page
    assert "checked" in page
    assert not Registration.objects.exists()


def test_neither_mail_nor_telephone_is_too_little(client):
    programme = a_programme()
    enter(client, programme)

    assert sent(client, programme, phone="").status_code == 200
    assert not Registration.objects.exists()


def test_nobody_who_comes_is_asked_about(client):
    programme = a_programme()
    enter(client, programme)
    said = facts()
    del said["comes"]

    page = client.post(at("desk_register", programme), said).content.decode()

    assert "Nobody has been entered who comes." in page
    assert not Person.objects.filter(name="이하늘").exists()


def test_somebody_who_has_a_place_already_is_told_so(client):
    programme = a_programme(capacity=2)
    known = PersonFactory(name="이하늘", email="sky@example.org")
    signed_up(programme, known)
    enter(client, programme)

    answer = client.post(at("desk_register", programme), facts(email="sky@example.org"), follow=True)

    assert "Was signed up here already" in answer.content.decode()


@pytest.mark.parametrize("name", ["가 나 다", "😀👨‍👩‍👧", "나" * 40, "金水原", "O'Neil-박 <b>"])
def test_a_name_is_kept_as_it_was_typed(client, name):
    programme = a_programme()
    enter(client, programme)

    sent(client, programme, name=name)

    row = Registration.objects.get(programme=programme)
    page = client.get(at("desk_place", row)).content.decode()
    assert row.person.name == name
    assert "<b>" not in page.split("</title>")[1]


def test_more_children_than_one_sign_up_takes_is_said(client):
    programme = a_programme(capacity=9, terms={"people_at_most": 1})
    enter(client, programme)

    page = sent(client, programme, children="1", **a_childs(1, "박나무")).content.decode()

    assert "At most 1 people can be signed up at once here." in page
