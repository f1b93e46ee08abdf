"""What a meeting's page shows, by the time at which it is read: before, now, after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import get_language

from ontact.capabilities.meetings.documents.closing import masked
from ontact.capabilities.meetings.models import AgendaItem, Decision, Meeting, Part, Participant, Vote
from ontact.capabilities.meetings.queries.quorum import quorum_words
from ontact.capabilities.meetings.queries.vote_words import outcome, remarks, result_rows, rule_words

NAMED_PARTS = (Part.CHAIR, Part.PRESENTER)


@dataclass(frozen=True)
class Group:
    """People of one part: by name where the reader may know them, else only how many."""

    label: str
    names: list[str]
    count: int


@dataclass(frozen=True)
class MeetingPage:
    meeting: Meeting
    phase: str  # before | now | after | cancelled
    items: list[AgendaItem]
    quorum: str
    groups: list[Group]
    decisions: list[Decision] = field(default_factory=list)
    votes: list[dict[str, Any]] = field(default_factory=list)


def meeting_page(meeting: Meeting, moment: datetime, *, is_insider: bool) -> MeetingPage:
    """Costs at most eight queries. Results are shown to insiders at once, to everyone with the published minutes."""
    items = list(meeting.items.select_related("presenter").prefetch_related("papers__asset"))
    people = list(meeting.participants.standing())
    phase = phase_of(meeting, moment)
    shows_results = phase == "after" and (is_insider or meeting.published_minutes)
    masks = masks_for(meeting, is_insider=is_insider)
    return MeetingPage(
        meeting=meeting,
        phase=phase,
        items=items,
        quorum=quorum_words(meeting),
        groups=groups(people, by_name=is_insider),
        decisions=_decisions(meeting, masks) if shows_results else [],
        votes=[bars(vote) for vote in closed_votes(meeting) if not _is_closed(vote, masks)]
        if shows_results
        else [],
    )


def masks_for(meeting: Meeting, *, is_insider: bool) -> Sequence[Sequence[str]]:
    """What the published minutes keep closed, and this reader therefore does not see elsewhere either."""
    if is_insider or not hasattr(meeting, "minutes"):
        return ()
    masks: list[list[str]] = meeting.minutes.masks
    return masks


def _decisions(meeting: Meeting, masks: Sequence[Sequence[str]]) -> list[Decision]:
    """For showing only: where something is closed, the text is no longer the row's."""
    found = list(meeting.decisions.select_related("item"))
    for decision in found:
        decision.text = masked(decision.text, masks, (get_language() or "ko")[:2])
    return found


def _is_closed(vote: Vote, masks: Sequence[Sequence[str]]) -> bool:
    """A vote that would say what is closed is left out whole."""
    texts = [vote.motion, *(str(one["name"]) for one in vote.candidates)]
    return any(masked(text, masks) != text for text in texts)


def closed_votes(meeting: Meeting) -> list[Vote]:
    votes = meeting.votes.filter(closed_at__isnull=False)
    return list(votes.select_related("proposal").prefetch_related("paper_boxes"))


def phase_of(meeting: Meeting, moment: datetime) -> str:
    if meeting.is_cancelled:
        return "cancelled"
    if meeting.state == Meeting.State.CLOSED:
        return "after"
    if meeting.doors_are_open_at(moment):
        return "now"
    return "before" if moment < meeting.ends_at else "after"


def groups(people: list[Participant], *, by_name: bool) -> list[Group]:
    """In the order of a table's places. Guests who are neither chair nor presenter are only counted for strangers."""
    found = []
    for part in Part:
        those = [person for person in people if person.part == part]
        if not those:
            continue
        named = by_name or part in NAMED_PARTS
        found.append(Group(str(part.label), [person.words for person in those] if named else [], len(those)))
    return found


def bars(vote: Vote) -> dict[str, Any]:
    """A vote's result for components/bars.html."""
    voted = (vote.result or {}).get("voted", 0)
    return {
        "vote": vote,
        "outcome": outcome(vote),
        "rule": rule_words(vote),
        "remarks": remarks(vote),
        "voted": voted,
        "rows": result_rows(vote),
        "whole": max(voted, 1),
    }
