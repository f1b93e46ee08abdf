"""A crowd for a rehearsal or a bench: people who are signed in and have prepared everything, written in bulk.

It fills halls that are thrown away afterwards. What the pages before the opening do one by one stands in the tables at once;
from the press on everything is the real way.
"""

import json
import re
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session as SignedIn
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import gettext, override

from ontact.commons.people.models import Organisation, Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import (
    Line,
    Pool,
    Preparation,
    PreparedPerson,
    Registration,
    RegistrationState,
    Terms,
    WaitingPass,
    WaitingRoom,
)
from ontact.config.rush import Wanted
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7
from ontact.foundation.worded import Worded

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AT_A_TIME = 1_000
TOKEN_LETTERS = 32


def make_people(count: int, file: Path) -> None:
    """Adults with a session each; who they are and their cookies stand in the file."""
    people = [
        Person(name=f"로봇 {n}", email=f"robot-{uuid7().hex}@example.org", claimed_at=now())
        for n in range(count)
    ]
    Person.objects.bulk_create(people, batch_size=AT_A_TIME)
    sessions = [_session(person) for person in people]
    SignedIn.objects.bulk_create(sessions, batch_size=AT_A_TIME)
    crowd = [
        [str(person.pk), session.session_key, get_random_string(TOKEN_LETTERS)]
        for person, session in zip(people, sessions, strict=True)
    ]
    file.write_text(json.dumps(crowd))


def make_programme(wanted: Wanted, people: Path, count: int) -> dict[str, Any]:
    """A programme for which the first `count` of these people are ready to press; where, and the preparations by person."""
    host, _new = Organisation.objects.get_or_create(
        kind=Organisation.Kind.CITY, defaults={"name": Worded.of("ko", ko="예행연습 도시", en="Rehearsal")}
    )
    opens_at = now() + timedelta(seconds=wanted.opens_in_s)
    programme = Programme.objects.create(
        host=host,
        title=Worded.of("ko", ko="예행연습", en="Rehearsal"),
        page="/",
        publishes_at=now() - timedelta(days=1),
        opens_at=opens_at,
        closes_at=opens_at + timedelta(days=7),
    )
    Terms.objects.create(
        programme=programme,
        allotment=wanted.allotment,
        waiting_at_most=wanted.waiting_at_most,
        has_waiting_room=wanted.has_waiting_room,
        needs_guardian=False,
    )
    Pool.objects.create(programme=programme, capacity=wanted.places)
    crowd = json.loads(people.read_text())[:count]
    prepared = _prepare(programme, [person for person, *_cookies in crowd], wanted.household)
    return {
        "programme": str(programme.pk),
        "press": reverse("registrations:press", args=[programme.pk]),
        "turns": reverse("registrations:waiting_turn", args=[programme.pk]),
        "preparations": prepared,
    }


def let_in(programme: str, people: Path, count: int) -> list[str]:
    """The same people in the programme's waiting room before its opening; their passes, in the same order."""
    room = WaitingRoom.objects.create(programme_id=programme)
    crowd = json.loads(people.read_text())[:count]
    passes = [WaitingPass(room=room, person_id=person) for person, *_cookies in crowd]
    WaitingPass.objects.bulk_create(passes, batch_size=AT_A_TIME)
    return [str(one.pk) for one in passes]


def open_in(programme: str, seconds: float) -> float:
    """Move the opening to so many seconds from now; the moment, in seconds since 1970."""
    opens_at = now() + timedelta(seconds=seconds)
    Programme.objects.filter(pk=programme).update(opens_at=opens_at)
    return opens_at.timestamp()


def words_of_answers() -> dict[str, str]:
    """What a page says in Korean to the people made here, as patterns."""
    waiting = re.escape(say("You are number %(n)d in line.")).replace(re.escape("%(n)d"), r"\d+")
    with override("ko"):
        labels = {state.value: re.escape(str(state.label)) for state in RegistrationState}
    return {**labels, "waiting": waiting}


def say(sentence: str) -> str:
    with override("ko"):
        return gettext(sentence)


def table_of(programme: str) -> dict[str, Any]:
    """How the tables stand: the state of each preparation's people, counters, and lines that stand twice."""
    pool = Pool.objects.get(programme_id=UUID(programme))
    rows = Registration.objects.filter(programme_id=pool.programme_id)
    stands: dict[str, str] = {}
    for preparation, state in rows.values_list("preparation", "state"):
        stands[str(preparation)] = state if stands.get(str(preparation), state) == state else "parted"
    keys = Counter(Line.objects.filter(programme_id=pool.programme_id).values_list("key", flat=True))
    return {
        "capacity": pool.capacity,
        "taken": pool.taken,
        "placed": rows.filter(state=RegistrationState.PLACED).count(),
        "lines": sum(keys.values()),
        "doubled": sum(count - 1 for count in keys.values()),
        "stands": stands,
    }


def _session(person: Person) -> SignedIn:
    """As signing in leaves it."""
    words = {
        SESSION_KEY: str(person.pk),
        BACKEND_SESSION_KEY: BACKEND,
        HASH_SESSION_KEY: person.get_session_auth_hash(),
    }
    return SignedIn(
        session_key=get_random_string(32).lower(),
        session_data=SessionStore().encode(words),
        expire_date=now() + timedelta(days=1),
    )


def _prepare(programme: Programme, people: list[str], household: int) -> list[str]:
    """Ready preparations: one person alone, or with children who come together or not at all."""
    made: list[Preparation] = []
    units: list[list[dict[str, Any]]] = []
    children = _children(people, household - 1)
    for guardian in people:
        together = [guardian, *children.get(guardian, [])]
        wishes = [{"id": str(uuid7()), "person": one, "session": ""} for one in together]
        units.append([{"unit": str(uuid7()), "refused": "", "wishes": wishes}])
        made.append(
            Preparation(
                programme=programme,
                asked_by_id=guardian,
                is_together=household > 1,
                units=units[-1],
                ready_at=now(),
            )
        )
    Preparation.objects.bulk_create(made, batch_size=AT_A_TIME)
    asked_for = [
        PreparedPerson(preparation=preparation, person_id=wish["person"])
        for preparation, its_units in zip(made, units, strict=True)
        for wish in its_units[0]["wishes"]
    ]
    PreparedPerson.objects.bulk_create(asked_for, batch_size=AT_A_TIME)
    return [str(one.pk) for one in made]


def _children(guardians: list[str], each: int) -> dict[str, list[str]]:
    made = [Person(name="로봇 어린이", guardian_id=guardian) for guardian in guardians for _n in range(each)]
    Person.objects.bulk_create(made, batch_size=AT_A_TIME)
    found: dict[str, list[str]] = {}
    for child in made:
        found.setdefault(str(child.guardian_id), []).append(str(child.pk))
    return found
