"""Who leads a class reads when it is held, each change, and the way in; once, and not before everybody may know."""

from datetime import timedelta

import pytest

from ontact.capabilities.live_classes.actions.leading import add_leader, remove_leader
from ontact.capabilities.live_classes.actions.telling import tell_leaders
from ontact.capabilities.live_classes.models import Leader
from ontact.capabilities.live_classes.tests.factories import a_class, sessions_of, sign_in_as
from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import CityFactory, MembershipFactory
from ontact.commons.programmes.actions import cancel_session, move_session, postpone_session
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.rooms.models import Pass
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.ids import digest

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def live_class():
    """Two sessions, the first in three days."""
    CityFactory()
    return a_class(2, begins_at=(now() + 3 * DAY).replace(second=0, microsecond=0))


@pytest.fixture
def leader(live_class):
    return lead(live_class)


def lead(live_class, email="jihoon@example.org"):
    found = add_leader(live_class, name="Jihoon", email=email, part=Leader.Part.LECTURER, by=SYSTEM)
    found.person.language = "en"
    found.person.save(update_fields=["language"])
    return found


def letters(kind="leads"):
    found = Notice.objects.filter(template=f"live_classes/mail/{kind}").order_by("created_at", "id")
    return list(found)


def reads(notice):
    letter = compose(notice)
    return f"{letter.subject}\n{letter.body}"


def first(live_class):
    return sessions_of(live_class)[0]


def moved(session, by=DAY):
    return move_session(
        session=session, begins_at=session.begins_at + by, ends_at=session.ends_at + by, by=SYSTEM
    )


def test_whoever_is_named_reads_all_dates_once(live_class, leader):
    counts = [tell_leaders(now()), tell_leaders(now())]

    (letter,) = letters()
    assert counts == [1, 0]
    assert letter.person_id == leader.person_id
    assert reads(letter).count("\n* ") == 2
    assert [mime for _name, mime, _text in letter.facts["attachments"]] == ["text/calendar; method=PUBLISH"]


def test_of_a_draft_nobody_reads_before_it_is_published(live_class, leader):
    Programme.objects.filter(pk=live_class.programme_id).update(publishes_at=now() + DAY)

    before = tell_leaders(now())
    after = tell_leaders(now() + DAY)

    assert (before, after) == (0, 1)


def test_each_change_is_told_with_what_stood_before(live_class, leader):
    tell_leaders(now())
    session = first(live_class)
    moved(session)

    tell_leaders(now())
    tell_leaders(now())

    _named, letter = letters()
    assert "Something has changed about the class that you lead:" in reads(letter)
    assert reads(letter).count("\n* ") == 1
    assert "before" in reads(letter)


def test_a_reason_and_a_cancellation_are_told(live_class, leader):
    tell_leaders(now())
    one, two = sessions_of(live_class)
    later = {"begins_at": one.begins_at + DAY, "ends_at": one.ends_at + DAY}
    postpone_session(session=one, **later, reason="Snow", by=SYSTEM)
    cancel_session(session=two, reason="Strike", by=SYSTEM)

    tell_leaders(now())

    text = reads(letters()[-1])
    assert "Does not take place" in text
    assert ("Snow" in text, "Strike" in text) == (True, True)


def test_what_was_cancelled_before_anybody_was_told_is_no_news(live_class, leader):
    cancel_session(session=first(live_class), reason="Snow", by=SYSTEM)

    tell_leaders(now())

    assert reads(letters()[0]).count("\n* ") == 1


def test_within_the_hour_before_the_link_comes_and_opens_the_leaders_seat(live_class, leader):
    session = first(live_class)
    tell_leaders(now())
    early = session.begins_at - HOUR / 2

    counts = [tell_leaders(early), tell_leaders(early)]

    (letter,) = letters("leads_door")
    secret = compose(letter).body.partition("/rooms/pass/")[2].partition("/")[0]
    assert counts == [1, 0]
    assert Pass.objects.get(digest=digest(secret)).seat == leader.seats.get(session=session).seat


def test_a_session_that_moves_has_another_link(live_class, leader):
    session = first(live_class)
    tell_leaders(now())
    tell_leaders(session.begins_at - HOUR / 2)
    moved(Session.objects.get(pk=session.pk), HOUR)

    tell_leaders(session.begins_at + HOUR / 2)

    assert [one.state for one in letters("leads_door")] == [Notice.State.DROPPED, Notice.State.QUEUED]


def test_whoever_is_taken_off_is_told_if_they_knew(live_class, leader):
    other = lead(live_class, "sora@example.org")
    tell_leaders(now())
    unknown = lead(live_class, "minho@example.org")

    for one in (leader, leader, unknown):
        remove_leader(one, by=SYSTEM)

    assert [one.person_id for one in letters("leads_no_more")] == [leader.person_id]
    assert other.told.count() == 2


@pytest.mark.parametrize("many", [1, 3])
def test_a_round_without_news_costs_four_queries(live_class, django_assert_num_queries, many):
    for number in range(many):
        lead(live_class, f"leader{number}@example.org")
    tell_leaders(now())

    with django_assert_num_queries(4):
        tell_leaders(now())


def test_taking_somebody_off_is_asked_first_and_a_second_press_finds_it_done(client, live_class, leader):
    officer = MembershipFactory(organisation=live_class.programme.host).person
    sign_in_as(client, officer)
    path = f"/classes/{live_class.programme_id}/leaders/{leader.pk}/removal/"

    asked = client.get(path)
    still = Leader.objects.count()
    answers = [client.post(path).status_code for _press in range(2)]

    assert "links that were sent stop working" in asked.content.decode()
    assert (still, answers, Leader.objects.count()) == (1, [302, 302], 0)
