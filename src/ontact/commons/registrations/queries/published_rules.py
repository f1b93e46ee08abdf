"""Rules of a house as published: those that stand, those to come, and those that stood."""

from dataclasses import dataclass
from datetime import datetime

from ontact.commons.people.models import Organisation
from ontact.commons.registrations.models import HouseRule


@dataclass(frozen=True)
class Rules:
    standing: list[HouseRule]
    to_come: list[HouseRule]
    past: list[HouseRule]

    @property
    def is_empty(self) -> bool:
        return not self.standing and not self.to_come and not self.past


def rules_of(house: Organisation, moment: datetime) -> Rules:
    """In the order in which they came to stand. One query."""
    rules = list(HouseRule.objects.filter(organisation=house).order_by("since", "pk"))
    past = [rule for rule in rules if rule.until is not None and rule.until <= moment]
    left = [rule for rule in rules if rule not in past]
    return Rules(
        standing=[rule for rule in left if rule.since <= moment],
        to_come=[rule for rule in left if rule.since > moment],
        past=past,
    )
