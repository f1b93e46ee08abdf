"""Pages of the waiting room: what a person sees before, in the order and at their turn, and what gains nothing."""

from datetime import timedelta

import pytest
from django.core import signing
from django.test import RequestFactory
from django.urls import reverse

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.access.waiting import SALT, number_carried
from ontact.commons.registrations.actions.waiting import give_numbers
from ontact.commons.registrations.models import Terms, WaitingPass
from ontact.commons.registrations.queries.waiting import must_wait, standing_now
from ontact.commons.registrations.tests.factories import a_programme, prepared
from ontact.commons.registrations.tests.rushing import (
    MINUTE,
    a_rush,
    one_after_the_other,
    opened,
    pressed,
    waiting_in,
)
from ontact.web.shared import forget_shared, with_shared_answers

pytestmark = pytest.mark.django_db


def page(programme, name="waiting"):
    return reverse(f"registrations:{name}", args=[programme.pk])


def state_of(answer):
    """Which of its three parts the page shows."""
    text = answer.content.decode()
    return [state for state in ("before", "queue", "turn") if f'data-while="{state}">' in text]


def test_before_the_opening_it_says_that_one_is_in_and_keeps_one_place(client):
    programme = a_rush()
    client.force_login(prepared(programme).asked_by)

    answers = [client.get(page(programme)) for _n in range(3)]

    assert [state_of(one) for one in answers] == [["before"]] * 3
    assert WaitingPass.objects.count() == 1
    assert '<noscript><meta http-equiv="refresh"' in answers[0].content.decode()


def test_another_device_shows_the_same_place(client):
    programme = a_rush()
    preparation, held = waiting_in(programme)
    client.force_login(preparation.asked_by)

    answer = client.get(page(programme))

    assert answer.context["held"].pk == held.pk


def test_at_ones_turn_there_is_one_button_and_it_posts_to_the_press(client, monkeypatch):
    one_after_the_other(monkeypatch)
    programme = a_rush(capacity=1)
    people = {
        held.pk: preparation.asked_by for preparation, held in (waiting_in(programme) for _n in range(2))
    }

    with opened(programme):
        give_numbers(programme_id=programme.pk)
        order = WaitingPass.objects.order_by("number").values_list("pk", flat=True)
        found = []
        for pk in order:
            client.force_login(people[pk])
            found.append(client.get(page(programme)))

    assert [state_of(one) for one in found] == [["turn"], ["queue"]]
    assert f'action="{page(programme, "press")}"' in found[0].content.decode()
    assert [one.context["number"] for one in found] == [1, 2]


def test_whoever_has_prepared_nothing_is_led_to_the_preparation(client):
    programme = a_rush()
    client.force_login(PersonFactory())

    answer = client.get(page(programme))

    assert page(programme, "sign_up") in answer.content.decode()
    assert not WaitingPass.objects.exists()


def test_hours_before_the_room_is_not_open_and_says_when(client):
    programme = a_rush()
    person = prepared(programme).asked_by

    with opened(programme, -timedelta(hours=2)):
        client.force_login(person)
        answer = client.get(page(programme))
        assert must_wait(programme, person, carrying(programme, ""))

    assert answer.status_code == 200
    assert '<meta http-equiv="refresh"' in answer.content.decode()
    assert not WaitingPass.objects.exists()


@pytest.mark.parametrize("has_room", [True, False])
def test_where_nobody_waits_it_leads_on_to_the_sign_up(client, has_room):
    programme = a_rush() if has_room else a_programme()
    person = prepared(programme).asked_by
    with opened(programme, 20 * MINUTE):
        client.force_login(person)
        assert client.get(page(programme)).url == page(programme, "ready")
        client.force_login(PersonFactory())
        assert client.get(page(programme)).url == page(programme, "sign_up")


def test_after_the_press_it_leads_to_the_places(client):
    programme = a_rush()
    preparation, _held = waiting_in(programme)
    with opened(programme):
        pressed(preparation)
        client.force_login(preparation.asked_by)
        assert client.get(page(programme)).url == reverse("registrations:places")


def test_a_stranger_signs_in_first_and_a_draft_does_not_exist(client):
    assert client.get(page(a_rush())).status_code == 302
    draft = a_programme(publishes_at=None, terms={"has_waiting_room": True})
    client.force_login(PersonFactory())
    assert client.get(page(draft)).status_code == 404


