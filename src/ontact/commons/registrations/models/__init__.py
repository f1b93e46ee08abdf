"""Terms, the book, and what follows a place: the tables, re-exported."""

from ontact.commons.registrations.models.after import (
    Attendance,
    Certificate,
    HouseholdMember,
    NoShow,
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

__all__ = [
    "Allotment",
    "Attendance",
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
    "SurveyDone",
    "SurveyQuestion",
    "SurveySheet",
    "Terms",
]
