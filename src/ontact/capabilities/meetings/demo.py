"""The meetings of the demo city, each made by the real actions: one on now, one held, one coming, one a draft; and
the enlarged executive meeting (demo_executive).
"""

import json
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from ontact.capabilities.meetings.actions.agenda import add_item
from ontact.capabilities.meetings.actions.consents import enter_by_hand
from ontact.capabilities.meetings.actions.drafting import What, begin_draft, settle_what
from ontact.capabilities.meetings.actions.guests import add_guests, change_guest
from ontact.capabilities.meetings.actions.inviting import convene, send_changes
from ontact.capabilities.meetings.demo_executive import make_executive_meeting
from ontact.capabilities.meetings.demo_field import make_field_reports
from ontact.capabilities.meetings.demo_minutes import keep_minutes
from ontact.capabilities.meetings.demo_papers import attach_demo_paper
from ontact.capabilities.meetings.demo_reports import make_reports
from ontact.capabilities.meetings.demo_session import hold
from ontact.capabilities.meetings.forms.pasting import Guest
from ontact.capabilities.meetings.models import Meeting, Part, Participant
from ontact.commons.people.models import Organisation, Person
from ontact.commons.rooms.models import Room
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

DATA = Path(__file__).parent / "demo_data"
# Fixed, so that links into a demo stay good when it is made anew.
NAMESPACE = UUID("c1f7c9d4-1c5b-5c0e-8f43-6d656574696e")
Story = dict[str, Any]


def make_demo() -> None:
    """Does nothing where a meeting stands already; one that has passed is followed by its next one."""
    stories: Story = json.loads((DATA / "meetings.json").read_text(encoding="utf-8"))
    if not _people_are_here(stories):
        return
    for name in ("study", "committees", "youth", "interim"):
        stories[name]["minors"] = stories["minors"]
    _held("study", stories["study"], stories["held"])
    for name, story in stories["records"].items():
        _recorded(name, story)
    _coming("committees", stories["committees"])
    _draft("youth", stories["youth"])
    _live("interim", stories["interim"])
    make_executive_meeting(
        {
            "list": fixed_id("executive-list"),
            "last": fixed_id("executive"),
            "next": fixed_id("executive", 1),
        }
    )
    if following := Meeting.objects.with_frame().filter(pk=fixed_id("executive", 1)).first():
        make_reports(following)
        make_field_reports(following)


def fixed_id(name: str, number: int = 0) -> UUID:
    return uuid5(NAMESPACE, f"meeting:{name}:{number}" if number else f"meeting:{name}")


def _live(name: str, story: Story) -> None:
    """Its doors are open whenever the demo is opened."""
    begins_at = _next_ten_minutes(now())
    meeting = _standing(name)
    if meeting is None:
        with moved_to(now() - timedelta(days=5)):
            meeting = _prepared(name, story, begins_at, timedelta(hours=2))
            convene(meeting, by=meeting.convened_by)
        return
    stale = meeting.state == Meeting.State.CONVENED and meeting.ends_at < now()
    if stale:
        what = _what(meeting, story, begins_at, timedelta(hours=2))
        send_changes(meeting, what=what, by=meeting.convened_by)


def _held(name: str, story: Story, held: Story) -> None:
    if Meeting.objects.filter(pk=fixed_id(name)).exists():
        return
    begins_at = _at(now() - timedelta(days=14), hour=10)
    with moved_to(begins_at - timedelta(days=10)):
        meeting = _prepared(name, story, begins_at, timedelta(minutes=90))
        convene(meeting, by=meeting.convened_by)
    hold(meeting, held)


def _recorded(name: str, story: Story) -> None:
    """Past, with minutes in the register; or with a draft that lies before those who were present."""
    if Meeting.objects.filter(pk=fixed_id(name)).exists():
        return
    begins_at = _at(now() - timedelta(days=story["days_ago"]), hour=story["hour"])
    with moved_to(begins_at - timedelta(days=7)):
        meeting = _prepared(name, story, begins_at, timedelta(minutes=60))
        convene(meeting, by=meeting.convened_by)
    keep_minutes(meeting, story)


def _coming(name: str, story: Story) -> None:
    meeting = _standing(name)
    if meeting is None:
        with moved_to(now() - timedelta(days=3)):
            meeting = _prepared(name, story, _at(now() + timedelta(days=10), hour=14), timedelta(minutes=90))
            convene(meeting, by=meeting.convened_by)


