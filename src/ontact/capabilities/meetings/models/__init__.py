"""A meeting as an official act: the tables, re-exported."""

from ontact.capabilities.meetings.models.acts import Decision, Minutes, Opinion
from ontact.capabilities.meetings.models.meeting import AgendaItem, Cancellation, Meeting, Paper, Participant
from ontact.capabilities.meetings.models.votes import Ballot, NamedBallot, Vote, Voted

__all__ = [
    "AgendaItem",
    "Ballot",
    "Cancellation",
    "Decision",
    "Meeting",
    "Minutes",
    "NamedBallot",
    "Opinion",
    "Paper",
    "Participant",
    "Vote",
    "Voted",
]
