"""The page of one place: every state in both languages, giving back, offers, the door; strangers find nothing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import translation

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.desk import cancel_programme, choose
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.actions.signing_up import decline, withdraw
from ontact.commons.registrations.models import (
    Registration,
    RegistrationState,
)
from ontact.commons.registrations.tests.citizens import a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_child,
    a_programme,
    check_book,
    signed_up,
)
from ontact.commons.rooms.tests.factories import RoomFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def person(client):
    found = a_reader()
    client.force_login(found)
    return found


def waiting_behind_one(person, **terms):
    """(the first's registration, the person's, the programme)"""
    programme = a_programme(capacity=1, terms=terms)
    SessionFactory(programme=programme)
    (first,) = signed_up(programme)
    (mine,) = signed_up(programme, person)
    return first, mine, programme


def offered(person, **terms):
    first, mine, _programme = waiting_behind_one(person, **terms)
    withdraw(registrations=[first], by=SYSTEM)
    return Registration.objects.get(pk=mine.pk)


def in_state(state, person):
    """One registration of this person in this state, by the ways that lead there."""
    if state == "placed":
        return signed_up(a_programme(), person)[0]
    if state == "held":
        return signed_up(a_programme(terms={"allotment": "lottery"}), person)[0]
    if state == "waiting":
        return waiting_behind_one(person)[1]
    if state == "refused":
        (mine,) = signed_up(a_programme(terms={"allotment": "choice"}), person)
        choose(registration=mine, chosen=False, by=SYSTEM)
        return mine
    if state == "withdrawn":
        (mine,) = signed_up(a_programme(), person)
        withdraw(registrations=[mine], by=SYSTEM)
        return mine
    mine = offered(person)
    if state == "declined":
        decline(registration=mine, by=SYSTEM)
    if state == "lapsed":
        with time_machine.travel(mine.offered_until + HOUR):
            make_rounds(now())
    return mine


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("state", RegistrationState.values)
def test_every_state_has_its_page_in_both_languages(client, language, state):
    person = PersonFactory(language=language)
    mine = in_state(state, person)
    client.force_login(person)

    page = client.get(address("place", mine.pk)).content.decode()

    assert Registration.objects.get(pk=mine.pk).state == state
    with translation.override(language):
        label = str(RegistrationState(state).label)
    assert label in page


def test_nobody_elses_place_exists(client, person):
    (other,) = signed_up(a_programme(), a_reader())

    for name in ("place", "story", "withdrawal"):
        assert client.get(address(name, other.pk)).status_code == 404
    for name in ("withdrawal", "acceptance", "declining"):
        assert client.post(address(name, other.pk)).status_code == 404
    assert Registration.objects.get().state == "placed"


def test_a_guardian_sees_a_childs_place_and_the_guardian_of_another_child_does_not(client, person):
    (mine,) = signed_up(a_programme(), a_child(person, name="박나무"), asked_by=person)

    assert "박나무" in client.get(address("place", mine.pk)).content.decode()
    client.force_login(a_reader())
    assert client.get(address("place", mine.pk)).status_code == 404


def test_a_child_moved_to_another_guardian_takes_its_place_along(client, person):
    child, other = a_child(person), a_reader()
    (mine,) = signed_up(a_programme(), child, asked_by=person)
    child.guardian = other
    child.save()

    assert client.get(address("place", mine.pk)).status_code == 404
    client.force_login(other)
    assert client.get(address("place", mine.pk)).status_code == 200


def test_a_place_is_given_back_only_after_the_page_has_asked(client, person):
    programme = a_programme()
    (mine,) = signed_up(programme, person)

    page = client.get(address("withdrawal", mine.pk)).content.decode()
    assert Registration.objects.get().state == "placed"
    for _n in range(2):
        client.post(address("withdrawal", mine.pk))

    assert sentence("The place goes at once to the next in line.") in page
    assert Registration.objects.get().state == "withdrawn"
    check_book(programme)


def test_whoever_is_late_reads_what_follows_before_pressing(client, person):
    programme = a_programme()
    SessionFactory(programme=programme, begins_at=now() + 2 * DAY)
    (mine,) = signed_up(programme, person)

    in_time = client.get(address("withdrawal", mine.pk)).content.decode()
    with time_machine.travel(now() + DAY + HOUR):
        too_late = client.get(address("withdrawal", mine.pk)).content.decode()

    assert "this counts as a mark" not in in_time
    assert "this counts as a mark" in too_late


def test_whoever_got_the_place_too_late_to_give_it_back_in_time_gets_no_mark(client, person):
    programme = a_programme()
    SessionFactory(programme=programme, begins_at=now() + HOUR)
    (mine,) = signed_up(programme, person)

    assert "this counts as a mark" not in client.get(address("withdrawal", mine.pk)).content.decode()


def test_of_a_family_those_go_who_are_chosen(client, person):
    programme, child = a_programme(capacity=2), a_child(person)
    mine, its = signed_up(programme, person, child, together=True)

    none = client.post(address("withdrawal", mine.pk), {"x": ""}).content.decode()
    client.post(address("withdrawal", mine.pk), {"who": [str(its.pk)]})

    assert sentence("Choose at least one person.") in none
    assert Registration.objects.get(pk=mine.pk).state == "placed"
    assert Registration.objects.get(pk=its.pk).state == "withdrawn"


@pytest.mark.parametrize(("name", "state"), [("acceptance", "placed"), ("declining", "declined")])
def test_an_offer_is_answered_in_one_press_however_often(client, person, name, state):
    mine = offered(person)
    page = client.get(address("place", mine.pk)).content.decode()
    assert f'action="{address(name, mine.pk)}"' in page

    for _n in range(2):
        assert client.post(address(name, mine.pk)).url == address("place", mine.pk)

    assert Registration.objects.get(pk=mine.pk).state == state


def test_an_offer_that_has_run_out_is_not_a_place(client, person):
    mine = offered(person)

    with time_machine.travel(mine.offered_until + HOUR):
        page = client.post(address("acceptance", mine.pk), follow=True).content.decode()

    assert Registration.objects.get(pk=mine.pk).state == "lapsed"
    assert sentence("The offer had run out before your answer; the place has gone on.") in page


def test_whoever_waits_reads_why_nobody_is_called(client, person):
    _first, mine, _programme = waiting_behind_one(person)

    page = client.get(address("place", mine.pk)).content.decode()

    assert sentence("You are number %(n)d in line.", n=1) in page
    assert sentence("Why nobody is called at present") in page


def test_the_story_tells_each_line_and_quotes_the_rule(client, person):
    programme = a_programme()
    HouseRuleFactory(organisation=programme.host, numbers={"from": 60})
    (mine,) = signed_up(programme, person)

    page = client.get(address("story", mine.pk)).content.decode()

    assert sentence("Refused") in page
    assert "This is a rule of the library." in page


def test_the_door_stands_on_the_page_while_it_is_open(client, person):
    programme = a_programme()
    begins_at = now() + 3 * HOUR
    room = RoomFactory(begins_at=begins_at, ends_at=begins_at + HOUR, page="/classes/1/sessions/1/")
    SessionFactory(programme=programme, begins_at=begins_at, room=room)
    (mine,) = signed_up(programme, person)

    early = client.get(address("place", mine.pk)).content.decode()
    with time_machine.travel(begins_at):
        client.force_login(person)
        open_now = client.get(address("place", mine.pk)).content.decode()

    assert room.page not in early
    assert f'href="{room.page}"' in open_now


def test_a_cancelled_programme_is_said_to_be_cancelled(client, person):
    programme = a_programme()
    (mine,) = signed_up(programme, person)
    cancel_programme(programme=programme, reason="강사 사정", by=SYSTEM)

    assert "강사 사정" in client.get(address("place", mine.pk)).content.decode()
    assert "강사 사정" in client.get(address("places")).content.decode()
