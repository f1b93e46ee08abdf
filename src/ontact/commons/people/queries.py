"""Reads of people and organisations worth a name."""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Case, Count, Q, QuerySet, Value, When

from ontact.commons.people.models import Membership, Organisation, Person, SetUp
from ontact.foundation.clock import now

CITY = "people.city"
CITY_KEPT_S = 60


def city() -> Organisation | None:
    """The city of this hall; None before it has been set up. Cached for a minute, since every page shows it."""
    kept = cache.get(CITY)
    if kept is None:
        kept = Organisation.objects.filter(kind=Organisation.Kind.CITY).first()
        if kept is not None:
            cache.set(CITY, kept, CITY_KEPT_S)
    return kept


def is_being_set_up() -> bool:
    return city() is None


def set_up() -> SetUp:
    """The one row of the first hour."""
    return SetUp.objects.get_or_create(pk=1)[0]


@dataclass(frozen=True)
class Branch:
    """One organisation in the tree: how deep it stands and how many people belong to it."""

    organisation: Organisation
    depth: int
    members: int


def tree() -> list[Branch]:
    """All organisations, each followed by its parts. One query."""
    standing = Q(memberships__until=None) | Q(memberships__until__gt=now())
    rows = Organisation.objects.annotate(members=Count("memberships", filter=standing))
    parts: dict[UUID | None, list[Organisation]] = {}
    for row in rows:
        parts.setdefault(row.parent_id, []).append(row)
    return list(_branches(parts, None, 0))


def _branches(parts: dict[UUID | None, list[Organisation]], parent: UUID | None, depth: int) -> list[Branch]:
    found = []
    for row in parts.get(parent, []):
        found.append(Branch(row, depth, row.members))
        found += _branches(parts, row.pk, depth + 1)
    return found


def members(organisation: Organisation) -> QuerySet[Membership]:
    """Who belongs here now, heads first; with the person."""
    rank = {"head": 0, "administrator": 1, "clerk": 2, "officer": 3}
    rows = organisation.memberships.current().select_related("person")
    return rows.order_by(_by_role(rank), "person__name")


def _by_role(rank: dict[str, int]) -> Case:
    return Case(*[When(role=role, then=Value(place)) for role, place in rank.items()], default=Value(9))


def who_signs_in_with(email: str) -> Person | None:
    """The person whom a code sent to this address lets in.

    The one who claimed it; else the earliest unclaimed self, whom the code will prove. A child in a guardian's
    care never signs in with the guardian's address.
    """
    found = Person.objects.filter(email=email.strip().lower(), is_active=True, guardian=None, same_as=None)
    claimed = found.filter(claimed_at__isnull=False).first()
    return claimed or found.order_by("created_at").first()
