"""The one press: a millisecond too early, one too late, twice, while the clerk is away; and each definite answer."""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.registrations.actions import signing_up
from ontact.commons.registrations.actions.opened import Answer
from ontact.commons.registrations.errors import ClerkAway
from ontact.commons.registrations.models import Line, Preparation, Registration
from ontact.commons.registrations.tests.citizens import a_child_of, a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_programme,
    check_book,
    prepared,
    signed_up,
)
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
HOUR, MILLISECOND = timedelta(hours=1), timedelta(milliseconds=1)
JSON = {"Accept": "application/json"}


@pytest.fixture
def person(client):
    found = a_reader()
    client.force_login(found)
    return found


def pressed(client, preparation, **more):
    return client.post(
        address("press", preparation.programme_id), {"preparation": str(preparation.pk)}, **more
    )


def test_one_press_gives_a_place(client, person):
    programme = a_programme()

    page = pressed(client, prepared(programme, person))

    assert page.status_code == 200
    assert sentence("You have a place") in page.content.decode()
    assert Registration.objects.get(person=person).state == "placed"


def test_the_same_press_from_two_tabs_is_one_line_and_one_answer(client, person):
    programme = a_programme(capacity=1)
    preparation = prepared(programme, person)

    answers = [pressed(client, preparation).content.decode() for _n in range(3)]

    assert Line.objects.filter(programme=programme, verb="sign_up").count() == 1
    assert all(sentence("You have a place") in page for page in answers)


def test_a_press_without_the_key_is_the_same_press(client, person):
    programme = a_programme()
    prepared(programme, person)

    for _n in range(2):
        client.post(address("press", programme.pk))

    assert Registration.objects.filter(person=person).count() == 1


def test_who_comes_when_all_is_taken_reads_the_number_in_line(client, person):
    programme = a_programme(capacity=1)
    for _n in range(12):
        signed_up(programme)

    page = pressed(client, prepared(programme, person)).content.decode()

    assert sentence("You are number %(n)d in line.", n=12) in page
    assert sentence("We write to you as soon as a place comes free. You need do nothing.") in page


def test_a_lottery_holds_everybody_for_the_draw(client, person):
    programme = a_programme(terms={"allotment": "lottery"})

    page = pressed(client, prepared(programme, person)).content.decode()

    assert sentence("To be decided") in page
    assert address("draw", programme.pk) in page


def test_a_refusal_quotes_the_published_rule(client, person):
    programme = a_programme()
    HouseRuleFactory(organisation=programme.host, numbers={"from": 60})

    page = pressed(client, prepared(programme, person)).content.decode()

    assert sentence("Refused") in page
    assert "This is a rule of the library." in page
    assert address("rules", programme.host_id) in page


def test_each_of_a_family_has_an_answer(client, person):
    programme, child = a_programme(capacity=1), a_child_of(person)

    page = pressed(client, prepared(programme, person, child)).content.decode()

    assert sentence("The answer") in page
    assert sentence("You are number %(n)d in line.", n=1) in page
    assert "박나무" in page


def test_a_full_programme_says_no_and_that_asking_again_is_possible(client, person, monkeypatch):
    programme = a_programme()
    preparation = prepared(programme, person)

    def full(request):
        return Answer(refusal="list_full")

    with monkeypatch.context() as patched:
        patched.setattr(signing_up, "ask", full)
        page = pressed(client, preparation).content.decode()

    assert sentence("All places are taken, and the waiting list is full.") in page
    assert address("ready", programme.pk) in page


def test_one_millisecond_too_early_is_too_early_and_nothing_is_lost(client, person):
    opens_at = now() + HOUR
    programme = a_programme(opens_at=opens_at)
    preparation = prepared(programme, person)

    with time_machine.travel(opens_at - MILLISECOND, tick=False):
        early = pressed(client, preparation)
    with time_machine.travel(opens_at, tick=False):
        right = pressed(client, preparation)

    page = early.content.decode()
    assert early.status_code == 425
    assert sentence("Sign-up has not opened yet.") in page
    assert "data-press" in page
    assert sentence("You have a place") in right.content.decode()
    assert Line.objects.filter(programme=programme, verb="sign_up").count() == 1


