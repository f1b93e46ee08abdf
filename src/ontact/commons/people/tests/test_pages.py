"""Pages of people: who may see them, and what a press does."""

import pytest
from django.urls import reverse

from ontact.commons.people.models import Membership, Organisation, Person
from ontact.commons.people.tests.factories import (
    CityFactory,
    MembershipFactory,
    OrganisationFactory,
    PersonFactory,
    cast_of,
    enter_as,
)

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"people:{name}", args=args)


@pytest.fixture
def cast():
    return cast_of()


@pytest.fixture
def office(cast):
    return cast.organisation


ADMINISTRATORS_PAGES = [
    "organisations",
    "new_organisation",
    "import",
    "organisation",
    "mandates",
    "members",
    "first_steps",
]


@pytest.mark.parametrize(
    ("who", "answer"),
    [("administrator", 200), ("insider", 404), ("colleague", 404), ("stranger", 404), ("nobody", 302)],
)
@pytest.mark.parametrize("name", ADMINISTRATORS_PAGES)
def test_who_tends_offices(client, cast, office, name, who, answer):
    arguments = [office.pk] if name in ("organisation", "mandates", "members") else []
    enter_as(client, cast[who])

    assert client.get(page(name, *arguments)).status_code == answer


@pytest.mark.parametrize(("who", "answer"), [("insider", 404), ("stranger", 404), ("nobody", 302)])
@pytest.mark.parametrize("name", ["ending", "resumption", "imported"])
def test_who_may_not_press(client, cast, name, who, answer):
    membership = MembershipFactory()
    enter_as(client, cast[who])

    assert client.post(page(name, *([] if name == "imported" else [membership.pk]))).status_code == answer
    membership.refresh_from_db()
    assert membership.until is None


@pytest.mark.parametrize(("who", "answer"), [("stranger", 200), ("insider", 200), ("nobody", 302)])
@pytest.mark.parametrize("name", ["me", "forgetting"])
def test_everyone_sees_their_own_data(client, cast, name, who, answer):
    enter_as(client, cast[who])

    assert client.get(page(name)).status_code == answer


def test_an_office_is_added_below_another(client, cast, office):
    enter_as(client, cast.administrator)
    facts = {"name_ko": "예산팀", "name_en": "Budget", "kind": "department", "parent": office.pk}

    client.post(page("new_organisation"), {**facts, "telephone": "031-1", "time_zone": "Asia/Seoul"})

    made = Organisation.objects.get(parent=office)
    assert (made.name.text("ko"), made.mandates.count()) == ("예산팀", 6)


def test_a_telephone_with_letters_keeps_what_was_typed(client, cast):
    enter_as(client, cast.administrator)

    answer = client.post(page("new_organisation"), {"name_ko": "예산팀", "telephone": "call me"})

    assert "telephone" in answer.context["form"].errors
    assert 'value="예산팀"' in answer.content.decode()


def test_the_city_itself_can_be_changed_but_not_moved(client, cast):
    enter_as(client, cast.administrator)
    suwon = CityFactory()

    facts = {"name_ko": "수원특례시", "name_en": "Suwon", "telephone": "1899-3300", "time_zone": "Asia/Seoul"}
    client.post(page("organisation", suwon.pk), {**facts, "kind": "library"})

    suwon.refresh_from_db()
    assert (suwon.kind, suwon.name.text("ko"), suwon.telephone) == ("city", "수원특례시", "1899-3300")


def test_mandates_are_ticked(client, cast, office):
    enter_as(client, cast.administrator)

    client.post(page("mandates", office.pk), {"chair": ["officer", "head"], "approve": ["head"]})

    assert set(office.mandates.values_list("act", "role")) == {
        ("chair", "officer"),
        ("chair", "head"),
        ("approve", "head"),
    }


def test_a_member_is_added_ended_and_given_back(client, cast, office):
    enter_as(client, cast.administrator)
    facts = {
        "name": "김민지",
        "email": "Minji@example.org",
        "role": "head",
        "title": "과장",
        "language": "ko",
    }
    client.post(page("members", office.pk), facts)
    membership = Membership.objects.get(person__email="minji@example.org")

    answer = client.post(page("ending", membership.pk), follow=True)
    membership.refresh_from_db()
    assert membership.until is not None
    undo = next(message for message in answer.context["messages"] if "undo:" in message.tags)
    assert page("resumption", membership.pk) in undo.tags

    client.post(page("resumption", membership.pk))
    membership.refresh_from_db()
    assert membership.until is None


def test_the_last_administrator_gets_a_sentence(client, cast):
    enter_as(client, cast.administrator)
    membership = cast.administrator.memberships.get()

    answer = client.post(page("ending", membership.pk))

    assert answer.status_code == 409


def test_a_sheet_is_shown_before_it_is_taken_over(client, cast, office):
    enter_as(client, cast.administrator)
    before = Organisation.objects.count()

    answer = client.post(page("import"), {"lines": f"가과\n{office.name.text('ko')}\n가과\n나과,,,없는청"})

    assert [line.number for line in answer.context["bad"]] == [3, 4]
    assert [line.number for line in answer.context["known"]] == [2]
    assert Organisation.objects.count() == before
    client.post(page("imported"))
    client.post(page("imported"))
    assert Organisation.objects.count() == before + 1


def test_an_office_below_a_faulty_row_is_left_out_too(client, cast):
    enter_as(client, cast.administrator)

    answer = client.post(page("import"), {"lines": "가청,,우주선\n나과,,,가청\n다과"})

    assert [line.office.name_ko for line in answer.context["good"]] == ["다과"]


@pytest.mark.parametrize("rows", [10, 30])
def test_the_tree_costs_the_same_for_many_offices(client, cast, django_assert_max_num_queries, rows):
    enter_as(client, cast.administrator)
    OrganisationFactory.create_batch(rows)

    with django_assert_max_num_queries(8):
        client.get(page("organisations"))


@pytest.mark.parametrize("rows", [1, 10])
def test_members_cost_the_same_for_many_people(client, cast, office, django_assert_max_num_queries, rows):
    enter_as(client, cast.administrator)
    MembershipFactory.create_batch(rows, organisation=office)

    with django_assert_max_num_queries(10):
        client.get(page("members", office.pk))


def test_people_change_what_is_theirs(client, cast):
    person = cast.stranger
    enter_as(client, person)

    client.post(
        page("me"), {"name": " 김  민지 ", "phone": "010", "language": "en", "time_zone": "Asia/Tokyo"}
    )

    person.refresh_from_db()
    assert (person.name, person.phone, person.language, person.time_zone) == (
        "김 민지",
        "010",
        "en",
        "Asia/Tokyo",
    )


def test_my_page_shows_what_every_package_keeps(client, cast):
    enter_as(client, cast.insider)

    answer = client.get(page("me"))

    assert cast.insider.email in answer.content.decode()
    assert len(answer.context["kept"]) >= 2


def test_being_forgotten_signs_out_and_erases(client):
    person = PersonFactory(name="김민지")
    enter_as(client, person)

    answer = client.post(page("forgetting"))

    person = Person.objects.get(pk=person.pk)
    assert (answer.status_code, person.name, person.email, person.is_active) == (302, "", "", False)
    assert "_auth_user_id" not in client.session


def test_an_officer_keeps_name_and_office(client, cast):
    enter_as(client, cast.insider)

    answer = client.post(page("forgetting"))

    cast.insider.refresh_from_db()
    assert (answer.status_code, cast.insider.is_active) == (409, True)