def carrying(programme, words):
    request = RequestFactory().get("/")
    request.COOKIES[f"ontact_waiting_{programme.pk.hex[-12:]}"] = words
    return request


def a_pass(programme, person, number, salt=SALT):
    return signing.dumps([programme.pk.hex, person.pk.hex, number], salt=salt)


def test_a_forged_altered_or_foreign_pass_gains_nothing(monkeypatch):
    one_after_the_other(monkeypatch)
    programme, other = a_rush(capacity=1), a_rush()
    first, _held = waiting_in(programme)
    thief = prepared(programme).asked_by
    with opened(programme):
        give_numbers(programme_id=programme.pk)
        standing_now(programme.pk)
        genuine = a_pass(programme, first.asked_by, 1)
        tried = [
            genuine,
            genuine[:-2] + "AA",
            a_pass(other, thief, 1),
            a_pass(programme, thief, 1, salt="another purpose"),
            "1",
            signing.dumps("x", salt=SALT),
        ]
        waits = [must_wait(programme, thief, carrying(programme, words)) for words in tried]

        assert waits == [True] * len(tried)
        assert not must_wait(programme, first.asked_by, carrying(programme, genuine))
        # Without the cookie the table says the same.
        assert not must_wait(programme, first.asked_by, carrying(programme, ""))


def test_the_pass_in_the_browser_is_ones_own_and_signed(client):
    programme = a_rush()
    person = prepared(programme).asked_by
    client.force_login(person)
    with opened(programme):
        client.force_login(person)
        answer = client.get(page(programme))

    (cookie,) = [one for name, one in answer.cookies.items() if name.startswith("ontact_waiting_")]
    assert cookie["httponly"]
    with opened(programme):
        assert number_carried(carrying(programme, cookie.value), programme, person) == 1
        assert number_carried(carrying(programme, cookie.value), programme, PersonFactory()) == 0


def test_whoever_still_prepares_is_never_sent_to_wait():
    programme, person = a_rush(), PersonFactory()

    assert not must_wait(programme, person, carrying(programme, ""))


def test_what_all_are_told_may_be_kept_by_caches_and_needs_no_session(client, django_assert_max_num_queries):
    programme = a_rush()
    waiting_in(programme)
    with opened(programme):
        client.get(page(programme, "waiting_turn"))
        with django_assert_max_num_queries(4):
            answer = client.get(page(programme, "waiting_turn"))

    assert answer["Cache-Control"] == "public, max-age=1"
    assert not answer.cookies
    assert len(answer.content) < 400


def test_where_there_is_no_waiting_room_there_are_no_turns_and_pages_that_wait_are_led_on(client):
    programme = a_rush()
    waiting_in(programme)
    assert client.get(page(a_programme(), "waiting_turn")).status_code == 404

    Terms.objects.filter(programme=programme).update(has_waiting_room=False)
    told = client.get(page(programme, "waiting_turn")).json()

    assert not told["waits"]
    assert told["now"] >= told["opens"]


def test_the_order_is_published_after_the_opening(client):
    programme = a_rush()
    waiting_in(programme)
    assert client.get(page(programme, "waiting_order")).status_code == 404
    with opened(programme):
        give_numbers(programme_id=programme.pk)

    assert len(client.get(page(programme, "waiting_order")).json()["order"]) == 1


def test_the_halls_own_door_answers_from_memory_and_renews_once_a_second(client, monkeypatch):
    programme, asked = a_rush(), []
    path = page(programme, "waiting_turn")

    def inside(environ, start):
        asked.append(environ["PATH_INFO"])
        return [client.get(environ["PATH_INFO"]).content]

    door, clock = with_shared_answers(inside), [100.0]
    monkeypatch.setattr("ontact.web.shared.monotonic", lambda: clock[0])
    forget_shared()

    def ask(method="GET"):
        return b"".join(door({"PATH_INFO": path, "REQUEST_METHOD": method}, lambda *_told: None))

    answers = {ask() for _n in range(50)}
    clock[0] += 1.5
    ask()
    ask("HEAD")

    assert len(answers) == 1
    assert len(asked) == 3
    forget_shared()
