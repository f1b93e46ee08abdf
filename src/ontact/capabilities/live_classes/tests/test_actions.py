"""A class begins, is copied with its themes, gets leaders and materials; what the minute's round mends."""

from datetime import timedelta

import pytest

from ontact.capabilities.live_classes.access import class_door
from ontact.capabilities.live_classes.actions.beginning import begin_class, copy_class
from ontact.capabilities.live_classes.actions.guarding import set_children
from ontact.capabilities.live_classes.actions.leading import (
    add_leader,
    forget_leader,
    make_link,
    remove_leader,
    seat_leaders,
)
from ontact.capabilities.live_classes.actions.materials import add_material, remove_material
from ontact.capabilities.live_classes.actions.rounds import make_rounds
from ontact.capabilities.live_classes.actions.themes import ThemeWords, set_themes
from ontact.capabilities.live_classes.errors import AddressMissing, NoRoomYet
from ontact.capabilities.live_classes.models import Children, Leader, LeaderSeat, LiveClass, Material
from ontact.capabilities.live_classes.queries.mine import personal_data
from ontact.capabilities.live_classes.tests.factories import a_class, a_place, page_of, seat_of, sessions_of
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory, PersonFactory
from ontact.commons.programmes.actions import NewDays, close_session_room, open_session_room
from ontact.commons.programmes.tests.factories import SessionFactory
from ontact.commons.registrations.actions.publishing import copy_programme
from ontact.commons.registrations.models import Pool
from ontact.commons.rooms.actions import take_seats_back
from ontact.commons.rooms.models import Role, Room, RoomEvent, Seat
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
WORDS = [ThemeWords(Worded.of("ko", ko=name)) for name in ("문학", "역사")]


def fresh(seat):
    return Seat.objects.get(pk=seat.pk)


def add(live_class, **facts):
    facts = {"name": "박지훈", "email": "jihoon@example.org", "part": Leader.Part.LECTURER, **facts}
    return add_leader(live_class, by=SYSTEM, **facts)


def test_a_class_begins_as_a_draft_whose_page_is_here():
    made = begin_class(host=OrganisationFactory(), title=Worded.of("ko", ko="사진 교실"), by=SYSTEM)

    assert made.programme.page == f"/classes/{made.programme_id}/" == made.get_absolute_url()
    assert made.programme.publishes_at is None


def test_a_copy_has_the_themes_and_each_lecture_in_its_own():
    earlier = a_class(4, with_rooms=False)
    sessions = sessions_of(earlier)
    set_themes(earlier, themes=WORDS, lectures={sessions[0].pk: 1, sessions[3].pk: 2}, by=SYSTEM)

    days = NewDays(first=(now() + timedelta(days=365)).date())
    copy = copy_class(source=earlier.programme, host=earlier.programme.host, days=days, by=SYSTEM)

    lectures = {one.number: getattr(one, "themed", None) for one in sessions_of(copy)}
    assert [str(theme.title) for theme in copy.themes.all()] == ["문학", "역사"]
    assert {n: themed and themed.theme.number for n, themed in lectures.items()} == {
        1: 1,
        2: None,
        3: None,
        4: 2,
    }


def test_a_copy_has_the_terms_and_places_of_the_earlier_one():
    earlier = a_class(2, with_rooms=False, terms={"certificate_from": 2, "waiting_at_most": 7})
    Pool.objects.create(programme=earlier.programme, capacity=12)

    days = NewDays(first=(now() + timedelta(days=365)).date())
    copy = copy_class(source=earlier.programme, host=earlier.programme.host, days=days, by=SYSTEM)

    terms = copy.programme.sign_up_terms
    assert copy.programme.page == copy.get_absolute_url()
    assert (terms.certificate_from, terms.waiting_at_most, terms.needs_guardian) == (2, 7, False)
    assert [pool.capacity for pool in Pool.objects.filter(programme=copy.programme)] == [12]


