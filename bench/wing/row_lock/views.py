"""SELECT … FOR UPDATE on the places, look, write, commit: one person after the other."""

from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.registrations.models import Pool, Registration, RegistrationState, Terms
from ontact.foundation.access import Who, access
from ontact.foundation.clock import now


@access(Who.SIGNED_IN)
@require_POST
def press(request: HttpRequest, programme_id: UUID) -> HttpResponse:
    """Sessions, tokens and the person are looked up as for ours; the answer is as small."""
    registration = _register(signed_in(request), programme_id)
    return JsonResponse({"answers": [{"state": registration.state}], "refusal": ""})


@transaction.atomic
def _register(person: Person, programme_id: UUID) -> Registration:
    pool = Pool.objects.select_for_update().get(programme=programme_id)
    mine = Registration.objects.filter(programme=programme_id, person=person).first()
    if mine is not None:
        return mine
    state = _state(pool, programme_id)
    if state == RegistrationState.PLACED:
        Pool.objects.filter(pk=pool.pk).update(taken=F("taken") + 1)
    return Registration.objects.create(
        programme_id=programme_id,
        person=person,
        asked_by=person,
        line_number=0,
        state=state,
        why="free" if state == RegistrationState.PLACED else "full",
        settled_at=now(),
    )


def _state(pool: Pool, programme_id: UUID) -> str:
    if pool.taken < pool.capacity:
        return RegistrationState.PLACED
    at_most = Terms.objects.values_list("waiting_at_most", flat=True).get(programme=programme_id)
    waiting = Registration.objects.filter(programme=programme_id, state=RegistrationState.WAITING)
    if at_most is None or waiting.count() < at_most:
        return RegistrationState.WAITING
    return RegistrationState.REFUSED
