"""Terms and places on the desk's pages: laid down freely, fixed once people count on them, resized by the book."""

from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.tests.factories import DAY, HOUR, fresh, this_minute
from ontact.commons.registrations.actions.pools import PoolNameTaken, add_pools
from ontact.commons.registrations.actions.terms import (
    DrawTooEarly,
    ListFixed,
    TermsFixed,
    lay_down_terms,
    set_window,
)
from ontact.commons.registrations.models import Draw, Line, Pool, Terms
from ontact.commons.registrations.tests.factories import check_book, signed_up, stands
from ontact.commons.registrations.tests.making import (
    a_draft,
    a_running,
    enter,
    filled,
    page,
    send,
    with_own_places,
)
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def terms_of(programme):
    return Terms.objects.get(programme=programme)


def pool_of(programme):
    return Pool.objects.get(programme=programme)


def test_terms_are_typed_in_the_units_of_the_desk(client):
    programme = a_draft()
    enter(client, programme)

    answer = send(
        client,
        page("making_terms", programme),
        allotment="window",
        window_minutes=15,
        offers_hours=24,
        withdraw_hours=72,
        waiting_at_most=20,
        has_waiting_room=True,
        certificate_from=2,
    )

    terms = terms_of(programme)
    assert answer.url == page("making", programme)
    assert (terms.allotment, terms.window, terms.offers_last) == ("window", timedelta(minutes=15), DAY)
    assert (terms.withdraw_until, terms.waiting_at_most) == (3 * DAY, 20)
    assert (terms.has_waiting_room, terms.certificate_from) == (True, 2)


def test_a_stretch_finer_than_the_form_stays_when_something_else_is_saved(client):
    programme = a_draft(terms={"offers_last": timedelta(minutes=90)})
    enter(client, programme)

    send(client, page("making_terms", programme), people_at_most=2)

    assert (terms_of(programme).offers_last, terms_of(programme).people_at_most) == (timedelta(minutes=90), 2)


def test_once_sign_up_has_opened_the_way_of_giving_places_says_why_it_stays(client):
    programme = a_running()
    enter(client, programme)

    opened = client.get(page("making_terms", programme))
    send(client, page("making_terms", programme), allotment="lottery", people_at_most=2)

    fields = opened.context["form"].fields
    fixed = {name for name, field in fields.items() if field.disabled}
    assert fixed == {"allotment", "extent", "window_minutes", "has_waiting_room"}
    assert "stays as it was announced" in opened.content.decode()
    assert (terms_of(programme).allotment, terms_of(programme).people_at_most) == ("first_come", 2)


def test_the_action_refuses_what_the_form_does_not_offer():
    programme = a_running()

    with pytest.raises(TermsFixed):
        lay_down_terms(programme=programme, wanted={"extent": "sessions"}, by=SYSTEM)


def test_the_rule_of_attendance_stays_once_a_session_has_been_held():
    programme = a_running(2, begins_at=this_minute() - DAY)

    with pytest.raises(TermsFixed):
        lay_down_terms(programme=programme, wanted={"certificate_from": 2}, by=SYSTEM)


def test_a_draw_before_the_closing_is_refused_on_the_page_and_by_the_action(client):
    programme = a_draft()
    enter(client, programme)
    day = (this_minute() + DAY).astimezone(programme.zone).date()

    answer = send(
        client, page("making_terms", programme), allotment="lottery", draws_day=day, draws_time="00:01"
    )

    assert list(answer.context["form"].errors) == ["draws_day"]
    wanted = {"allotment": "lottery", "draws_at": this_minute()}
    with pytest.raises(DrawTooEarly):
        lay_down_terms(programme=programme, wanted=wanted, by=SYSTEM)


def test_half_a_moment_asks_for_the_other_half(client):
    programme = a_draft()
    enter(client, programme)
    day = (this_minute() + 9 * DAY).date()

    answer = send(client, page("making_terms", programme), releases_day=day)

    assert list(answer.context["form"].errors) == ["releases_time"]


def test_a_lottery_of_what_is_published_is_promised_at_once():
    programme = a_running(opens_at=this_minute() + HOUR)

    lay_down_terms(programme=programme, wanted={"allotment": "lottery"}, by=SYSTEM)

    assert Draw.objects.get(programme=programme).commitment


def test_after_the_freeze_sign_up_does_not_open_again():
    programme = a_running(closes_at=this_minute() - timedelta(minutes=1), terms={"allotment": "lottery"})
    Draw.objects.create(programme=programme, commitment="x", seed="x", frozen_at=this_minute())

    with pytest.raises(ListFixed):
        set_window(
            programme=programme,
            opens_at=programme.opens_at,
            closes_at=this_minute() + DAY,
            by=SYSTEM,
        )


