"""What the front door reads: listings by time and by words, and a person's time line from every package."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from ontact.commons.listings import queries as listings
from ontact.commons.listings.models import Listing
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.foundation.capability import AgendaEntry, PersonalData, Tile, capabilities
from ontact.portal.queries.almanac import Day, by_day, midnight

Kind, Role = Organisation.Kind, Membership.Role
SOON = timedelta(hours=1)
LATELY = timedelta(days=30)
# A person of the city meets a few hundred times in some years; a page shows what a reader can take in.
SHOWN_AT_ONCE = 100
FOUND_AT_MOST = 200


@dataclass(frozen=True)
class Wish:
    """A tile and the files that may hold its picture, the first that exists is shown."""

    tile: Tile
    drawings: list[str]


@dataclass(frozen=True)
class Group:
    """People of the demo under one heading; many of a kind are folded away."""

    heading: str
    cast: list[Person] = field(default_factory=list)
    is_folded: bool = False

    @property
    def size(self) -> int:
        return len(self.cast)


@dataclass(frozen=True)
class TimeLine:
    """A person's way through the city: doors that are open, what is coming, what is missing, what is past."""

    doors: list[AgendaEntry]
    missing: list[AgendaEntry]
    coming: list[AgendaEntry]
    past: list[AgendaEntry]


def open_now(moment: datetime) -> list[Listing]:
    """On now or within the hour, soonest first."""
    return list(listings.between(moment, moment + SOON)[:12])


def next_days(moment: datetime, *, days: int = 7) -> list[Day]:
    """The coming days that have something on; what is on within the hour stands above them already."""
    today = timezone.localtime(moment).date()
    rows = listings.between(moment + SOON, midnight(today + timedelta(days=days)))
    return by_day(rows.filter(begins_at__gte=moment + SOON)[:SHOWN_AT_ONCE])


def lately_published(moment: datetime) -> list[Listing]:
    rows = listings.visible(moment).filter(ends_at__lte=moment, ends_at__gt=moment - LATELY)
    return list(rows.order_by("-ends_at", "-id")[:5])


def found(words: str, moment: datetime) -> dict[str, list[Listing]]:
    """What holds the words, three times: everything, what is coming, what is past. One query."""
    rows = listings.search(words, limit=FOUND_AT_MOST, moment=moment)
    past = [row for row in rows if _is_over(row, moment)]
    return {"": rows, "coming": [row for row in rows if row not in past], "past": past}


def _is_over(row: Listing, moment: datetime) -> bool:
    end = row.ends_at or row.begins_at
    return end is not None and end <= moment


def wishes() -> list[Wish]:
    """What the capabilities offer, in the order they ask for. A package brings its picture as `<label>/tile.svg`."""
    offered = [(tile, capability.label) for capability in capabilities() if (tile := capability.tile())]
    offered.sort(key=lambda pair: pair[0].order)
    return [
        Wish(tile, [f"{label}/tile.svg", f"portal/drawings/{tile.icon}.svg", "portal/drawings/other.svg"])
        for tile, label in offered
    ]


def desks(person: Person) -> list[Tile]:
    """Where the person works: one desk for each capability that has one."""
    if not person.is_staff_member:
        return []
    return [wish.tile for wish in wishes() if wish.tile.desk]


def time_line(person: Person, moment: datetime) -> TimeLine:
    """What every package says of a person, and of the children in their care."""
    entries = [
        entry
        for capability in capabilities()
        for one in (person, *Person.objects.filter(guardian__in=person.selves()))
        for entry in capability.agenda(one)
    ]
    ahead = sorted((e for e in entries if (e.ends_at or e.begins_at) >= moment), key=lambda e: e.begins_at)
    behind = sorted(
        (e for e in entries if (e.ends_at or e.begins_at) < moment), key=lambda e: e.begins_at, reverse=True
    )
    return TimeLine(
        doors=[entry for entry in ahead if entry.door],
        missing=[entry for entry in (*ahead, *behind) if entry.missing],
        coming=[entry for entry in ahead if not entry.door],
        past=behind,
    )


def kept_about(person: Person) -> list[PersonalData]:
    """What every package keeps about a person."""
    return [kept for capability in capabilities() for kept in capability.personal_data(person)]


def cast_of_the_demo() -> list[Group]:
    """Whom one can sign in as, those first who do most. Two queries."""
    people = Person.objects.filter(claimed_at__isnull=False, is_active=True, same_as=None).order_by(
        "created_at", "id"
    )
    groups = [
        Group(_("Clerks: they convene meetings")),
        Group(_("Heads of departments: they chair and approve")),
        Group(_("Administrators: they tend the hall")),
        Group(_("Citizens, civic groups, guests")),
        Group(_("Other officers")),
        Group(_("Heads of districts and neighbourhood offices"), is_folded=True),
    ]
    for person in people.prefetch_related("memberships__organisation"):
        groups[_group_of(person)].cast.append(person)
    return [group for group in groups if group.cast]


def _group_of(person: Person) -> int:
    """Place of the person's group among those of cast_of_the_demo."""
    standing = next((one for one in person.memberships.all() if one.until is None), None)
    if (
        standing is None
        or standing.organisation.parent_id is None
        and standing.organisation.kind != Kind.CITY
    ):
        return 3
    if standing.role == Role.HEAD:
        return 5 if standing.organisation.kind in (Kind.DISTRICT, Kind.NEIGHBOURHOOD) else 1
    return {Role.CLERK: 0, Role.ADMINISTRATOR: 2}.get(Role(standing.role), 4)
