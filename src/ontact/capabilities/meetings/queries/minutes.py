"""How minutes are shown: the frozen text or the draft from the rows, and what two clerks wrote differently."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.documents.body import (
    Attendance,
    Followed,
    Instruction,
    Item,
    MinutesBody,
    NamedBallot,
    Vote,
    said,
)
from ontact.capabilities.meetings.documents.composing_votes import named
from ontact.capabilities.meetings.documents.presence import Minute, Roll, by_minute
from ontact.capabilities.meetings.documents.presence import RollAnswer as Answered
from ontact.capabilities.meetings.models import Choice, Minutes, Part, RollAnswer, RollCall
from ontact.capabilities.meetings.models import Instruction as KeptInstruction
from ontact.capabilities.meetings.models import NamedBallot as KeptBallot
from ontact.capabilities.meetings.models import Vote as KeptVote
from ontact.capabilities.meetings.queries.editions import body_of, draft_body, edition_made
from ontact.capabilities.meetings.queries.followup import KINDS as INSTRUCTION_KINDS
from ontact.capabilities.meetings.queries.record import OUTSIDE
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
    quorum_rule: str
    rolls: list[dict[str, Any]]
    comings: list[dict[str, Any]]
    followed: list[dict[str, Any]]
    whole: tuple[datetime, datetime]


def body_shown(minutes: Minutes) -> MinutesBody:
    """What has been approved, to the letter; before that, what the rows and the clerk's text make of it."""
    made = edition_made(minutes) if minutes.is_frozen else None
    return body_of(made) if made else draft_body(minutes)


def page_of(body: MinutesBody) -> MinutesPage:
    """`body` in the reader's language already: in_language()."""
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
        quorum_rule=said(body.quorum.rule, language) if body.quorum else "",
        rolls=[_roll(roll) for roll in body.rolls],
        comings=[_minute(one) for one in by_minute(body.comings)],
        items=[_item(item, language) for item in body.items],
        followed=[_instruction(one, language) for one in body.followed],
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


def _roll(roll: Roll) -> dict[str, Any]:
    said_no = (RollAnswer.Answer.ABSENT, RollAnswer.Answer.EXCUSED)
    return {
        "manner": RollCall.Manner(roll.manner).label,
        "opened_at": roll.opened_at,
        "closed_at": roll.closed_at,
        "present": roll.counts["present"],
        "groups": [
            {"label": answer.label, "who": [_answered(one) for one in roll.those(answer)]}
            for answer in said_no
        ],
    }


def _answered(one: Answered) -> str:
    who = named(one.seat, one.name)
    return f"{who} ({one.reason})" if one.reason else who


def _minute(one: Minute) -> dict[str, Any]:
    labels = {"late": _("Came late"), "left": _("Left"), "back": _("Came back")}
    return {
        "at": one.at,
        "label": labels.get(one.kind, one.kind),
        "who": [named(who.seat, who.name) for who in one.who],
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
        "votes": [_vote(vote, language) for vote in item.votes],
        "instructions": [_instruction(one, language) for one in item.instructions],
    }


def _instruction(one: Instruction | Followed, language: str) -> dict[str, Any]:
    state = KeptInstruction.State(one.state) if isinstance(one, Followed) else None
    return {
        "label": one.label,
        "office": said(one.office, language),
        "text": one.text,
        "due": one.due,
        "state": state.label if state else "",
        "kind": INSTRUCTION_KINDS[state] if state else "",
    }


def _vote(vote: Vote, language: str) -> dict[str, Any]:
    return {
        "vote": vote,
        "tag": _outcome(vote),
        "manner": KeptVote.Manner(vote.manner).label,
        "rule": said(vote.rule, language),
        "remarks": said(vote.remarks, language).splitlines(),
        "whole": max(vote.voted, 1),
        "rows": _rows(vote),
        "ballots": _ballots(vote),
    }


def _outcome(vote: Vote) -> dict[str, str]:
    if not vote.is_election:
        return (
            {"word": _("Carried"), "kind": "success"}
            if vote.carried
            else {"word": _("Not carried"), "kind": "neutral"}
        )
    if not vote.elected:
        return {"word": _("Nobody elected"), "kind": "neutral"}
    return {"word": _("Elected"), "kind": "success", "names": ", ".join(vote.elected)}


def _rows(vote: Vote) -> list[dict[str, Any]]:
    counts = {Choice.FOR: vote.in_favour, Choice.AGAINST: vote.against, Choice.ABSTAIN: vote.abstain}
    if not vote.is_election:
        return [{"label": one.label, "value": counts[one], "kind": KINDS[one]} for one in Choice]
    ranks = [
        {"label": one.name, "value": one.votes, "kind": "success" if one.elected else "neutral"}
        for one in vote.candidates
    ]
    return [*ranks, {"label": Choice.ABSTAIN.label, "value": vote.abstain, "kind": "neutral"}]


def _ballots(vote: Vote) -> list[dict[str, Any]]:
    """Who voted how, by choice; what the clerk entered says how and why."""
    labels: dict[str, str] = {choice.value: str(choice.label) for choice in Choice}
    choices = dict.fromkeys((*labels, *sorted({ballot.choice for ballot in vote.ballots})))
    groups = [
        {
            "choice": labels.get(choice) or vote.choice_words(choice),
            "names": [_who(ballot) for ballot in vote.ballots if ballot.choice == choice],
        }
        for choice in choices
    ]
    return [group for group in groups if group["names"]]


def _who(ballot: NamedBallot) -> str:
    who = f"{ballot.seat} {ballot.name}".strip()
    return f"{who} ({KeptBallot.Source(ballot.how).label}: {ballot.reason})" if ballot.how else who
