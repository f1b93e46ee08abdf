"""Who may see, prepare and enter a live class, and the doors through which pages get one."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from ontact.capabilities.live_classes.models import PREFIX, Children, Leader, LiveClass, Material
from ontact.commons.people.access import Visitor, is_signed_in
from ontact.commons.programmes.access import may_edit, programme_door
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.access.after import household_of
from ontact.commons.registrations.models import GivenSeat, Registration, RegistrationState
from ontact.commons.rooms.access import seat_held_by
from ontact.commons.rooms.models import Seat


def class_door(person: Visitor, programme_id: UUID, *, to_edit: bool = False) -> LiveClass:
    """Drafts exist for their office only; a programme of another capability is no class.

    Where nothing has been said about the class yet it has no row, and this is one that has not been saved. A copy is as
    safe for children as its source, before the minute's round has taken the rest over.
    """
    programme = programme_door(person, programme_id, to_edit=to_edit)
    if not programme.page.startswith(PREFIX):
        raise Http404
    found = LiveClass.objects.filter(programme=programme).first() or LiveClass(
        programme=programme, children=_children_of_source(programme)
    )
    found.programme = programme
    return found


def _children_of_source(programme: Programme) -> str:
    source = LiveClass.objects.filter(programme=programme.copied_from_id).first()
    return source.children if source else Children.BY_AGE


def session_in(live_class: LiveClass, session_id: UUID) -> Session:
    """A session of this class; one of another does not exist here."""
    sessions = Session.objects.filter(programme=live_class.programme).select_related(
        "room", "replay", "themed__theme"
    )
    session: Session = get_object_or_404(sessions, pk=session_id)
    session.programme = live_class.programme
    return session


def leader_in(live_class: LiveClass, leader_id: UUID) -> Leader:
    leader: Leader = get_object_or_404(Leader, pk=leader_id, live_class=live_class)
    leader.live_class = live_class
    return leader


def material_in(live_class: LiveClass, material_id: UUID) -> Material:
    material: Material = get_object_or_404(
        Material.objects.select_related("asset"), pk=material_id, live_class=live_class
    )
    material.live_class = live_class
    return material


def places_in(person: Visitor, live_class: LiveClass) -> QuerySet[Registration]:
    """The person's own places in the class, and those of the children in their care."""
    if not is_signed_in(person):
        return Registration.objects.none()
    mine: QuerySet[Registration] = Registration.objects.filter(
        household_of(person), programme=live_class.programme_id, state=RegistrationState.PLACED
    )
    return mine.select_related("person")


def leads(person: Visitor, live_class: LiveClass) -> bool:
    if not is_signed_in(person):
        return False
    return Leader.objects.filter(live_class=live_class, person__in=person.selves()).exists()


def may_read_materials(person: Visitor, live_class: LiveClass) -> bool:
    """Whoever has a place, whoever leads the class, and the office."""
    if may_edit(person, live_class.programme):
        return True
    if leads(person, live_class):
        return True
    return places_in(person, live_class).exists()


def may_watch_again(person: Visitor, live_class: LiveClass, session: Session) -> bool:
    """Whoever had a place in this session, and the office."""
    if may_edit(person, live_class.programme):
        return True
    return places_in(person, live_class).filter(Q(session=None) | Q(session=session)).exists()


@dataclass(frozen=True)
class Way:
    """A seat through which this person may enter, and who is called in it: themselves, or a child in their care."""

    seat: Seat
    name: str
    is_mine: bool


def ways_into(person: Visitor, session: Session) -> list[Way]:
    """Their own seat first (of an officer of the house, who leads it, or a place), then their children's. Three queries."""
    if not is_signed_in(person) or session.room_id is None:
        return []
    own = seat_held_by(person, session.room_id)
    ways = [Way(own, str(person), True)] if own is not None else []
    children = Registration.objects.filter(
        person__guardian__in=person.selves(), programme=session.programme_id, state=RegistrationState.PLACED
    )
    given = GivenSeat.objects.filter(
        registration__in=children, session=session, seat__taken_back_at=None
    ).order_by("registration__person__name", "pk")
    for one in given.select_related("seat__room", "registration__person"):
        ways.append(Way(one.seat, str(one.registration.person), False))
    return ways


def way_by(person: Visitor, session: Session, seat_id: UUID) -> Way:
    """The way by this seat; somebody else's does not exist."""
    way = next((one for one in ways_into(person, session) if one.seat.pk == seat_id), None)
    if way is None:
        raise Http404
    return way
