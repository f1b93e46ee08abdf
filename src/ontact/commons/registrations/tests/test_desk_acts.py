"""What the desk does from its pages: choose, resize, release, draw, withdraw, answer; each once, however often pressed."""

from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.desk_acts import answer_for, draw_now
from ontact.commons.registrations.actions.signing_up import withdraw
from ontact.commons.registrations.errors import DrawNotDue, NoOffer
from ontact.commons.registrations.models import Draw, Line, Pool, Registration
from ontact.commons.registrations.tests.desks import at, details_of, enter, verbs_of
from ontact.commons.registrations.tests.factories import a_child, a_programme, check_book, signed_up, stands
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
CHOICE = {"allotment": "choice"}


def test_several_are_chosen_after_a_last_look(client):
    programme = a_programme(capacity=1, terms=CHOICE)
    rows = [one for _n in range(3) for one in signed_up(programme)]
    enter(client, programme)
    path = at("desk_choice", programme)
    facts = {"decision": "yes", "units": [str(rows[1].unit), str(rows[0].unit)]}

    looked = client.post(path, facts)
    before = [stands(row)[0] for row in rows]
    client.post(path, {**facts, "confirmed": "1"})

    assert looked.status_code == 200
    assert before == ["held"] * 3
    assert [stands(row) for row in rows] == [("placed", "chosen"), ("waiting", "full"), ("held", "undecided")]
    check_book(programme)


def test_pressing_twice_decides_once(client):
    programme = a_programme(capacity=2, terms=CHOICE)
    (row,) = signed_up(programme)
    enter(client, programme)
    facts = {"decision": "no", "units": [str(row.unit)], "confirmed": "1"}

    client.post(at("desk_choice", programme), facts)
    client.post(at("desk_choice", programme), facts)

    assert stands(row) == ("refused", "not_chosen")
    assert Line.objects.filter(programme=programme, verb="choose").count() == 1


def test_a_family_is_decided_about_together(client):
    programme = a_programme(capacity=2, terms=CHOICE)
    parent = PersonFactory()
    family = signed_up(programme, parent, a_child(parent), together=True)
    enter(client, programme)

    page = client.get(at("desk_choice", programme)).content.decode()
    client.post(
        at("desk_choice", programme), {"decision": "yes", "units": [str(family[0].unit)], "confirmed": "1"}
    )

    assert page.count('name="units"') == 1
    assert {stands(row)[0] for row in family} == {"placed"}


def test_who_waits_can_only_be_refused(client):
    programme = a_programme(capacity=0, terms=CHOICE)
    (row,) = signed_up(programme)
    enter(client, programme)
    path = f"{at('desk_choice', programme)}?only={row.unit}"
    client.post(path, {"decision": "yes", "units": [str(row.unit)], "confirmed": "1"})
    assert stands(row)[0] == "waiting"

    again = client.post(path, {"decision": "yes", "units": [str(row.unit)], "confirmed": "1"})
    client.post(path, {"decision": "no", "units": [str(row.unit)], "confirmed": "1"})

    assert again.status_code == 200
    assert stands(row) == ("refused", "not_chosen")


def test_nobody_ticked_stays_on_the_page_and_there_is_no_choice_elsewhere(client):
    programme, other = a_programme(terms=CHOICE), a_programme()
    signed_up(programme)
    enter(client, programme)

    assert client.post(at("desk_choice", programme), {"decision": "yes"}).status_code == 200
    enter(client, other)
    assert client.get(at("desk_choice", other)).status_code == 404


def test_more_places_go_to_the_line_at_once(client):
    programme = a_programme(capacity=1)
    signed_up(programme)
    (waiting,) = signed_up(programme)
    enter(client, programme)
    pool = Pool.objects.get(programme=programme)
    facts = {"pool": pool.pk, "key": uuid7(), "capacity": 2}

    client.post(at("desk_pools", programme), facts)
    client.post(at("desk_pools", programme), facts)

    assert stands(waiting)[0] == "offered"
    assert Line.objects.filter(programme=programme, verb="resize").count() == 1
    check_book(programme)


def test_fewer_places_than_are_taken_is_said_beside_the_number(client):
    programme = a_programme(capacity=3)
    signed_up(programme)
    signed_up(programme)
    enter(client, programme)
    pool = Pool.objects.get(programme=programme)

    answer = client.post(at("desk_pools", programme), {"pool": pool.pk, "key": uuid7(), "capacity": 1})

    page = answer.content.decode()
    assert "2 places are taken; there cannot be only 1." in page
    assert 'value="1"' in page
    pool.refresh_from_db()
    assert pool.capacity == 3


