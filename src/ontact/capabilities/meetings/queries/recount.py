"""What leaves the house so that anyone can count again: rule, ballots and result of every closed vote."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from ontact.capabilities.meetings.models import Meeting, NamedBallot, Vote

FORMAT = "ontact-votes-1"


def votes_file(meeting: Meeting, masks: Sequence[Sequence[str]] = ()) -> dict[str, Any]:
    """All closed votes of a meeting; one that would say what the minutes keep closed (`masks`) is left out.

    Persons stand in the minutes; here stand seats, and no seat where it was secret.
    Three queries, whatever the number of votes.
    """
    votes = list(meeting.votes.filter(closed_at__isnull=False).prefetch_related("ballots"))
    named: dict[Any, list[dict[str, str]]] = {}
    rows = NamedBallot.objects.filter(vote__in=votes).select_related("seat")
    for ballot in rows.order_by("seat__rank", "seat__title", "id"):
        named.setdefault(ballot.vote_id, []).append(_named(ballot))
    told = [_vote(vote, named.get(vote.pk, [])) for vote in votes]
    open_ones = [one for one in told if not _says(one, masks)]
    return {
        "format": FORMAT,
        "meeting": str(meeting.pk),
        "title": dict(meeting.title.texts),
        "votes": open_ones,
        "left_out": len(told) - len(open_ones),
    }


def _says(vote: dict[str, Any], masks: Sequence[Sequence[str]]) -> bool:
    words = json.dumps(vote, ensure_ascii=False)
    return any(json.dumps(text, ensure_ascii=False)[1:-1] in words for text, _ground in masks)


def digest_of(vote: Vote, choices: Iterable[str]) -> str:
    """SHA-256 of what the result follows from, and of the result; names are not part of it."""
    return hashlib.sha256(canonical({**_facts(vote), "choices": sorted(choices)})).hexdigest()


def canonical(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _vote(vote: Vote, named: Sequence[dict[str, str]]) -> dict[str, Any]:
    ballots = named or [{"choice": choice} for choice in sorted(one.choice for one in vote.ballots.all())]
    return {
        **_facts(vote),
        "manner": vote.manner,
        "opened_at": vote.opened_at.isoformat(),
        "closed_at": vote.closed_at.isoformat() if vote.closed_at else None,
        "ballots": ballots,
        "sha256": vote.sha256,
    }


def _facts(vote: Vote) -> dict[str, Any]:
    return {
        "id": str(vote.pk),
        "motion": vote.motion,
        "kind": vote.kind,
        "rule": vote.rule,
        "candidates": vote.candidates,
        "entitled": len(vote.entitled),
        "members": vote.members,
        "casting": vote.casting,
        "lot_seed": vote.lot_seed,
        "result": vote.result,
    }


def _named(ballot: NamedBallot) -> dict[str, str]:
    words = {"seat": ballot.seat.title, "choice": ballot.choice}
    return words if ballot.source == NamedBallot.Source.SEAT else {**words, "source": ballot.source}
