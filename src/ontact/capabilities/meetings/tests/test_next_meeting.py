"""The next meeting from the last one: a month later, people as they are today, rules as they were."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from ontact.capabilities.meetings.actions.next_meeting import (
    a_month_later,
    call_from_list,
    call_next,
    same_weekday_next_month,
)
from ontact.capabilities.meetings.actions.standing import change_seat, remove_seat
from ontact.capabilities.meetings.errors import NotConvenedYet
from ontact.capabilities.meetings.errors.standing import ListEmpty
from ontact.capabilities.meetings.models import Meeting, Part
from ontact.capabilities.meetings.queries.standing_plan import SeatWords
from ontact.capabilities.meetings.tests.factories import (
    a_called_meeting,
    a_convened_meeting,
    a_draft,
    a_standing_list,
    a_standing_seat,
)
from ontact.commons.people.tests.factories import enter_as
from ontact.foundation.actor import SYSTEM

SEOUL = ZoneInfo("Asia/Seoul")


@pytest.mark.django_db
def test_people_come_from_the_list_as_it_is_today():
    meeting = a_called_meeting(seats=3)
    Meeting.objects.filter(pk=meeting.pk).update(quorum_rule="majority", quorum_counts="everyone")
    standing = meeting.standing_list
    first, second, third = standing.seats.standing().with_frame()
    words = SeatWords(
        "좌석1", second.office_id, holder_name="새간부", holder_email="new@example.org", has_vote=False
    )
    change_seat(second, words, by=SYSTEM)
    remove_seat(third, by=SYSTEM)

    following = call_next(meeting, keep_agenda=True, by=meeting.convened_by)

    people = following.participants.standing().exclude(part=Part.CLERK)
    assert [(p.title, p.name, p.has_vote, p.standing_seat_id) for p in people] == [
        ("좌석0", "간부0", True, first.pk),
        ("좌석1", "새간부", False, second.pk),
    ]
    assert following.participants.filter(part=Part.CLERK).count() == 1
    assert (following.previous, following.is_draft) == (meeting, True)
    assert (following.quorum_rule, following.quorum_counts) == ("majority", "everyone")
    assert [str(item.title) for item in following.items.all()] == ["안건 1"]


@pytest.mark.django_db
def test_the_agenda_may_begin_empty_and_a_second_press_gives_the_same_draft():
    meeting = a_called_meeting()

    following = call_next(meeting, keep_agenda=False, by=meeting.convened_by)
    again = call_next(meeting, keep_agenda=True, by=meeting.convened_by)

    assert again == following
    assert not following.items.exists()


@pytest.mark.django_db
def test_a_meeting_without_a_list_takes_its_people_along():
    meeting = a_convened_meeting()

    following = call_next(meeting, keep_agenda=True, by=meeting.convened_by)

    assert set(following.participants.values_list("email", "part")) == set(
        meeting.participants.values_list("email", "part")
    )


@pytest.mark.django_db
def test_nothing_follows_a_draft_and_nobody_comes_from_an_empty_list():
    draft = a_draft()
    with pytest.raises(NotConvenedYet):
        call_next(draft, keep_agenda=False, by=draft.convened_by)

    standing = a_standing_list()
    a_standing_seat(standing, "공석")
    with pytest.raises(ListEmpty):
        call_from_list(standing, by=standing.clerk)


@pytest.mark.django_db
def test_one_press_on_the_list_opens_a_draft(client):
    standing = a_standing_list()
    a_standing_seat(standing, "동장", holder=("김", "kim@example.org"))
    enter_as(client, standing.clerk)

    for _press in range(2):
        answer = client.post(reverse("meetings:standing_meetings", args=[standing.pk]))

    meeting = Meeting.objects.get()
    assert answer.url == reverse("meetings:edit", args=[meeting.pk])
    assert meeting.standing_list == standing


def plain_next(day):
    """The same question asked of a list of all days of the next month."""
    year, month = divmod(day.year * 12 + day.month, 12)
    month += 1
    days = [date(year, month, n) for n in range(1, monthrange(year, month)[1] + 1)]
    same = [other for other in days if other.weekday() == day.weekday()]
    is_last = (day + timedelta(days=7)).month != day.month
    return same[-1] if is_last else same[(day.day - 1) // 7]


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2050, 12, 1)))
def test_a_month_later_is_the_same_weekday_of_the_month(day):
    assert same_weekday_next_month(day) == plain_next(day)


def test_the_hour_stays_and_the_day_lies_ahead():
    last = datetime(2026, 8, 31, 10, 0, tzinfo=SEOUL)

    found = a_month_later(last, SEOUL, after=datetime(2026, 11, 27, tzinfo=UTC))

    assert found == datetime(2026, 11, 30, 10, 0, tzinfo=SEOUL)
