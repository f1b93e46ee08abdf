"""What the minutes of a meeting say: the whitelist of fields, as frozen records, and their way from and to JSON.

How to use it:

    body = MinutesBody(meeting_id=…, title={"ko": "…", "en": "…"}, …)     built from rows
    draft = body.as_dict()                    plain JSON values for Minutes.body; the clerk edits this
    body = MinutesBody.from_dict(draft)       BodyRefused names the first place that does not fit
    content = canonical.canonical(body)       the bytes of minutes.json
    sha256 = canonical.sha256_of(content)     what `sha256sum minutes.json` prints
    pdf.to_pdf(body, sha256, "ko")            bytes; likewise hwpx.to_hwpx(body, sha256, "en")

Only what is named here can leave the house: there is no field for an address, a telephone number or a birthday, a
field that is not named is refused, and what people typed is cleaned of e-mail addresses, mobile numbers and resident
registration numbers on the way out (contacts.py).

Moments are aware datetimes; they are written in the meeting's own zone with its offset, to the second.
"""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ontact.capabilities.meetings.documents.ballots import Candidate, NamedBallot, Vote, Words, said
from ontact.capabilities.meetings.documents.presence import Coming, Quorum, Roll
from ontact.capabilities.meetings.documents.reading import BodyRefused, read
from ontact.capabilities.meetings.documents.writing import written

__all__ = ["SCHEMA", "BodyRefused", "Candidate", "MinutesBody", "NamedBallot", "Vote", "Words", "said"]

SCHEMA = "ontact.minutes/1"


@dataclass(frozen=True, kw_only=True)
class Span:
    """From when until when; `ends_at` is empty only while the meeting still runs."""

    begins_at: datetime
    ends_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Officer:
    """Chair, clerk or approver: name and title, never more."""

    name: str
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Attendance:
    """One seat and who filled it. No spans: absent. `minutes` counts overlapping spans once."""

    seat: str
    name: str = ""
    organisation: str = ""
    role: str = "listener"  # host, clerk, speaker, listener, interpreter, observer
    spans: tuple[Span, ...] = ()
    minutes: int = 0
    evidence: tuple[str, ...] = ()  # the witnesses of presence, as rooms.Span.sources names them
    people: int = 1  # everyone at that camera
    substitute_for: str = ""  # the name of the holder of the seat, when someone else sat in


@dataclass(frozen=True, kw_only=True)
class Speech:
    """Who had the floor, from when, for how long."""

    seat: str
    name: str = ""
    begins_at: datetime
    seconds: int


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What was decided, in its wording; numbered within the meeting."""

    number: int
    text: str


@dataclass(frozen=True, kw_only=True)
class PaperRef:
    """A paper that lay before the meeting: its file name and the hash of its content."""

    name: str
    sha256: str = ""


@dataclass(frozen=True, kw_only=True)
class Ask:
    """What the item's report asked of another office; `by`: a day as 2026-10-02, or empty."""

    office: Words
    what: str
    by: str = ""


@dataclass(frozen=True, kw_only=True)
class Instruction:
    """What an office was told to do at this meeting; `due`: a day as 2026-10-02, or empty: by the next meeting."""

    label: str
    office: Words
    text: str
    due: str = ""


@dataclass(frozen=True, kw_only=True)
class Followed:
    """An earlier instruction that this meeting took up, and how far it was by then."""

    label: str
    office: Words
    text: str
    due: str = ""
    state: str = "given"  # given, confirmed, in_progress, reported, returned, accepted


@dataclass(frozen=True, kw_only=True)
class Item:
    """One item of the agenda and all that happened under it. Number 0: outside the agenda.

    `spans`: when it was taken up and finished, more than once if it was taken up again; empty: not reached.
    """

    number: int
    title: Words
    presenter: str = ""
    spans: tuple[Span, ...] = ()
    papers: tuple[PaperRef, ...] = ()
    asks: tuple[Ask, ...] = ()
    speeches: tuple[Speech, ...] = ()
    notes: str = ""
    votes: tuple[Vote, ...] = ()
    decisions: tuple[Decision, ...] = ()
    instructions: tuple[Instruction, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """A written opinion for the record. `item`: the number of the agenda item, if it belongs to one."""

    seat: str
    name: str = ""
    at: datetime
    text: str
    item: int | None = None


@dataclass(frozen=True, kw_only=True)
class ChatLine:
    name: str
    at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class Approval:
    by: Officer
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Closed:
    """That something was closed to the public, and why: a passage (text), an item or a paper."""

    kind: str
    ground: str  # the number in Article 9 (1) of the Official Information Disclosure Act
    law: str
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesBody:
    """The whole of it. `chat` is empty (None) when it was not to be kept; `held` when the meeting was never opened."""

    schema: str = SCHEMA
    version: int = 1  # the edition: corrections count on
    meeting_id: str
    page: str = ""  # where it is published, as a whole address
    city: Words
    title: Words
    host: Words
    purpose: Words = dataclasses.field(default_factory=dict)
    place: str = "online"
    time_zone: str = "Asia/Seoul"
    planned: Span
    held: Span | None = None
    chair: Officer
    clerk: Officer | None = None
    attendance: tuple[Attendance, ...] = ()
    quorum: Quorum | None = None
    rolls: tuple[Roll, ...] = ()
    comings: tuple[Coming, ...] = ()
    items: tuple[Item, ...] = ()
    opinions: tuple[Opinion, ...] = ()
    chat: tuple[ChatLine, ...] | None = None
    approval: Approval | None = None
    approvals: tuple[Approval, ...] = ()  # every one that was needed, where it took several
    followed: tuple[Followed, ...] = ()  # earlier instructions that the meeting took up
    replaces: str = ""  # a correction names the hash of the edition before it, and says why
    correction: str = ""
    closed: tuple[Closed, ...] = ()
    # Where something is closed: the hash of the full text, which holds a random `salt`, so that nobody can find out
    # by trying names which one was taken out, and whoever is shown the full text can prove that it is this one.
    full_sha256: str = ""
    salt: str = ""

    @classmethod
    def from_dict(cls, draft: Mapping[str, Any]) -> "MinutesBody":
        """Read JSON values. Raises BodyRefused for a field that is unknown, missing or of another type."""
        body: MinutesBody = read(cls, draft)
        if body.schema != SCHEMA:
            raise BodyRefused("schema")
        return body

    def as_dict(self) -> dict[str, Any]:
        """JSON values with every field present, texts in NFC and cleaned of contact data."""
        values: dict[str, Any] = written(self, self.time_zone)
        return values

    @property
    def present(self) -> tuple[Attendance, ...]:
        return tuple(seat for seat in self.attendance if seat.spans)

    @property
    def people_present(self) -> int:
        """Heads, not seats: several may sit at one camera."""
        return sum(seat.people for seat in self.present)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(sorted((d for item in self.items for d in item.decisions), key=lambda d: d.number))
