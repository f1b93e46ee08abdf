"""A draft is published, now or at a time; until then it can be held back."""

from datetime import datetime

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.actions.announcing import settle
from ontact.commons.programmes.actions.holding import hold, hold_draft, refuse_template
from ontact.commons.programmes.errors import NothingToAnnounce, SignUpTooLate
from ontact.commons.programmes.models import Programme
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now


@transaction.atomic
def publish(*, programme: Programme, at: datetime | None = None, by: Actor) -> Programme:
    """Let everybody see it from `at` on; without it, or where it has passed, from now. Harmless when repeated.

    The listing is written at once and shows itself at that moment: no worker has to be awake.

    Raises:
        IsTemplate: a programme is begun from it first.
        NothingToAnnounce: no title, or no session that begins after that moment.
        SignUpTooLate: sign-up would open after everything is over.
    """
    held = hold(programme)
    moment = now()
    at = max(at or moment, moment)
    if held.is_announced() or held.publishes_at == at:
        return held
    refuse_template(held)
    _check_complete(held, at)
    held.publishes_at = at
    held.save(update_fields=["publishes_at"])
    settle(held)
    sign(by, "published a programme", held, at=at)
    return held


@transaction.atomic
def hold_back(*, programme: Programme, by: Actor) -> Programme:
    """Make a draft of it again before anybody has seen it. Harmless when repeated.

    Raises:
        AlreadyPublished: everybody can see it.
    """
    held = hold_draft(programme)
    if held.publishes_at is None:
        return held
    held.publishes_at = None
    held.save(update_fields=["publishes_at"])
    settle(held)
    sign(by, "held a programme back", held)
    return held


def _check_complete(programme: Programme, at: datetime) -> None:
    to_come = programme.sessions.standing().filter(begins_at__gt=at)
    if not programme.title or not to_come.exists():
        raise NothingToAnnounce
    if programme.opens_at and programme.ends_at and programme.opens_at >= programme.ends_at:
        raise SignUpTooLate
