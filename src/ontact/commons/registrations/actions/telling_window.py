"""Sign-up opens or closes at another time: who has begun to prepare, or waits for a draw or a choice, reads both times."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from ontact.commons.journal.actions import sign
from ontact.commons.notices.actions import Letter, drop, send_all
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.posting import readers_of
from ontact.commons.registrations.actions.terms import set_window
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Channel, Preparation, Registration
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import digest


@transaction.atomic
def move_window(
    *, programme: Programme, opens_at: datetime | None, closes_at: datetime | None, by: Actor
) -> int:
    """Another sign-up window. Returns how many letters went out; raises what terms.set_window raises."""
    before = Programme.objects.values_list("opens_at", "closes_at").get(pk=programme.pk)
    held = set_window(programme=programme, opens_at=opens_at, closes_at=closes_at, by=by)
    if before == (held.opens_at, held.closes_at) or not held.is_announced():
        return 0
    # Letters that wait to be sent speak of the window that was.
    drop(held, "opening:")
    drop(held, "window:")
    told = send_all(_letters(held))
    if told:
        sign(by, "told of another sign-up window", held, letters=told)
    return told


def count_window(programme: Programme) -> int:
    """How many letters another window would send, before it is set."""
    return len(_concerned(programme))


def _letters(programme: Programme) -> Iterator[Letter]:
    shared = {
        "title": programme.title,
        "host": programme.host.name,
        "opens_at": programme.opens_at,
        "closes_at": programme.closes_at,
    }
    # One that comes back to where it was is told of anew.
    mark = digest(f"{programme.pk}:{now()}")[:32]
    for root, (person, place) in _concerned(programme).items():
        page = reverse("registrations:sign_up", args=[programme.pk])
        if place is not None:
            page = reverse("registrations:place", args=[place.pk])
        facts = {**shared, "link": settings.BASE_URL + page, "is_signed_up": place is not None}
        yield Letter(person, "registrations/mail/window", facts, key=f"window:{mark}:{root}", about=programme)


def _concerned(programme: Programme) -> dict[UUID, tuple[Person, Registration | None]]:
    """Each once: by what they have signed up for, else by what they prepare. Two queries."""
    held = Registration.objects.filter(programme=programme, state=State.HELD).order_by("line_number", "pk")
    readers = readers_of(held.select_related("person__guardian"))
    found: dict[UUID, tuple[Person, Registration | None]] = {
        one.person.root_id: (one.person, one.registrations[0]) for one in readers
    }
    for one in _open_preparations(programme):
        found.setdefault(one.asked_by.root_id, (one.asked_by, None))
    return found


def _open_preparations(programme: Programme) -> QuerySet[Preparation]:
    mine: QuerySet[Preparation] = Preparation.objects.filter(
        programme=programme, channel=Channel.ONLINE, pressed_at=None, asked_by__is_active=True
    )
    return mine.select_related("asked_by").order_by("pk")
