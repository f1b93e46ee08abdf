"""The demo's enlarged executive meeting: 220 standing seats, the last one held, the next one with answers and checks."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from ontact.capabilities.meetings.actions.agenda import add_item
from ontact.capabilities.meetings.actions.drafting import What, settle_what
from ontact.capabilities.meetings.actions.instructing import give_instruction
from ontact.capabilities.meetings.actions.inviting import convene
from ontact.capabilities.meetings.actions.next_meeting import (
    call_from_list,
    call_next,
    last_weekday_of_a_month,
)
from ontact.capabilities.meetings.actions.replying import Said, reply
from ontact.capabilities.meetings.actions.roll import take_the_roll
from ontact.capabilities.meetings.actions.running import close_meeting, open_meeting, take_up
from ontact.capabilities.meetings.actions.standing import begin_list, import_seats
from ontact.capabilities.meetings.models import (
    Meeting,
    Part,
    Participant,
    Reply,
    RollCall,
    StandingList,
    SubstituteRule,
)
from ontact.capabilities.meetings.queries.standing_plan import Line, SeatWords, plan_of
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.commons.rooms import actions as rooms
from ontact.commons.rooms.models import DeviceCheck, Room
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

DATA = Path(__file__).parent / "demo_data"
HOUSE_DOMAIN = "suwon.example"
Kind = Organisation.Kind
Story = dict[str, Any]
LENGTH = timedelta(minutes=100)
# Every so many-th seat is excused, sends a substitute, or has not answered yet; all others come.
EXCUSED_EVERY, SUBSTITUTE_EVERY, SILENT_EVERY = 23, 17, 4
# Every so many-th has not tried the devices yet; those who have find, in turn, what offices find.
UNCHECKED_EVERY = 3
CheckWay, Device = DeviceCheck.Way, DeviceCheck.Device
FOUND: tuple[dict[str, Any], ...] = (
    {"way": CheckWay.UDP, "trip_ms": 14, "browser": "Edge"},
    {"way": CheckWay.UDP, "trip_ms": 22, "browser": "Whale"},
    {"way": CheckWay.RELAY_443, "trip_ms": 61, "browser": "Edge"},
    {"way": CheckWay.UDP, "trip_ms": 18, "browser": "Chrome"},
    {"way": CheckWay.TCP, "trip_ms": 47, "browser": "Edge", "camera": Device.MISSING},
    {"way": CheckWay.UDP, "trip_ms": 19, "browser": "Chrome"},
    {"way": CheckWay.RELAY, "trip_ms": 58, "loss_percent": 8.2, "browser": "Samsung Internet"},
    {"way": CheckWay.UDP, "trip_ms": 16, "browser": "Edge", "microphone": Device.SILENT, "level": 0},
)
WELL = {"loss_percent": 0.2, "microphone": Device.OK, "level": 62, "camera": Device.OK}


def make_executive_meeting(ids: dict[str, UUID]) -> None:
    """`ids`: fixed identities of the list and its two meetings. Does nothing where the list has been begun."""
    story: Story = json.loads((DATA / "seats.json").read_text(encoding="utf-8"))
    offices = {office.name.texts["ko"]: office for office in Organisation.objects.select_related("parent")}
    clerk = Person.objects.filter(email=story["clerk"]).first()
    if clerk is None or Meeting.objects.filter(pk=ids["last"]).exists():
        return
    lines = list(_lines(story, offices))
    begins_at = _a_month_ago()
    with moved_to(begins_at - timedelta(days=12)):
        standing = begin_list(
            host=offices[story["host"]],
            title=_worded(story["title"]),
            substitutes=SubstituteRule.NAMED,
            by=clerk.actor(),
            identity=ids["list"],
        )
        _import(standing, [line for line in lines if _was_there_first(line, offices)], clerk)
        last = call_from_list(standing, by=clerk, identity=ids["last"])
        _prepare(last, story, clerk, begins_at)
    _hold(last, story, offices)
    with moved_to(now() - timedelta(days=4)):
        _import(standing, lines, clerk)
    following = call_next(_fresh(last), keep_agenda=True, by=clerk, identity=ids["next"])
    convene(following, by=clerk)
    _answer(following, story)
    _check_devices(following)


def _lines(story: Story, offices: dict[str, Organisation]) -> Iterator[Line]:
    """All 220 seats by rank, whoever holds the post in the demo city first, the others with made-up names."""
    known = {
        membership.title: membership.person
        for membership in Membership.objects.select_related("person").exclude(title="")
    }
    names = _names(story["family_names"], story["given_names"])
    for number, (office, title, is_head) in enumerate(_titles(story, offices), start=1):
        person = known.get(title)
        name = person.name if person else next(names)
        email = person.email if person else f"official{number:03d}@{HOUSE_DOMAIN}"
        deputies = ((next(names), f"deputy{number:03d}@{HOUSE_DOMAIN}"),) if is_head else ()
        part = Part.CHAIR if number == 1 else Part.MEMBER if is_head else Part.OBSERVER
        words = SeatWords(title, office.pk, part, is_head, name, email, deputies)
        yield Line(number, words, office.name.texts["ko"])


def _names(families: str, given: list[str]) -> Iterator[str]:
    """No two are alike, and neighbours on the list share neither name."""
    for turn, place in product(range(len(given)), range(len(families))):
        yield families[place] + given[(turn + place * 7) % len(given)]


def _titles(story: Story, offices: dict[str, Organisation]) -> Iterator[tuple[Organisation, str, bool]]:
    """Office, title, and whether it is the head of something, who votes."""
    city = next(office for office in offices.values() if office.kind == Kind.CITY)
    for title in story["city"]:
        yield city, title, True
    for name, office in sorted(offices.items(), key=lambda one: (one[1].rank, one[0])):
        for title, is_head in _titles_in(office, name, story, is_division=office.parent != city):
            yield office, title, is_head


def _titles_in(
    office: Organisation, name: str, story: Story, *, is_division: bool
) -> Iterator[tuple[str, bool]]:
    if office.kind == Kind.DEPARTMENT:
        heads = [name if name.endswith("관") else f"{name}장", *story["more"].get(name, ())]
        teams = [f"{name} {team}" for team in story["division_teams"]] if is_division else []
    elif office.kind == Kind.DISTRICT:
        heads = [f"{name}청장" if one == "구청장" else f"{name} {one}" for one in story["district"]]
        teams = []
    elif office.kind == Kind.NEIGHBOURHOOD:
        place = name.removesuffix(" 행정복지센터")
        heads, teams = [f"{place}장"], [f"{place} {story['neighbourhood_team']}"]
    else:
        return
    yield from ((title, True) for title in heads)
    yield from ((title, False) for title in teams)


def _was_there_first(line: Line, offices: dict[str, Organisation]) -> bool:
    """The list began with the heads of bureaus and districts."""
    office = offices[line.office_name]
    is_high = (
        office.kind in (Kind.CITY, Kind.DISTRICT) or office.parent is None or office.parent.kind == Kind.CITY
    )
    return is_high and " " not in line.words.title and office.kind != Kind.NEIGHBOURHOOD


def _import(standing: StandingList, lines: list[Line], clerk: Person) -> None:
    plan = plan_of(standing, lines)
    import_seats(standing, lines, seen=plan.counts(), by=clerk.actor())


def _prepare(meeting: Meeting, story: Story, clerk: Person, begins_at: datetime) -> None:
    meeting = _fresh(meeting)
    what = What(
        title=_worded(story["title"]),
        purpose=_worded(story["purpose"]),
        host=meeting.host,
        begins_at=begins_at,
        ends_at=begins_at + LENGTH,
        manner=Room.Manner.BROADCAST,
        has_lobby=False,
        keeps_chat=False,
        is_public=False,
        helpline=meeting.host.telephone,
    )
    meeting = settle_what(meeting, what, by=clerk)
    for words in story["items"]:
        add_item(meeting, title=_worded(words), planned_minutes=words["minutes"], by=clerk.actor())
    convene(meeting, by=clerk)


def _hold(meeting: Meeting, story: Story, offices: dict[str, Organisation]) -> None:
    """Everyone but two came; the roll was taken, an instruction given, and the meeting closed."""
    begins_at = _fresh(meeting).begins_at
    people = list(meeting.participants.told().select_related("seat__room"))
    chair = next(person for person in people if person.part == Part.CHAIR)
    assert chair.seat is not None
    by = chair.seat.actor()
    with moved_to(begins_at - timedelta(minutes=5)):
        for person in people[:-2]:
            assert person.seat is not None
            line, _key = rooms.sit_down(person.seat, by=person.seat.actor())
            rooms.heartbeat(line, mode=line.Mode.VIDEO)
    with moved_to(begins_at - timedelta(minutes=4)):
        open_meeting(_fresh(meeting), by=by)
        take_the_roll(_fresh(meeting), manner=RollCall.Manner.QUIET, by=by)
    for place, item in enumerate(meeting.items.select_related("meeting__room")):
        with moved_to(begins_at + timedelta(minutes=2 + 20 * place)):
            take_up(item, by=by)
    words = story["instruction"]
    with moved_to(begins_at + timedelta(minutes=80)):
        due_on = timezone.localdate(now()) + timedelta(days=21)
        give_instruction(
            _fresh(meeting), text=words["ko"], office=offices[words["office"]], due_on=due_on, by=by
        )
    with moved_to(begins_at + LENGTH):
        close_meeting(_fresh(meeting), by=by)


def _answer(meeting: Meeting, story: Story) -> None:
    """Answers in every state, as far as they have come in."""
    people = meeting.participants.told().exclude(part=Part.CLERK)
    reasons = story["reasons"]
    for number, person in enumerate(people.select_related("seat", "standing_seat"), start=1):
        if number % SILENT_EVERY == 0:
            continue
        said = _said(person, number, reasons)
        assert person.seat is not None
        reply(person, said, by=person.seat.actor())


def _check_devices(meeting: Meeting) -> None:
    """Yesterday two of three tried the way in; most are ready."""
    tried = 0
    with moved_to(now() - timedelta(hours=20)):
        for number, person in enumerate(meeting.participants.told().select_related("seat__room"), start=1):
            if number % UNCHECKED_EVERY == 0 or person.seat is None:
                continue
            found = {**WELL, **FOUND[tried % len(FOUND)]}
            rooms.keep_check(person.seat, **found, by=person.seat.actor())
            tried += 1


def _said(person: Participant, number: int, reasons: list[str]) -> Said:
    if number % EXCUSED_EVERY == 0:
        return Said(Reply.Answer.EXCUSED, reason=reasons[number // EXCUSED_EVERY % len(reasons)])
    if number % SUBSTITUTE_EVERY == 0 and person.standing_seat is not None:
        deputy = person.standing_seat.deputies.first()
        if deputy is not None:
            return Said(Reply.Answer.SUBSTITUTE, name=deputy.name, title="팀장", email=deputy.email)
    return Said(Reply.Answer.ATTENDS)


def _a_month_ago() -> datetime:
    """The last working day of a month that has passed."""
    return last_weekday_of_a_month(now() - timedelta(days=40), timezone.get_default_timezone())


def _fresh(meeting: Meeting) -> Meeting:
    found: Meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    return found


def _worded(words: dict[str, Any]) -> Worded:
    return Worded.of("ko", ko=words["ko"], en=words["en"])
