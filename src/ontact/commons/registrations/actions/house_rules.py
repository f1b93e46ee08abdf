"""House rules of an organisation: made and ended, never changed in place, so that a refusal can quote what held."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Organisation
from ontact.commons.registrations.models import HouseRule
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.errors import RuleBroken
from ontact.foundation.worded import Worded


class RuleStands(RuleBroken):
    code = "rule-stands"
    text = _("This rule already stands here.")
    way_out = _("End it first; then make it anew with other figures.")


class RuleTooEarly(RuleBroken):
    code = "rule-too-early"
    status = 422
    text = _("A rule holds from now on or later, never for what has been.")
    way_out = _("Choose a later day, or leave it empty.")


@transaction.atomic
def make_rule(
    *,
    organisation: Organisation,
    code: str,
    numbers: Mapping[str, Any],
    words: Worded,
    since: datetime | None = None,
    by: Actor,
) -> HouseRule:
    """Everybody can read it from now on; it is judged by from `since` on, or at once. Harmless when repeated.

    Raises:
        RuleStands: another one of its kind.
        RuleTooEarly: it would have held already.
    """
    moment = now()
    # Two officers at once wait here for each other.
    Organisation.objects.locked(organisation.pk)
    standing: HouseRule | None = HouseRule.objects.filter(
        organisation=organisation, code=code, until=None
    ).first()
    if standing is not None and (standing.numbers, standing.words) == (dict(numbers), words):
        return standing
    if standing is not None:
        raise RuleStands
    if since is not None and since < moment:
        raise RuleTooEarly
    rule = HouseRule.objects.create(
        organisation=organisation, code=code, numbers=dict(numbers), words=words, since=since or moment
    )
    sign(by, "made a house rule", rule, code=code, numbers=dict(numbers), since=rule.since)
    return rule


@transaction.atomic
def end_rule(*, rule: HouseRule, by: Actor) -> HouseRule:
    """It refuses nobody any more; it stays to be read. Harmless when repeated."""
    held: HouseRule = HouseRule.objects.locked(rule.pk)
    if held.until is not None:
        return held
    held.until = now()
    held.save(update_fields=["until"])
    sign(by, "ended a house rule", held, code=held.code)
    return held
