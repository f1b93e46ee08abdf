"""Each published house rule refuses one person, quotes its sentence in the story, and lets another pass."""

from datetime import timedelta

import pytest

from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.registrations.actions.preparing import add_to_household
from ontact.commons.registrations.models import HouseRule, NoShow
from ontact.commons.registrations.queries.account import account_of, refused_by
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    SessionFactory,
    a_programme,
    check_book,
    signed_up,
    stands,
)
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db

Code = HouseRule.Code


def a_ruled_programme(code, **numbers):
    programme = a_programme(capacity=9)
    SessionFactory(programme=programme)
    HouseRuleFactory(organisation=programme.host, code=code, numbers=numbers)
    return programme


def a_child_of(guardian, years):
    """Born so many years (and some days) before the first session."""
    born_on = (now() - timedelta(days=years * 366)).date()
    return add_to_household(guardian=guardian, name="이바다", born_on=born_on).person


def is_refused_by(row, code):
    """By this rule, in the published words, also for whoever reads only the book."""
    check_book(row.programme)
    (step,) = account_of(row)
    return (
        stands(row) == ("refused", code)
        and refused_by(row) == code
        and step.sentence == "도서관 이용 규칙입니다."
    )


def test_residents_sign_up_first():
    programme = a_ruled_programme(Code.RESIDENTS_FIRST, days=2)

    (stranger,) = signed_up(programme)
    (resident,) = signed_up(programme, said={"resident": "yes"})

    assert is_refused_by(stranger, Code.RESIDENTS_FIRST)
    assert stands(resident)[0] == "placed"


def test_after_the_residents_days_everybody_may():
    programme = a_ruled_programme(Code.RESIDENTS_FIRST, days=0)

    assert stands(signed_up(programme)[0])[0] == "placed"


def test_ages_of_a_library():
    programme, guardian = a_ruled_programme(Code.AGES, **{"from": 3, "to": 6}), PersonFactory()

    (older,) = signed_up(programme, a_child_of(guardian, 9), asked_by=guardian)
    (younger,) = signed_up(programme, a_child_of(guardian, 5), asked_by=guardian)

    assert is_refused_by(older, Code.AGES)
    assert stands(younger)[0] == "placed"


def test_one_programme_a_season_at_the_same_library():
    programme, person = a_ruled_programme(Code.ONE_A_SEASON, programmes=1, months=12), PersonFactory()
    other = a_programme(host=programme.host)
    SessionFactory(programme=other, begins_at=programme.sessions.get().begins_at)
    signed_up(other, person)

    (second,) = signed_up(programme, person)
    (somebody,) = signed_up(programme)

    assert is_refused_by(second, Code.ONE_A_SEASON)
    assert stands(somebody)[0] == "placed"


def test_staying_away_without_notice_until_it_is_excused():
    programme, person = a_ruled_programme(Code.NO_SHOWS, times=1, days=90), PersonFactory()
    (missed,) = signed_up(a_programme(host=programme.host), person)
    mark = NoShow.objects.create(registration=missed)

    (refused,) = signed_up(programme, person)
    mark.excused_at = now()
    mark.save()
    (passes,) = signed_up(programme, person)

    assert is_refused_by(refused, Code.NO_SHOWS)
    assert stands(passes)[0] == "placed"


def test_small_children_come_with_their_guardian():
    programme, guardian = a_ruled_programme(Code.WITH_GUARDIAN, under=7), PersonFactory()
    child = a_child_of(guardian, 4)

    (alone,) = signed_up(programme, child, asked_by=guardian)
    both = signed_up(programme, child, guardian, asked_by=guardian)

    assert is_refused_by(alone, Code.WITH_GUARDIAN)
    assert {stands(one)[0] for one in both} == {"placed"}


def test_a_rule_that_has_ended_refuses_nobody():
    programme = a_ruled_programme(Code.RESIDENTS_FIRST, days=30)
    HouseRule.objects.update(until=now())

    assert stands(signed_up(programme)[0])[0] == "placed"
