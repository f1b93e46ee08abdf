"""A meeting as an official act: the tables, re-exported."""

from ontact.capabilities.meetings.models.acts import Decision, Minutes, MinutesFile, Opinion
from ontact.capabilities.meetings.models.meeting import (
    AgendaItem,
    Cancellation,
    Discussion,
    Meeting,
    Paper,
    Part,
    Participant,
    room_page,
)
from ontact.capabilities.meetings.models.votes import Ballot, Choice, NamedBallot, Vote, Voted

__all__ = [
    "AgendaItem",
    "Ballot",
    "Cancellation",
    "Choice",
    "Decision",
    "Discussion",
    "Meeting",
    "Minutes",
    "MinutesFile",
    "NamedBallot",
    "Opinion",
    "Paper",
    "Part",
    "Participant",
    "Vote",
    "Voted",
    "room_page",
]
