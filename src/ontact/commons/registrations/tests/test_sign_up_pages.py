"""The preparation, step by step: who, answers, consents. What was typed is kept; what is missing is said with a link."""

from datetime import timedelta

import pytest
from django.utils.html import escape

from ontact.commons.people.models import Consent
from ontact.commons.registrations.models import Preparation, Question, Registration
from ontact.commons.registrations.tests.citizens import a_child_of, a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_programme,
    prepared,
    signed_up,
)
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def person(client):
    found = a_reader()
    client.force_login(found)
    return found


def ask(programme, kind="line", **facts):
    words = Worded.of("ko", ko="알레르기가 있습니까?", en="Any allergies?")
    number = Question.objects.filter(terms=programme.sign_up_terms).count() + 1
    return Question.objects.create(
        terms=programme.sign_up_terms, number=number, text=words, kind=kind, **facts
    )


def test_whoever_comes_alone_and_is_asked_nothing_is_ready_after_one_step(client, person):
    programme = a_programme(opens_at=now() + HOUR)

    answer = client.post(address("sign_up", programme.pk), {"people": [str(person.pk)]})

    assert answer.url == address("ready", programme.pk)
    assert Preparation.objects.get(asked_by=person).ready_at is not None


def test_a_household_of_three_is_signed_up_together(client, person):
    programme = a_programme(opens_at=now() + HOUR)
    people = [person, a_child_of(person), a_child_of(person, name="박가지", years=10)]

    client.post(
        address("sign_up", programme.pk), {"people": [str(one.pk) for one in people], "together": "on"}
    )

    (unit,) = Preparation.objects.get().units
    assert {one["person"] for one in unit["wishes"]} == {str(one.pk) for one in people}


def test_more_people_than_allowed_are_said_to_be_too_many_and_stay_chosen(client, person):
    programme = a_programme(terms={"people_at_most": 1})
    child = a_child_of(person)

    answer = client.post(address("sign_up", programme.pk), {"people": [str(person.pk), str(child.pk)]})

    page = answer.content.decode()
    assert "At most 1 person can be signed up at once here." in page
    assert page.count("checked") == 2
    assert not Preparation.objects.exists()


def test_another_guardians_child_cannot_be_chosen(client, person):
    programme, child = a_programme(), a_child_of(a_reader())

    answer = client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})

    assert answer.status_code == 200
    assert not Preparation.objects.exists()


def test_single_sessions_are_chosen_and_cancelled_or_held_ones_are_not_offered(client, person):
    programme = a_programme(terms={"extent": "sessions"})
    wanted = SessionFactory(programme=programme)
    off = SessionFactory(programme=programme, cancelled_at=now(), cancelled_because="x")
    held = SessionFactory(programme=programme, begins_at=now() - HOUR)

    page = client.get(address("sign_up", programme.pk)).content.decode()
    none = client.post(address("sign_up", programme.pk), {"people": [str(person.pk)]})
    client.post(address("sign_up", programme.pk), {"people": [str(person.pk)], "sessions": [str(wanted.pk)]})

    assert str(off.pk) not in page
    assert str(held.pk) not in page
    assert sentence("Choose at least one session.") in none.content.decode()
    assert list(Preparation.objects.get().sessions.all()) == [wanted]


@pytest.mark.parametrize(("extent", "count"), [("series", 0), ("sessions", 1)])
def test_where_both_are_possible_one_says_which(client, person, extent, count):
    programme = a_programme(terms={"extent": "either"})
    session = SessionFactory(programme=programme)

    client.post(
        address("sign_up", programme.pk),
        {"people": [str(person.pk)], "extent": extent, "sessions": [str(session.pk)]},
    )

    assert Preparation.objects.get().sessions.count() == count


def test_each_person_answers_and_answers_outlast_a_change_of_people(client, person):
    programme, child = a_programme(opens_at=now() + HOUR), a_child_of(person)
    question = ask(programme)
    client.post(address("sign_up", programme.pk), {"people": [str(person.pk), str(child.pk)]})
    answer = client.post(
        address("answers", programme.pk),
        {f"{person.pk}-{question.pk}": "없음", f"{child.pk}-{question.pk}": "땅콩"},
    )
    assert answer.url == address("ready", programme.pk)

    client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})

    (one,) = Preparation.objects.get().people.all()
    assert one.answers == {str(question.pk): "땅콩"}


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, person):
    programme, child = a_programme(opens_at=now() + HOUR), a_child_of(person)
    question = ask(programme)
    client.post(address("sign_up", programme.pk), {"people": [str(person.pk), str(child.pk)]})

    answer = client.post(address("answers", programme.pk), {f"{child.pk}-{question.pk}": "땅콩"})
    ready = client.get(address("ready", programme.pk)).content.decode()

    assert answer.status_code == 200
    assert "땅콩" in answer.content.decode()
    assert "땅콩" in str(list(Preparation.objects.get().people.values_list("answers", flat=True)))
    assert f"{address('answers', programme.pk)}#person-{person.pk}" in ready
    assert "data-press" not in ready


