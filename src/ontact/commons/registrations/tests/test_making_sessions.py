"""Sessions on the desk's pages: added, left out, renamed, moved, postponed, cancelled; and who is told how often."""

from datetime import timedelta

import pytest

from ontact.commons.notices.models import Notice
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.models import Session
from ontact.commons.programmes.tests.factories import DAY, HOUR, WEEK, fresh, nth, this_minute
from ontact.commons.registrations.models import Pool, Registration
from ontact.commons.registrations.tests.factories import check_book, signed_up
from ontact.commons.registrations.tests.making import (
    a_draft,
    a_running,
    enter,
    filled,
    page,
    send,
    with_own_places,
)

pytestmark = pytest.mark.django_db


def on_day(programme, begins_at, **more):
    """The fields of a day and an hour, by the clock of the house."""
    local = begins_at.astimezone(programme.zone)
    return {
        "day": local.date(),
        "begins": local.strftime("%H:%M"),
        "ends": (local + HOUR).strftime("%H:%M"),
        **more,
    }


def noon(programme, days):
    """A time of which nothing reaches midnight."""
    local = (this_minute() + days * DAY).astimezone(programme.zone)
    return local.replace(hour=12, minute=0)


def with_people(programme, count):
    """So many have a place each, and nobody has been written to."""
    rows = [signed_up(programme, PersonFactory())[0] for _n in range(count)]
    Notice.objects.all().delete()
    return rows


def test_a_session_is_added_once_however_often_it_is_pressed(client):
    programme = a_draft(0)
    enter(client, programme)
    path = page("making_session_new", programme)
    typed = filled(
        client.get(path), **on_day(programme, noon(programme, 9), title_ko="첫 모임", lecturer="한지우")
    )

    first, second = client.post(path, typed), client.post(path, typed)

    session = Session.objects.get(programme=programme)
    assert (first.status_code, second.status_code) == (302, 200)
    assert (session.begins_at, session.lecturer) == (noon(programme, 9), "한지우")


def test_a_series_leaves_out_the_shut_days_and_names_them(client):
    programme = a_draft(0)
    enter(client, programme)
    first = noon(programme, 9)
    shut = (first + WEEK).date()

    answer = send(
        client,
        page("making_sessions_weekly", programme),
        first=first.date(),
        count=3,
        begins="12:00",
        minutes=90,
        shut=shut,
    )

    days = [one.begins_at for one in programme.sessions.order_by("begins_at")]
    assert days == [first, first + 2 * WEEK, first + 3 * WEEK]
    assert f"Left out: {shut}" in client.get(answer.url).content.decode()


def test_sessions_with_places_of_their_own_ask_for_places_of_the_new_one(client):
    programme = with_own_places(a_draft(2), capacity=7)
    enter(client, programme)
    path = page("making_session_new", programme)

    opened = client.get(path)
    client.post(path, filled(opened, **on_day(programme, noon(programme, 30), places=5)))

    new = programme.sessions.order_by("begins_at").last()
    assert opened.context["form"]["places"].value() == 7
    assert Pool.objects.get(session=new).capacity == 5


def test_title_and_lecturer_change_and_a_draft_writes_to_nobody(client):
    programme = a_draft(1)
    enter(client, programme)

    send(
        client, page("making_session", programme, nth(programme, 1)), title_ko="단테 읽기", lecturer="한지우"
    )

    session = nth(programme, 1)
    assert (session.title.text("ko"), session.lecturer) == ("단테 읽기", "한지우")
    assert Notice.objects.count() == 0


def test_a_session_is_taken_out_of_a_draft_after_a_question(client):
    programme = a_draft(3)
    enter(client, programme)
    path = page("making_removal", programme, nth(programme, 2))

    asked = client.get(path).content.decode()
    client.post(path)

    assert "Take out session 2" in asked
    assert [one.number for one in programme.sessions.order_by("begins_at")] == [1, 2]


def test_what_everybody_has_seen_is_not_taken_out(client):
    programme = a_running(2)
    enter(client, programme)

    answer = client.post(page("making_removal", programme, nth(programme, 2)))

    assert (answer.status_code, programme.sessions.count()) == (409, 2)


def test_sessions_out_of_order_are_numbered_anew(client):
    programme = a_draft(2)
    enter(client, programme)
    last = nth(programme, 2)
    send(client, page("making_move", programme, nth(programme, 1)), **on_day(programme, noon(programme, 40)))

    offered = (
        page("making_order", programme) in client.get(page("making_sessions", programme)).content.decode()
    )
    client.post(page("making_order", programme))

    last.refresh_from_db()
    assert (offered, last.number) == (True, 1)


