"""The next meeting is called from the last one: same rules, people from the standing list as it is today."""

from calendar import monthrange
from datetime import date, datetime, timedelta, tzinfo
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from ontact.capabilities.meetings.actions.drafting import (
    care_of,
    copy_of,
    empty_draft,
    seat_the_clerk,
    take_agenda,
)
from ontact.capabilities.meetings.actions.guests import rank_of
from ontact.capabilities.meetings.errors import NotConvenedYet
from ontact.capabilities.meetings.errors.standing import ListEmpty
from ontact.capabilities.meetings.models import Meeting, Part, Participant, StandingList
from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Person
from ontact.commons.rooms.models import Room
from ontact.foundation.clock import now

WEEK = 7
# More than these around one table, and everybody talks at once.
LARGEST_ROUND_TABLE = 25
FIRST_LENGTH = timedelta(hours=2)
FIRST_HOUR = 10


@transaction.atomic
def call_next(previous: Meeting, *, keep_agenda: bool, by: Person, identity: UUID | None = None) -> Meeting:
    """A draft a month later. Pressed twice, the draft that is there is given again.

    Raises:
        NotConvenedYet: nothing can follow a draft.
    """
    previous = Meeting.objects.locked(previous.pk)
    if previous.is_draft:
        raise NotConvenedYet
    standing: Meeting | None = previous.next_ones.exclude(state=Meeting.State.CANCELLED).first()
    if standing is not None:
        return standing
    begins_at = a_month_later(previous.begins_at, ZoneInfo(previous.host.time_zone), after=now())
    when = (begins_at, begins_at + (previous.ends_at - previous.begins_at))
    meeting = empty_draft(
        host=previous.host, title=previous.title, when=when, by=by, previous=previous, identity=identity
    )
    successors = _call_people(previous, meeting)
    seat_the_clerk(meeting, by)
    if keep_agenda:
        take_agenda(previous, meeting, presenters=successors)
    sign(by.actor(), "called the next meeting", meeting, previous=previous.pk, agenda=keep_agenda)
    return meeting


@transaction.atomic
def call_from_list(standing: StandingList, *, by: Person, identity: UUID | None = None) -> Meeting:
    """The first meeting of a list, else the next one after the latest.

    Raises:
        ListEmpty.
    """
    standing = StandingList.objects.locked(standing.pk)
    latest: Meeting | None = (
        standing.meetings.exclude(state=Meeting.State.CANCELLED).order_by("-room__begins_at").first()
    )
    if latest is not None:
        return latest if latest.is_draft else call_next(latest, keep_agenda=False, by=by, identity=identity)
    people = standing.seats.standing().exclude(holder_name="").count()
    if not people:
        raise ListEmpty
    begins_at = last_weekday_of_a_month(now(), ZoneInfo(standing.host.time_zone))
    meeting = empty_draft(
        host=standing.host,
        title=standing.title,
        when=(begins_at, begins_at + FIRST_LENGTH),
        by=by,
        identity=identity,
        standing_list=standing,
    )
    Room.objects.filter(pk=meeting.room_id).update(
        manner=Room.Manner.BROADCAST if people > LARGEST_ROUND_TABLE else Room.Manner.ROUND_TABLE
    )
    Participant.objects.bulk_create(people_of(standing, meeting))
    seat_the_clerk(meeting, by)
    return meeting


def people_of(standing: StandingList, meeting: Meeting) -> list[Participant]:
    """Whoever holds the seats today, with part, vote and rank; a vacant seat calls nobody. One query."""
    seats = standing.seats.standing().exclude(holder_name="").select_related("holder")
    return [
        Participant(
            meeting=meeting,
            standing_seat=seat,
            part=seat.part,
            has_vote=seat.has_vote,
            name=seat.holder_name,
            email=seat.holder_email,
            title=seat.title,
            language=seat.holder.language if seat.holder else "ko",
            rank=rank_of(seat.part, seat.rank),
            is_minor=standing.members_are_minors and seat.part == Part.MEMBER,
        )
        for seat in seats
    ]


def a_month_later(moment: datetime, zone: ZoneInfo, *, after: datetime) -> datetime:
    """The same weekday at the same hour: the last one of the month if it was the last, else the second if it was."""
    local = moment.astimezone(zone)
    day = local.date()
    while True:
        day = same_weekday_next_month(day)
        found = datetime.combine(day, local.time(), tzinfo=zone)
        if found > after:
            return found


def same_weekday_next_month(day: date) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    days = monthrange(year, month)[1]
    if day.day > monthrange(day.year, day.month)[1] - WEEK:
        last = date(year, month, days)
        return last - timedelta(days=(last.weekday() - day.weekday()) % WEEK)
    first = date(year, month, 1)
    return first + timedelta(days=(day.weekday() - first.weekday()) % WEEK + (day.day - 1) // WEEK * WEEK)


def last_weekday_of_a_month(moment: datetime, zone: tzinfo) -> datetime:
    """A first guess for a monthly meeting: the last working day of this month, else of the next."""
    local = moment.astimezone(zone)
    day = local.date()
    while True:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        while last.weekday() > 4:
            last -= timedelta(days=1)
        found = datetime(last.year, last.month, last.day, FIRST_HOUR, tzinfo=zone)
        if found > moment + timedelta(days=1):
            return found
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _call_people(previous: Meeting, meeting: Meeting) -> dict[UUID, Participant]:
    """Seats of the list as it is today; who stood on the last list without a seat comes along. Then → now."""
    before = list(previous.participants.standing())
    if previous.standing_list is None:
        copies = {person.pk: copy_of(person, meeting) for person in before}
        Participant.objects.bulk_create(copies.values())
        return copies
    called = people_of(previous.standing_list, meeting)
    _take_care_along(before, called, meeting)
    taken = {person.email for person in called if person.email}
    others = {
        person.pk: copy_of(person, meeting)
        for person in before
        if person.standing_seat_id is None and (not person.email or person.email not in taken)
    }
    Participant.objects.bulk_create([*called, *others.values()])
    by_seat = {person.standing_seat_id: person for person in called}
    return others | {
        person.pk: by_seat[person.standing_seat_id] for person in before if person.standing_seat_id in by_seat
    }


def _take_care_along(before: list[Participant], called: list[Participant], meeting: Meeting) -> None:
    """Whoever still holds the seat keeps guardian and shown name; who has come of age is a minor no more."""
    known = {(person.standing_seat_id, person.name): person for person in before}
    for person in called:
        earlier = known.get((person.standing_seat_id, person.name))
        if earlier is not None:
            person.is_minor = False
            for name, value in care_of(earlier, meeting).items():
                setattr(person, name, value)