def test_the_second_officer_sees_what_the_first_set(client):
    programme = a_programme(capacity=3)
    enter(client, programme)
    pool = Pool.objects.get(programme=programme)
    first = {"pool": pool.pk, "key": uuid7(), "seen": 3, "capacity": 5}
    second = {"pool": pool.pk, "key": uuid7(), "seen": 3, "capacity": 4}
    client.post(at("desk_pools", programme), first)

    shown = client.post(at("desk_pools", programme), second)
    pool.refresh_from_db()
    stood = pool.capacity
    client.post(at("desk_pools", programme), {**second, "seen": 5})

    pool.refresh_from_db()
    assert "Somebody has set it to 5 in the meantime." in shown.content.decode()
    assert (stood, pool.capacity) == (5, 4)


def test_a_pool_of_another_programme_does_not_exist_here(client):
    programme, other = a_programme(), a_programme()
    enter(client, programme)
    facts = {"pool": Pool.objects.get(programme=other).pk, "key": uuid7(), "capacity": 9}

    assert client.post(at("desk_pools", programme), facts).status_code == 404


def test_the_desks_places_are_released_once(client):
    programme = a_programme(capacity=2, kept=1)
    signed_up(programme)
    (waiting,) = signed_up(programme)
    officer = enter(client, programme)

    client.post(at("desk_release", programme))
    client.post(at("desk_release", programme))

    assert stands(waiting)[0] == "offered"
    assert Line.objects.filter(programme=programme, verb="release").count() == 1
    assert set(verbs_of(officer)) == {"released the desk's places"}


def test_a_draw_is_promised_and_when_it_is_due_drawn_at_once(client):
    programme = a_programme(capacity=1, terms={"allotment": "lottery"})
    rows = [one for _n in range(3) for one in signed_up(programme)]
    enter(client, programme)
    path = at("desk_draw", programme)
    client.post(path)
    commitment = Draw.objects.get(programme=programme).commitment

    with moved_to(programme.closes_at + timedelta(minutes=1)):
        page = client.get(path).content.decode()
        client.post(path, {"act": "draw"})
        client.post(path, {"act": "draw"})

    assert commitment in page
    assert sorted(stands(row)[0] for row in rows) == ["placed", "waiting", "waiting"]
    assert Line.objects.filter(programme=programme, verb="draw").count() == 1
    assert Draw.objects.get(programme=programme).commitment == commitment


def test_a_draw_that_is_not_due_is_not_drawn(client):
    programme = a_programme(terms={"allotment": "lottery"})

    with pytest.raises(DrawNotDue):
        draw_now(programme=programme, by=SYSTEM)


def test_the_desk_withdraws_somebody_for_a_reason_that_the_journal_keeps(client):
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme)
    (second,) = signed_up(programme)
    enter(client, programme)

    without = client.post(at("desk_withdrawal", first), {})
    client.post(at("desk_withdrawal", first), {"because": "no_answer"})
    client.post(at("desk_withdrawal", first), {"because": "no_answer"})

    assert without.status_code == 200
    assert (stands(first)[0], stands(second)[0]) == ("withdrawn", "offered")
    assert details_of("withdrew somebody") == {"because": "no_answer"}
    check_book(programme)


@pytest.mark.parametrize(("whom", "left"), [("one", 1), ("all", 0)])
def test_one_of_a_family_withdraws_or_all_of_it(client, whom, left):
    programme = a_programme(capacity=2)
    parent = PersonFactory()
    family = signed_up(programme, parent, a_child(parent), together=True)
    enter(client, programme)

    client.post(at("desk_withdrawal", family[0]), {"whom": whom, "because": "asked"})

    assert Registration.objects.filter(programme=programme, state="placed").count() == left


@pytest.mark.parametrize(("says", "state"), [("yes", "placed"), ("no", "declined")])
def test_an_offer_is_answered_for_somebody_who_telephones(client, says, state):
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme)
    (second,) = signed_up(programme)
    withdraw(registrations=[first], by=SYSTEM)
    officer = enter(client, programme)

    client.post(at("desk_answer", second), {"accepts": says})

    assert stands(second)[0] == state
    assert verbs_of(officer) == ["answered an offer for somebody"]


def test_an_offer_that_ran_out_is_not_accepted(client):
    programme = a_programme(capacity=1, terms={"offers_last": timedelta(hours=1)})
    (first,) = signed_up(programme)
    (second,) = signed_up(programme)
    withdraw(registrations=[first], by=SYSTEM)
    enter(client, programme)

    with moved_to(now() + timedelta(hours=2)):
        page = client.post(at("desk_answer", second), {"accepts": "yes"}, follow=True).content.decode()

    assert stands(second)[0] == "lapsed"
    assert "The offer had run out" in page


def test_without_an_offer_there_is_nothing_to_answer():
    programme = a_programme(capacity=1)
    (row,) = signed_up(programme)

    with pytest.raises(NoOffer):
        answer_for(registration=row, accepts=True, by=SYSTEM)
