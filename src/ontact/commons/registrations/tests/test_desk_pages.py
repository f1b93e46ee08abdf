"""The desk's list and one registration: who gets in, what stands there, and what it costs."""

from datetime import timedelta

import pytest

from ontact.commons.people.models import Consent
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.preparing import agree_as_guardian
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.models import HouseRule, Line
from ontact.commons.registrations.queries.account import place_in_line
from ontact.commons.registrations.queries.desk import groups_of, lacking_in, listed, rows_of
from ontact.commons.registrations.queries.desk_story import HAPPENED
from ontact.commons.registrations.tests.desks import (
    a_question,
    at,
    enter,
    officer_of,
    statements,
    verbs_of,
)
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_child,
    a_programme,
    signed_up,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

OF_A_PROGRAMME = [
    "desk", "desk_pools", "desk_release", "desk_register", "desk_import", "desk_import_sheet", "desk_list",
    "desk_messages",
]  # fmt: skip
OF_A_PERSON = ["desk_place", "desk_consent", "desk_withdrawal", "desk_answer"]


def cast(who, programme):
    if who == "officer":
        return officer_of(programme.host)
    return officer_of(a_programme().host) if who == "other officer" else PersonFactory()


@pytest.mark.parametrize("name", [*OF_A_PROGRAMME, *OF_A_PERSON, "desk_statistics", "desk_statistics_sheet"])
def test_only_officers_of_the_host_find_it(client, name):
    programme = a_programme()
    (row,) = signed_up(programme)
    thing = row if name in OF_A_PERSON else programme.host if "statistics" in name else programme
    found = {}
    for who in ("officer", "other officer", "citizen"):
        client.force_login(cast(who, programme))
        found[who] = client.get(at(name, thing)).status_code

    assert found == {"officer": 200, "other officer": 404, "citizen": 404}


def test_the_line_stands_in_its_order_and_says_which_number_each_has():
    programme = a_programme(capacity=1)
    signed_up(programme)
    first = signed_up(programme, PersonFactory(name="ㅎ"))
    parent = PersonFactory(name="나")
    family = signed_up(programme, parent, a_child(parent, name="가"), together=True)
    last = signed_up(programme, PersonFactory(name="ㄱ"))

    rows = rows_of(programme, list(listed(programme, "waiting")))

    assert [row.registration for row in rows[:1] + rows[3:]] == [*first, *last]
    assert [row.place for row in rows] == [place_in_line(row.registration) for row in rows] == [1, 2, 2, 4]
    assert {row.registration.person.name: row.beside for row in rows[1:3]} == {"가": ["나"], "나": ["가"]}
    assert set(family) == {row.registration for row in rows[1:3]}


def test_every_group_counts_its_own():
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme)
    signed_up(programme)
    signed_up(programme)
    withdraw(registrations=[first], by=SYSTEM)

    assert {one.name: one.count for one in groups_of(programme)} == {
        "all": 3,
        "placed": 0,
        "waiting": 1,
        "offered": 1,
        "gone": 1,
        "lacking": None,
    }


def test_a_name_is_found_by_a_part_of_it_and_a_child_by_its_guardian():
    programme = a_programme(capacity=5)
    guardian = PersonFactory(name="김보호", email="kim@example.org")
    signed_up(programme, a_child(guardian, name="박나무"), asked_by=guardian)
    signed_up(programme, PersonFactory(name="이하늘"))

    assert [one.person.name for one in listed(programme, "all", "나무")] == ["박나무"]
    assert [one.person.name for one in listed(programme, "all", "김보")] == ["박나무"]
    assert list(listed(programme, "all", "최")) == []


def test_a_refusal_quotes_the_rule_as_it_was_published():
    programme = a_programme()
    HouseRuleFactory(organisation=programme.host, code=HouseRule.Code.AGES, numbers={"from": 7})
    signed_up(programme)

    (row,) = rows_of(programme, list(listed(programme, "refused")))

    assert row.why == "This is a rule of the library."


def test_whoever_lost_a_consent_or_has_a_new_question_is_named():
    programme = a_programme(capacity=3, terms={"needs_guardian": True})
    guardian = PersonFactory()
    child = a_child(guardian, name="박나무")
    agree_as_guardian(child=child, guardian=guardian, programme=programme, wording="동의", evidence="온라인")
    (childs,) = signed_up(programme, child, asked_by=guardian)
    (adults,) = signed_up(programme)
    assert lacking_in(programme) == {}

    Consent.objects.update(withdrawn_at=now())
    a_question(programme)

    found = lacking_in(programme)
    assert [one.what for one in found[childs.pk]] == ["answer", "consent"]
    assert [one.what for one in found[adults.pk]] == ["answer"]
    assert set(listed(programme, "lacking")) == {childs, adults}