def test_a_copy_made_on_the_pages_of_programmes_is_as_safe_for_children_and_has_its_themes():
    earlier = a_class(2, with_rooms=False, children=Children.PROTECTED)
    set_themes(earlier, themes=WORDS, lectures={sessions_of(earlier)[1].pk: 2}, by=SYSTEM)
    days = NewDays(first=(now() + timedelta(days=365)).date())
    programme = copy_programme(source=earlier.programme, host=earlier.programme.host, days=days, by=SYSTEM)
    officer = MembershipFactory(organisation=programme.host).person
    assert class_door(officer, programme.pk).is_for_children

    make_rounds(now())
    make_rounds(now())

    copy = LiveClass.objects.get(programme=programme)
    assert copy.is_for_children
    assert [theme.lectures.count() for theme in copy.themes.all()] == [0, 1]


class TestThemes:
    def test_a_lecture_belongs_to_one_theme_or_none(self):
        live_class = a_class(3, with_rooms=False)
        first, second, third = sessions_of(live_class)
        set_themes(live_class, themes=WORDS, lectures={first.pk: 1, second.pk: 2}, by=SYSTEM)

        set_themes(live_class, themes=WORDS[:1], lectures={first.pk: 1, third.pk: 2}, by=SYSTEM)

        assert live_class.themes.count() == 1
        assert [one.session for one in live_class.themes.get().lectures.all()] == [first]

    def test_lectures_of_other_classes_are_left_out(self):
        live_class, other = a_class(with_rooms=False), a_class(with_rooms=False)
        set_themes(live_class, themes=WORDS, lectures={sessions_of(other)[0].pk: 1}, by=SYSTEM)
        assert not any(theme.lectures.exists() for theme in live_class.themes.all())


class TestLeading:
    def test_a_lecturer_and_a_helper_sit_at_the_desk_of_every_room(self):
        live_class = a_class(2)
        add(live_class)
        add(live_class, name="백소라", email="sora@example.org", part=Leader.Part.HELPER)

        for session in sessions_of(live_class):
            roles = session.room.seats.order_by("rank", "created_at").values_list("role", flat=True)
            assert sorted(roles) == sorted([Role.HOST, Role.CLERK])

    def test_naming_somebody_twice_names_once(self):
        live_class = a_class()
        assert add(live_class) == add(live_class)
        assert LeaderSeat.objects.count() == 1

    def test_another_part_is_another_seat(self):
        live_class = a_class()
        add(live_class)
        leader = add(live_class, part=Leader.Part.HELPER)

        assert leader.seats.get().seat.role == Role.CLERK
        assert Seat.objects.standing().count() == 1

    def test_who_leads_no_more_loses_the_seats_at_once(self):
        live_class = a_class(2)
        remove_leader(add(live_class), by=SYSTEM)
        assert not Seat.objects.standing().exists()

    def test_without_an_address_nobody_is_named(self):
        with pytest.raises(AddressMissing):
            add(a_class(), email=" ")

    def test_a_room_made_later_gets_its_leaders_with_the_next_round(self):
        live_class = a_class(with_rooms=False)
        leader = add(live_class)
        session = sessions_of(live_class)[0]
        with pytest.raises(NoRoomYet):
            make_link(leader, session, by=SYSTEM)
        open_session_room(session=session, page=page_of(session), by=SYSTEM)

        make_rounds(now())

        assert make_link(leader, session, by=SYSTEM)
        assert seat_leaders(live_class, by=SYSTEM) == 0

    def test_a_round_in_which_nothing_has_changed_costs_eight_queries(self, django_assert_max_num_queries):
        add(a_class(3))
        make_rounds(now())
        with django_assert_max_num_queries(8):
            make_rounds(now())

    def test_a_leader_is_told_what_is_kept_and_forgotten_when_the_class_is_over(self):
        live_class = a_class()
        person = PersonFactory(email="jihoon@example.org")
        leader = add(live_class)
        assert [data.heading for data in personal_data(person)] == ["Classes you lead or led"]

        forget_leader(person)
        assert Leader.objects.get(pk=leader.pk).person == person
        with moved_to(live_class.programme.ends_at + timedelta(hours=1)):
            forget_leader(person)

        assert (Leader.objects.get(pk=leader.pk).name, list(personal_data(person))) == ("", [])


