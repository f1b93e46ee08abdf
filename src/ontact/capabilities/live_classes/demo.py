"""The classes of the demo city, made by the real actions under a moved clock: the Knowledge journey half-way, a class that
begins in a few minutes, and one for children.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

from django.utils import timezone

from ontact.capabilities.live_classes.actions.beginning import kept
from ontact.capabilities.live_classes.actions.leading import add_leader
from ontact.capabilities.live_classes.actions.themes import ThemeWords, set_themes
from ontact.capabilities.live_classes.demo_replay import offer_demo_replay
from ontact.capabilities.live_classes.models import PREFIX, LiveClass
from ontact.commons.people.models import Organisation, Person
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.actions import Description, Planned
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.attendance import note_roll
from ontact.commons.registrations.actions.preparing import (
    add_to_household,
    agree_as_guardian,
    make_ready,
    prepare,
)
from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.models import Attendance, Pool, Terms
from ontact.commons.registrations.queries.attendance import with_a_place
from ontact.commons.rooms import actions as rooms
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

DATA = Path(__file__).parent / "demo_data"
# Fixed, so that links into a demo stay good when it is made anew.
NAMESPACE = UUID("5b7d6a52-0c1e-5d0c-9d4e-636c61737365")
WEEK = timedelta(days=7)
# Who stays away: every so-manieth person misses every so-manieth lecture, so that nobody's way looks like another's.
MISSES = 4
ADULTS = {"needs_guardian": False}
Story = dict[str, Any]


def make_demo() -> None:
    """What stands is left alone; the class of the day is followed by its next one when it is over."""
    stories: Story = json.loads((DATA / "classes.json").read_text(encoding="utf-8"))
    if not Person.objects.filter(email=stories["clerk"]).exists():
        return
    host = _office(stories["host"])
    _journey(stories["journey"], host, _person(stories["clerk"]))
    _photographs(stories["photographs"], host)
    _origami(stories["origami"], host)


def fixed_id(name: str, number: int = 0) -> UUID:
    return uuid5(NAMESPACE, f"class:{name}:{number}" if number else f"class:{name}")


def _journey(story: Story, host: Organisation, clerk: Person) -> None:
    """Five of eight evenings are held; ten have a place, two wait. One lecture can be watched again."""
    if _stands(fixed_id("journey")):
        return
    first = _evening(now() - story["held"] * WEEK + timedelta(days=2), story["hour"])
    days = [first + number * WEEK for number in range(len(story["lectures"]))]
    with moved_to(first - timedelta(days=21)):
        terms = {**ADULTS, "certificate_from": story["certificate_from"], "replay_counts": True}
        programme = _announced(fixed_id("journey"), story, host, days, terms)
        live_class = _class_of(programme)
        _set_themes(live_class, story["themes"])
        _lead(live_class, story["leaders"])
    for number, address in enumerate(story["people"]):
        with moved_to(first - timedelta(days=14) + timedelta(minutes=number)):
            _sign_up(programme, [_person(address)])
    _hold(programme, story["held"])
    offer_demo_replay(programme, story["replayed"], by=clerk)


def _photographs(story: Story, host: Organisation) -> None:
    """Its doors are open whenever the demo is opened."""
    number = next(n for n in range(1_000) if not _is_over(fixed_id("photographs", n)))
    if _stands(fixed_id("photographs", number)):
        return
    begins_at = _next_ten_minutes(now())
    with moved_to(now() - timedelta(days=6)):
        programme = _announced(fixed_id("photographs", number), story, host, [begins_at], ADULTS)
        _lead(_class_of(programme), story["leaders"])
    for place, address in enumerate(story["people"]):
        with moved_to(now() - timedelta(days=5) + timedelta(minutes=place)):
            _sign_up(programme, [_person(address)])


def _origami(story: Story, host: Organisation) -> None:
    number = next(n for n in range(1_000) if not _is_over(fixed_id("origami", n)))
    if _stands(fixed_id("origami", number)):
        return
    first = _evening(now() + timedelta(days=story["days_ahead"]), story["hour"])
    days = [first + place * WEEK for place in range(len(story["lectures"]))]
    with moved_to(now() - timedelta(days=4)):
        programme = _announced(fixed_id("origami", number), story, host, days, {})
        _lead(_class_of(programme), story["leaders"])
    for place, family in enumerate(story["families"]):
        with moved_to(now() - timedelta(days=3) + timedelta(minutes=place)):
            _sign_up_family(programme, family)


def _announced(
    identity: UUID, story: Story, host: Organisation, days: Sequence[datetime], terms: Story
) -> Programme:
    """Described, dated, with places, published, and with a room for each session."""
    programme = programmes.begin(
        host=host,
        title=_worded(story["title"]),
        page=f"{PREFIX}{identity}/",
        identity=identity,
        by=SYSTEM,
    )
    described: dict[str, Any] = {
        name: _worded(story[name]) for name in ("title", "summary", "about", "audience")
    }
    described |= {name: story.get(name) for name in ("age_from", "age_to")}
    programmes.describe(programme=programme, description=Description(**described), by=SYSTEM)
    for begins_at, lecture in zip(days, story["lectures"], strict=True):
        planned = Planned(
            begins_at,
            begins_at + timedelta(minutes=story["minutes"]),
            title=_worded(lecture["title"]),
            lecturer=lecture["lecturer"],
        )
        programmes.add_session(programme=programme, planned=planned, by=SYSTEM)
    opens_at = now() + timedelta(hours=1)
    programmes.set_sign_up(programme=programme, opens_at=opens_at, closes_at=days[0], by=SYSTEM)
    Terms.objects.create(programme=programme, **terms)
    Pool.objects.create(programme=programme, capacity=story["capacity"])
    programmes.publish(programme=programme, by=SYSTEM)
    for session in programme.sessions.select_related("programme__host", "room"):
        page = f"{programme.page}sessions/{session.pk}/"
        programmes.open_session_room(session=session, page=page, by=SYSTEM)
    programme.refresh_from_db()
    return programme


def _class_of(programme: Programme) -> LiveClass:
    return kept(LiveClass(programme=programme))


def _set_themes(live_class: LiveClass, themes: list[Story]) -> None:
    """Two lectures each, in their order."""
    sessions = list(live_class.programme.sessions.order_by("number"))
    each = len(sessions) // len(themes)
    set_themes(
        live_class,
        themes=[ThemeWords(_worded(one["title"]), _worded(one["summary"])) for one in themes],
        lectures={session.pk: place // each + 1 for place, session in enumerate(sessions)},
        by=SYSTEM,
    )


def _lead(live_class: LiveClass, leaders: list[Story]) -> None:
    for one in leaders:
        add_leader(live_class, **one, by=SYSTEM)


def _sign_up(programme: Programme, people: list[Person], asked_by: Person | None = None) -> None:
    preparation = prepare(
        programme=programme,
        asked_by=asked_by or people[0],
        people={one: {} if asked_by else {"born_on": "1968-03-02"} for one in people},
        together=len(people) > 1,
        by=SYSTEM,
    )
    press(preparation=make_ready(preparation=preparation, by=SYSTEM), by=SYSTEM)


def _sign_up_family(programme: Programme, family: Story) -> None:
    guardian = _person(family["guardian"])
    children = [_child(guardian, one) for one in family["children"]]
    for child in children:
        agree_as_guardian(
            child=child,
            guardian=guardian,
            programme=programme,
            wording="자녀가 이 온라인 교실에 참여하는 데 동의합니다.",
            evidence="online",
        )
    _sign_up(programme, children, asked_by=guardian)


def _child(guardian: Person, words: Story) -> Person:
    known = Person.objects.filter(guardian=guardian, name=words["name"]).first()
    if known is not None:
        return known
    today = timezone.localdate()
    born_on = date(today.year - words["age"], 3, 2)
    child: Person = add_to_household(guardian=guardian, name=words["name"], born_on=born_on).person
    return child


def _hold(programme: Programme, count: int) -> None:
    """The first evenings take place; the desk writes down who was there."""
    for place, session in enumerate(programme.sessions.select_related("room").order_by("number")[:count]):
        with moved_to(session.ends_at + timedelta(minutes=5)):
            if session.room is not None:
                rooms.close_room(session.room, by=SYSTEM)
            placed = list(with_a_place(session))
            present = [one.pk for who, one in enumerate(placed) if (who + place) % MISSES]
            note_roll(session, present=present, source=Attendance.Source.ROLL, by=SYSTEM)


def _stands(identity: UUID) -> bool:
    return Programme.objects.filter(pk=identity).exists()


def _is_over(identity: UUID) -> bool:
    return Programme.objects.filter(pk=identity, ends_at__lte=now()).exists()


def _person(address: str) -> Person:
    return Person.objects.get(email=address)


def _office(name: str) -> Organisation:
    found: Organisation = next(one for one in Organisation.objects.all() if one.name.texts.get("ko") == name)
    return found


def _worded(words: dict[str, str]) -> Worded:
    return Worded.of("ko", ko=words["ko"], en=words["en"])


def _evening(moment: datetime, hour: int) -> datetime:
    local = timezone.localtime(moment, timezone.get_default_timezone())
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _next_ten_minutes(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole + timedelta(minutes=10 - whole.minute % 10)
