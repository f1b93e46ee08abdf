"""Who keeps a standing list, and who keeps which of its seats."""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.capabilities.meetings.access.followup import GIVEN_TO
from ontact.capabilities.meetings.models import StandingList, StandingSeat
from ontact.commons.people.access import may, organisations_where
from ontact.commons.people.models import Mandate, Organisation, Person
from ontact.commons.rooms.access import visitor_of


def lists_for(person: Person) -> QuerySet[StandingList]:
    """Lists of the departments for which the person may convene."""
    hosts = organisations_where(person, Mandate.Act.CONVENE)
    rows: QuerySet[StandingList] = StandingList.objects.filter(host__in=hosts).select_related("host")
    return rows


def own_seats(person: Person) -> QuerySet[StandingSeat]:
    """Seats of the offices that the person keeps, on whichever list."""
    offices = organisations_where(person, Mandate.Act.CONVENE)
    rows: QuerySet[StandingSeat] = StandingSeat.objects.standing().filter(office__in=offices).with_frame()
    return rows.order_by("list__created_at", "rank")


def may_keep_list(person: Person | None, standing: StandingList) -> bool:
    return person is not None and may(person, Mandate.Act.CONVENE, standing.host)


def list_door(request: HttpRequest, list_id: UUID) -> StandingList:
    """For whoever may convene for the host; for others the list does not exist."""
    found: StandingList = get_object_or_404(StandingList.objects.select_related("host"), pk=list_id)
    if not may_keep_list(visitor_of(request).person, found):
        raise Http404
    return found


def standing_seat_door(request: HttpRequest, seat_id: UUID) -> tuple[StandingSeat, bool]:
    """A seat for the clerk of the host, and for its own office; the second says whether it is the clerk."""
    seat: StandingSeat = get_object_or_404(StandingSeat.objects.standing().with_frame(), pk=seat_id)
    person = visitor_of(request).person
    if may_keep_list(person, seat.list):
        return seat, True
    if person is None or not may(person, Mandate.Act.CONVENE, seat.office):
        raise Http404
    return seat, False


def listed_seat_door(standing: StandingList, seat_id: UUID) -> StandingSeat:
    """For the clerk, who has passed the list's door: also what has been taken off."""
    found: StandingSeat = get_object_or_404(StandingSeat.objects.with_frame(), pk=seat_id, list=standing)
    return found


def offices_with_seats() -> QuerySet[Organisation]:
    """Everyone in the house who can have a seat."""
    kinds = Q(kind__in=GIVEN_TO) | Q(kind=Organisation.Kind.CITY)
    return Organisation.objects.filter(kinds).order_by("rank", "created_at")
