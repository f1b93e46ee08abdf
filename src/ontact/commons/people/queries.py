"""Reads of people and organisations worth a name."""

from dataclasses import dataclass
from uuid import UUID

from django.core.cache import cache
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from ontact.commons.people.models import Consent, Mandate, Membership, Organisation, Person, SetUp
from ontact.foundation.capability import PersonalData
from ontact.foundation.clock import now

CITY = "people.city"
CITY_KEPT_S = 60


def city() -> Organisation | None:
    """The city of this hall; None before it has been set up. Cached for a minute, since every page shows
    it.
    """
    kept: Organisation | None = cache.get(CITY)
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
    """All organisations, each followed by its parts; the city first, then who stands outside it. One query."""
    standing = Q(memberships__until=None) | Q(memberships__until__gt=now())
    rows = Organisation.objects.annotate(members=Count("memberships", filter=standing)).order_by(
        "rank", "created_at"
    )
    parts: dict[UUID | None, list[Organisation]] = {}
    for row in rows:
        parts.setdefault(row.parent_id, []).append(row)
    parts.get(None, []).sort(key=lambda root: root.kind != Organisation.Kind.CITY)
    return list(_branches(parts, None, 0))


def _branches(parts: dict[UUID | None, list[Organisation]], parent: UUID | None, depth: int) -> list[Branch]:
    found = []
    for row in parts.get(parent, []):
        found.append(Branch(row, depth, getattr(row, "members", 0)))
        found += _branches(parts, row.pk, depth + 1)
    return found


def members(organisation: Organisation) -> QuerySet[Membership]:
    """Who belongs here now, heads first; with the person."""
    rank = {"head": 0, "administrator": 1, "clerk": 2, "officer": 3}
    rows = organisation.memberships.current().select_related("person")
    return rows.order_by(_by_role(rank), "person__name")


@dataclass(frozen=True)
class Act:
    """One official act and the names of the roles that may do it."""

    label: str
    roles: str


def mandate_table(organisation: Organisation) -> list[Act]:
    """Who may do what here, in words."""
    names = dict(Membership.Role.choices)
    held: dict[str, list[str]] = {}
    for mandate in organisation.mandates.all():
        held.setdefault(mandate.act, []).append(str(names[mandate.role]))
    return [Act(str(label), ", ".join(sorted(held.get(act, [])))) for act, label in Mandate.Act.choices]


def _by_role(rank: dict[str, int]) -> Case:
    return Case(*[When(role=role, then=Value(place)) for role, place in rank.items()], default=Value(9))


def who_signs_in_with(email: str) -> Person | None:
    """The person whom a code sent to this address lets in.

    The one who claimed it; else the earliest unclaimed self, whom the code will prove. A child in a
    guardian's
    care never signs in with the guardian's address.
    """
    found = Person.objects.filter(email=email.strip().lower(), is_active=True, guardian=None, same_as=None)
    claimed = found.filter(claimed_at__isnull=False).first()
    # A role was given by an administrator who knew the person; any other unclaimed name was typed by someone.
    known = found.filter(memberships__isnull=False).order_by("created_at").first()
    return claimed or known or found.order_by("created_at").first()


def kept_about(person: Person) -> list[PersonalData]:
    """What this package keeps about a person, in words."""
    own = [
        (_("Name"), person.name),
        (_("E-mail address"), person.email),
        (_("Telephone"), person.phone),
        (_("Language"), person.language),
        (_("Time zone"), person.time_zone),
        (_("Last signed in"), f"{person.last_login:%Y-%m-%d}" if person.last_login else ""),
    ]
    found = [PersonalData(_("You"), [row for row in own if row[1]], _("Until you ask to be forgotten."))]
    roles = Membership.objects.filter(person__in=person.selves()).select_related("organisation")
    rows = [(str(one.organisation), f"{one.title or one.get_role_display()}, {_span(one)}") for one in roles]
    if rows:
        found.append(
            PersonalData(_("Your roles"), rows, _("For good: official acts must stay attributable."))
        )
    mine = Q(person__in=person.selves()) | Q(given_by__in=person.selves())
    consents = Consent.objects.filter(mine).order_by("-created_at")
    given = [(f"{one.created_at:%Y-%m-%d}", _state_of(one)) for one in consents]
    if given:
        found.append(
            PersonalData(_("What you agreed to"), given, _("As long as what was agreed to is kept."))
        )
    return found


def _span(membership: Membership) -> str:
    until = f"{membership.until:%Y-%m-%d}" if membership.until else ""
    return f"{membership.since:%Y-%m-%d} – {until}"


def _state_of(consent: Consent) -> str:
    if consent.withdrawn_at is None and consent.ends_at is not None:
        until = {"purpose": consent.get_purpose_display(), "day": f"{consent.ends_at:%Y-%m-%d}"}
        return _("%(purpose)s, until %(day)s") % until
    if consent.withdrawn_at is None:
        return str(consent.get_purpose_display())
    return _("%(purpose)s (withdrawn)") % {"purpose": consent.get_purpose_display()}
