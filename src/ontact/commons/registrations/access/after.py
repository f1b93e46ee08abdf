"""Who may see what follows a place: the person, the guardian, the host's desk; a certificate whoever has its address."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import is_signed_in, signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.access import hosts_for, may_edit, session_door
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.models import Certificate, NoShow, Registration, RegistrationState


def household_of(person: Person) -> Q:
    """Registrations of the person, of earlier selves, and of the children in their care."""
    selves = person.selves().values("pk")
    return Q(person__in=selves) | Q(person__guardian__in=selves)


def place_door(request: HttpRequest, registration_id: UUID) -> Registration:
    """One's own place or a child's; nobody else's exists here."""
    mine = Registration.objects.filter(household_of(signed_in(request)), state=RegistrationState.PLACED)
    place: Registration = get_object_or_404(
        mine.select_related("programme__host", "programme__sign_up_terms", "person"), pk=registration_id
    )
    return place


def desk_session_door(request: HttpRequest, session_id: UUID) -> Session:
    return session_door(signed_in(request), session_id, to_edit=True)


def desk_place_door(request: HttpRequest, registration_id: UUID) -> Registration:
    """Registrations with the host's own desk; for other offices they do not exist."""
    hosts = hosts_for(signed_in(request))
    places = Registration.objects.filter(programme__host__in=hosts)
    place: Registration = get_object_or_404(
        places.select_related("programme__host", "programme__sign_up_terms", "person"), pk=registration_id
    )
    return place


def public_certificate_door(code: str) -> Certificate:
    """Whoever has the address has been shown the certificate: 128 random bits."""
    found = Certificate.objects.select_related("registration__programme__host", "replaces", "replaced_by")
    certificate: Certificate = get_object_or_404(found, code=code)
    return certificate


def certificate_door(request: HttpRequest, code: str) -> Certificate:
    """The paper itself: for the person, the guardian and the desk."""
    person, certificate = signed_in(request), public_certificate_door(code)
    own = Registration.objects.filter(household_of(person), pk=certificate.registration_id).exists()
    if not own and not may_edit(person, certificate.registration.programme):
        raise PermissionDenied
    return certificate


def desk_certificate_door(request: HttpRequest, code: str) -> Certificate:
    """For correcting and revoking: the host's desk."""
    certificate = public_certificate_door(code)
    if not may_edit(signed_in(request), certificate.registration.programme):
        raise PermissionDenied
    return certificate


def no_show_door(request: HttpRequest, no_show_id: UUID, *, as_desk: bool = False) -> NoShow:
    """One's own mark or a child's; for the desk those of its programmes."""
    person = signed_in(request)
    if as_desk:
        seen = Registration.objects.filter(programme__host__in=hosts_for(person))
    else:
        seen = Registration.objects.filter(household_of(person))
    mark: NoShow = get_object_or_404(
        NoShow.objects.filter(registration__in=seen).select_related(
            "registration__programme", "registration__person"
        ),
        pk=no_show_id,
    )
    return mark


def holds(request: HttpRequest, certificate: Certificate) -> bool:
    """Whether to offer the paper on the public page."""
    person = request.user
    if not is_signed_in(person):
        return False
    return Registration.objects.filter(household_of(person), pk=certificate.registration_id).exists()