class TestChildren:
    @pytest.mark.parametrize(
        ("age_to", "children", "protected"),
        [
            (12, Children.BY_AGE, True),
            (13, Children.BY_AGE, True),
            (14, Children.BY_AGE, False),
            (None, Children.BY_AGE, False),
            (None, Children.PROTECTED, True),
            (12, Children.OPEN, False),
        ],
    )
    def test_its_rooms_are_for_children_as_its_age_or_its_office_says(self, age_to, children, protected):
        live_class = a_class(age_to=age_to)
        set_children(live_class, children=children, by=SYSTEM)
        assert Room.objects.get().for_children is protected

    def test_names_that_were_given_before_follow(self):
        live_class = a_class()
        seat = seat_of(a_place(live_class, PersonFactory(name="김하늘")))
        assert fresh(seat).title == "김하늘"

        set_children(live_class, children=Children.PROTECTED, by=SYSTEM)

        assert fresh(seat).title == "하늘"

    def test_an_age_that_changes_later_is_followed_by_the_next_round(self):
        live_class = a_class()
        type(live_class.programme).objects.filter(pk=live_class.programme_id).update(age_to=9)

        make_rounds(now())

        assert Room.objects.get().for_children is True

    def test_a_class_without_a_row_is_guarded_by_its_age_too(self):
        live_class = a_class(age_to=9)
        LiveClass.objects.all().delete()
        Room.objects.update(for_children=False)

        make_rounds(now())

        assert Room.objects.get().for_children is True
        assert live_class.programme.is_for_children


class TestMaterials:
    def test_the_open_room_is_told_at_once(self):
        live_class = a_class()
        room = sessions_of(live_class)[0].room
        add_material(live_class, asset=AssetFactory(pages=2), session=None, by=SYSTEM)

        told = RoomEvent.objects.filter(room=room, kind="live_classes.materials").get().payload
        assert [one["pages"] for one in told["ext"]["materials"]] == [2]

    def test_a_room_that_is_not_open_is_not(self):
        live_class = a_class(begins_at=now() + timedelta(days=3))
        add_material(live_class, asset=AssetFactory(), session=None, by=SYSTEM)
        assert not RoomEvent.objects.filter(kind="live_classes.materials").exists()

    def test_what_is_taken_away_is_destroyed(self, settings):
        in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
        settings.STORAGES = {**settings.STORAGES, "default": in_memory}
        live_class = a_class()
        material = add_material(live_class, asset=AssetFactory(), session=None, by=SYSTEM)

        remove_material(Material.objects.select_related("asset", "live_class__programme").get(), by=SYSTEM)

        material.asset.refresh_from_db()
        assert (Material.objects.count(), material.asset.name) == (0, "")


def test_a_session_that_is_added_belongs_to_no_theme():
    live_class = a_class(with_rooms=False)
    set_themes(live_class, themes=WORDS, lectures={sessions_of(live_class)[0].pk: 1}, by=SYSTEM)
    added = SessionFactory(programme=live_class.programme)
    assert not hasattr(added, "themed")


def test_a_class_that_is_online_again_gives_its_leaders_seats_in_the_new_rooms():
    live_class = a_class(1, begins_at=now() + timedelta(days=3))
    leader = add(live_class)
    (session,) = sessions_of(live_class)
    close_session_room(session=session, by=SYSTEM)
    take_seats_back([LeaderSeat.objects.get(leader=leader).seat], by=SYSTEM)
    opened = open_session_room(session=session, page=page_of(session), by=SYSTEM)

    make_rounds(now())

    seat = LeaderSeat.objects.get(leader=leader).seat
    assert (seat.room_id, seat.taken_back_at) == (opened.room_id, None)
