"""What the desk does for one person or at one moment: withdraw, answer an offer, note a consent, draw when it is due."""

from collections.abc import Sequence

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Consent
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.drawing import draw_is_due_at
from ontact.commons.registrations.actions.opened import Answer
from ontact.commons.registrations.actions.preparing import agree_as_guardian
from ontact.commons.registrations.actions.rounds import lapse
from ontact.commons.registrations.actions.signing_up import accept, decline, withdraw
from ontact.commons.registrations.errors import DrawNotDue, NoOffer, NotInCare
from ontact.commons.registrations.models import Because, Registration, Terms
from ontact.commons.registrations.models.book import LIVE_STATES
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def withdraw_for(*, registrations: Sequence[Registration], because: str, by: Actor) -> Answer:
    """Give up the wishes of somebody who asked for it; what comes free is offered on. Harmless when repeated."""
    live = [one for one in registrations if one.state in LIVE_STATES]
    answer = withdraw(registrations=registrations, by=by)
    for one in live:
        sign(by, "withdrew somebody", one, because=Because(because).value)
    return answer


@transaction.atomic
def answer_for(*, registration: Registration, accepts: bool, by: Actor) -> Answer:
    """Take or decline the place that is offered, for somebody on the telephone.

    Raises:
        NoOffer: nothing is offered any more.
    """
    act = accept if accepts else decline
    answer = act(registration=registration, by=by)
    if not answer.line_number:
        raise NoOffer
    sign(by, "answered an offer for somebody", registration, accepts=accepts)
    return answer


@transaction.atomic
def look_up_contact(*, registration: Registration, by: Actor) -> None:
    """Telephone and mail are shown once this is signed."""
    sign(by, "looked up how to reach somebody", registration)


@transaction.atomic
def note_consent(*, registration: Registration, wording: str, evidence: str, by: Actor) -> Consent:
    """A guardian's consent that came on paper or by telephone.

    Raises:
        NotInCare: nobody answers for this person.
    """
    guardian = registration.person.guardian
    if guardian is None:
        raise NotInCare
    consent = agree_as_guardian(
        child=registration.person,
        guardian=guardian,
        programme=registration.programme,
        wording=wording,
        evidence=evidence,
    )
    sign(by, "noted a guardian's consent", registration)
    return consent


def draw_now(*, programme: Programme, by: Actor) -> Terms:
    """Draw at once what is due, as the next round would. Harmless when it has been drawn.

    Raises:
        DrawNotDue: too early, or there is no draw.
    """
    terms = Terms.objects.get(programme=programme)
    if terms.drawn_at is not None:
        return terms
    due_at, moment = draw_is_due_at(programme, terms), now()
    if due_at is None or due_at > moment:
        raise DrawNotDue
    lapse(programme_id=programme.pk, units=set(), moment=moment)
    sign(by, "asked for the draw that was due", programme)
    terms.refresh_from_db()
    return terms
