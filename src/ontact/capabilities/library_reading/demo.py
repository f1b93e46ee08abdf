"""Libraries of the demo city with their rules and reading programmes, made by the real actions under the moved clock."""

import json
from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from ontact.capabilities.library_reading.actions import Noted, add_book, begin_reading
from ontact.capabilities.library_reading.models import Readers, ReadingProgramme
from ontact.commons.people.actions.memberships import add_member
from ontact.commons.people.actions.organisations import create_organisation
from ontact.commons.people.actions.persons import claim
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.commons.people.queries import city
from ontact.commons.programmes.actions import Description, Weekly, add_weekly, describe
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.house_rules import make_rule
from ontact.commons.registrations.actions.pools import add_pools
from ontact.commons.registrations.actions.preparing import (
    add_to_household,
    agree_as_guardian,
    make_ready,
    prepare,
)
from ontact.commons.registrations.actions.publishing import publish
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.actions.terms import lay_down_terms, set_window
from ontact.foundation.actor import SYSTEM, Actor
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

DATA = Path(__file__).parent / "demo_data"
# Fixed, so that links into a demo stay good when it is made anew.
NAMESPACE = UUID("4b7e2c58-6a1d-5f3c-9d20-72656164696e")
GUARDIANS = ("윤가영", "임재훈", "송미르", "강보경", "오태린", "민소담", "곽은재")
OPENS_AT = time(10)
Story = dict[str, Any]


def make_demo() -> None:
    """Does nothing where no city stands; a programme that is over is followed by its next one."""
    home = city()
    if home is None:
        return
    stories: Story = json.loads((DATA / "reading.json").read_text(encoding="utf-8"))
    clerks = {words["ko"]: _library(words, home) for words in stories["libraries"]}
    for story in stories["programmes"]:
        if _standing(story["name"]) is None:
            _announce(story, clerks[story["library"]])


def fixed_id(kind: str, name: str, number: int = 0) -> UUID:
    return uuid5(NAMESPACE, f"{kind}:{name}:{number}")


@transaction.atomic
def _library(words: Story, home: Organisation) -> Person:
    """The library with its rules; returns the librarian who prepares its programmes."""
    address, name, title = words["clerk"]
    known = Person.objects.filter(email=address).first()
    if known is not None:
        return known
    with moved_to(now() - timedelta(days=60)):
        library = create_organisation(
            id=fixed_id("library", words["ko"]),
            kind=Organisation.Kind.LIBRARY,
            name=_worded(words),
            parent=home,
            telephone=words["telephone"],
            rank=200,
            by=SYSTEM,
        )
        clerk = Person.objects.create_user(email=address, name=name, id=fixed_id("person", address))
        add_member(
            organisation=library,
            email=address,
            name=name,
            role=Membership.Role.CLERK,
            title=title,
            by=SYSTEM,
        )
        claim(clerk)
        for rule in words["rules"]:
            make_rule(
                organisation=library,
                code=rule["code"],
                numbers=rule["numbers"],
                words=_worded(rule),
                by=clerk.actor(),
            )
    return clerk


def _standing(name: str) -> Programme | None:
    """The newest programme of this story that is not over."""
    for number in count():
        found = Programme.objects.filter(pk=fixed_id("programme", name, number)).first()
        if found is None or not found.has_ended():
            return found
    return None


@transaction.atomic
def _announce(story: Story, clerk: Person) -> None:
    number = next(
        n
        for n in count()
        if not Programme.objects.filter(pk=fixed_id("programme", story["name"], n)).exists()
    )
    opens_at = _at(_today() + timedelta(days=story["opens_days"]), OPENS_AT)
    with moved_to(min(opens_at, now()) - timedelta(days=7)):
        reading = _prepared(story, clerk, fixed_id("programme", story["name"], number), opens_at)
    if opens_at < now():
        with moved_to(opens_at + timedelta(seconds=40)):
            _families(reading.programme, story["families"])


