"""Doors of whoever signs up: programmes as announced, one's own preparation, places and children; and what is public."""

from uuid import UUID

from django.db.models import F
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import Visitor, signed_in
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.access import programme_door
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.access.after import household_of
from ontact.commons.registrations.models import (
    Channel,
    Draw,
    HouseholdMember,
    Preparation,
    Registration,
    Terms,
)
from ontact.foundation.clock import now


def announced_door(request: HttpRequest, programme_id: UUID) -> Programme:
    """For everybody; an office sees its own drafts."""
    reader: Visitor = request.user
    return programme_door(reader, programme_id)


def sign_up_door(request: HttpRequest, programme_id: UUID) -> Terms:
    """Programmes that are announced and have terms; a draft takes nobody, not even from its own office."""
    signed_in(request)
    open_to_all = Terms.objects.filter(programme__publishes_at__lte=now())
    terms: Terms = get_object_or_404(open_to_all.select_related("programme__host"), programme=programme_id)
    return terms


def preparation_door(request: HttpRequest, programme_id: UUID, key: str = "") -> Preparation:
    """One's own: the one of this key, else the one that is still open, else the last that was pressed.

    Raises:
        Http404: there is none.
    """
    person = signed_in(request)
    mine = Preparation.objects.filter(programme=programme_id, asked_by=person, channel=Channel.ONLINE)
    mine = mine.select_related("programme__host", "programme__sign_up_terms")
    if key:
        mine = mine.filter(pk=_identity(key))
    found: Preparation | None = mine.order_by(F("pressed_at").desc(nulls_first=True)).first()
    if found is None:
        raise Http404
    found.asked_by = person
    return found


def own_place_door(request: HttpRequest, registration_id: UUID) -> Registration:
    """One's own wish or a child's, in whatever state; nobody else's exists here."""
    mine = Registration.objects.filter(household_of(signed_in(request)))
    place: Registration = get_object_or_404(
        mine.select_related("programme__host", "programme__sign_up_terms", "person", "session"),
        pk=registration_id,
    )
    return place


def child_door(request: HttpRequest, child_id: UUID) -> HouseholdMember:
    """A child in one's own care; whoever is in another's care does not exist here."""
    mine = HouseholdMember.objects.filter(person__guardian=signed_in(request))
    child: HouseholdMember = get_object_or_404(mine.select_related("person"), person=child_id)
    return child


def house_door(organisation_id: UUID) -> Organisation:
    """Houses that announce programmes or have laid down rules for them."""
    house: Organisation = get_object_or_404(Organisation, pk=organisation_id)
    if not house.house_rules.exists() and not house.programmes.announced().exists():
        raise Http404
    return house


def draw_door(request: HttpRequest, programme_id: UUID) -> tuple[Programme, Draw | None]:
    """The public page of a draw; None: it has not been promised yet."""
    programme = announced_door(request, programme_id)
    return programme, Draw.objects.filter(programme=programme).first()


def _identity(key: str) -> UUID:
    try:
        return UUID(key)
    except ValueError as unknown:
        raise Http404 from unknown
