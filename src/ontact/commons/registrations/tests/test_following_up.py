"""After the last session: the survey and its one reminder, the certificate, marks and how to appeal; each told once."""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.journal.models import Entry
from ontact.commons.people.tests.factories import CityFactory, PersonFactory
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.registrations.actions.attendance import correct_attendance
from ontact.commons.registrations.actions.certificates import give_certificate
from ontact.commons.registrations.actions.forgetting import forget_person
from ontact.commons.registrations.actions.letters_due import write_letters_due
from ontact.commons.registrations.actions.no_shows import answer_appeal, mark_no_shows
from ontact.commons.registrations.actions.signing_up import accept, withdraw
from ontact.commons.registrations.actions.survey import answer_survey
from ontact.commons.registrations.models import HouseRule, NoShow
from ontact.commons.registrations.queries.late import may_go_until
from ontact.commons.registrations.tests import factories
from ontact.commons.registrations.tests.afterwards import DESK, a_place, a_programme, first_session
from ontact.commons.registrations.tests.mailbox import kinds, letters, reads
from ontact.commons.registrations.tests.test_survey import questions_of, surveyed
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def ended(programme):
    """As the actions leave it: with the days of its sessions."""
    settle(programme)
    return programme


def rounds_after(length):
    with time_machine.travel(now() + length, tick=False):
        write_letters_due(now())
        write_letters_due(now())


def test_the_survey_is_offered_once_and_once_more_to_those_who_have_not_answered():
    programme = ended(surveyed())
    answers, silent = a_place(programme), a_place(programme)
    for hours in (0, 1, 24):
        rounds_after(hours * HOUR)
    answer_survey(answers, answers={questions_of(programme)[0]: "5"})

    for days in (6, 7, 8, 12):
        rounds_after(days * DAY)

    assert kinds() == {"survey": 2, "survey_again": 1}
    assert letters("survey_again")[0].address == silent.person.email


def test_nothing_tells_who_has_not_answered_and_how_many():
    programme = ended(surveyed())
    place = a_place(programme)

    rounds_after(8 * DAY)

    (letter,) = letters("survey_again")
    assert str(programme.pk) not in letter.key
    assert str(place.pk) not in str(letter.facts)
    assert letter.about_id == str(programme.pk)
    assert not Entry.objects.filter(object_id=str(programme.pk), verb__contains="remind").exists()


def test_a_programme_without_questions_asks_nobody():
    a_place(ended(a_programme()))

    rounds_after(HOUR)

    assert letters() == []


def attended(**terms):
    place = a_place(ended(a_programme(**terms)))
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)
    return place


def test_whoever_has_earned_a_certificate_is_told_once():
    place = attended(certificate_from=1)
    a_place(place.programme)

    for hours in (0, 1, 2, 30):
        rounds_after(hours * HOUR)

    assert [one.address for one in letters("certificate")] == [place.person.email]


def test_it_is_told_when_it_is_earned_later():
    place = a_place(ended(a_programme(certificate_from=1)))
    rounds_after(timedelta())
    correct_attendance(place, first_session(place.programme), minutes=90, reason="확인", by=DESK)

    rounds_after(2 * HOUR)

    assert kinds()["certificate"] == 1


def test_whoever_has_fetched_it_need_not_be_told():
    give_certificate(attended(certificate_from=1), by=DESK)

    rounds_after(HOUR)

    assert letters("certificate") == []


def test_a_mark_is_told_with_the_way_to_appeal():
    CityFactory()
    place = a_place(a_programme(days_ago=4), PersonFactory(language="en"))
    correct_attendance(place, first_session(place.programme), minutes=0, reason="불참", by=DESK)

    for _twice in range(2):
        mark_no_shows(place.programme)

    (letter,) = letters("no_show")
    assert f"/registrations/no-shows/{NoShow.objects.get().pk}/" in reads(letter)


def test_the_answer_to_an_appeal_is_told_once():
    place = a_place(a_programme(days_ago=4))
    correct_attendance(place, first_session(place.programme), minutes=0, reason="불참", by=DESK)
    mark_no_shows(place.programme)

    for _twice in range(2):
        answer_appeal(NoShow.objects.get(), is_excused=True, answer="확인했습니다", by=DESK)

    assert kinds()["appeal"] == 1


@pytest.fixture
def series():
    """In fourteen days; until the day before, a place can be given back without a mark."""
    programme = factories.a_programme(capacity=1)
    factories.SessionFactory(programme=programme)
    return programme


def gives_back(row, before):
    begins_at = row.programme.sessions.first().begins_at
    with time_machine.travel(begins_at - before):
        withdraw(registrations=[row], by=row.person.actor())


@pytest.mark.parametrize(("before", "marked"), [(25 * HOUR, 0), (23 * HOUR, 1)])
def test_a_place_given_back_too_late_is_marked_by_the_programmes_own_rule(series, before, marked):
    (row,) = factories.signed_up(series)

    gives_back(row, before)

    assert NoShow.objects.filter(kind=NoShow.Kind.LATE).count() == kinds()["no_show"] == marked


def test_the_page_of_a_place_can_say_until_when(series):
    (row,) = factories.signed_up(series)

    assert may_go_until(row) == series.sessions.get().begins_at - DAY


def test_who_only_waited_gives_nothing_back_too_late(series):
    factories.signed_up(series)
    (waits,) = factories.signed_up(series)

    gives_back(waits, HOUR)

    assert not NoShow.objects.exists()


def test_who_got_the_place_when_it_was_too_late_already_is_not_marked(series):
    (first,) = factories.signed_up(series)
    (second,) = factories.signed_up(series)
    begins_at = series.sessions.get().begins_at
    with time_machine.travel(begins_at - 3 * HOUR):
        withdraw(registrations=[first], by=SYSTEM)
        accept(registration=second, by=SYSTEM)

    gives_back(second, HOUR)

    assert [mark.registration_id for mark in NoShow.objects.all()] == [first.pk]


def test_who_was_there_before_is_not_marked(series):
    (row,) = factories.signed_up(series)
    session = series.sessions.get()
    row.attendances.create(session=session, source="roll", minutes=60, counts=True)

    gives_back(row, HOUR)

    assert not NoShow.objects.exists()


@pytest.mark.parametrize(("numbers", "refused"), [({}, "no_shows"), ({"late": False}, "full")])
def test_a_house_rule_says_whether_late_counts(series, numbers, refused):
    (row,) = factories.signed_up(series)
    gives_back(row, 2 * HOUR)
    host = series.host
    factories.HouseRuleFactory(
        organisation=host, code=HouseRule.Code.NO_SHOWS, numbers={"times": 1, "days": 90, **numbers}
    )

    (again,) = factories.signed_up(factories.a_programme(capacity=0, host=host), row.person)

    assert again.why == refused


def test_forget_me_is_held_against_nobody(series):
    (row,) = factories.signed_up(series)
    with time_machine.travel(series.sessions.get().begins_at - HOUR):
        forget_person(row.person)

    assert not NoShow.objects.exists()
