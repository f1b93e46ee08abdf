"""The waiting room's door, and the signed pass that a browser carries: the table is the truth, the pass saves asking it."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from ontact.commons.people.access import signed_in
from ontact.commons.people.models import Person
from ontact.commons.programmes.access import programme_door
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.models import WaitingPass, WaitingRoom
from ontact.foundation.clock import now

KEPT_S = 24 * 3600
SALT = "registrations.waiting"


def waiting_door(request: HttpRequest, programme_id: UUID) -> Programme:
    """Whoever sees the programme; whether it has a waiting room is said by the page."""
    return programme_door(signed_in(request), programme_id)


def announced_room(programme_id: UUID) -> QuerySet[WaitingRoom]:
    """For everybody, also where the rush is over; of a programme that is held back again there is none."""
    found: QuerySet[WaitingRoom] = WaitingRoom.objects.filter(
        programme=programme_id, programme__publishes_at__lte=now()
    )
    return found


def carry(answer: HttpResponse, programme: Programme, held: WaitingPass) -> None:
    """Give the browser its pass: programme, person and number, signed. Worth nothing to anybody else."""
    words = signing.dumps(
        [programme.pk.hex, held.person_id.hex if held.person_id else "", held.number or 0], salt=SALT
    )
    answer.set_cookie(
        _name(programme),
        words,
        max_age=KEPT_S,
        path="/registrations/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def number_carried(request: HttpRequest, programme: Programme, person: Person) -> int:
    """0 for no pass, one that was altered, one of somebody else, and one without a number yet."""
    try:
        said = signing.loads(request.COOKIES.get(_name(programme), ""), salt=SALT, max_age=KEPT_S)
        its_programme, its_person, number = said
    except (signing.BadSignature, TypeError, ValueError):
        return 0
    is_mine = (its_programme, its_person) == (programme.pk.hex, person.pk.hex)
    return int(number) if is_mine else 0


def _name(programme: Programme) -> str:
    return f"ontact_waiting_{programme.pk.hex[-12:]}"
