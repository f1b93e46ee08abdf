"""Cells that were watched, credited as fast as the clock allows, whatever is claimed."""

from datetime import timedelta

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from ontact.commons.media.actions import destroy, note_watched
from ontact.commons.media.actions.viewing import KEPT, forget_old_viewings
from ontact.commons.media.apps import Media
from ontact.commons.media.engine.watching import (
    AWAY_S_AT_MOST,
    CELL_S,
    SPEED,
    allowed,
    cell_count,
    credit,
    share,
    stretches,
)
from ontact.commons.media.models import Asset, Viewing
from ontact.commons.media.queries import player_of, watched_by, watched_in
from ontact.commons.media.tests.factories import AssetFactory
from ontact.commons.people.tests.factories import PersonFactory
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now

LENGTH_S = 3600
EVERYTHING = [(0, cell_count(LENGTH_S))]


@pytest.fixture
def film(db):
    return AssetFactory(kind=Asset.Kind.VIDEO, content_type="video/mp4", length_s=LENGTH_S)


def report(film, person, claimed, position_s=0):
    return note_watched(asset=film, people=[person], claimed=claimed, position_s=position_s)[0]


def done(viewing) -> int:
    return watched_in(viewing).done


class TestTheRule:
    @pytest.mark.parametrize(("length_s", "cells"), [(0, 0), (1, 1), (5, 1), (6, 2), (3600, 720)])
    def test_the_last_cell_may_be_short(self, length_s, cells):
        assert cell_count(length_s) == cells

    @given(
        st.lists(
            st.tuples(
                st.floats(0, 100),
                st.lists(st.tuples(st.integers(-9, 70), st.integers(-9, 70)), max_size=4),
            ),
            max_size=8,
        ),
        st.integers(1, 300),
    )
    def test_no_series_of_reports_is_faster_than_twice_the_clock(self, reports, length_s):
        cells, allowance_s, passed_s = 0, 0.0, 0.0
        for since_s, claimed in reports:
            passed_s += since_s
            before = cells
            cells, allowance_s = vars(
                credit(cells, claimed, length_s, allowed(allowance_s, since_s))
            ).values()
            assert cells & before == before, "what is credited stays"
        covered, count = share(cells, length_s)
        assert covered <= count
        assert covered * CELL_S <= SPEED * passed_s
        assert cells >> count == 0, "nothing behind the end"

    @given(st.integers(0, 2**60 - 1))
    def test_stretches_tell_the_same_as_cells(self, cells):
        told = stretches(cells, 60 * CELL_S)
        assert sum(1 << n for first, last in told for n in range(first, last + 1)) == cells
        assert all(one[1] + 1 < two[0] for one, two in zip(told, told[1:], strict=False))

    def test_nothing_is_saved_up_for_longer_than_a_line_may_be_away(self):
        assert allowed(0, 10 * AWAY_S_AT_MOST) == SPEED * AWAY_S_AT_MOST
        assert allowed(SPEED * AWAY_S_AT_MOST, 60) == SPEED * AWAY_S_AT_MOST

    def test_a_clock_that_went_back_gives_nothing_and_takes_nothing(self):
        assert allowed(7, -50) == 7


class TestReports:
    def test_a_script_that_sends_everything_at_once_gains_nothing(self, film):
        person = PersonFactory()
        for _time in range(50):
            viewing = report(film, person, EVERYTHING)
        assert done(viewing) == 0

    def test_whoever_watches_gets_what_was_watched(self, film):
        person, begun = PersonFactory(), now()
        for seconds in range(0, 601, 15):
            with moved_to(begun + timedelta(seconds=seconds)):
                viewing = report(film, person, [(0, seconds // CELL_S - 1)], seconds)
        assert (done(viewing), viewing.position_s) == (120, 600)

    def test_what_came_too_early_is_credited_when_it_is_sent_again(self, film):
        person, begun = PersonFactory(), now()
        report(film, person, [(0, 5)])
        with moved_to(begun + timedelta(seconds=11)):
            assert done(report(film, person, [(0, 5)])) == 4
        with moved_to(begun + timedelta(seconds=20)):
            assert done(report(film, person, [(0, 5)])) == 6

    def test_a_line_that_was_away_brings_it_all_later(self, film):
        person, begun = PersonFactory(), now()
        report(film, person, [])
        with moved_to(begun + timedelta(minutes=14)):
            assert done(report(film, person, [(0, 167)])) == 168

    def test_two_films_at_once_are_watched_by_one_pair_of_eyes(self, film):
        other = AssetFactory(kind=Asset.Kind.VIDEO, length_s=LENGTH_S)
        person, begun = PersonFactory(), now()
        for seconds in range(0, 301, 15):
            with moved_to(begun + timedelta(seconds=seconds)):
                one, two = report(film, person, EVERYTHING), report(other, person, EVERYTHING)
        assert (done(one) + done(two)) * CELL_S <= SPEED * 300

    def test_a_family_in_front_of_one_screen_is_noted_each(self, film):
        mother, child, begun = PersonFactory(), PersonFactory(), now()
        note_watched(asset=film, people=[mother, child], claimed=[], position_s=0)
        with moved_to(begun + timedelta(seconds=30)):
            both = note_watched(asset=film, people=[mother, child], claimed=[(0, 5)], position_s=30)
        assert [done(one) for one in both] == [6, 6]

    def test_a_position_behind_the_end_is_the_end(self, film):
        assert report(film, PersonFactory(), [], 10**6).position_s == LENGTH_S


class TestWhatIsKept:
    def test_the_player_goes_on_where_one_stopped_and_anew_from_the_end(self, film):
        person, begun = PersonFactory(), now()
        report(film, person, [])
        with moved_to(begun + timedelta(seconds=60)):
            report(film, person, [(0, 3), (6, 6)], 35)
        player = player_of(film, watched=watched_by(film, person))
        assert (player.resume_s, player.covered) == (35, "0-3,6-6")
        report(film, person, [], LENGTH_S - 2)
        assert player_of(film, watched=watched_by(film, person)).resume_s == 0

    def test_one_sees_what_is_kept_and_it_can_be_forgotten(self, film):
        person, other, begun = PersonFactory(), PersonFactory(), now()
        for one in (person, other):
            report(film, one, [])
        with moved_to(begun + timedelta(minutes=10)):
            report(film, person, [(0, 71)])
        with override("en"):
            shown = list(Media.personal_data(None, person))
        assert [one.rows[0][0] for one in shown] == [f"{film.name} · {person}"]
        assert shown[0].rows[0][1].startswith("10 % watched")

        Media.forget(None, person)

        assert [one.person for one in Viewing.objects.all()] == [other]

    def test_a_guardian_sees_what_is_kept_about_a_child(self, film):
        guardian = PersonFactory()
        child = PersonFactory(guardian=guardian, claimed_at=None, email="", name="하나")
        report(film, child, [])
        assert [one.rows[0][0] for one in Media.personal_data(None, guardian)] == [f"{film.name} · 하나"]

    def test_after_half_a_year_it_is_erased(self, film):
        report(film, PersonFactory(), [])
        assert forget_old_viewings(now() + KEPT - timedelta(hours=1)) == 0
        assert forget_old_viewings(now() + KEPT + timedelta(hours=1)) == 1
        assert not Viewing.objects.exists()

    def test_with_the_film_goes_who_watched_it(self, film):
        report(film, PersonFactory(), [])
        destroy(asset=film, by=SYSTEM)
        assert not Viewing.objects.exists()
