"""One session: the way in for oneself, a child and a lecturer; the room's state; the text page; what it was afterwards."""

from datetime import timedelta

import pytest

from ontact.capabilities.live_classes.actions.leading import add_leader, make_link
from ontact.capabilities.live_classes.actions.materials import add_material
from ontact.capabilities.live_classes.actions.themes import ThemeWords, set_themes
from ontact.capabilities.live_classes.models import Children, Leader
from ontact.capabilities.live_classes.tests.factories import (
    a_class,
    a_place,
    page_of,
    seat_of,
    sessions_of,
    sign_in_as,
)
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory
from ontact.commons.programmes.actions import cancel_session, offer_replay
from ontact.commons.registrations.actions.live_rooms import open_rooms
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import ChatLine, Hand, Line, PollAnswer, Role, Room, Seat, Span
from ontact.commons.rooms.tests.calls import call
from ontact.commons.rooms.tests.factories import enter_as, give_cookie
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db


@pytest.fixture
def live_class():
    return a_class(2)


@pytest.fixture
def session(live_class):
    return sessions_of(live_class)[0]


@pytest.fixture
def place(live_class):
    return a_place(live_class, PersonFactory(name="조순자"))


def text_of(answer):
    return answer.content.decode()


def state(client, session):
    return client.get(f"/api/live_classes/{session.pk}/state")


class TestTheWayIn:
    def test_whoever_has_a_place_goes_by_one_press_to_the_door(self, client, session, place):
        sign_in_as(client, place.person)
        assert "Enter the class" in text_of(client.get(page_of(session)))

        answer = client.post(f"{page_of(session)}entry/", {"seat": seat_of(place).pk})

        assert answer.url == f"/rooms/{session.room_id}/door/"
        assert Line.objects.get().seat == seat_of(place)

    def test_a_guardian_enters_for_each_child(self, client, live_class, session):
        guardian = PersonFactory()
        child = PersonFactory(name="박준우", guardian=guardian, claimed_at=None, email="")
        place = a_place(live_class, child)
        sign_in_as(client, guardian)
        assert "Enter for 박준우" in text_of(client.get(page_of(session)))

        client.post(f"{page_of(session)}entry/", {"seat": seat_of(place).pk})

        assert Line.objects.get().seat == seat_of(place)

    def test_an_officer_of_the_house_goes_in_by_the_same_page(self, client, live_class, session):
        officer = MembershipFactory(organisation=live_class.programme.host).person
        open_rooms(live_class.programme, SYSTEM)
        sign_in_as(client, officer)
        assert "Enter the class" in text_of(client.get(page_of(session)))

        seat = Seat.objects.get(room=session.room, sittings__person=officer)
        client.post(f"{page_of(session)}entry/", {"seat": seat.pk})

        assert (Line.objects.get().seat, seat.role) == (seat, Role.HOST)

    def test_nobody_enters_by_a_strangers_seat(self, client, session, place):
        sign_in_as(client, PersonFactory())
        assert client.post(f"{page_of(session)}entry/", {"seat": seat_of(place).pk}).status_code == 404
        assert not Line.objects.exists()

    def test_a_withdrawn_place_is_no_way_in(self, client, session, place):
        rooms.take_seat_back(seat_of(place), by=SYSTEM)
        sign_in_as(client, place.person)
        assert client.post(f"{page_of(session)}entry/", {"seat": seat_of(place).pk}).status_code == 404

    def test_who_has_no_place_is_led_to_the_sign_up(self, client, session):
        sign_in_as(client, PersonFactory())
        assert "You have no place in this session." in text_of(client.get(page_of(session)))

    def test_a_lecturer_comes_by_a_personal_link_without_an_account(self, client, live_class, session):
        leader = add_leader(
            live_class, name="박지훈", email="park@example.org", part=Leader.Part.LECTURER, by=SYSTEM
        )
        secret = make_link(leader, session, by=SYSTEM)

        client.post(f"/rooms/pass/{secret}/")
        door = client.post(
            f"/rooms/{session.room_id}/door/",
            {"name": "박지훈", "people": 1, "mode": "video", "agreed": "yes"},
        )

        assert door.url == page_of(session)
        assert "data-room-mount" in text_of(client.get(page_of(session)))

    def test_at_the_door_one_agrees_to_a_list_for_the_office_not_for_minutes(self, client, session, place):
        sign_in_as(client, place.person)
        client.post(f"{page_of(session)}entry/", {"seat": seat_of(place).pk})

        door = text_of(client.get(f"/rooms/{session.room_id}/door/"))

        assert "The office that holds this session notes from it who attended." in door
        assert "becomes part of the minutes" not in door

    def test_an_officer_of_the_house_enters_by_the_seat_of_the_office(self, client, live_class, session):
        officer = MembershipFactory(organisation=live_class.programme.host).person
        rooms.give_seat(session.room, title="주무관", role=Role.HOST, person=officer, by=SYSTEM)
        seat = Seat.objects.get(sittings__person=officer)
        sign_in_as(client, officer)
        assert "Enter the class" in text_of(client.get(page_of(session)))

        client.post(f"{page_of(session)}entry/", {"seat": seat.pk})

        assert Line.objects.get().seat == seat

    def test_a_cancelled_session_has_no_door(self, client, session, place):
        cancel_session(session=session, reason="강사 사정", by=SYSTEM)
        sign_in_as(client, place.person)

        page = text_of(client.get(page_of(session)))

        assert "This session does not take place" in page
        assert "Enter the class" not in page


