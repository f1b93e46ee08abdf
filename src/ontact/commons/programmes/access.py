"""Who may see and prepare programmes: everybody what is announced, officers of the host organisation their own."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import Visitor, is_signed_in
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme, Session


def hosts_for(person: Visitor) -> QuerySet[Organisation]:
    """Organisations whose programmes this person prepares: those in which they hold any role now. Administrators: all."""
    if not is_signed_in(person):
        return Organisation.objects.none()
    if person.is_administrator:
        return Organisation.objects.all()
    mine = {membership.organisation_id for membership in person.current_memberships()}
    return Organisation.objects.filter(pk__in=mine)


def may_edit(person: Visitor, programme: Programme) -> bool:
    if not is_signed_in(person):
        return False
    if person.is_administrator:
        return True
    return any(one.organisation_id == programme.host_id for one in person.current_memberships())


def templates_for(person: Visitor) -> QuerySet[Programme]:
    """Templates of the person's own offices, and the city's for everyone who works for it."""
    hosts = hosts_for(person)
    if not is_signed_in(person) or not person.is_staff_member:
        return Programme.objects.none()
    theirs = Q(host__in=hosts) | Q(host__kind=Organisation.Kind.CITY)
    found: QuerySet[Programme] = Programme.objects.templates().filter(theirs)
    return found.select_related("host").order_by("host__rank", "created_at")


def copyable_by(person: Visitor) -> QuerySet[Programme]:
    """What a new programme of this person's offices may be made from, the latest first; templates stand apart."""
    found: QuerySet[Programme] = Programme.objects.filter(host__in=hosts_for(person), is_template=False)
    return found.select_related("host").order_by("-created_at", "-id")


def programme_door(person: Visitor, programme_id: UUID, *, to_edit: bool = False) -> Programme:
    """Drafts and templates do not exist for others; what one sees but may not touch is refused."""
    visible = Programme.objects.visible_to_hosts(hosts_for(person)).select_related("host")
    programme: Programme = get_object_or_404(visible, pk=programme_id)
    if to_edit and not may_edit(person, programme):
        raise PermissionDenied
    return programme


def session_door(person: Visitor, session_id: UUID, *, to_edit: bool = False) -> Session:
    """A session is seen by whom its programme is seen."""
    visible = Session.objects.visible_to_hosts(hosts_for(person)).select_related("programme__host", "room")
    session: Session = get_object_or_404(visible, pk=session_id)
    if to_edit and not may_edit(person, session.programme):
        raise PermissionDenied
    return session
