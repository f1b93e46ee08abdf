"""How votes are counted: majorities and elections as data, without a database. `docs/verify/recount.py` does the same."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Choice(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class Base(models.TextChoices):
    """Of what whole the share is taken."""

    SIDES = "sides", _("of the votes for and against")
    VOTING = "voting", _("of those voting, abstentions included")
    PRESENT = "present", _("of those present at the opening of the vote")
    MEMBERS = "members", _("of all who have a vote, present or not")


class Tie(models.TextChoices):
    FAILS = "fails", _("A tie fails the motion")
    CHAIR = "chair", _("The chair decides a tie")


class Needs(models.TextChoices):
    MOST = "most", _("Most votes")
    MAJORITY = "majority", _("More than half of the ballots that name someone")


class ElectionTie(models.TextChoices):
    LOT = "lot", _("By lot")
    RUNOFF = "runoff", _("By a run-off")


@dataclass(frozen=True)
class Majority:
    """The share that carries a motion. Strict: more than the share; else the share itself is enough."""

    base: str = Base.SIDES
    share: tuple[int, int] = (1, 2)
    strict: bool = True
    tie: str = Tie.FAILS

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Majority":
        return cls(**{**stored, "share": tuple(stored.get("share", (1, 2)))})

    def stored(self) -> dict[str, Any]:
        return {**asdict(self), "base": str(self.base), "share": list(self.share), "tie": str(self.tie)}

    def carries(self, in_favour: int, whole: int) -> bool:
        numerator, denominator = self.share
        if self.strict:
            return in_favour * denominator > whole * numerator
        return in_favour > 0 and in_favour * denominator >= whole * numerator

    def needed(self, whole: int) -> int:
        """How many votes for the motion carry it."""
        return next(votes for votes in range(whole + 2) if self.carries(votes, whole))


@dataclass(frozen=True)
class Electing:
    """How many are elected, of whom each ballot names at most as many, and what happens when the last place is tied."""

    places: int = 1
    needs: str = Needs.MOST
    tie: str = ElectionTie.LOT

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "Electing":
        return cls(**stored)

    def stored(self) -> dict[str, Any]:
        return {"places": self.places, "needs": str(self.needs), "tie": str(self.tie)}


@dataclass(frozen=True)
class Counted:
    """Who could take part: those present with a vote when it was opened, and all who have one."""

    present: int
    members: int
    ballots: Sequence[str] = field(default_factory=tuple)

    def words(self) -> dict[str, int]:
        return {"voted": len(self.ballots), "entitled": self.present, "members": self.members}


def result_of_motion(rule: Majority, count: Counted, *, casting: str = "") -> dict[str, Any]:
    """`carried` is None while a tie waits for the chair; `casting` is what the chair then said."""
    sides = Counter(count.ballots)
    in_favour, against = sides[Choice.FOR], sides[Choice.AGAINST]
    whole = {
        Base.SIDES: in_favour + against,
        Base.VOTING: len(count.ballots),
        Base.PRESENT: count.present,
        Base.MEMBERS: count.members,
    }[Base(rule.base)]
    carried: bool | None = rule.carries(in_favour, whole)
    grows = rule.base in (Base.SIDES, Base.VOTING)
    tied = in_favour == against > 0 and not carried and rule.carries(in_favour + 1, whole + grows)
    if tied and rule.tie == Tie.CHAIR:
        carried = casting == Choice.FOR if casting else None
    return {
        **{choice.value: sides[choice] for choice in Choice},
        **count.words(),
        "whole": whole,
        "needed": rule.needed(whole),
        "tied": tied,
        "carried": carried,
    }


def result_of_election(
    rule: Electing, count: Counted, *, candidates: Iterable[int], seed: str
) -> dict[str, Any]:
    """Ranks by votes; the tie at the last place is cut by lot, or goes to a run-off together with unfilled places."""
    blank = sum(ballot == Choice.ABSTAIN for ballot in count.ballots)
    votes = dict.fromkeys(candidates, 0)
    for ballot in count.ballots:
        for number in picks(ballot):
            votes[number] += 1
    marked = len(count.ballots) - blank
    order = sorted(votes, key=lambda number: (-votes[number], lot(seed, number)))
    able = [one for one in order if votes[one] and (rule.needs == Needs.MOST or votes[one] * 2 > marked)]
    elected = able[: rule.places]
    edge = votes[able[rule.places]] if len(able) > rule.places else 0
    tied = [one for one in able if votes[one] == edge] if edge and votes[elected[-1]] == edge else []
    if tied and rule.tie == ElectionTie.RUNOFF:
        elected = [one for one in elected if one not in tied]
    left = rule.places - len(elected)
    rest = [one for one in order if one not in elected and votes[one]]
    runoff = (
        tied if left and tied else _for_the_runoff(rest, votes, left) if rule.needs == Needs.MAJORITY else []
    )
    return {
        "candidates": [
            {
                "number": one,
                "votes": votes[one],
                "rank": 1 + sum(other > votes[one] for other in votes.values()),
                "elected": one in elected,
            }
            for one in order
        ],
        **count.words(),
        "abstain": blank,
        "elected": sorted(elected),
        "by_lot": sorted(tied) if rule.tie == ElectionTie.LOT else [],
        "runoff": sorted(runoff),
    }


def _for_the_runoff(rest: list[int], votes: dict[int, int], places: int) -> list[int]:
    """Twice as many as there are places left, and whoever has as many votes as the last of them."""
    if not places or len(rest) < 2:
        return []
    edge = votes[rest[min(2 * places, len(rest)) - 1]]
    return [one for one in rest if votes[one] >= edge]


def picks(ballot: str) -> list[int]:
    """Whom an election's ballot names; a blank one names nobody."""
    return [] if ballot == Choice.ABSTAIN else [int(number) for number in ballot.split(",")]


def marked(numbers: Iterable[int]) -> str:
    """An election's ballot as it is stored: numbers in order, so that the order of ticking says nothing."""
    return ",".join(str(number) for number in sorted(set(numbers))) or str(Choice.ABSTAIN)


def lot(seed: str, number: int) -> str:
    """The candidate's lot: whoever has the least wins. The seed is fixed, and its SHA-256 public, before anyone votes."""
    return hashlib.sha256(f"{seed}:{number}".encode()).hexdigest()