class TestTheRoom:
    def test_whoever_is_inside_sees_the_room_and_its_state(self, client, live_class, session, place):
        theme = ThemeWords(Worded.of("ko", ko="역사", en="History"))
        set_themes(live_class, themes=[theme], lectures={session.pk: 1}, by=SYSTEM)
        add_material(live_class, asset=AssetFactory(pages=3), session=session, by=SYSTEM)
        add_material(live_class, asset=AssetFactory(), session=sessions_of(live_class)[1], by=SYSTEM)
        enter_as(client, seat_of(place))

        assert "data-room-mount" in text_of(client.get(page_of(session)))
        ext = state(client, session).json()["ext"]

        assert (ext["number"], ext["theme"]) == (1, {"ko": "역사", "en": "History"})
        assert [one["pages"] for one in ext["materials"]] == [3]

    def test_who_waits_learns_nothing(self, client, session, place):
        seat = seat_of(place)
        line, key = rooms.open_line(seat)
        line.key, line.seat = key, seat
        give_cookie(client, line)

        told = state(client, session).json()

        assert (told["ext"], told["seats"], told["me"]["admitted"]) == ({}, [], False)

    def test_a_session_of_another_capability_has_no_state_here(self, client, session, place):
        enter_as(client, seat_of(place))
        type(session.programme).objects.filter(pk=session.programme_id).update(page="/reading/x/")
        assert state(client, session).status_code == 404

    def test_a_known_state_costs_few_queries(self, client, session, place, django_assert_max_num_queries):
        enter_as(client, seat_of(place))
        state(client, session)
        with django_assert_max_num_queries(2):
            state(client, session)

    def test_a_helper_admits_mutes_lowers_hands_and_watches_the_chat(
        self, client, live_class, session, place
    ):
        helper = add_leader(
            live_class, name="백소라", email="sora@example.org", part=Leader.Part.HELPER, by=SYSTEM
        )
        pupil = seat_of(place)
        pupil_line, _key = rooms.open_line(pupil)
        rooms.cross_the_threshold(pupil_line, mode=Line.Mode.VIDEO, by=pupil.actor())
        enter_as(client, helper.seats.get(session=session).seat)

        assert call(client, session.room, "admissions", {"seats": [str(pupil.pk)]}).status_code == 200
        rooms.raise_hand(pupil, by=pupil.actor())
        said = rooms.say(pupil, "안녕하세요", by=pupil.actor())
        for what, body in [
            ("mutes", {"seat": str(pupil.pk), "muted": True}),
            ("queue/drop", {"seat": str(pupil.pk)}),
            ("chat/hidden", {"line": str(said.pk), "hidden": True}),
        ]:
            assert call(client, session.room, what, body).status_code == 200
        pupil.refresh_from_db()
        assert pupil.silenced_at is not None
        assert not Hand.objects.raised().exists()
        assert ChatLine.objects.get().hidden_at is not None

    def test_children_wait_until_somebody_who_leads_is_there(self, client):
        live_class = a_class(children=Children.PROTECTED, age_to=12)
        session = sessions_of(live_class)[0]
        child = seat_of(a_place(live_class, PersonFactory(name="김하늘")))
        Room.objects.update(has_lobby=False)
        line, key = rooms.open_line(child)
        line.key = key
        give_cookie(client, line)

        waits = client.post(
            f"/rooms/{session.room_id}/door/", {"people": 1, "mode": "video", "agreed": "yes"}
        )

        assert waits.url == f"/rooms/{session.room_id}/lobby/"
        assert client.get(page_of(session)).url == f"/rooms/{session.room_id}/lobby/"


