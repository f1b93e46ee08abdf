"""The list, a class's page with the way of its series, and the desk."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ontact.capabilities.live_classes.actions.leading import add_leader
from ontact.capabilities.live_classes.actions.themes import ThemeWords, set_themes
from ontact.capabilities.live_classes.models import Children, Leader, LiveClass, Material
from ontact.capabilities.live_classes.queries.way import way_of
from ontact.capabilities.live_classes.tests.factories import a_class, a_place, sessions_of, sign_in_as
from ontact.commons.people.tests.factories import (
    CityFactory,
    MembershipFactory,
    PersonFactory,
    cast_of,
)
from ontact.commons.programmes.models import Programme
from ontact.commons.programmes.tests.factories import DAY, WEEK, a_programme
from ontact.commons.registrations.models import Attendance
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
THEMES = [
    ThemeWords(Worded.of("ko", ko=ko, en=en)) for ko, en in [("문학", "Literature"), ("역사", "History")]
]


@pytest.fixture
def office():
    CityFactory()
    return MembershipFactory().organisation


@pytest.fixture
def officer(office):
    return cast_of(office).insider


def text_of(answer):
    return answer.content.decode()


class TestTheList:
    def test_it_shows_what_is_announced_and_is_a_class(self, client):
        a_class(title=Worded.of("ko", ko="사진 교실", en="Photographs"))
        a_class(title=Worded.of("ko", ko="초안", en="A draft"), is_published=False, with_rooms=False)
        a_programme(1, title=Worded.of("ko", ko="책 놀이터", en="Book playground"), page="/reading/1/")

        page = text_of(client.get("/classes/"))

        assert "Photographs" in page
        assert "A draft" not in page
        assert "Book playground" not in page

    def test_without_classes_it_says_so(self, client):
        assert "No class is announced at the moment" in text_of(client.get("/classes/"))

    @pytest.mark.parametrize("rows", [1, 3])
    def test_it_costs_the_same_for_one_and_for_three(self, client, django_assert_max_num_queries, rows):
        for _ in range(rows):
            a_class(with_rooms=False)
        client.get("/classes/")
        with django_assert_max_num_queries(12):
            client.get("/classes/")


class TestTheWayOfASeries:
    @pytest.fixture
    def series(self):
        live_class = a_class(8, begins_at=now() - 6 * WEEK, with_rooms=False, terms={"certificate_from": 6})
        lectures = {one.pk: place // 4 + 1 for place, one in enumerate(sessions_of(live_class))}
        set_themes(live_class, themes=THEMES, lectures=lectures, by=SYSTEM)
        return live_class

    def attended(self, place, numbers):
        for session in place.programme.sessions.filter(number__in=numbers):
            place.attendances.create(session=session, source=Attendance.Source.ROLL, minutes=60, counts=True)

    def test_it_says_how_many_of_how_many_i_attended(self, series):
        place = a_place(series)
        self.attended(place, [1, 2, 4, 5, 6])

        way = way_of(series, place.person, now())

        assert (way.traveller.done, way.traveller.held, way.traveller.needed) == (5, 8, 6)
        assert [[stop.is_done for stop in stretch.stops] for stretch in way.stretches] == [
            [True, True, False, True],
            [True, True, False, False],
        ]

    def test_the_page_says_it_in_words_too(self, client, series):
        place = a_place(series)
        self.attended(place, [1, 2, 3, 4, 5, 6])

        page = text_of(sign_in_as(client, place.person).get(series.get_absolute_url()))

        assert "You have attended 6 of 8." in page
        assert "That is enough for the certificate." in page
        assert page.count("· attended</span>") == 6

    def test_a_stranger_sees_the_themes_and_nobodys_steps(self, client, series):
        self.attended(a_place(series), [1])

        page = text_of(client.get(series.get_absolute_url()))

        assert "Literature" in page
        assert "You have attended" not in page

    def test_each_lecture_is_linked_from_the_way_and_not_once_more(self, client, series):
        page = text_of(client.get(series.get_absolute_url()))

        assert page.count(f'/sessions/{sessions_of(series)[0].pk}/"') == 1
        assert "Each lecture has a page of its own" in page

    def test_lectures_of_no_theme_come_last(self, series):
        set_themes(series, themes=THEMES, lectures={sessions_of(series)[0].pk: 1}, by=SYSTEM)
        way = way_of(series, None, now())
        assert [len(stretch.stops) for stretch in way.stretches] == [1, 0, 7]
        assert way.stretches[-1].theme is None

    def test_the_way_costs_the_same_for_two_and_for_eight(self, django_assert_num_queries, series):
        with django_assert_num_queries(2):
            way_of(series, None, now())


class TestAClass:
    def test_whoever_has_a_place_finds_the_door(self, client):
        live_class = a_class()
        place = a_place(live_class)
        page = text_of(sign_in_as(client, place.person).get(live_class.get_absolute_url()))
        assert f"/classes/{live_class.programme_id}/sessions/{sessions_of(live_class)[0].pk}/" in page
        assert "To the class" in page

    def test_parents_read_how_children_are_protected(self, client):
        page = text_of(client.get(a_class(age_to=12).get_absolute_url()))
        assert "An adult is always in the room." in page

    @pytest.mark.parametrize(("who", "status"), [("nobody", 404), ("colleague", 404), ("insider", 200)])
    def test_a_draft_is_for_its_office(self, client, office, who, status):
        draft = a_class(host=office, is_published=False, with_rooms=False)
        people = {"nobody": None, "colleague": MembershipFactory().person, "insider": cast_of(office).insider}
        assert sign_in_as(client, people[who]).get(draft.get_absolute_url()).status_code == status

    def test_a_programme_of_another_capability_is_no_class(self, client):
        other = a_programme(1, page="/reading/1/")
        assert client.get(f"/classes/{other.pk}/").status_code == 404


class TestTheDesk:
    def test_a_title_is_enough_to_begin(self, client, office, officer):
        answer = sign_in_as(client, officer).post("/classes/new/", {"title": "사진 교실", "host": office.pk})

        made = LiveClass.objects.get()
        assert answer.url == f"/registrations/programmes/{made.programme_id}/making/"
        assert made.programme.host == office

    def test_it_begins_with_a_copy(self, client, office, officer):
        earlier = a_class(2, host=office, with_rooms=False, begins_at=now() - 40 * DAY)
        first = (now() + timedelta(days=30)).date()

        sign_in_as(client, officer).post(
            "/classes/new/",
            {"source": earlier.programme_id, "host": office.pk, "first": first, "with_sessions": "on"},
        )

        copy = Programme.objects.exclude(pk=earlier.programme_id).get()
        assert copy.page == f"/classes/{copy.pk}/"
        assert copy.sessions.count() == 2

    def test_without_a_title_nothing_begins_and_nothing_is_lost(self, client, office, officer):
        answer = sign_in_as(client, officer).post("/classes/new/", {"title": "", "host": office.pk})
        assert (answer.status_code, LiveClass.objects.count()) == (422, 0)

    def test_leaders_are_named_and_get_a_link(self, client, office, officer):
        live_class = a_class(host=office)
        desk, session = f"/classes/{live_class.programme_id}/", sessions_of(live_class)[0]
        sign_in_as(client, officer).post(
            f"{desk}leaders/", {"name": "박지훈", "email": "park@example.org", "part": "lecturer"}
        )
        leader = Leader.objects.get()
        assert "박지훈" in text_of(client.get(f"{desk}desk/"))

        page = text_of(client.post(f"{desk}leaders/{leader.pk}/link/", {"session": session.pk}))
        assert "/rooms/pass/" in page
        client.post(f"{desk}leaders/{leader.pk}/removal/")

        assert not Leader.objects.exists()

    def test_children_are_protected_by_a_word_of_the_office(self, client, office, officer):
        live_class = a_class(host=office)
        sign_in_as(client, officer).post(
            f"/classes/{live_class.programme_id}/children/", {"children": Children.PROTECTED}
        )
        assert sessions_of(live_class)[0].room.for_children is True

    def test_themes_are_set_and_lectures_put_under_them(self, client, office, officer):
        live_class = a_class(2, host=office, with_rooms=False)
        first, second = sessions_of(live_class)
        typed = {
            "theme_1_ko": "문학",
            "theme_3_ko": "역사",
            f"lecture_{first.pk.hex}": "1",
            f"lecture_{second.pk.hex}": "3",
        }

        sign_in_as(client, officer).post(f"/classes/{live_class.programme_id}/themes/", typed)

        assert [str(theme.title) for theme in live_class.themes.all()] == ["문학", "역사"]
        assert [one.themed.theme.number for one in sessions_of(live_class)] == [1, 2]

    def test_a_lecture_under_a_theme_without_a_title_is_told(self, client, office, officer):
        live_class = a_class(host=office, with_rooms=False)
        typed = {f"lecture_{sessions_of(live_class)[0].pk.hex}": "2"}
        answer = sign_in_as(client, officer).post(f"/classes/{live_class.programme_id}/themes/", typed)
        assert answer.status_code == 422
        assert "Theme 2 has no title yet." in text_of(answer)

    def test_a_file_is_handed_in_and_taken_away_after_a_question(self, client, office, officer, settings):
        in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
        settings.STORAGES = {**settings.STORAGES, "default": in_memory}
        live_class = a_class(host=office, with_rooms=False)
        desk = f"/classes/{live_class.programme_id}/materials/"
        file = SimpleUploadedFile("sheet.pdf", b"%PDF-1.4\n%%EOF", content_type="application/pdf")
        sign_in_as(client, officer).post(desk, {"file": file, "session": ""})
        material = Material.objects.get()

        assert "This cannot be undone" in text_of(client.get(f"{desk}{material.pk}/removal/"))
        assert Material.objects.exists()
        client.post(f"{desk}{material.pk}/removal/")

        assert not Material.objects.exists()

    @pytest.mark.parametrize("page", ["desk/", "themes/", "materials/"])
    def test_another_office_is_refused(self, client, office, page):
        live_class = a_class(host=office, with_rooms=False)
        other = MembershipFactory().person
        assert sign_in_as(client, other).get(f"/classes/{live_class.programme_id}/{page}").status_code == 403

    def test_the_list_of_my_office_shows_its_drafts(self, client, office, officer):
        a_class(
            host=office, is_published=False, with_rooms=False, title=Worded.of("ko", ko="초안", en="A draft")
        )
        a_class(title=Worded.of("ko", ko="남의 것", en="Of others"))

        page = text_of(sign_in_as(client, officer).get("/classes/desk/"))

        assert "A draft" in page
        assert "Of others" not in page


def test_a_class_that_is_over_has_no_door(client):
    live_class = a_class()
    place = a_place(live_class)
    with moved_to(live_class.programme.ends_at + timedelta(hours=1)):
        page = text_of(sign_in_as(client, place.person).get(live_class.get_absolute_url()))
    assert "To the class" not in page


def test_whoever_leads_may_read_the_materials(client):
    live_class = a_class()
    person = PersonFactory(email="park@example.org")
    add_leader(live_class, name="박지훈", email=person.email, part=Leader.Part.LECTURER, by=SYSTEM)
    page = text_of(sign_in_as(client, person).get(live_class.get_absolute_url()))
    assert "To the class" in page