def test_two_officers_change_different_terms_and_the_second_is_told(client):
    programme = a_draft()
    enter(client, programme)
    path = page("making_terms", programme)
    opened = client.get(path)
    send(client, path, people_at_most=9)

    second = client.post(path, filled(opened, waiting_at_most=5))
    client.post(path, filled(second))

    assert [one.now for one in second.context["form"].meanwhile] == ["9"]
    assert (terms_of(programme).people_at_most, terms_of(programme).waiting_at_most) == (9, 5)


def test_places_of_the_series_are_set_up_with_some_kept_for_the_desk(client):
    programme = a_draft(places=None)
    enter(client, programme)

    send(client, page("making_pool_new", programme), capacity=20, kept=5)

    pool = pool_of(programme)
    assert (pool.name, pool.session, pool.capacity, pool.kept) == ("places", None, 20, 5)


def test_each_session_gets_its_own_places_once(client):
    programme = a_draft(3, places=None)
    enter(client, programme)
    path = page("making_pool_new", programme)

    send(client, path, where="each", capacity=8)
    send(client, path, where="each", capacity=8)

    assert Pool.objects.filter(programme=programme, capacity=8).count() == 3


def test_more_kept_than_there_are_is_refused_with_what_was_typed(client):
    programme = a_draft(places=None)
    enter(client, programme)

    answer = send(client, page("making_pool_new", programme), capacity=2, kept=3)

    assert (answer.status_code, answer.context["form"]["kept"].value()) == (200, "3")


def test_a_name_stands_once():
    programme = a_draft()

    with pytest.raises(PoolNameTaken):
        add_pools(programme=programme, sessions=[None], name="places", capacity=3, by=SYSTEM)


def test_places_are_taken_away_after_a_question(client):
    programme = a_draft()
    enter(client, programme)
    path = page("making_pool_removal", programme, pool_of(programme))

    assert client.get(path).status_code == 200
    client.post(path)

    assert not Pool.objects.filter(programme=programme).exists()


def test_more_places_go_to_those_who_wait_by_a_line_of_the_book(client):
    programme = a_running(places=1)
    signed_up(programme, PersonFactory())
    (waiting,) = signed_up(programme, PersonFactory())
    enter(client, programme)
    path = page("making_pool", programme, pool_of(programme))
    typed = filled(client.get(path), capacity=2)

    client.post(path, typed)
    client.post(path, typed)

    assert stands(waiting)[0] == "offered"
    assert Line.objects.filter(programme=programme, verb=Line.Verb.RESIZE).count() == 1
    check_book(programme)


def test_fewer_places_than_are_taken_are_refused_with_a_sentence(client):
    programme = a_running(places=3)
    signed_up(programme, PersonFactory())
    signed_up(programme, PersonFactory())
    enter(client, programme)

    answer = send(client, page("making_pool", programme, pool_of(programme)), capacity=1)

    assert "2 places are taken; there cannot be only 1." in answer.content.decode()
    assert pool_of(programme).capacity == 3


def test_once_people_have_signed_up_kinds_of_places_stay(client):
    programme = a_running()
    signed_up(programme, PersonFactory())
    enter(client, programme)

    new = client.get(page("making_pool_new", programme))
    away = client.post(page("making_pool_removal", programme, pool_of(programme)))
    change = client.get(page("making_pool", programme, pool_of(programme)))

    assert (new.status_code, away.status_code) == (409, 409)
    assert change.context["form"].fields["kept"].disabled


def test_places_of_a_cancelled_session_are_shown_and_not_offered(client):
    programme = with_own_places(a_running(2))
    pool = Pool.objects.filter(programme=programme).first()
    Pool.objects.filter(pk=pool.pk).update(is_closed=True)
    enter(client, programme)

    words = client.get(page("making_pools", programme)).content.decode()
    answer = send(client, page("making_pool", programme, pool), capacity=9)

    assert (page("making_pool", programme, pool) in words, answer.status_code) == (False, 409)


def test_the_page_of_terms_lays_none_down_before_somebody_saves(client):
    programme = a_draft()
    Terms.objects.filter(programme=programme).delete()
    enter(client, programme)

    client.get(page("making_terms", programme))
    assert not Terms.objects.filter(programme=programme).exists()
    send(client, page("making_terms", programme))

    assert Terms.objects.filter(programme=programme).count() == 1
    assert fresh(programme).sign_up_terms.people_at_most == 4
