"""Sign-up opens or closes at another time: who counts on it reads the new times, and the page says how many that are."""

import pytest

from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import CityFactory, PersonFactory
from ontact.commons.programmes.tests.factories import DAY, HOUR, fresh, this_minute
from ontact.commons.registrations.actions.preparing import prepare
from ontact.commons.registrations.actions.reminding import tell_of_openings
from ontact.commons.registrations.actions.telling_window import count_window, move_window
from ontact.commons.registrations.tests.factories import signed_up
from ontact.commons.registrations.tests.mailbox import letters, reads
from ontact.commons.registrations.tests.making import a_draft, a_running, enter, page, send
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def soon():
    """Announced; sign-up opens within a day."""
    CityFactory()
    opens_at = this_minute() + HOUR
    return a_running(opens_at=opens_at, closes_at=opens_at + DAY)


def begin(programme, **facts):
    person = PersonFactory(language="en", **facts)
    prepare(programme=programme, asked_by=person, people={person: {}}, by=SYSTEM)
    return person


def later(programme, by=DAY):
    return {"opens_at": programme.opens_at + by, "closes_at": programme.closes_at + by}


def test_who_prepares_reads_the_new_times(soon):
    person = begin(soon)

    expected = count_window(soon)
    told = move_window(programme=soon, **later(soon), by=SYSTEM)

    (letter,) = letters("window")
    assert expected == told == 1
    assert letter.person_id == person.pk
    assert "Sign-up opens" in reads(letter)


def test_who_waits_for_the_draw_reads_when_it_closes_now():
    CityFactory()
    programme = a_running(terms={"allotment": "lottery"})
    (place,) = signed_up(programme, PersonFactory(language="en"))

    window = {"opens_at": programme.opens_at, "closes_at": programme.closes_at + DAY}
    move_window(programme=programme, **window, by=SYSTEM)

    (letter,) = letters("window")
    assert letter.person_id == place.person_id
    assert "Your sign-up stays as it is." in reads(letter)


def test_who_has_a_place_already_is_not_concerned():
    programme = a_running()
    signed_up(programme)

    window = {"opens_at": programme.opens_at, "closes_at": programme.closes_at + DAY}
    assert move_window(programme=programme, **window, by=SYSTEM) == 0


def test_the_same_window_again_tells_nobody(soon):
    begin(soon)
    move_window(programme=soon, **later(soon), by=SYSTEM)
    moved = fresh(soon)

    again = move_window(programme=moved, opens_at=moved.opens_at, closes_at=moved.closes_at, by=SYSTEM)

    assert (again, len(letters("window"))) == (0, 1)


def test_one_that_comes_back_is_told_of_each_time_and_only_the_last_is_sent(soon):
    begin(soon)
    first = {"opens_at": soon.opens_at, "closes_at": soon.closes_at}

    for window in (later(soon), first, later(soon)):
        move_window(programme=fresh(soon), **window, by=SYSTEM)

    states = [one.state for one in letters("window")]
    assert states == [Notice.State.DROPPED, Notice.State.DROPPED, Notice.State.QUEUED]


def test_a_letter_of_the_opening_that_was_is_taken_back_and_the_new_one_told(soon):
    begin(soon)
    tell_of_openings(now())

    move_window(programme=soon, **later(soon, HOUR), by=SYSTEM)
    tell_of_openings(now())

    assert [one.state for one in letters("opens_soon")] == [Notice.State.DROPPED, Notice.State.QUEUED]


def test_a_draft_is_changed_without_a_word():
    draft = a_draft()

    assert move_window(programme=draft, **later(draft), by=SYSTEM) == 0


def test_the_page_says_beforehand_how_many_and_afterwards_that_it_is_done(client, soon):
    begin(soon)
    enter(client, soon)
    path = page("making_window", soon)

    before = client.get(path).content.decode()
    day = (this_minute() + 2 * DAY).astimezone(soon.zone).date()
    send(client, path, closes_day=(this_minute() + 9 * DAY).astimezone(soon.zone).date(), opens_day=day)
    after = client.get(page("making", soon)).content.decode()

    assert "1 person who prepares or waits for the outcome is written to at once." in before
    assert "Saved. 1 person is told." in after