def _draft(name: str, story: Story) -> None:
    if _standing(name) is None:
        _prepared(name, story, _at(now() + timedelta(days=16), hour=16), timedelta(minutes=90))


def _standing(name: str) -> Meeting | None:
    """The newest meeting of this story that is not over."""
    for number in count():
        found: Meeting | None = Meeting.objects.with_frame().filter(pk=fixed_id(name, number)).first()
        if found is None or not found.is_over:
            return found
    return None


def _prepared(name: str, story: Story, begins_at: datetime, length: timedelta) -> Meeting:
    number = next(n for n in count() if not Meeting.objects.filter(pk=fixed_id(name, n)).exists())
    clerk = _person(story["clerk"])
    meeting = begin_draft(
        host=_office(story["host"]), title=_worded(story["title"]), by=clerk, identity=fixed_id(name, number)
    )
    settle_what(meeting, _what(meeting, story, begins_at, length), by=clerk)
    _invite(meeting, story, clerk)
    for words in story["items"]:
        presenter = meeting.participants.filter(email=words["presenter"]).first()
        item = add_item(
            meeting,
            title=_worded(words),
            planned_minutes=words["minutes"],
            presenter=presenter,
            by=clerk.actor(),
        )
        for paper in words.get("papers", ()):
            attach_demo_paper(item, paper, by=clerk)
    found: Meeting = Meeting.objects.with_frame().get(pk=meeting.pk)
    return found


def _invite(meeting: Meeting, story: Story, clerk: Person) -> None:
    people = {address: _person(address) for address, _part, _title in story["people"]}
    guests = [
        Guest(
            name=people[address].name,
            email=address,
            on_behalf_of=_organisation_of(people[address]),
            title=title,
            part=Part(part),
            language=people[address].language,
        )
        for address, part, title in story["people"]
    ]
    add_guests(meeting, guests, by=clerk.actor())
    for address in people.keys() & story.get("minors", {}).keys():
        child = Participant.objects.get(meeting=meeting, email=address)
        _mark_as_minor(child, story["minors"][address], people[address].guardian, clerk)


def _mark_as_minor(child: Participant, words: Story, guardian: Person | None, clerk: Person) -> None:
    """With the guardian of the cast, or a named one; what came on paper is entered, the others are asked by mail."""
    name, email = (guardian.name, guardian.email) if guardian else words["guardian"]
    care = {"is_minor": True, "guardian_name": name, "guardian_email": email}
    child = change_guest(child, by=clerk.actor(), **care)
    if "agreed" in words:
        enter_by_hand(child, words["agreed"], evidence=words["evidence"], by=clerk.actor())


def _what(meeting: Meeting, story: Story, begins_at: datetime, length: timedelta) -> What:
    return What(
        title=_worded(story["title"]),
        purpose=_worded(story["purpose"]),
        host=meeting.host,
        begins_at=begins_at,
        ends_at=begins_at + length,
        manner=Room.Manner(story["manner"]),
        has_lobby=True,
        keeps_chat=story["keeps_chat"],
        is_public=story.get("is_public", True),
        helpline=meeting.host.telephone,
        channels=tuple(story.get("channels", ())),
    )


def _organisation_of(person: Person) -> str:
    membership = person.memberships.select_related("organisation").first()
    return str(membership.organisation.name.text(person.language)) if membership else ""


def _person(address: str) -> Person:
    return Person.objects.get(email=address)


def _office(name: str) -> Organisation:
    found: Organisation = next(one for one in Organisation.objects.all() if one.name.texts.get("ko") == name)
    return found


def _people_are_here(stories: Story) -> bool:
    return Person.objects.filter(email=stories["interim"]["clerk"]).exists()


def _worded(words: dict[str, Any]) -> Worded:
    return Worded.of("ko", ko=words["ko"], en=words["en"])


def _at(moment: datetime, *, hour: int) -> datetime:
    """That day, or the next working day, at this hour of the city."""
    local = timezone.localtime(moment, timezone.get_default_timezone())
    day = local.replace(hour=hour, minute=0, second=0, microsecond=0)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def _next_ten_minutes(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=10 - whole.minute % 10)
