"""Attendance from the room, by roll and by the desk; and no-show marks with their appeals."""

from datetime import timedelta

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.people.tests.factories import PersonFactory
from ontact.commons.programmes.models import Manner
from ontact.commons.registrations.actions.attendance import (
    LongerThanTheSession,
    NoPlaceThere,
    NotYetOver,
    ReasonMissing,
    SessionCancelled,
    correct_attendance,
    note_presence,
    note_presence_due,
    note_replays,
    note_roll,
)
from ontact.commons.registrations.actions.no_shows import (
    AlreadyAnswered,
    AnswerMissing,
    AppealEmpty,
    answer_appeal,
    appeal,
    mark_no_shows,
    mark_no_shows_due,
)
from ontact.commons.registrations.engine.attending import Standing
from ontact.commons.registrations.models import Attendance, NoShow
from ontact.commons.registrations.queries.attendance import attendance_sheet, minutes_in_the_room
from ontact.commons.registrations.tests.afterwards import (
    DESK,
    a_place,
    a_programme,
    first_session,
    give_room,
    was_there,
)
from ontact.foundation.clock import now

pytestmark = pytest.mark.django_db
ROLL, SEAT = Attendance.Source.ROLL, Attendance.Source.SEAT


@pytest.fixture
def session():
    found = first_session(a_programme())
    give_room(found)
    return found


def standings(programme):
    return [[cell and cell.standing for cell in row.cells] for row in attendance_sheet(programme, now()).rows]


def test_a_person_on_two_seats_and_two_devices_is_there_once(session):
    place = a_place(session.programme)
    was_there(session, place.person, (-10, 30), (20, 40))
    was_there(session, place.person, (35, 50), (80, 120))

    assert minutes_in_the_room(session, [place]) == {place.pk: 60}


def test_an_earlier_self_is_the_same_person(session):
    place = a_place(session.programme)
    was_there(session, PersonFactory(claimed_at=None, same_as=place.person), (0, 45))

    assert minutes_in_the_room(session, [place]) == {place.pk: 45}


@pytest.mark.parametrize("people", [1, 3])
def test_presence_costs_two_queries_whoever_came(session, django_assert_num_queries, people):
    places = [a_place(session.programme) for _ in range(people)]
    for place in places:
        was_there(session, place.person, (0, 90))

    with django_assert_num_queries(2):
        assert set(minutes_in_the_room(session, places).values()) == {90}


def test_a_session_is_noted_once_for_everyone_with_a_place(session):
    here, away = a_place(session.programme), a_place(session.programme)
    waiting = a_place(session.programme, state="waiting", why="full")
    was_there(session, here.person, (0, 63))
    was_there(session, waiting.person, (0, 90))

    assert note_presence_due(now())
    assert not note_presence_due(now())

    noted = Attendance.objects.values_list("registration", "source", "minutes", "counts", "rule_version")
    assert set(noted) == {(here.pk, "seat", 63, True, 1), (away.pk, "seat", 0, False, 1)}


def test_whoever_gets_a_place_later_is_noted_too(session):
    a_place(session.programme)
    note_presence(session)
    late = a_place(session.programme)
    was_there(session, late.person, (0, 90))

    assert note_presence(session)

    assert late.attendances.get().minutes == 90


def test_a_cancelled_session_is_not_noted(session):
    a_place(session.programme)
    session.cancelled_at, session.cancelled_because = now(), "강사 사정"
    session.save()

    assert not note_presence_due(now())
    assert not note_presence(session)


def test_the_roll_says_who_was_there_and_a_later_one_replaces_it(session):
    first, second = a_place(session.programme), a_place(session.programme)

    note_roll(session, present={first.pk}, source=ROLL, by=DESK)
    note_roll(session, present={second.pk}, source=ROLL, by=DESK)

    noted = dict(Attendance.objects.values_list("registration", "minutes"))
    assert noted == {first.pk: 0, second.pk: 90}


def test_a_roll_names_only_people_with_a_place(session):
    stranger = a_place(a_programme())

    with pytest.raises(NoPlaceThere):
        note_roll(session, present={stranger.pk}, source=ROLL, by=DESK)


def test_the_roll_waits_for_the_end():
    session = first_session(a_programme(days_ago=-1))

    with pytest.raises(NotYetOver):
        note_roll(session, present=set(), source=ROLL, by=DESK)


def test_a_correction_counts_before_the_room_in_both_directions(session):
    programme = session.programme
    there, absent = a_place(programme), a_place(programme)
    was_there(session, there.person, (0, 90))
    note_presence(session)

    correct_attendance(there, session, minutes=0, reason="다른 사람이 앉아 있었음", by=DESK)
    correct_attendance(absent, session, minutes=90, reason="전화로 참여함", by=DESK)

    rows = {row.person.pk: row.cells[0].standing for row in attendance_sheet(programme, now()).rows}
    assert rows == {there.person_id: Standing.MISSED, absent.person_id: Standing.ATTENDED}


def test_a_correction_is_signed_without_its_reason(session):
    place = a_place(session.programme)

    correct_attendance(place, session, minutes=63, reason="병원 진료", by=DESK)

    entry = Entry.objects.get(verb="corrected attendance")
    assert entry.details == {"session": str(session.pk), "minutes": 63, "counts": True}
    assert place.attendances.get().reason == "병원 진료"