def test_moving_says_beforehand_how_many_are_told_and_tells_as_many(client):
    programme = a_running(2)
    with_people(programme, 3)
    enter(client, programme)
    path = page("making_move", programme, nth(programme, 1))

    opened = client.get(path)
    answer = client.post(path, filled(opened, **on_day(programme, noon(programme, 8))))

    assert "3 people are written to at once" in opened.content.decode()
    assert Notice.objects.count() == 3
    assert nth(programme, 1).begins_at == noon(programme, 8)
    assert "3 people are told." in client.get(answer.url).content.decode()


def test_a_move_that_changes_nothing_tells_nobody(client):
    programme = a_running(1)
    with_people(programme, 1)
    enter(client, programme)

    send(client, page("making_move", programme, nth(programme, 1)))

    assert Notice.objects.count() == 0


def test_the_second_mover_sees_where_the_first_put_it(client):
    programme = a_running(1)
    enter(client, programme)
    path = page("making_move", programme, nth(programme, 1))
    opened = client.get(path)
    client.post(path, filled(opened, **on_day(programme, noon(programme, 8))))

    second = client.post(path, filled(opened, **on_day(programme, noon(programme, 9))))

    assert second.status_code == 200
    assert str(noon(programme, 8).date()) in {one.now for one in second.context["form"].meanwhile}
    assert nth(programme, 1).begins_at == noon(programme, 8)


def test_postponing_needs_a_reason_and_keeps_what_was_typed(client):
    programme = a_running(1)
    with_people(programme, 1)
    enter(client, programme)
    path = page("making_postponement", programme, nth(programme, 1))

    without = send(client, path, **on_day(programme, noon(programme, 20)))
    with_one = client.post(path, filled(without, reason="폭설"))

    assert list(without.context["form"].errors) == ["reason"]
    assert with_one.status_code == 302
    assert (nth(programme, 1).postponed_because, Notice.objects.count()) == ("폭설", 1)


def test_a_second_press_on_postpone_finds_it_done(client):
    programme = a_running(1)
    with_people(programme, 1)
    enter(client, programme)
    path = page("making_postponement", programme, nth(programme, 1))
    typed = filled(client.get(path), reason="폭설로  휴관", **on_day(programme, noon(programme, 20)))

    answers = [client.post(path, typed) for _press in range(2)]

    assert [one.url for one in answers] == [page("making_sessions", programme)] * 2
    assert Notice.objects.count() == 1


def test_a_second_press_on_cancel_finds_it_done(client):
    programme = a_running(2)
    with_people(programme, 1)
    enter(client, programme)
    one = page("making_session_cancellation", programme, nth(programme, 1))
    whole = page("making_cancellation", programme)

    answers = [client.post(path, {"reason": "강사 사정"}) for path in (one, one, whole, whole)]

    assert [answer.status_code for answer in answers] == [302] * 4
    said = client.get(page("making", programme)).content.decode()
    assert said.count("It has been cancelled already; nobody is told twice.") == 2
    assert Notice.objects.count() == 2


def test_a_draft_is_not_postponed(client):
    programme = a_draft(1)
    enter(client, programme)

    assert client.get(page("making_postponement", programme, nth(programme, 1))).status_code == 409


def test_a_session_that_has_begun_is_not_moved(client):
    programme = a_running(1, begins_at=this_minute() - timedelta(minutes=5))
    enter(client, programme)

    assert client.get(page("making_move", programme, nth(programme, 1))).status_code == 409


def test_cancelling_a_session_names_the_number_on_the_button_and_tells_them(client):
    programme = a_running(2)
    with_people(programme, 2)
    enter(client, programme)
    path = page("making_session_cancellation", programme, nth(programme, 1))

    opened = client.get(path).content.decode()
    client.post(path, {"reason": "강사 사정"})

    assert "Send the cancellation to 2 people" in opened
    assert nth(programme, 1).cancelled_because == "강사 사정"
    assert Notice.objects.count() == 2
    check_book(programme)


def test_cancelling_without_a_reason_cancels_nothing(client):
    programme = a_running(1)
    enter(client, programme)

    answer = client.post(page("making_cancellation", programme), {"reason": " "})

    assert (answer.status_code, fresh(programme).is_cancelled) == (200, False)


def test_cancelling_the_programme_ends_every_place_in_the_book(client):
    programme = a_running(2)
    with_people(programme, 2)
    enter(client, programme)

    client.post(page("making_cancellation", programme), {"reason": "수강생이 적습니다"})

    assert fresh(programme).cancelled_because == "수강생이 적습니다"
    assert {one.state for one in Registration.objects.filter(programme=programme)} == {"withdrawn"}
    assert Notice.objects.values("person").distinct().count() == 2
    check_book(programme)


def test_the_reason_of_a_cancelled_session_stands_on_its_page(client):
    programme = a_running(2)
    enter(client, programme)
    client.post(page("making_session_cancellation", programme, nth(programme, 1)), {"reason": "강사 사정"})

    assert "강사 사정" in client.get(page("making_session", programme, nth(programme, 1))).content.decode()
