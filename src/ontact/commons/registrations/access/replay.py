"""Who may watch a session again: whoever had a place in it, the guardian of a child who had, and the office."""

from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from ontact.commons.people.access import signed_in
from ontact.commons.programmes.access import may_edit
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.access.after import household_of
from ontact.commons.registrations.errors import ReplayShut
from ontact.commons.registrations.models import Registration, RegistrationState
from ontact.foundation.clock import now


def replay_door(request: HttpRequest, session_id: UUID) -> tuple[Session, list[Registration]]:
    """The session, and the places of this household in it: one's own first. The office has none, and sees a replay
    before it is offered.

    Raises:
        ReplayShut: it is theirs, but not now.
        Http404: for everybody else, and where there is no replay.
    """
    person = signed_in(request)
    found = Session.objects.filter(replay__isnull=False)
    session: Session = get_object_or_404(
        found.select_related("replay", "programme__host", "programme__sign_up_terms"), pk=session_id
    )
    here = Q(session=None) | Q(session=session)
    mine = Registration.objects.filter(household_of(person), here, programme=session.programme_id)
    places = list(mine.filter(state=RegistrationState.PLACED).select_related("person").order_by("created_at"))
    if places and session.can_be_replayed(now()):
        own = set(person.selves().values_list("pk", flat=True))
        return session, sorted(places, key=lambda one: one.person_id not in own)
    if may_edit(person, session.programme) and session.replay is not None and session.replay.is_ready:
        return session, []
    if places:
        raise ReplayShut
    raise Http404
