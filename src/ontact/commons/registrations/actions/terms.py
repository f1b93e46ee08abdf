"""The terms of a programme and its sign-up window: laid down by the desk, fixed once people count on them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.programmes import actions as programmes
from ontact.commons.programmes.actions.holding import hold
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.drawing import promise_draw
from ontact.commons.registrations.actions.listed import say_again
from ontact.commons.registrations.engine.book import Method
from ontact.commons.registrations.models import Terms
from ontact.commons.registrations.queries.fixed import fixed_terms, is_list_fixed
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken

DRAWN = (Method.WINDOW, Method.LOTTERY)


class TermsFixed(RuleBroken):
    code = "terms-fixed"
    text = "%(why)s"
    way_out = _("Change the rest, or copy the programme and announce it anew.")


class ListFixed(RuleBroken):
    code = "list-fixed"
    text = _("The list for the draw is fixed; sign-up does not open again.")
    way_out = _("Whoever still wants a place is entered at the desk and stands behind those drawn.")


class DrawTooEarly(RuleBroken):
    code = "draw-too-early"
    status = 422
    text = _("The draw must not be before sign-up closes.")
    way_out = _("Change one of the two times.")


def hold_terms(programme: Programme) -> Terms:
    """As they stand, held until the transaction ends; the usual ones are laid down where there are none.

    The terms are held before the programme and its rooms, as the clerk does.

    Raises:
        AlreadyCancelled: nothing of a cancelled programme changes any more.
    """
    terms, _new = Terms.objects.get_or_create(programme_id=programme.pk)
    held: Terms = Terms.objects.locked(terms.pk)
    held.programme = hold(programme)
    return held


@transaction.atomic
def lay_down_terms(*, programme: Programme, wanted: Mapping[str, Any], by: Actor) -> Terms:
    """Field of the terms → what it shall be; what is not named stays. The next line of the book says so.

    Raises:
        TermsFixed: people count on it already.
        DrawTooEarly: the draw would be before sign-up closes.
    """
    terms = hold_terms(programme)
    changed = sorted(name for name, value in wanted.items() if getattr(terms, name) != value)
    if changed:
        fixed = fixed_terms(terms, now())
        for name in changed:
            if name in fixed:
                raise TermsFixed(why=fixed[name])
            setattr(terms, name, wanted[name])
        check_draw(terms, terms.programme.closes_at)
        terms.save(update_fields=changed)
        say_again(terms)
        sign(by, "laid down the terms", programme, fields=changed)
    promise_what_is_drawn(terms, by)
    return terms


@transaction.atomic
def set_window(
    *, programme: Programme, opens_at: datetime | None, closes_at: datetime | None, by: Actor
) -> Programme:
    """The sign-up window [opens_at, closes_at).

    Raises:
        ListFixed: those who signed up have been listed for a draw.
        DrawTooEarly: the draw would be before the new closing.
        and what programmes.set_sign_up raises.
    """
    terms = hold_terms(programme)
    if closes_at != terms.programme.closes_at:
        if is_list_fixed(terms):
            raise ListFixed
        check_draw(terms, closes_at)
    say_again(terms)
    return programmes.set_sign_up(programme=programme, opens_at=opens_at, closes_at=closes_at, by=by)


def check_draw(terms: Terms, closes_at: datetime | None) -> None:
    """Raises DrawTooEarly."""
    if terms.allotment != Method.LOTTERY or terms.draws_at is None or closes_at is None:
        return
    if terms.draws_at < closes_at:
        raise DrawTooEarly


def promise_what_is_drawn(terms: Terms, by: Actor) -> None:
    """Once it is to be published, so that the commitment can be read before anybody signs up."""
    if terms.programme.publishes_at is not None and terms.allotment in DRAWN:
        promise_draw(programme=terms.programme, by=by)
