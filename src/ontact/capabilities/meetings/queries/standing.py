"""The standing list as its keepers see it: seats by rank under their offices, and who changed what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Deputy, Reply, StandingList, StandingSeat
from ontact.commons.journal.models import Entry
from ontact.commons.journal.queries import spoken
from ontact.commons.listings.words import as_initials, folded, initials_of
from ontact.commons.people.models import Person
from ontact.foundation.capability import PersonalData

CHANGES_SHOWN = 30


@dataclass(frozen=True)
class SeatRow:
    """A seat; `office` only where a new office begins, as the heading above its seats."""

    seat: StandingSeat
    office: str


@dataclass(frozen=True)
class ChangeRow:
    """One act on a seat: who, what, when."""

    at: datetime
    who: str
    seat: str
    what: str


def seat_rows(seats: Iterable[StandingSeat], words: str = "") -> list[SeatRow]:
    """By rank, under the name of each office; only those that hold every word."""
    rows: list[SeatRow] = []
    last = None
    for seat in seats:
        if not _holds(seat, words):
            continue
        rows.append(SeatRow(seat, "" if seat.office_id == last else str(seat.office.name)))
        last = seat.office_id
    return rows


def seats_of(person: Person) -> Iterable[PersonalData]:
    """Standing seats that the person holds, and those for which they are named as a deputy."""
    addresses = [email for email in person.selves().values_list("email", flat=True) if email]
    held = Q(holder__in=person.selves()) | Q(holder_email__in=addresses)
    rows = [(seat.title, _("holder")) for seat in StandingSeat.objects.filter(held)]
    deputies = Deputy.objects.filter(email__in=addresses).select_related("seat")
    rows += [(deputy.seat.title, _("deputy")) for deputy in deputies]
    sent = Reply.objects.filter(substitute_email__in=addresses).select_related("participant__meeting__room")
    rows += [(str(one.participant.meeting), _("substitute")) for one in sent]
    if rows:
        until = _("Until someone else takes the post, or you ask us to forget you.")
        yield PersonalData(heading=_("Standing seats"), rows=rows, kept_until=until)


def latest_changes(standing: StandingList, *, seat: StandingSeat | None = None) -> list[ChangeRow]:
    """Who changed which seat, newest first. Three queries."""
    seats = {str(seat.pk): seat.title} if seat else _titles(standing)
    lines = Entry.objects.filter(object_type=StandingSeat._meta.label_lower, object_id__in=seats)
    return [
        ChangeRow(
            line.entry.at,
            line.who or _("name erased"),
            seats[line.entry.object_id],
            _act_words(line.entry),
        )
        for line in spoken(lines.order_by("-id")[:CHANGES_SHOWN])
    ]


def _titles(standing: StandingList) -> dict[str, str]:
    return {str(pk): title for pk, title in standing.seats.values_list("pk", "title")}


def _act_words(entry: Entry) -> str:
    """What the journal says in the house's language, in the reader's, with the fields that were changed."""
    names = {
        "title": _("name of the seat"),
        "office": _("office"),
        "part": _("part"),
        "has_vote": _("voting right"),
        "holder_name": _("holder"),
        "holder_email": _("holder's e-mail"),
        "deputies": _("deputies"),
    }
    fields = [names.get(name, name) for name in entry.details.get("fields", [])]
    return _(entry.verb) + (f": {', '.join(fields)}" if fields else "")


def _holds(seat: StandingSeat, words: str) -> bool:
    texts = [seat.title, seat.holder_name, seat.holder_email, *seat.office.name.texts.values()]
    for word in words.split():
        initials = as_initials(word)
        if initials and any(initials in initials_of(text) for text in texts):
            continue
        if not initials and any(folded(word) in folded(text) for text in texts):
            continue
        return False
    return True
