"""What need not be kept any more is erased in the night, on its day, with a record; the book stays."""

from datetime import timedelta

import pytest
import time_machine

from ontact.commons.journal.models import Entry
from ontact.commons.people.models import Consent
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.registrations.actions import retention
from ontact.commons.registrations.actions.after import forget_after
from ontact.commons.registrations.actions.feeding import make_address, revoke_address
from ontact.commons.registrations.actions.preparing import agree_as_guardian
from ontact.commons.registrations.actions.retention import (
    ANSWERS_KEPT,
    ATTENDANCE_KEPT,
    EVIDENCE_KEPT,
    MARKS_KEPT,
    PREPARATIONS_KEPT,
    REVOKED_KEPT,
    SURVEY_NAMES_KEPT,
    UNPRESSED_KEPT,
    erase_in_the_night,
)
from ontact.commons.registrations.models import (
    Attendance,
    CalendarAddress,
    Line,
    NoShow,
    Preparation,
    PreparedPerson,
    Registration,
    SurveyDone,
)
from ontact.commons.registrations.tests.factories import (
    SessionFactory,
    a_child,
    a_programme,
    check_book,
    prepared,
    signed_up,
)
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place():
    programme = a_programme(capacity=1)
    SessionFactory(programme=programme)
    settle(programme)
    (row,) = signed_up(programme, said={"resident": "yes"})
    return row


def ends(place):
    return place.programme.sessions.get().ends_at


def night_at(moment):
    with time_machine.travel(moment, tick=False):
        return erase_in_the_night(now())


def around(moment, count):
    """How many there are the day before that moment, and the day after."""
    found = []
    for at in (moment - DAY, moment + DAY):
        night_at(at)
        found.append(count())
    return found


def test_answers_end_after_their_days(place):
    answered = PreparedPerson.objects.exclude(answers={})

    assert around(ends(place) + ANSWERS_KEPT, answered.count) == [1, 0]
    assert Preparation.objects.count() == 1


def test_preparations_end_after_a_year_and_the_place_stays(place):
    assert around(ends(place) + PREPARATIONS_KEPT, Preparation.objects.count) == [1, 0]
    assert Registration.objects.get().state == "placed"


def test_what_nobody_pressed_ends_a_month_after_sign_up_has_closed(place):
    prepared(place.programme)
    open_ones = Preparation.objects.filter(pressed_at=None)

    assert around(place.programme.closes_at + UNPRESSED_KEPT, open_ones.count) == [1, 0]


def test_attendance_ends_after_three_years(place):
    place.attendances.create(session=place.programme.sessions.get(), source="roll", minutes=60, counts=True)

    assert around(ends(place) + ATTENDANCE_KEPT, Attendance.objects.count) == [1, 0]


def test_marks_end_after_two_years_and_what_was_written_about_them_sooner(place):
    mark = NoShow.objects.create(
        registration=place, appeal="병원", appealed_at=now(), answered_at=now(), answer="네"
    )
    spoken = NoShow.objects.exclude(appeal="", answer="")

    assert around(ends(place) + ANSWERS_KEPT, spoken.count) == [1, 0]
    assert around(mark.created_at + MARKS_KEPT, NoShow.objects.count) == [1, 0]


def test_an_appeal_that_waits_for_its_answer_stays(place):
    NoShow.objects.create(registration=place, appeal="병원", appealed_at=now())

    night_at(ends(place) + ANSWERS_KEPT + DAY)

    assert NoShow.objects.get().appeal == "병원"


def test_who_has_answered_a_survey_is_forgotten_after_a_year(place):
    SurveyDone.objects.create(registration=place)

    assert around(ends(place) + SURVEY_NAMES_KEPT, SurveyDone.objects.count) == [1, 0]


def test_the_evidence_of_a_consent_ends_after_three_years(place):
    guardian = PersonFactory()
    agree_as_guardian(
        child=a_child(guardian),
        guardian=guardian,
        programme=place.programme,
        wording="x",
        evidence="전화 010",
    )
    told = Consent.objects.exclude(evidence="")

    assert around(ends(place) + EVIDENCE_KEPT, told.count) == [1, 0]
    assert Consent.objects.count() == 1


def test_a_revoked_address_of_a_calendar_ends_a_month_later():
    person = PersonFactory()
    make_address(person=person, by=person.actor())
    revoke_address(person=person, by=person.actor())

    assert around(now() + REVOKED_KEPT, CalendarAddress.objects.count) == [1, 0]


def test_it_happens_once_a_night_and_leaves_a_record(place):
    moment = ends(place) + ANSWERS_KEPT + DAY

    first, again = night_at(moment), night_at(moment + timedelta(hours=1))
    next_night = night_at(moment + DAY)

    assert (first, again, next_night) == (1, 0, 0)
    (entry,) = Entry.objects.filter(verb="erased what need not be kept")
    assert entry.details == {"answers": 1}


def test_more_than_one_handful_is_erased_in_one_night(place, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 2)
    for _n in range(5):
        prepared(place.programme)

    night_at(place.programme.closes_at + UNPRESSED_KEPT + DAY)

    assert not Preparation.objects.filter(pressed_at=None).exists()


def test_the_book_reads_the_same_after_all_nights(place):
    lines = Line.objects.count()

    for days in (40, 100, 400, 800, 1200):
        night_at(ends(place) + days * DAY)

    assert Line.objects.count() == lines
    check_book(place.programme)


def test_forget_me_takes_the_evidence_of_a_consent_at_once(place):
    guardian = PersonFactory()
    agree_as_guardian(
        child=a_child(guardian),
        guardian=guardian,
        programme=place.programme,
        wording="x",
        evidence="전화 010",
    )

    forget_after(guardian)

    assert Consent.objects.get().evidence == ""
