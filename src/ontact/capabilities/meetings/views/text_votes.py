"""Votes in the text-only pages: the open ballot of a seat, and the desk's acts."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest

from ontact.capabilities.meetings.access import proposal_door
from ontact.capabilities.meetings.actions import proposals, voting
from ontact.capabilities.meetings.forms.votes import (
    BallotForm,
    ElectionForm,
    MotionForm,
    NamesForm,
    ProposalForm,
    TableForm,
    ballot_form,
)
from ontact.capabilities.meetings.models import AgendaItem, Choice, Meeting, Proposal, Vote
from ontact.capabilities.meetings.queries.vote_words import rule_words
from ontact.capabilities.meetings.queries.votes import my_part, voted_in
from ontact.capabilities.meetings.views.text_forms import Act, as_sent, done
from ontact.commons.rooms.models import Line


@dataclass(frozen=True)
class OpenBallot:
    """The vote that is open, and what this seat may do in it."""

    vote: Vote
    form: BallotForm | NamesForm
    rule: str
    voted: int
    mine: dict[str, Any]
    choices: list[tuple[str, Any]]


def open_ballot(meeting: Meeting, line: Line) -> OpenBallot | None:
    vote: Vote | None = (
        meeting.votes.filter(closed_at__isnull=True).select_related("proposal", "meeting").first()
    )
    if vote is None:
        return None
    return OpenBallot(
        vote=vote,
        form=ballot_form(vote),
        rule=rule_words(vote),
        voted=voted_in(vote),
        mine=my_part(vote, line.seat),
        choices=[] if vote.is_election else list(Choice.choices),
    )


def votes_on_the_desk(meeting: Meeting, refused: forms.Form | None) -> dict[str, Any]:
    last = meeting.votes.filter(closed_at__isnull=False).last()
    table = meeting.proposals.filter(state=Proposal.State.PENDING)
    return {
        "motion": as_sent(refused, MotionForm(auto_id="motion_%s")),
        "election": as_sent(refused, ElectionForm(auto_id="election_%s")),
        "open_vote": meeting.votes.filter(closed_at__isnull=True).first(),
        "runoff": last if last is not None and (last.result or {}).get("runoff") else None,
        "table": [(one, _form_of(one, refused)) for one in table],
        "proposal": as_sent(refused, ProposalForm(meeting=meeting)),
    }


def _form_of(one: Proposal, refused: forms.Form | None) -> TableForm:
    """As it was sent, if it was this one's."""
    fresh = TableForm(initial={"proposal": one.pk}, auto_id=f"put_{one.pk}_%s")
    sent = as_sent(refused, fresh)
    return sent if sent.auto_id == fresh.auto_id else fresh


def _vote(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form, by = MotionForm(request.POST, auto_id="motion_%s"), line.seat.actor()

    def open_it() -> None:
        said, manner = form.cleaned_data, Vote.Manner(form.cleaned_data["manner"])
        voting.open_vote(
            meeting, motion=said["motion"], manner=manner, rule=form.rule(), item=item_now(meeting), by=by
        )

    return done(form, open_it)


def _elect(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form = ElectionForm(request.POST, auto_id="election_%s")

    def open_it() -> None:
        voting.open_election(
            meeting,
            title=form.cleaned_data["title"],
            election=form.election(),
            manner=Vote.Manner(form.cleaned_data["manner"]),
            item=item_now(meeting),
            by=line.seat.actor(),
        )

    return done(form, open_it)


def _close_vote(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    vote = meeting.votes.filter(closed_at__isnull=True).first()
    if vote is not None:
        voting.close_vote(vote, by=line.seat.actor())


def _tie_for(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    _decide_tie(meeting, Choice.FOR, line)


def _tie_against(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    _decide_tie(meeting, Choice.AGAINST, line)


def _decide_tie(meeting: Meeting, choice: Choice, line: Line) -> None:
    vote = meeting.votes.filter(closed_at__isnull=True).first()
    if vote is not None:
        voting.decide_tie(vote, choice=choice, by=line.seat.actor())


def _run_off(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    vote = meeting.votes.filter(closed_at__isnull=False).last()
    if vote is not None:
        voting.open_runoff(vote, by=line.seat.actor())


def _propose(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    form, by = ProposalForm(request.POST, meeting=meeting), line.seat.actor()

    def lay() -> None:
        said = form.cleaned_data
        if said["amends"]:
            proposals.amend_motion(said["amends"], text=said["text"], moved_by=said["moved_by"], by=by)
        else:
            item = item_now(meeting)
            proposals.lay_motion(meeting, text=said["text"], moved_by=said["moved_by"], item=item, by=by)

    return done(form, lay)


def _put(request: HttpRequest, meeting: Meeting, line: Line) -> forms.Form | None:
    """What lies on the table is voted on, by the manner and rule that stand beside it."""
    form, by = TableForm(request.POST, auto_id=f"put_{request.POST.get('proposal')}_%s"), line.seat.actor()

    def put() -> None:
        proposal = proposal_door(meeting, form.cleaned_data["proposal"])
        manner = Vote.Manner(form.cleaned_data["manner"])
        voting.open_vote(meeting, motion="", manner=manner, rule=form.rule(), proposal=proposal, by=by)

    return done(form, put)


def _withdraw(request: HttpRequest, meeting: Meeting, line: Line) -> None:
    form = TableForm(request.POST)
    if form.is_valid():
        proposal = proposal_door(meeting, form.cleaned_data["proposal"])
        proposals.withdraw_proposal(proposal, by=line.seat.actor())


def item_now(meeting: Meeting) -> AgendaItem | None:
    standing = meeting.discussions.filter(ends_at__isnull=True).select_related("item").first()
    return standing.item if standing else None


VOTE_ACTS: dict[str, Act] = {
    "vote": _vote,
    "elect": _elect,
    "close-vote": _close_vote,
    "tie-for": _tie_for,
    "tie-against": _tie_against,
    "run-off": _run_off,
    "propose": _propose,
    "put": _put,
    "withdraw": _withdraw,
}
