"""Votes as the minutes keep them: motions and elections, what was needed, who was chosen, how each seat voted."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

# Language → text, for example {"ko": "정기 회의", "en": "Regular meeting"}. At least one language.
Words = Mapping[str, str]


def said(words: Words, language: str) -> str:
    """The text in this language, else in Korean, else in whichever there is."""
    return words.get(language) or words.get("ko") or next((text for text in words.values() if text), "")


@dataclass(frozen=True, kw_only=True)
class NamedBallot:
    """How one seat voted in an open vote or a vote by roll."""

    seat: str
    name: str = ""
    choice: str  # for, against, abstain; in an election the numbers of candidates: "2,5"
    how: str = ""  # paper or spoken, when the clerk entered it; then with the reason
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One who stood in an election, and how many ballots named them."""

    number: int
    name: str
    votes: int = 0
    elected: bool = False


@dataclass(frozen=True, kw_only=True)
class Vote:
    """A vote and its result. A secret vote has no named ballots. `sha256`: of the file that anyone can count again."""

    motion: str
    kind: str = "motion"  # motion, election
    manner: str = "open"  # open, named, secret
    rule: Words = dataclasses.field(default_factory=dict)
    opened_at: datetime
    closed_at: datetime | None = None
    entitled: int
    in_favour: int
    against: int
    abstain: int
    carried: bool | None = None
    candidates: tuple[Candidate, ...] = ()
    remarks: Words = dataclasses.field(default_factory=dict)
    ballots: tuple[NamedBallot, ...] = ()
    sha256: str = ""

    @property
    def is_election(self) -> bool:
        return self.kind == "election"

    @property
    def voted(self) -> int:
        """Seats that voted: in an election everyone who is neither silent nor counted twice stands in `in_favour`."""
        return self.in_favour + self.against + self.abstain

    @property
    def elected(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.candidates if one.elected)

    def choice_words(self, choice: str) -> str:
        """The names behind the numbers of an election's ballot."""
        names = {str(one.number): one.name for one in self.candidates}
        return ", ".join(names.get(number, number) for number in choice.split(","))