@pytest.mark.parametrize(
    ("minutes", "reason", "error"),
    [(90, " ", ReasonMissing), (91, "이유", LongerThanTheSession)],
)
def test_a_correction_needs_a_reason_and_fits_into_the_session(session, minutes, reason, error):
    with pytest.raises(error):
        correct_attendance(a_place(session.programme), session, minutes=minutes, reason=reason, by=DESK)


def test_nobody_attended_a_cancelled_session(session):
    place = a_place(session.programme)
    session.cancelled_at, session.cancelled_because = now(), "강사 사정"
    session.save()

    with pytest.raises(SessionCancelled):
        correct_attendance(place, session, minutes=90, reason="이유", by=DESK)


def test_a_replay_counts_by_its_minutes_where_the_terms_say_so():
    programme = a_programme(replay_counts=True)
    session, place = first_session(programme), a_place(programme)

    note_replays(session, minutes={place.pk: 200})

    assert standings(programme) == [[Standing.REPLAYED]]
    assert place.attendances.get().minutes == 90


@pytest.mark.parametrize("size", [1, 3])
def test_the_table_costs_the_same_for_few_and_many(django_assert_num_queries, size):
    programme = a_programme(sessions=size)
    for _ in range(size):
        place = a_place(programme)
        correct_attendance(place, first_session(programme), minutes=90, reason="이유", by=DESK)

    with django_assert_num_queries(4):
        assert len(attendance_sheet(programme, now()).rows) == size


def test_one_evening_is_one_row_with_gaps_and_no_cheap_certificate():
    programme = a_programme(sessions=3, certificate_from=2)
    place = a_place(programme, session=first_session(programme))
    correct_attendance(place, first_session(programme), minutes=90, reason="이유", by=DESK)

    (row,) = attendance_sheet(programme, now()).rows

    assert [cell and cell.standing for cell in row.cells] == [Standing.ATTENDED, None, None]
    assert not row.account.is_possible


def test_whoever_was_never_there_is_marked_once():
    programme = a_programme(sessions=2, days_ago=4)
    never, once, unnoted = (a_place(programme) for _ in range(3))
    for session in programme.sessions.all():
        correct_attendance(never, session, minutes=0, reason="불참", by=DESK)
    first, second = programme.sessions.order_by("number")
    correct_attendance(once, first, minutes=5, reason="잠깐", by=DESK)
    correct_attendance(once, second, minutes=0, reason="불참", by=DESK)
    correct_attendance(unnoted, first, minutes=0, reason="불참", by=DESK)

    assert mark_no_shows_due(now()) == 1
    assert mark_no_shows_due(now()) == 0

    assert list(NoShow.objects.values_list("registration", flat=True)) == [never.pk]


def test_an_empty_seat_says_nothing_about_whoever_could_come_in_person():
    programme = a_programme(days_ago=4)
    programme.manner = Manner.BOTH
    programme.save()
    session = first_session(programme)
    give_room(session)
    place = a_place(programme)
    note_presence(session)

    assert standings(programme) == [[Standing.UNNOTED]]
    assert mark_no_shows(programme) == 0

    note_roll(session, present={place.pk}, source=ROLL, by=DESK)

    assert standings(programme) == [[Standing.ATTENDED]]


def test_places_of_an_earlier_self_stand_in_the_same_row():
    programme = a_programme(sessions=2)
    first, second = programme.sessions.order_by("number")
    own = a_place(programme, session=first)
    a_place(programme, person=PersonFactory(claimed_at=None, same_as=own.person), session=second)

    assert standings(programme) == [[Standing.UNNOTED, Standing.UNNOTED]]


@pytest.mark.parametrize("days_ago", [2, 31])
def test_nobody_is_marked_before_the_desk_could_correct_nor_long_afterwards(days_ago):
    programme = a_programme(days_ago=days_ago)
    correct_attendance(a_place(programme), first_session(programme), minutes=0, reason="불참", by=DESK)

    assert mark_no_shows_due(now()) == 0


@pytest.fixture
def mark():
    programme = a_programme(days_ago=4)
    correct_attendance(a_place(programme), first_session(programme), minutes=0, reason="불참", by=DESK)
    mark_no_shows(programme)
    return NoShow.objects.get()


def test_an_appeal_is_answered_once(mark):
    appeal(mark, words="병원에 있었습니다", by=DESK)

    answered = answer_appeal(mark, is_excused=True, answer="확인했습니다", by=DESK)

    assert answered.excused_at is not None
    assert answer_appeal(mark, is_excused=True, answer="확인했습니다", by=DESK) == answered
    with pytest.raises(AlreadyAnswered):
        answer_appeal(mark, is_excused=False, answer="확인했습니다", by=DESK)
    with pytest.raises(AlreadyAnswered):
        appeal(mark, words="다시", by=DESK)


def test_neither_an_appeal_nor_an_answer_is_empty(mark):
    with pytest.raises(AppealEmpty):
        appeal(mark, words=" ", by=DESK)
    with pytest.raises(AnswerMissing):
        answer_appeal(mark, is_excused=False, answer="", by=DESK)


def test_a_room_that_nobody_settled_is_final_after_some_hours():
    session = first_session(a_programme(days_ago=0))
    give_room(session)
    a_place(session.programme)

    assert note_presence_due(now()) == 0
    assert note_presence_due(now() + timedelta(hours=7)) == 1
