"""Votes in words and rows, for pages and minutes: what was needed, how it ended, the bars."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ontact.capabilities.meetings.models import Choice, Vote
from ontact.capabilities.meetings.models.counting import Base, Needs

KINDS = {Choice.FOR: "success", Choice.AGAINST: "danger", Choice.ABSTAIN: "neutral"}


@dataclass(frozen=True)
class Outcome:
    """A word for the tag, its colour, and for an election who it was."""

    word: str
    kind: str
    names: str = ""


def rule_words(vote: Vote) -> str:
    """ "More than half of the votes for and against", "2 persons are elected by most votes"."""
    if vote.is_election:
        electing = vote.electing
        count = {"count": electing.places}
        who = (
            ngettext("%(count)s person is elected", "%(count)s persons are elected", electing.places) % count
        )
        by_half = electing.needs == Needs.MAJORITY
        needs = _("by more than half of the ballots that name someone") if by_half else _("by most votes")
        return f"{who} {needs}"
    rule = vote.majority
    if rule.share == (1, 2) and rule.strict:
        share = _("More than half")
    else:
        parts = {"a": rule.share[0], "b": rule.share[1]}
        share = (_("More than %(a)s/%(b)s") if rule.strict else _("At least %(a)s/%(b)s")) % parts
    return f"{share} {Base(rule.base).label}"


def outcome(vote: Vote) -> Outcome:
    result = vote.result
    if result is None:
        return Outcome(_("A tie: the chair decides") if vote.tied_at else _("The vote is open."), "info")
    if not vote.is_election:
        return Outcome(_("Carried"), "success") if result["carried"] else Outcome(_("Not carried"), "neutral")
    names = ", ".join(vote.candidate_name(number) for number in result["elected"])
    if result["runoff"]:
        return Outcome(_("A run-off is needed"), "warning", names)
    return Outcome(_("Elected"), "success", names) if names else Outcome(_("Nobody elected"), "neutral")


def result_rows(vote: Vote) -> list[dict[str, Any]]:
    """For components/bars.html: the three choices, or the candidates by rank and the blank ballots."""
    result = vote.result or {}
    if not vote.is_election:
        return [
            {"label": choice.label, "value": result.get(choice.value, 0), "kind": KINDS[choice]}
            for choice in Choice
        ]
    ranks = [
        {
            "label": vote.candidate_name(one["number"]),
            "value": one["votes"],
            "kind": "success" if one["elected"] else "neutral",
        }
        for one in result.get("candidates", [])
    ]
    return [*ranks, {"label": Choice.ABSTAIN.label, "value": result.get("abstain", 0), "kind": "neutral"}]


def remarks(vote: Vote) -> list[str]:
    """What a reader must know beside the numbers: a tie and who decided it, the lot, paper, an amendment's old wording."""
    result = vote.result or {}
    found = []
    if vote.quorum is not None:
        words = _("When the vote was opened %(present)s were here; the quorum was %(needed)s.")
        found.append(words % vote.quorum)
    if vote.proposal is not None and vote.proposal.replaces:
        found.append(_("Amendment. Until now: “%(text)s”") % {"text": vote.proposal.replaces})
    if vote.casting:
        found.append(_("The chair decided the tie: %(choice)s") % {"choice": Choice(vote.casting).label})
    if result.get("by_lot"):
        names = ", ".join(vote.candidate_name(number) for number in result["by_lot"])
        found.append(_("The lot decided between %(names)s.") % {"names": names})
    if result.get("runoff"):
        names = ", ".join(vote.candidate_name(number) for number in result["runoff"])
        found.append(_("A run-off between %(names)s follows.") % {"names": names})
    for box in vote.paper_boxes.all():
        words = ngettext(
            "%(count)s paper ballot: %(reason)s", "%(count)s paper ballots: %(reason)s", box.count
        )
        found.append(words % {"count": box.count, "reason": box.reason})
    return found
