"""Other families who want a place too, so that lots are really drawn. Runs inside a hall."""

import re
from datetime import date
from uuid import UUID

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.preparing import (
    add_to_household,
    agree_as_guardian,
    make_ready,
    prepare,
)
from ontact.commons.registrations.actions.signing_up import press
from ontact.config.launch.hall import Hall
from ontact.foundation.clock import now
from ontact.foundation.ids import uuid7

CHILDREN = ("이가온", "이나래", "이다솜", "이라온")


def others_come_too(hall: Hall, page: str, count: int) -> None:
    found = re.search(r"[0-9a-f-]{36}", page)
    assert found, page
    call = f"others_sign_up({found[0]!r}, {count})"
    hall.manage("shell", "-v", "0", "-c", f"from tests.journeys.neighbours import others_sign_up; {call}")


def others_sign_up(programme_id: str, count: int) -> None:
    """A child of eight each, by a guardian of its own."""
    programme = Programme.objects.select_related("host").get(pk=UUID(programme_id))
    for number, name in enumerate(CHILDREN[:count]):
        address = f"guardian-{uuid7().hex}@mail.example"
        guardian = Person.objects.create(name=f"이웃 {number}", email=address, claimed_at=now())
        born_on = date(now().year - 8, 5, 4)
        child = add_to_household(guardian=guardian, name=name, born_on=born_on).person
        agree_as_guardian(
            child=child, guardian=guardian, programme=programme, wording="동의합니다.", evidence="online"
        )
        actor = guardian.actor()
        preparation = prepare(
            programme=programme, asked_by=guardian, people={child: {}}, together=False, by=actor
        )
        press(preparation=make_ready(preparation=preparation, by=actor), by=actor)
