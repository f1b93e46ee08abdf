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
    "Allotment",
    "Attendance",
    "BoxedSheet",
    "Certificate",
    "Channel",
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
    "WaitingPass",
    "WaitingRoom",
]
