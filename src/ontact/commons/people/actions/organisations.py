"""Organisations: made, changed, and brought in from a sheet."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.errors import ParentInsideItself
from ontact.commons.people.models import Mandate, Membership, Organisation
from ontact.commons.people.queries import CITY
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded

Role, Act = Membership.Role, Mandate.Act

# What a new organisation begins with; an administrator may change it. Administrators of the city may
# everything.
FIRST_MANDATES = [
    (Act.CONVENE, Role.CLERK),
    (Act.CONVENE, Role.HEAD),
    (Act.TAKE_MINUTES, Role.CLERK),
    (Act.TAKE_MINUTES, Role.HEAD),
    (Act.CHAIR, Role.HEAD),
    (Act.APPROVE, Role.HEAD),
]


@dataclass(frozen=True)
class Office:
    """One row of a sheet of offices; parent_ko is the Korean name of an earlier row or of an office that
    exists.
    """

    kind: str
    name_ko: str
    name_en: str = ""
    parent_ko: str = ""
    telephone: str = ""


@transaction.atomic
def create_organisation(
    *, kind: str, name: Worded, parent: Organisation | None = None, by: Actor, **fields: Any
) -> Organisation:
    """A new organisation with its first mandates; without a rank of its own it stands last among its
    siblings.
    """
    fields.setdefault("rank", Organisation.objects.filter(parent=parent).count() + 1)
    organisation = Organisation.objects.create(kind=kind, name=name, parent=parent, **fields)
    Mandate.objects.bulk_create(
        [Mandate(organisation=organisation, act=act, role=role) for act, role in FIRST_MANDATES]
    )
    sign(by, "made an organisation", organisation)
    _tell_the_city_changed(organisation)
    return organisation


@transaction.atomic
def change_organisation(*, organisation: Organisation, by: Actor, **fields: Any) -> Organisation:
    """Raises ParentInsideItself when the new parent lies below the organisation."""
    changed = [name for name, value in fields.items() if getattr(organisation, name) != value]
    if not changed:
        return organisation
    if "parent" in changed and _lies_below(fields["parent"], organisation):
        raise ParentInsideItself
    for name in changed:
        setattr(organisation, name, fields[name])
    organisation.save(update_fields=changed)
    sign(by, "changed an organisation", organisation, fields=sorted(changed))
    _tell_the_city_changed(organisation)
    return organisation


@transaction.atomic
def import_offices(*, offices: Iterable[Office], root: Organisation, by: Actor) -> int:
    """Make the offices of a sheet that has been read without faults. An office already there is left as it
    is.
    """
    known = {str(one.name.texts.get("ko", "")): one for one in Organisation.objects.all()}
    made = 0
    for office in offices:
        if office.name_ko in known:
            continue
        parent = known.get(office.parent_ko, root)
        name = Worded.of("ko", ko=office.name_ko, en=office.name_en)
        known[office.name_ko] = create_organisation(
            kind=office.kind,
            name=name,
            parent=parent,
            telephone=office.telephone,
            time_zone=root.time_zone,
            by=by,
        )
        made += 1
    return made


def _lies_below(candidate: Organisation | None, organisation: Organisation) -> bool:
    while candidate is not None:
        if candidate.pk == organisation.pk:
            return True
        candidate = candidate.parent
    return False


def _tell_the_city_changed(organisation: Organisation) -> None:
    if organisation.kind == Organisation.Kind.CITY:
        transaction.on_commit(lambda: cache.delete(CITY))
