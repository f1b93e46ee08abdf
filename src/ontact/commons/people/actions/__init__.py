"""Everything that changes people and organisations."""

from ontact.commons.people.actions.memberships import (
    add_member,
    end_membership,
    resume_membership,
    set_mandates,
)
from ontact.commons.people.actions.organisations import (
    change_organisation,
    create_organisation,
    import_offices,
)
from ontact.commons.people.actions.persons import (
    change_person,
    claim,
    find_or_create_guest,
    forget,
    give_consent,
    withdraw_consent,
)

__all__ = [
    "add_member",
    "change_organisation",
    "change_person",
    "claim",
    "create_organisation",
    "end_membership",
    "find_or_create_guest",
    "forget",
    "give_consent",
    "import_offices",
    "resume_membership",
    "set_mandates",
    "withdraw_consent",
]