class TestTextOnly:
    def test_it_shows_what_happens_and_counts_as_presence(self, client, session, place):
        seat = seat_of(place)
        enter_as(client, seat)
        rooms.say(seat, "들립니다", by=seat.actor())

        page = client.get(f"{page_of(session)}text/live/")

        assert "들립니다" in text_of(page)
        assert page["Refresh"] == "15"
        assert Span.objects.filter(line__seat=seat).exists()

    def test_it_writes_raises_a_hand_and_answers(self, client, session, place):
        seat = seat_of(place)
        enter_as(client, seat)
        poll = rooms.open_poll(session.room, question="Which?", choices=["a", "b"], named=False, by=SYSTEM)
        assert "Which?" in text_of(client.get(f"{page_of(session)}text/"))

        client.post(f"{page_of(session)}text/chat/", {"text": "네"})
        client.post(f"{page_of(session)}text/hand/", {"raised": "yes"})
        client.post(f"{page_of(session)}text/polls/{poll.pk}/", {"choice": "1"})

        assert ChatLine.objects.get().text == "네"
        assert Hand.objects.raised().get().seat == seat
        assert PollAnswer.objects.get().choice == 1

    def test_from_outside_one_comes_to_the_sessions_page(self, client, session):
        assert client.get(f"{page_of(session)}text/").url == page_of(session)


class TestAfterwards:
    @pytest.fixture
    def afterwards(self, session, place):
        rooms.close_room(session.room, by=SYSTEM)
        with moved_to(session.ends_at + timedelta(days=1)):
            yield

    def test_it_says_what_it_was_and_leads_on(self, client, session, place, afterwards):
        sign_in_as(client, place.person)
        page = text_of(client.get(page_of(session)))
        assert "What was this?" in page
        assert f"/registrations/places/{place.pk}/account/" in page

    def test_a_replay_is_for_who_had_a_place_within_its_stretch(self, client, session, place, afterwards):
        film = AssetFactory(kind="video", content_type="video/mp4", length_s=60)
        offer_replay(session=session, asset=film, ends_at=now() + timedelta(days=7), by=SYSTEM)
        sign_in_as(client, place.person)
        assert f"/registrations/sessions/{session.pk}/replay/" in text_of(client.get(page_of(session)))

        with moved_to(now() + timedelta(days=8)):
            page = text_of(client.get(page_of(session)))
        assert "The replay is not offered any more." in page
        assert f"/registrations/sessions/{session.pk}/replay/" not in page

    def test_a_stranger_sees_neither_replay_nor_materials(
        self, client, live_class, session, place, afterwards
    ):
        material = add_material(live_class, asset=AssetFactory(), session=None, by=SYSTEM)
        offer_replay(session=session, asset=AssetFactory(), by=SYSTEM)
        sign_in_as(client, PersonFactory())

        addresses = [
            f"/registrations/sessions/{session.pk}/replay/",
            f"/classes/{live_class.programme_id}/materials/{material.pk}/",
        ]

        assert [client.get(one).status_code for one in addresses] == [404, 404]
        assert material.asset.name not in text_of(client.get(page_of(session)))

    def test_nobody_is_asked_to_sign_in_first(self, client, session, place, afterwards):
        offer_replay(session=session, asset=AssetFactory(kind="video", length_s=60), by=SYSTEM)
        answer = client.get(f"/registrations/sessions/{session.pk}/replay/")
        assert answer.status_code == 302
        assert "next=" in answer.url
