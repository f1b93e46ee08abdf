"""The desk of places: officers of a programme's host. For everybody else, other offices too, none of it exists."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.access import hosts_for
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import Registration


def places_door(request: HttpRequest, programme_id: UUID) -> Programme:
    """A programme for which one can sign up; without terms there is nothing to tend."""
    mine = Programme.objects.filter(
        host__in=hosts_for(signed_in(request)), is_template=False, sign_up_terms__isnull=False
    )
    programme: Programme = get_object_or_404(mine.select_related("host", "sign_up_terms"), pk=programme_id)
    return programme


def wish_door(request: HttpRequest, registration_id: UUID) -> Registration:
    """One registration in whatever state, with the people around it."""
    mine = Registration.objects.filter(
        programme__host__in=hosts_for(signed_in(request)), programme__sign_up_terms__isnull=False
    )
    around = ("programme__host", "programme__sign_up_terms", "session", "asked_by", "person__guardian")
    wish: Registration = get_object_or_404(mine.select_related(*around), pk=registration_id)
    return wish


def counted_hosts(request: HttpRequest) -> QuerySet[Organisation]:
    """Whose figures one may read: those whose programmes one prepares."""
    return hosts_for(signed_in(request))


def counted_host_door(request: HttpRequest, organisation_id: UUID) -> Organisation:
    host: Organisation = get_object_or_404(counted_hosts(request), pk=organisation_id)
    return host
