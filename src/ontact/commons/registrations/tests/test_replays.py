"""A replay from the desk's upload to attendance: who may watch, what counts by the rule, and what a script gains."""

from datetime import timedelta

import pytest
from django.utils.translation import override

from ontact.commons.media.models import Asset, Viewing
from ontact.commons.media.tests.conftest import store_folder  # noqa: F401 (a store of its own)
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.attendance import (
    correct_attendance,
    note_replays,
    note_roll,
)
from ontact.commons.registrations.actions.forgetting import forget_person
from ontact.commons.registrations.actions.replays import take_replay_back, watch
from ontact.commons.registrations.engine.attending import Standing, minutes_of_share, percent_of
from ontact.commons.registrations.models import Attendance
from ontact.commons.registrations.queries.attendance import attendance_sheet
from ontact.commons.registrations.queries.certificates import certificate_account
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme, first_session
from ontact.commons.registrations.tests.factories import a_child
from ontact.commons.registrations.tests.making import officer_of
from ontact.commons.registrations.tests.replaying import (
    CELLS,
    FILM_S,
    a_session,
    address,
    report,
    watched,
    with_replay,
)
from ontact.foundation.clock import moved_to, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return a_session()


class TestTheRule:
    @pytest.mark.parametrize(
        ("done", "count", "minutes", "percent"),
        [(0, 120, 0, 0), (95, 120, 72, 80), (96, 120, 72, 80), (120, 120, 90, 100)],
    )
    def test_a_share_of_the_replay_is_that_share_of_the_session(self, session, done, count, minutes, percent):
        stretch = (session.begins_at, session.ends_at)
        assert minutes_of_share(done, count, stretch) == minutes
        assert percent_of(minutes, stretch) == percent

    def test_what_is_called_enough_is_enough(self, session):
        stretch, least = (session.begins_at, session.ends_at), 72
        assert [percent_of(one, stretch) >= 80 for one in (least - 1, least)] == [False, True]


class TestCounting:
    def test_enough_of_it_counts_as_attended_at_once(self, session):
        place = a_place(session.programme)
        seen = watched(session, [place], 83)

        assert [(one.percent, one.needed, one.counts) for one in seen] == [(83, 80, True)]
        row = attendance_sheet(session.programme, now()).rows[0]
        assert (row.cells[0].standing, row.cells[0].watched_percent) == (Standing.REPLAYED, 83)
        assert row.account.is_earned, "the certificate follows"
        with override("en"):
            told = certificate_account(session.programme, place.person, now())
        assert told.lines[0].words == "Watched afterwards: 83 % of the replay; 80 % are needed."

    def test_too_little_does_not_and_the_page_says_how_much_is_missing(self, session):
        place = a_place(session.programme)
        note_roll(session, present=[], source=Attendance.Source.ROLL, by=DESK)
        watched(session, [place], 45)

        with override("en"):
            told = certificate_account(session.programme, place.person, now())
        assert told.lines[0].standing == Standing.REPLAY_OPEN
        assert told.lines[0].words == "Missed. You have watched 45 % of the replay; 80 % are needed."

    def test_where_the_rule_says_no_nothing_is_noted(self):
        session = with_replay(first_session(a_programme(replay_counts=False)))
        place = a_place(session.programme)
        seen = watched(session, [place], 100)

        assert not Attendance.objects.exists()
        assert [one.counts for one in seen] == [False]

    def test_the_desks_word_stands(self, session):
        place = a_place(session.programme)
        correct_attendance(place, session, minutes=0, reason="Somebody else watched.", by=DESK)
        watched(session, [place], 100)

        assert attendance_sheet(session.programme, now()).rows[0].cells[0].standing == Standing.MISSED

    def test_another_recording_of_the_same_session_takes_nothing_away(self, session):
        place = a_place(session.programme)
        watched(session, [place], 100)
        take_replay_back(session=session, by=DESK)
        again = with_replay(session)
        watched(again, [place], 10)

        assert attendance_sheet(session.programme, now()).rows[0].cells[0].standing == Standing.REPLAYED

    def test_whoever_has_no_place_is_not_noted(self, session):
        stranger = a_place(a_programme())
        note_replays(session, minutes={stranger.pk: 90})
        assert not Attendance.objects.exists()


