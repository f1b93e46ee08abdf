"""Terms, the book, and what follows a place: the tables, re-exported."""

from ontact.commons.registrations.models.after import (
    Attendance,
    BoxedSheet,
    Certificate,
    HouseholdMember,
    NoShow,
    SurveyClose,
    SurveyDone,
    SurveyQuestion,
    SurveySheet,
)
from ontact.commons.registrations.models.book import (
    Channel,
    Draw,
    GivenSeat,
    Line,
    Preparation,
    PreparedPerson,
    Registration,
    RegistrationState,
)
from ontact.commons.registrations.models.desk import Because, DeskMessage
from ontact.commons.registrations.models.telling import NOTHING, CalendarAddress, Told
from ontact.commons.registrations.models.terms import (
    Allotment,
    Extent,
    HouseRule,
    Pool,
    Question,
    Terms,
)
from ontact.commons.registrations.models.waiting import WaitingPass, WaitingRoom

__all__ = [
    "NOTHING",
    "Allotment",
    "Attendance",
    "Because",
    "BoxedSheet",
    "CalendarAddress",
    "Certificate",
    "Channel",
    "DeskMessage",
    "Draw",
    "Extent",
    "GivenSeat",
    "HouseRule",
    "HouseholdMember",
    "Line",
    "NoShow",
    "Pool",
    "Preparation",
    "PreparedPerson",
    "Question",
    "Registration",
    "RegistrationState",
    "SurveyClose",
    "SurveyDone",
    "SurveyQuestion",
    "SurveySheet",
    "Terms",
    "Told",
    "WaitingPass",
    "WaitingRoom",
]
