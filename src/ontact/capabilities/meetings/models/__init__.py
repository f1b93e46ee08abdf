"""A meeting as an official act: the tables, re-exported."""

from ontact.capabilities.meetings.models.acts import Decision, Opinion
from ontact.capabilities.meetings.models.agenda import AgendaItem, Cancellation, Discussion, Paper
from ontact.capabilities.meetings.models.approval import Approver
from ontact.capabilities.meetings.models.approval_rule import ApprovalRule
from ontact.capabilities.meetings.models.comments import Comment, Commenter, CommentRound
from ontact.capabilities.meetings.models.consents import ConsentRequest
from ontact.capabilities.meetings.models.counting import Choice
from ontact.capabilities.meetings.models.field import FieldGroup, FieldPhoto, FieldReport
from ontact.capabilities.meetings.models.followup import (
    YEAR_OF_REHEARSALS,
    Evidence,
    Instruction,
    RegisteredDecision,
    StatusChange,
    Step,
)
from ontact.capabilities.meetings.models.meeting import (
    NOT_COUNTED,
    Meeting,
    Part,
    Participant,
    room_page,
)
from ontact.capabilities.meetings.models.minutes import Edition, Minutes, MinutesFile, MinutesVersion
from ontact.capabilities.meetings.models.quorum import QuorumCounts, QuorumRule, QuorumTerms
from ontact.capabilities.meetings.models.replies import Reply
from ontact.capabilities.meetings.models.reports import HandedIn, Report, ReportCall, ReportPaper
from ontact.capabilities.meetings.models.roll import RollAnswer, RollCall
from ontact.capabilities.meetings.models.standing import (
    Deputy,
    StandingList,
    StandingSeat,
    SubstituteRule,
)
from ontact.capabilities.meetings.models.votes import (
    Ballot,
    BoxedBallot,
    NamedBallot,
    PaperBox,
    Proposal,
    Vote,
    Voted,
)

__all__ = [
    "NOT_COUNTED",
    "YEAR_OF_REHEARSALS",
    "AgendaItem",
    "ApprovalRule",
    "Approver",
    "Ballot",
    "BoxedBallot",
    "Cancellation",
    "Choice",
    "Comment",
    "CommentRound",
    "Commenter",
    "ConsentRequest",
    "Decision",
    "Deputy",
    "Discussion",
    "Edition",
    "Evidence",
    "FieldGroup",
    "FieldPhoto",
    "FieldReport",
    "HandedIn",
    "Instruction",
    "Meeting",
    "Minutes",
    "MinutesFile",
    "MinutesVersion",
    "NamedBallot",
    "Opinion",
    "Paper",
    "PaperBox",
    "Part",
    "Participant",
    "Proposal",
    "QuorumCounts",
    "QuorumRule",
    "QuorumTerms",
    "RegisteredDecision",
    "Report",
    "ReportCall",
    "ReportPaper",
    "Reply",
    "RollAnswer",
    "RollCall",
    "StandingList",
    "StandingSeat",
    "StatusChange",
    "Step",
    "SubstituteRule",
    "Vote",
    "Voted",
    "room_page",
]