class TestWhoMayWatch:
    def test_a_stranger_sees_nothing_and_somebody_with_a_place_everything(self, client, session):
        place, other = a_place(session.programme), PersonFactory()
        client.force_login(other)
        assert [client.get(address(session)).status_code, report(client, session).status_code] == [404, 404]
        client.force_login(place.person)
        assert client.get(address(session)).status_code == 200

    def test_whoever_gave_the_place_back_does_not(self, client, session):
        place = a_place(session.programme, state="withdrawn")
        client.force_login(place.person)
        assert client.get(address(session)).status_code == 404

    def test_a_place_in_another_session_is_none_here(self, client):
        programme = a_programme(sessions=2, replay_counts=True)
        first, second = programme.sessions.order_by("number")
        place = a_place(programme, session=second)
        client.force_login(place.person)
        assert client.get(address(with_replay(first))).status_code == 404

    def test_outside_its_days_it_is_shut_and_says_so(self, client, session):
        place = a_place(session.programme)
        with_replay(session, ends_at=now() + timedelta(days=7))
        client.force_login(place.person)
        assert client.get(address(session)).status_code == 200
        with moved_to(now() + timedelta(days=8)):
            assert [client.get(address(session)).status_code, report(client, session).status_code] == [
                410,
                410,
            ]

    def test_the_office_looks_without_being_counted(self, client, session):
        with_replay(session, begins_at=now() + timedelta(days=1))
        client.force_login(officer_of(session.programme))
        page_text = client.get(address(session)).content.decode()
        assert "nothing is counted" in page_text
        assert "data-report" not in page_text

    def test_what_is_still_being_made_is_not_shown(self, client, session):
        place = a_place(session.programme)
        Asset.objects.update(state=Asset.State.CHECKED)
        client.force_login(place.person)
        assert client.get(address(session)).status_code == 410


class TestReports:
    def test_a_report_is_answered_with_what_stands(self, client, session):
        place = a_place(session.programme, PersonFactory(name="김서연", language="en"))
        client.force_login(place.person)
        assert report(client, session, cells="", position="0").json()["covered"] == ""
        with moved_to(now() + timedelta(seconds=31)):
            told = report(client, session, cells="0-5,40-400", position="30").json()
        assert told["covered"] == "0-5,40-45"
        assert told["lines"] == ["김서연: 10 % watched of the 80 % needed."]

    def test_a_script_that_posts_everything_gains_nothing(self, client, session):
        place = a_place(session.programme)
        client.force_login(place.person)
        begun = now()
        for _time in range(30):
            told = report(client, session, cells=f"0-{CELLS}", position=str(FILM_S)).json()
        passed_s = (now() - begun).total_seconds()
        last = int(told["covered"].rpartition("-")[2] or -1)
        assert (last + 1) * 5 <= 2 * passed_s + 5, "no more than the clock allows"
        assert not Attendance.objects.filter(counts=True).exists()

    def test_nobody_reports_for_somebody_elses_place(self, client, session):
        mine, other = a_place(session.programme), a_place(session.programme)
        client.force_login(mine.person)
        report(client, session, cells="0-1", people=str(other.pk))
        assert [one.person for one in Viewing.objects.all()] in ([], [mine.person])

    @pytest.mark.parametrize("cells", ["9-", "a", "0-1;2-3", "0-999999", "0-1," * 2000 + "0-1", "-1-4"])
    def test_what_is_no_report_changes_nothing(self, client, session, cells):
        place = a_place(session.programme)
        client.force_login(place.person)
        assert report(client, session, cells=cells).status_code == 422
        assert not Viewing.objects.exists()

    def test_without_the_forms_token_it_is_refused(self, session):
        from django.test import Client

        place = a_place(session.programme)
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(place.person)
        assert report(strict, session, cells="0-1").status_code == 403
        assert not Viewing.objects.exists()

    def test_a_guardian_says_which_of_the_children_are_watching(self, client, session):
        guardian = PersonFactory(language="en")
        one, two = (a_place(session.programme, a_child(guardian, name=name)) for name in ("하나", "두리"))
        client.force_login(guardian)
        assert "Who is watching?" in client.get(address(session)).content.decode()
        for seconds in (0, 30):
            with moved_to(now() + timedelta(seconds=seconds)):
                report(client, session, cells="0-5", people=str(two.pk))
        assert "Nobody is ticked" in report(client, session, cells="0-9").json()["said"]

        assert [viewing.person for viewing in Viewing.objects.all()] == [two.person]
        assert [note.registration for note in Attendance.objects.all()] == [two]
        assert one.attendances.count() == 0


def test_whoever_is_forgotten_leaves_no_trace_of_what_the_children_watched(session):
    guardian, other = PersonFactory(), a_place(session.programme)
    child = a_place(session.programme, a_child(guardian))
    watch(session=session, places=[child, other], claimed=[], position_s=0)

    forget_person(guardian)

    assert [one.person for one in Viewing.objects.all()] == [other.person]


class TestMyPlaces:
    def test_it_stands_there_for_those_with_a_place_as_long_as_it_is_offered(self, client, session):
        with_replay(session, ends_at=now() + timedelta(days=7))
        place = a_place(session.programme)
        for person, times in ((place.person, 1), (PersonFactory(), 0)):
            client.force_login(person)
            assert client.get("/registrations/places/").content.decode().count(address(session)) == times
        client.force_login(place.person)
        assert address(session) in client.get(f"/registrations/places/{place.pk}/").content.decode()
        assert address(session) in client.get(f"/registrations/places/{place.pk}/account/").content.decode()
        with moved_to(now() + timedelta(days=8)):
            assert address(session) not in client.get("/registrations/places/").content.decode()
