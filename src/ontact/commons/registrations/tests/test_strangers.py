"""What a stranger learns of a draft, of a list and of other people by asking for addresses: nothing."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from ontact.commons.registrations.actions.drawing import promise_draw
from ontact.commons.registrations.models import Line, WaitingPass
from ontact.commons.registrations.tests.citizens import a_reader, address
from ontact.commons.registrations.tests.factories import SessionFactory, a_programme, prepared, signed_up
from ontact.commons.registrations.tests.rushing import a_rush, opened, waiting_in
from ontact.commons.registrations.tests.test_waiting_pages import a_pass
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db

OF_A_PROGRAMME = ("draw", "draw_json", "waiting_turn", "waiting_order")
BEHIND_THE_SIGN_IN = ("sign_up", "answers", "ready", "waiting", "survey")


@pytest.fixture
def draft():
    """With everything that can be announced later, and nothing announced."""
    programme = a_programme(publishes_at=None, terms={"allotment": "lottery", "has_waiting_room": True})
    promise_draw(programme=programme, by=SYSTEM)
    SessionFactory(programme=programme)
    return programme


@pytest.mark.parametrize("name", OF_A_PROGRAMME)
def test_a_draft_does_not_exist_for_whoever_is_not_signed_in(client, draft, name):
    assert client.get(address(name, draft.pk)).status_code == 404


@pytest.mark.parametrize("name", [*OF_A_PROGRAMME, *BEHIND_THE_SIGN_IN])
def test_a_draft_does_not_exist_for_a_citizen(client, draft, name):
    client.force_login(a_reader())

    assert client.get(address(name, draft.pk)).status_code == 404


def test_calendars_and_open_data_know_no_draft(client, draft):
    session = draft.sessions.get()
    paths = [
        reverse("programmes:calendar", args=[draft.pk]),
        reverse("programmes:session_calendar", args=[session.pk]),
        f"/api/programmes/{draft.pk}",
    ]

    assert [client.get(path).status_code for path in paths] == [404] * 3
    for path in (reverse("programmes:feed"), "/api/programmes", "/api/programmes/sessions"):
        answer = client.get(path).content.decode()
        assert str(draft.pk) not in answer
        assert str(session.pk) not in answer


def test_a_programme_that_is_held_back_again_takes_its_waiting_room_along(client):
    programme = a_rush()
    waiting_in(programme)
    assert client.get(address("waiting_turn", programme.pk)).status_code == 200
    programme.publishes_at = None
    programme.save(update_fields=["publishes_at"])
    cache.clear()  # a second later

    assert client.get(address("waiting_turn", programme.pk)).status_code == 404


@pytest.mark.parametrize("number", [1, 2, 10**9])
def test_a_pass_that_was_forged_presses_for_nobody(client, number):
    """Not from the browser that forged it, and not from one that stole a genuine one."""
    programme = a_rush(capacity=1)
    waiting_in(programme)
    thief = prepared(programme).asked_by
    client.force_login(thief)
    tried = (a_pass(programme, thief, number, salt="my own"), a_pass(programme, a_reader(), number), "1")
    with opened(programme):
        client.force_login(thief)
        for words in tried:
            client.cookies[f"ontact_waiting_{programme.pk.hex[-12:]}"] = words
            answer = client.post(address("press", programme.pk), headers={"accept": "application/json"})
            assert answer.url == address("waiting", programme.pk)

    assert not Line.objects.filter(programme=programme, verb=Line.Verb.SIGN_UP).exists()
    assert not WaitingPass.objects.filter(person=thief).exists()


def test_the_press_of_somebody_elses_preparation_finds_nothing(client):
    programme = a_programme()
    theirs, mine = prepared(programme), a_reader()
    client.force_login(mine)

    answer = client.post(address("press", programme.pk), {"preparation": str(theirs.pk)})

    assert answer.status_code == 404
    assert not Line.objects.filter(programme=programme, verb=Line.Verb.SIGN_UP).exists()


def test_who_waits_and_who_is_in_stands_on_no_public_page(client):
    programme = a_programme(terms={"allotment": "lottery"})
    promise_draw(programme=programme, by=SYSTEM)
    (row,) = signed_up(programme, a_reader(name="이름있는사람"))

    for name in ("draw", "draw_json"):
        page = client.get(address(name, programme.pk)).content.decode()
        assert "이름있는사람" not in page
        assert str(row.unit) not in page
        assert str(row.person_id) not in page