def _prepared(story: Story, clerk: Person, identity: UUID, opens_at: datetime) -> ReadingProgramme:
    host = Organisation.objects.get(pk=fixed_id("library", story["library"]))
    by = clerk.actor()
    reading = begin_reading(
        host=host,
        title=_worded(story["title"]),
        readers=Readers(story["readers"]),
        identity=identity,
        by=by,
    )
    programme = reading.programme
    describe(programme=programme, description=_description(story), by=by)
    add_weekly(programme=programme, weekly=_weekly(story, opens_at), by=by)
    _let_sign_up(programme, story, opens_at, by)
    _note_books(reading, story["books"], clerk)
    publish(programme=programme, at=None, by=by)
    return reading


def _let_sign_up(programme: Programme, story: Story, opens_at: datetime, by: Actor) -> None:
    """Places with those kept for the desk, the window, a waiting list; the desk's places are released before the closing."""
    first = programme.sessions.order_by("number")[0]
    closes_at = first.begins_at - timedelta(days=1)
    places = {"name": "places", "capacity": story["places"], "kept": story["kept"]}
    add_pools(programme=programme, sessions=[None], by=by, **places)
    set_window(programme=programme, opens_at=opens_at, closes_at=closes_at, by=by)
    terms = {
        "allotment": story["allotment"],
        "waiting_at_most": story["waiting"],
        "releases_at": closes_at - timedelta(hours=12) if story["kept"] else None,
        "people_at_most": 2,
    }
    lay_down_terms(programme=programme, wanted=terms, by=by)


def _weekly(story: Story, opens_at: datetime) -> Weekly:
    return Weekly(
        first=_first_day(opens_at, story["weekday"]),
        count=story["sessions"],
        begins=time.fromisoformat(story["at"]),
        length=timedelta(minutes=story["minutes"]),
        lecturer=story["lecturer"],
    )


def _note_books(reading: ReadingProgramme, books: list[Any], clerk: Person) -> None:
    sessions = {one.number: one for one in reading.programme.sessions.all()}
    for title, author, mark, words, number in books:
        noted = Noted(title, author, mark, words, session=sessions.get(number))
        add_book(reading=reading, noted=noted, by=clerk)


def _families(programme: Programme, children: list[Any]) -> None:
    """Each guardian signs up one child: the first get places, the others stand in line, as they pressed."""
    wording = "아이가 이 프로그램에 함께하는 데 동의합니다."
    for number, ((name, age), guardian) in enumerate(zip(children, GUARDIANS, strict=False), start=1):
        parent = _parent(guardian, number)
        child = _child(parent, guardian[0] + name, age)
        agree_as_guardian(
            child=child, guardian=parent, programme=programme, wording=wording, evidence="신청 화면에서 동의"
        )
        preparation = prepare(
            programme=programme, asked_by=parent, people={child: {"resident": "yes"}}, by=parent.actor()
        )
        press(preparation=make_ready(preparation=preparation, by=parent.actor()), by=parent.actor())


def _parent(name: str, number: int) -> Person:
    address = f"reader{number:02d}@mail.example"
    known = Person.objects.filter(email=address).first()
    if known is not None:
        return known
    return claim(Person.objects.create_user(email=address, name=name, id=fixed_id("person", address)))


def _child(parent: Person, name: str, age: int) -> Person:
    known = Person.objects.filter(guardian=parent, name=name).first()
    born_on = _today() - timedelta(days=age * 365 + 200)
    return known or add_to_household(guardian=parent, name=name, born_on=born_on).person


def _description(story: Story) -> Description:
    youngest, oldest = story["ages"]
    facts: dict[str, Any] = {
        name: _worded(story[name]) for name in ("title", "summary", "about", "audience", "materials", "place")
    }
    return Description(**facts, manner=story["manner"], age_from=youngest, age_to=oldest)


def _first_day(opens_at: datetime, weekday: int) -> date:
    """The first such weekday at least eight days after the opening."""
    day = timezone.localdate(opens_at, timezone.get_default_timezone()) + timedelta(days=8)
    while day.weekday() != weekday:
        day += timedelta(days=1)
    return day


def _worded(words: dict[str, Any]) -> Worded:
    return Worded.of("ko", ko=words["ko"], en=words["en"])


def _today() -> date:
    return timezone.localdate(now(), timezone.get_default_timezone())


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, tzinfo=timezone.get_default_timezone())
