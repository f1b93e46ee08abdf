"""The votes of a meeting as its minutes keep them, in both languages."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.utils import translation

from ontact.capabilities.meetings.documents import body as words
from ontact.capabilities.meetings.models import Meeting, NamedBallot, Vote
from ontact.capabilities.meetings.queries.page import closed_votes
from ontact.capabilities.meetings.queries.vote_words import remarks, rule_words

LANGUAGES = ("ko", "en")


def votes_of(meeting: Meeting, name_of: Callable[[UUID], str]) -> Iterator[tuple[UUID | None, words.Vote]]:
    """Each closed vote with the item it belongs to. `name_of`: a seat's name in these minutes. Three queries."""
    ballots: dict[UUID, list[words.NamedBallot]] = {}
    for ballot in NamedBallot.objects.filter(vote__meeting=meeting).select_related("seat"):
        ballots.setdefault(ballot.vote_id, []).append(_ballot(ballot, name_of(ballot.seat_id)))
    for vote in closed_votes(meeting):
        yield vote.item_id, _vote(vote, ballots.get(vote.pk, []))


def _ballot(ballot: NamedBallot, name: str) -> words.NamedBallot:
    entered = ballot.source != NamedBallot.Source.SEAT
    return words.NamedBallot(
        seat=ballot.seat.title,
        name=name,
        choice=ballot.choice,
        how=ballot.source if entered else "",
        reason=ballot.reason,
    )


def _vote(vote: Vote, ballots: list[words.NamedBallot]) -> words.Vote:
    result = vote.result or {}
    chosen = result.get("voted", 0) - result.get("abstain", 0)
    return words.Vote(
        motion=vote.motion,
        kind=vote.kind,
        manner=vote.manner,
        rule=in_both(lambda: rule_words(vote)),
        opened_at=vote.opened_at,
        closed_at=vote.closed_at,
        entitled=len(vote.entitled),
        in_favour=chosen if vote.is_election else result.get("for", 0),
        against=result.get("against", 0),
        abstain=result.get("abstain", 0),
        carried=result.get("carried"),
        candidates=tuple(
            words.Candidate(
                number=one["number"],
                name=vote.candidate_name(one["number"]),
                votes=one["votes"],
                elected=one["elected"],
            )
            for one in result.get("candidates", [])
        ),
        remarks=in_both(lambda: "\n".join(remarks(vote))),
        ballots=tuple(sorted(ballots, key=lambda ballot: (ballot.seat, ballot.name))),
        sha256=vote.sha256,
    )


def in_both(say: Callable[[], str]) -> dict[str, str]:
    """A document is written once in each language, whoever asks for it."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found[language] = say()
    return found
