"""How many must be present: the rule as data, and the sum it comes to."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuorumRule(models.TextChoices):
    """Shares of those who count. Committees of the law ask for a majority ("재적위원 과반수의 출석")."""

    NONE = "none", _("No quorum")
    MAJORITY = "majority", _("More than half")
    TWO_THIRDS = "two_thirds", _("Two thirds or more")
    THIRD = "third", _("One third or more")
    NUMBER = "number", _("A fixed number")


class QuorumCounts(models.TextChoices):
    VOTERS = "voters", _("Those who may vote")
    EVERYONE = "everyone", _("Everyone on the list but observers")


@dataclass(frozen=True)
class QuorumTerms:
    """What the clerk chose: the rule, the number where it is a fixed one, and who counts."""

    rule: str = QuorumRule.NONE
    number: int | None = None
    counts: str = QuorumCounts.VOTERS


def seats_needed(rule: str, *, total: int, number: int | None = None) -> int:
    """Of `total` seats that count, so many must be present. A fixed number stays, whatever the total."""
    if rule == QuorumRule.MAJORITY:
        return total // 2 + 1
    if rule == QuorumRule.TWO_THIRDS:
        return -(-2 * total // 3)
    if rule == QuorumRule.THIRD:
        return -(-total // 3)
    if rule == QuorumRule.NUMBER:
        return number or 0
    return 0