def test_one_millisecond_after_the_closing_is_refused_with_the_reason(client, person):
    closes_at = now() + HOUR
    programme = a_programme(closes_at=closes_at)
    one, two = prepared(programme, person), prepared(programme, a_reader())

    with time_machine.travel(closes_at - MILLISECOND, tick=False):
        before = pressed(client, one).content.decode()
    client.force_login(two.asked_by)
    with time_machine.travel(closes_at + MILLISECOND, tick=False):
        after = pressed(client, two).content.decode()

    assert sentence("You have a place") in before
    assert sentence("Sign-up had closed.") in after


def test_a_press_before_everything_is_there_says_what_is_missing(client, person):
    programme = a_programme()
    Preparation.objects.create(programme=programme, asked_by=person)

    page = client.post(address("press", programme.pk))

    assert page.status_code == 409
    assert sentence("Nobody has been chosen yet.") in page.content.decode()
    assert not Registration.objects.exists()


def test_a_child_that_came_into_other_care_is_not_signed_up(client, person):
    programme, child = a_programme(), a_child_of(person)
    preparation = prepared(programme, child, asked_by=person)
    child.guardian = a_reader()
    child.save()

    assert pressed(client, preparation).status_code == 409
    assert not Registration.objects.exists()


def test_while_the_clerk_is_away_one_is_told_when_to_ask_again(client, person, monkeypatch):
    programme = a_programme()
    preparation = prepared(programme, person)

    def away(request):
        raise ClerkAway

    with monkeypatch.context() as patched:
        patched.setattr(signing_up, "ask", away)
        page = pressed(client, preparation, headers={"Sec-Fetch-Site": "same-origin"})

    assert (page.status_code, page["Retry-After"]) == (503, "2")
    assert str(preparation.pk) in page.content.decode()
    assert sentence("You have a place") in pressed(client, preparation).content.decode()


def test_scripts_get_the_same_answer_in_short(client, person):
    opens_at = now() + HOUR
    programme = a_programme(opens_at=opens_at)
    preparation = prepared(programme, person)

    early = pressed(client, preparation, headers=JSON)
    with time_machine.travel(opens_at, tick=False):
        said = pressed(client, preparation, headers=JSON).json()

    assert (early.status_code, early.json()["code"]) == (425, "sign-up-not-open")
    assert [(one["name"], one["state"]) for one in said["answers"]] == [(person.name, "placed")]


def test_a_script_reads_the_citys_clock(client, person):
    opens_at = now() + HOUR
    programme = a_programme(opens_at=opens_at)
    prepared(programme, person)

    with time_machine.travel(opens_at - HOUR, tick=False):
        clock = client.get(address("ready", programme.pk), headers=JSON).json()

    assert clock["opens"] - clock["now"] == 3_600_000


def test_the_page_with_the_button_works_as_a_plain_form(client, person):
    programme = a_programme(opens_at=now() + HOUR)
    preparation = prepared(programme, person)

    page = client.get(address("ready", programme.pk)).content.decode()

    assert f'action="{address("press", programme.pk)}"' in page
    assert f'name="preparation" value="{preparation.pk}"' in page
    assert "csrfmiddlewaretoken" in page
    assert "aria-disabled" not in page.partition("data-press-box")[2].partition("</section>")[0]


def test_whoever_had_to_sign_in_first_comes_to_the_button(client):
    programme = a_programme()
    answer = client.post(address("press", programme.pk))
    assert answer.status_code == 302
    assert answer.url.endswith(f"?next={address('press', programme.pk)}")

    client.force_login(a_reader())
    assert client.get(address("press", programme.pk)).url == address("ready", programme.pk)


def test_after_the_press_the_button_is_gone(client, person):
    programme = a_programme()
    pressed(client, prepared(programme, person))

    assert client.get(address("ready", programme.pk)).url == address("places")


def test_pressed_sessions_are_answered_one_by_one(client, person):
    programme = a_programme(capacity=1, terms={"extent": "sessions"})
    sessions = SessionFactory.create_batch(2, programme=programme)

    said = pressed(client, prepared(programme, person, sessions=sessions), headers=JSON).json()

    assert [one["state"] for one in said["answers"]] == ["placed", "waiting"]
    check_book(programme)


@pytest.mark.parametrize("sessions", [1, 4])
def test_the_page_with_the_button_costs_the_same_for_many_sessions(
    client, person, sessions, django_assert_max_num_queries
):
    programme = a_programme(opens_at=now() + HOUR, terms={"extent": "sessions"})
    prepared(programme, person, sessions=SessionFactory.create_batch(sessions, programme=programme))
    client.get(address("ready", programme.pk))

    with django_assert_max_num_queries(22):
        client.get(address("ready", programme.pk))
