"""How minutes are shown: the frozen text or the draft from the rows, and what two clerks wrote differently."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.documents.body import Attendance, Item, MinutesBody, Vote, said
from ontact.capabilities.meetings.models import Choice, Minutes, Part
from ontact.capabilities.meetings.queries.record import OUTSIDE, minutes_body
from ontact.commons.rooms.models import Role
from ontact.commons.rooms.queries import evidence_in_words
from ontact.web.when import length_words

KINDS = {Choice.FOR: "success", Choice.AGAINST: "danger", Choice.ABSTAIN: "neutral"}


@dataclass(frozen=True)
class MinutesPage:
    """The minutes in the reader's language, ready for the page."""

    title: str
    host: str
    city: str
    purpose: str
    present: list[dict[str, Any]]
    absent: list[dict[str, Any]]
    items: list[dict[str, Any]]
    whole: tuple[datetime, datetime]


def body_shown(minutes: Minutes) -> MinutesBody:
    """What has been approved, to the letter; before that, what the rows and the clerk's text make of it."""
    if minutes.is_frozen:
        return MinutesBody.from_dict(json.loads(minutes.canonical))
    return MinutesBody.from_dict(minutes_body(minutes).as_dict())


def page_of(body: MinutesBody) -> MinutesPage:
    language = (get_language() or "ko")[:2]
    whole = body.held or body.planned
    seats = [_attendance(seat) for seat in body.attendance]
    return MinutesPage(
        title=said(body.title, language),
        host=said(body.host, language),
        city=said(body.city, language),
        purpose=said(body.purpose, language),
        present=[seat for seat in seats if seat["spans"]],
        absent=[seat for seat in seats if not seat["spans"]],
        items=[_item(item, language) for item in body.items],
        whole=(whole.begins_at, whole.ends_at or whole.begins_at + timedelta(hours=1)),
    )


def differences(minutes: Minutes, mine: Any) -> list[dict[str, str]]:
    """Where the text that was saved meanwhile differs from what was typed; only notes can be long enough to matter."""
    theirs: dict[str, str] = minutes.edits.get("notes", {})
    titles = {str(item.pk): f"{item.number}. {item.title}" for item in minutes.meeting.items.all()}
    titles[OUTSIDE] = _("Outside the agenda")
    return [
        {"title": title, "theirs": theirs.get(key, ""), "mine": mine.notes.get(key, "")}
        for key, title in titles.items()
        if theirs.get(key, "") != mine.notes.get(key, "")
    ]


def part_words(role: str) -> str:
    """The part as the meeting names it; seats that were not on the list have the room's word."""
    for words in (Part, Role):
        if role in words.values:
            return str(words(role).label)
    return role


def _attendance(seat: Attendance) -> dict[str, Any]:
    return {
        "name": seat.name,
        "seat": seat.seat,
        "part": part_words(seat.role),
        "organisation": seat.organisation,
        "people": seat.people,
        "substitute_for": seat.substitute_for,
        "spans": [(span.begins_at, span.ends_at) for span in seat.spans],
        "length": length_words(timedelta(minutes=seat.minutes)) if seat.minutes else _("under a minute"),
        "evidence": evidence_in_words(seat.evidence),
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        "item": item,
        "title": said(item.title, language),
        "begins_at": item.spans[0].begins_at if item.spans else None,
        "speeches": [
            {"speech": speech, "length": length_words(timedelta(seconds=speech.seconds))}
            for speech in item.speeches
        ],
        "votes": [_vote(vote) for vote in item.votes],
    }


def _vote(vote: Vote) -> dict[str, Any]:
    counts = {Choice.FOR: vote.in_favour, Choice.AGAINST: vote.against, Choice.ABSTAIN: vote.abstain}
    voted = sum(counts.values())
    ballots = [
        {
            "choice": choice.label,
            "names": [f"{b.seat} {b.name}".strip() for b in vote.ballots if b.choice == choice],
        }
        for choice in Choice
    ]
    return {
        "vote": vote,
        "voted": voted,
        "whole": max(voted, 1),
        "rows": [
            {"label": choice.label, "value": counts[choice], "kind": KINDS[choice]} for choice in Choice
        ],
        "ballots": [group for group in ballots if group["names"]],
    }
