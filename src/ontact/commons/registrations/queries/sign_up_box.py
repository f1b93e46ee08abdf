"""What the reader can do about a sign-up now: not yet, now, no more; and what the household has already."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ontact.commons.people.access import Visitor, is_signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import Channel, Preparation, Registration, Terms
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.commons.registrations.queries.already import claims_among, who_may_ask
from ontact.commons.registrations.queries.household import children_of
from ontact.commons.registrations.queries.mine import registrations_of
from ontact.commons.registrations.queries.saying import Said, said_about


class Phase(StrEnum):
    """Where a programme's sign-up stands by the city's clock."""

    CANCELLED = "cancelled"
    OVER = "over"
    NONE = "none"
    EARLY = "early"
    OPEN = "open"
    CLOSED = "closed"


# In these a sign-up can be prepared.
PREPARABLE = (Phase.EARLY, Phase.OPEN)


@dataclass(frozen=True)
class Box:
    """`mine`: what the household has or waits for, else what became of its last wish. `is_live`: the former.
    `others`: who of the household could still be signed up.
    """

    phase: Phase
    mine: list[Said]
    is_live: bool = False
    preparation: Preparation | None = None
    others: Sequence[Person] = ()

    @property
    def may_prepare(self) -> bool:
        return self.phase in PREPARABLE

    @property
    def is_ready(self) -> bool:
        return self.preparation is not None and self.preparation.ready_at is not None


def phase_of(programme: Programme, terms: Terms | None, moment: datetime) -> Phase:
    """No query."""
    if programme.is_cancelled:
        return Phase.CANCELLED
    if programme.has_ended(moment):
        return Phase.OVER
    if terms is None or programme.opens_at is None:
        return Phase.NONE
    if moment < programme.opens_at:
        return Phase.EARLY
    if programme.closes_at is not None and moment >= programme.closes_at:
        return Phase.CLOSED
    return Phase.OPEN


def box_of(
    programme: Programme,
    terms: Terms | None,
    reader: Visitor,
    moment: datetime,
    sessions: Sequence[Session] = (),
) -> Box:
    """Five queries at most, and none for whoever is not signed in."""
    phase = phase_of(programme, terms, moment)
    if not is_signed_in(reader) or terms is None:
        return Box(phase, [])
    wishes = list(with_places_ahead(registrations_of(reader).filter(programme=programme)))
    live = [one for one in wishes if one.state in LIVE_STATES]
    shown = live or wishes[:1]
    others: Sequence[Person] = ()
    if live and phase in PREPARABLE:
        household = [reader, *(child.person for child in children_of(reader))]
        ahead = [one for one in sessions if not one.is_cancelled and one.begins_at > moment]
        others = who_may_ask(household, claims_among(live), terms, ahead)
    said = [said_of(one) for one in shown]
    return Box(phase, said, bool(live), open_preparation(programme, reader), others)


def with_places_ahead(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    """The newest first, each with how many stand before it in line (`ahead`), in one query."""
    before = (
        Registration.objects.filter(
            programme=OuterRef("programme"), state=State.WAITING, rank__lt=OuterRef("rank")
        )
        .order_by()
        .values("programme")
        .annotate(people=Count("pk"))
        .values("people")
    )
    ahead = Coalesce(Subquery(before, output_field=IntegerField()), 0)
    found: QuerySet[Registration] = registrations.annotate(ahead=ahead)
    found = found.select_related("programme", "person", "session")
    return found.order_by("-created_at", "-pk")


def said_of(registration: Registration) -> Said:
    """For one that came `with_places_ahead`: a query only where a house rule has refused."""
    ahead: int = getattr(registration, "ahead", 0)
    return said_about(registration, ahead + 1)


def live_wishes(programme: Programme, person: Person) -> list[Registration]:
    """What the household has, is offered or waits for. One query."""
    mine = registrations_of(person).filter(programme=programme, state__in=LIVE_STATES)
    return list(mine.select_related("person", "session").order_by("created_at", "pk"))


def open_preparation(programme: Programme, person: Person) -> Preparation | None:
    """Begun and not yet pressed. One query."""
    mine = Preparation.objects.filter(
        programme=programme, asked_by=person, channel=Channel.ONLINE, pressed_at=None
    )
    found: Preparation | None = mine.first()
    return found