@pytest.mark.parametrize("group", ["all", "waiting", "lacking"])
def test_the_list_costs_the_same_for_one_as_for_many(client, group):
    counts = []
    for many in (2, 15):
        programme = a_programme(capacity=1, terms={"needs_guardian": True})
        for number in range(many):
            guardian = PersonFactory()
            child = a_child(guardian, name=f"아이 {number}")
            agree_as_guardian(
                child=child, guardian=guardian, programme=programme, wording="동의", evidence="종이"
            )
            signed_up(programme, child, asked_by=guardian)
        Consent.objects.update(withdrawn_at=now())
        enter(client, programme)
        counts.append(statements(client, f"{at('desk', programme)}?group={group}"))

    assert counts[0] == counts[1]


def test_a_long_list_has_pages_and_keeps_what_was_looked_for(client):
    programme = a_programme(capacity=30)
    for number in range(25):
        signed_up(programme, PersonFactory(name=f"이름 {number:02d}"))
    enter(client, programme)

    page = client.get(f"{at('desk', programme)}?group=placed&words=이름&page=2").content.decode()

    assert page.count('class="row-link"') == 5
    assert "words=%EC%9D%B4%EB%A6%84" in page


@pytest.mark.parametrize(
    "query", ["group=nobody", "page=x", "session=1", "words=%00", "group=waiting&page=99"]
)
def test_nonsense_in_the_address_shows_a_page(client, query):
    programme = a_programme(terms={"extent": "either"})
    SessionFactory(programme=programme)
    enter(client, programme)

    assert client.get(f"{at('desk', programme)}?{query}").status_code == 200


def test_the_story_says_every_change_of_hands_who_did_it_and_why(client):
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme, PersonFactory(name="이하늘"))
    (second,) = signed_up(programme, PersonFactory(name="박나무"))
    officer = enter(client, programme)
    client.post(at("desk_withdrawal", first), {"because": "asked"})

    page = client.get(at("desk_place", second)).content.decode()
    of_first = client.get(at("desk_place", first)).content.decode()

    assert "All places were taken." in page
    assert "this was the first in line who fitted" in page
    assert officer.name in page
    assert "asked for it at the desk or by telephone" in of_first


def test_the_story_has_a_word_for_every_line_of_the_book():
    assert set(HAPPENED) == set(Line.Verb)


def test_telephone_and_mail_are_shown_once_the_journal_knows_who_looked(client):
    programme = a_programme()
    guardian = PersonFactory(phone="031-228-0001", email="kim@example.org")
    (row,) = signed_up(programme, a_child(guardian, name="박나무"), asked_by=guardian)
    officer = enter(client, programme)

    before = client.get(at("desk_place", row)).content.decode()
    after = client.post(at("desk_contact", row)).content.decode()

    assert "031-228-0001" not in before
    assert "kim@example.org" not in before
    assert "031-228-0001" in after
    assert verbs_of(officer) == ["looked up how to reach somebody"]


def test_a_consent_on_paper_is_noted_with_how_it_came(client):
    programme = a_programme(terms={"needs_guardian": True})
    guardian = PersonFactory()
    child = a_child(guardian)
    agree_as_guardian(child=child, guardian=guardian, programme=programme, wording="동의", evidence="온라인")
    (row,) = signed_up(programme, child, asked_by=guardian)
    Consent.objects.update(withdrawn_at=now())
    enter(client, programme)

    assert client.post(at("desk_consent", row), {"evidence": ""}).status_code == 200
    client.post(at("desk_consent", row), {"evidence": "종이, 5월 3일"})

    standing = Consent.objects.standing().get(person=child)
    assert (standing.evidence, standing.given_by) == ("종이, 5월 3일", guardian)
    assert lacking_in(programme) == {}


def test_the_waiting_list_says_why_nobody_is_called(client):
    programme = a_programme(capacity=2, kept=1)
    signed_up(programme)
    signed_up(programme)
    enter(client, programme)

    page = client.get(f"{at('desk', programme)}?group=waiting").content.decode()

    assert "Why nobody is called at present" in page


def test_a_name_that_was_erased_still_has_its_row(client):
    programme = a_programme()
    (row,) = signed_up(programme)
    row.person.name = ""
    row.person.save()
    enter(client, programme)

    assert "(forgotten)" in client.get(at("desk", programme)).content.decode()


def test_an_offer_says_until_when(client):
    programme = a_programme(capacity=1, terms={"offers_last": timedelta(hours=2)})
    (first,) = signed_up(programme)
    signed_up(programme)
    with moved_to(now() + timedelta(minutes=1)):
        withdraw(registrations=[first], by=SYSTEM)
    enter(client, programme)

    page = client.get(f"{at('desk', programme)}?group=offered").content.decode()

    assert "Answer by" in page
