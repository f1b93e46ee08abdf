"""The meeting's part of the room's state: slices of public JSON, the same for everyone in the room."""

from typing import Any
from uuid import UUID

from django.urls import reverse

from ontact.capabilities.meetings.models import (
    AgendaItem,
    Discussion,
    Meeting,
    NamedBallot,
    Paper,
    Voted,
)
from ontact.capabilities.meetings.queries.followup import instructions_slice
from ontact.capabilities.meetings.queries.quorum import quorum_slice
from ontact.capabilities.meetings.queries.roll import roll_slice
from ontact.capabilities.meetings.queries.votes import votes_slice
from ontact.commons.rooms.models import Seat


def meeting_ext(meeting: Meeting) -> dict[str, Any]:
    """Everything the capability adds to the state. Costs thirteen queries, whatever the number of rows."""
    return {
        "meeting": str(meeting.pk),
        "state": meeting.state,
        "opened_at": _iso(meeting.opened_at),
        "closed_at": _iso(meeting.closed_at),
        **agenda_slice(meeting),
        **quorum_slice(meeting),
        **roll_slice(meeting),
        **votes_slice(meeting),
        **decisions_slice(meeting),
        **opinions_slice(meeting),
        **instructions_slice(meeting),
        "parts": parts(meeting),
    }


def agenda_slice(meeting: Meeting) -> dict[str, Any]:
    times = _times(meeting)
    items = agenda(meeting)
    standing = next((item for item, spans in times.items() if spans[-1].ends_at is None), None)
    return {
        "agenda": [_item(item, times.get(item.pk, [])) for item in items],
        "current_item": str(standing) if standing else None,
    }


def decisions_slice(meeting: Meeting) -> dict[str, Any]:
    return {
        "decisions": [
            {
                "id": str(decision.pk),
                "number": decision.number,
                "item": _text_or_none(decision.item_id),
                "vote": _text_or_none(decision.vote_id),
                "text": decision.text,
                "at": _iso(decision.created_at),
            }
            for decision in meeting.decisions.all()
        ]
    }


def opinions_slice(meeting: Meeting) -> dict[str, Any]:
    return {
        "opinions": [
            {
                "id": str(opinion.pk),
                "item": _text_or_none(opinion.item_id),
                "seat": str(opinion.seat_id),
                "name": opinion.name,
                "text": opinion.text,
                "at": _iso(opinion.created_at),
            }
            for opinion in meeting.opinions.all()
        ]
    }


def parts(meeting: Meeting) -> dict[str, str]:
    """Seat → part: a member is called member, not "listener"."""
    rows = meeting.participants.told().values_list("seat_id", "part")
    return {str(seat): part for seat, part in rows}


def my_ext(meeting: Meeting, seat: Seat | None, *, has_votes: bool = True) -> dict[str, Any]:
    """What concerns this seat alone; never sent to the room. Four queries, one before the first vote."""
    if seat is None:
        return {
            "part": None,
            "has_vote": False,
            "entitled": [],
            "voted": [],
            "choices": {},
            "may_open": False,
        }
    participant = meeting.participants.told().filter(seat=seat).first()
    entitled, named, secret = _my_votes(meeting, seat) if has_votes else ([], {}, [])
    runs = seat.role in ("host", "clerk")
    return {
        "part": participant.part if participant else None,
        "has_vote": bool(participant and participant.has_vote),
        "entitled": [str(vote) for vote in entitled],
        "voted": [str(vote) for vote in (*named, *secret)],
        "choices": {str(vote): choice for vote, choice in named.items()},
        "may_open": runs and meeting.state == Meeting.State.CONVENED,
        "may_run": runs and meeting.state == Meeting.State.OPENED,
    }


def _my_votes(meeting: Meeting, seat: Seat) -> tuple[list[UUID], dict[UUID, str], list[UUID]]:
    """Open votes in which the seat is entitled; what it chose by name; where it took part in secret."""
    entitled = [vote.pk for vote in meeting.votes.filter(closed_at=None) if vote.entitles(seat.pk)]
    named = NamedBallot.objects.filter(vote__meeting=meeting, seat=seat).values_list("vote_id", "choice")
    secret = Voted.objects.filter(vote__meeting=meeting, seat=seat).values_list("vote_id", flat=True)
    return entitled, dict(named), list(secret)


def agenda(meeting: Meeting) -> list[AgendaItem]:
    return list(
        meeting.items.select_related("presenter").prefetch_related("papers__asset", "reports", "field_groups")
    )


def _times(meeting: Meeting) -> dict[UUID, list[Discussion]]:
    times: dict[UUID, list[Discussion]] = {}
    for discussion in meeting.discussions.all():
        times.setdefault(discussion.item_id, []).append(discussion)
    return times


def _item(item: AgendaItem, spans: list[Discussion]) -> dict[str, Any]:
    return {
        "id": str(item.pk),
        "number": item.number,
        # Events go to readers of every language at once: the original, and all there are beside it.
        "title": item.title.text(item.title.source),
        "titles": dict(item.title.texts),
        "presenter": item.presenter_name,
        "presenter_seat": _text_or_none(item.presenter.seat_id if item.presenter else None),
        "planned_minutes": item.planned_minutes,
        "begins_at": _iso(spans[0].begins_at) if spans else None,
        "resumed_at": _iso(spans[-1].begins_at) if spans else None,
        "ends_at": _iso(spans[-1].ends_at) if spans else None,
        "papers": [_paper(item, paper) for paper in item.papers.all()],
        # Only that there is one: summaries would make every message heavy; the panel asks for the one it shows.
        "field": next((str(group.pk) for group in item.field_groups.all()), None),
        "report": next((str(report.pk) for report in item.reports.all()), None),
    }


def _paper(item: AgendaItem, paper: Paper) -> dict[str, Any]:
    place = [item.meeting_id, paper.pk]
    return {
        "id": str(paper.pk),
        "asset": str(paper.asset_id),
        "name": paper.asset.name,
        "pages": paper.asset.page_count,
        "state": paper.asset.state,
        "url": reverse("meetings:paper", args=place),
        "view_url": reverse("meetings:paper_view", args=place),
    }


def _iso(moment: Any) -> str | None:
    return moment.isoformat() if moment else None


def _text_or_none(value: UUID | None) -> str | None:
    return str(value) if value else None