def test_every_kind_of_question_can_be_answered(client, person):
    programme = a_programme(opens_at=now() + HOUR)
    kinds = [ask(programme, kind) for kind in ("line", "text", "yes_no")]
    chosen = ask(programme, "choice", choices=["오전", "오후"])
    client.post(address("sign_up", programme.pk), {"people": [str(person.pk)]})
    said = {f"{person.pk}-{one.pk}": "yes" for one in kinds} | {f"{person.pk}-{chosen.pk}": "오후"}

    wrong = client.post(address("answers", programme.pk), said | {f"{person.pk}-{chosen.pk}": "밤"})
    right = client.post(address("answers", programme.pk), said)

    assert wrong.status_code == 200
    assert right.url == address("ready", programme.pk)


def test_a_rule_for_residents_and_an_age_are_asked_about(client, person):
    programme = a_programme(opens_at=now() + HOUR, age_from=19)
    HouseRuleFactory(organisation=programme.host, code="residents_first", numbers={"days": 3})
    client.post(address("sign_up", programme.pk), {"people": [str(person.pk)]})

    answer = client.post(
        address("answers", programme.pk),
        {f"{person.pk}-born_on": "1961-05-03", f"{person.pk}-resident": "no"},
    )
    page = client.get(answer.url).content.decode()

    assert Preparation.objects.get().people.get().answers == {"born_on": "1961-05-03", "resident": "no"}
    assert "This is a rule of the library." in page
    assert "data-press" in page


def test_a_guardian_agrees_in_a_wording_that_is_kept_with_how_it_was_given(client, person):
    programme, child = a_programme(opens_at=now() + HOUR, terms={"needs_guardian": True}), a_child_of(person)

    first = client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})
    unticked = client.post(first.url, {"agreed": ""})
    answer = client.post(first.url, {"agreed": "on"})

    consent = Consent.objects.get()
    assert first.url == address("consent", programme.pk, child.pk)
    assert sentence("Without your consent the child cannot be signed up.") in unticked.content.decode()
    assert answer.url == address("ready", programme.pk)
    assert (consent.person, consent.given_by) == (child, person)
    assert "박나무" in consent.wording
    assert person.email in consent.evidence
    assert escape(consent.evidence) in client.get(first.url).content.decode()


def test_a_consent_taken_back_gives_the_place_up(client, person):
    programme, child = a_programme(terms={"needs_guardian": True}), a_child_of(person)
    client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})
    client.post(address("consent", programme.pk, child.pk), {"agreed": "on"})
    client.post(address("press", programme.pk))

    client.post(address("consent_withdrawal", programme.pk, child.pk))

    assert Registration.objects.get().state == "withdrawn"
    assert not Consent.objects.standing(now()).exists()


def test_another_guardians_child_has_no_consent_page(client, person):
    programme, child = a_programme(), a_child_of(a_reader())

    assert client.get(address("consent", programme.pk, child.pk)).status_code == 404
    assert client.post(address("consent_withdrawal", programme.pk, child.pk)).status_code == 404


@pytest.mark.parametrize("name", ["answers", "ready", "press"])
def test_nobody_comes_to_the_steps_of_another(client, person, name):
    programme = a_programme()
    preparation = prepared(programme)

    answer = client.post(address(name, programme.pk), {"preparation": str(preparation.pk)})

    assert answer.status_code == 404


@pytest.mark.parametrize(
    "facts",
    [
        {"opens_at": now() - 2 * HOUR, "closes_at": now() - HOUR},
        {"cancelled_at": now(), "cancelled_because": "x"},
        {"opens_at": None, "closes_at": None},
    ],
)
def test_when_nobody_can_sign_up_one_is_led_to_the_page_that_says_why(client, person, facts):
    programme = a_programme(page="/classes/1/", **facts)

    assert client.get(address("sign_up", programme.pk)).url == "/classes/1/"


def test_a_draft_has_no_sign_up(client, person):
    assert client.get(address("sign_up", a_programme(publishes_at=None).pk)).status_code == 404


def test_someone_else_can_still_be_signed_up_after_a_press(client, person):
    programme, child = a_programme(capacity=3), a_child_of(person)
    signed_up(programme, person)

    client.post(address("sign_up", programme.pk), {"people": [str(child.pk)]})

    assert Preparation.objects.filter(asked_by=person).count() == 2


def test_the_first_step_costs_as_much_for_one_child_as_for_three(
    client, person, django_assert_max_num_queries
):
    programme = a_programme(terms={"extent": "sessions"})
    SessionFactory.create_batch(3, programme=programme)
    for number in range(3):
        a_child_of(person, name=f"아이 {number}")

    with django_assert_max_num_queries(8):
        client.get(address("sign_up", programme.pk))
