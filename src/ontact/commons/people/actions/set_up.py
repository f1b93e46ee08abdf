"""The first hour of an empty city: a key from the machine's screen, a draft, and one moment in which the
city is made.
"""

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.actions.memberships import add_member
from ontact.commons.people.actions.organisations import Office, create_organisation, import_offices
from ontact.commons.people.errors import AlreadySetUp, SetUpShut
from ontact.commons.people.models import Membership, Organisation, Person, SetUp
from ontact.commons.people.queries import city, set_up
from ontact.foundation.clock import now
from ontact.foundation.ids import digest
from ontact.foundation.worded import Worded

# Without 0 O 1 I L, which are mixed up when read from a screen. 31^8 is 40 bits; five attempts each
# quarter of an hour.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
MOST_ATTEMPTS = 5
SHUT_FOR = timedelta(minutes=15)


@transaction.atomic
def make_set_up_code() -> str:
    """A new key, shown once on the machine's screen; only its digest is kept. Raises AlreadySetUp."""
    if city() is not None:
        raise AlreadySetUp
    code = "".join(secrets.choice(SIGNS) for _place in range(8))
    row = set_up()
    row.code_digest, row.code_made_at, row.failed_attempts, row.shut_until = digest(code), now(), 0, None
    row.save()
    return f"{code[:4]}-{code[4:]}"


def try_set_up_code(typed: str) -> bool:
    """Whether this is the key. After five wrong ones the door is shut for a quarter of an hour (SetUpShut)."""
    with transaction.atomic():
        row = _locked_row()
        is_shut = row.shut_until is not None and row.shut_until > now()
        fits = (
            not is_shut
            and bool(row.code_digest)
            and secrets.compare_digest(digest(_bare(typed)), row.code_digest)
        )
        if not is_shut:
            _count(row, fits)
    if is_shut:
        raise SetUpShut
    return fits


@transaction.atomic
def draft(**parts: Any) -> SetUp:
    """Keep what a step has entered, so that a closed browser loses nothing."""
    row = _locked_row()
    row.draft = {**row.draft, **parts}
    row.save(update_fields=["draft"])
    return row


@transaction.atomic
def found_the_city(administrator: Person) -> Organisation:
    """Make the city from the draft: its offices, its first administrator. From then on set-up is closed.

    Raises:
        AlreadySetUp: also for the second of two who press at once.
    """
    row = _locked_row()
    if row.finished_at is not None or Organisation.objects.filter(kind=Organisation.Kind.CITY).exists():
        raise AlreadySetUp
    by = administrator.actor()
    facts, person = row.draft["city"], row.draft["administrator"]
    new_city = create_organisation(
        kind=Organisation.Kind.CITY,
        name=Worded.of("ko", ko=facts["name_ko"], en=facts["name_en"]),
        telephone=facts["telephone"],
        time_zone=facts["time_zone"],
        languages=facts["languages"],
        by=by,
    )
    add_member(
        organisation=new_city,
        email=administrator.email,
        name=administrator.name,
        role=Membership.Role.ADMINISTRATOR,
        title=person.get("title", ""),
        by=by,
    )
    import_offices(
        offices=[Office(**office) for office in row.draft.get("offices", [])], root=new_city, by=by
    )
    row.finished_at, row.code_digest, row.draft = now(), "", {}
    row.save()
    sign(by, "set up the city", new_city)
    return new_city


def _locked_row() -> SetUp:
    set_up()
    return SetUp.objects.select_for_update().get(pk=1)


def _count(row: SetUp, fits: bool) -> None:
    row.failed_attempts = 0 if fits else row.failed_attempts + 1
    if row.failed_attempts >= MOST_ATTEMPTS:
        row.failed_attempts, row.shut_until = 0, now() + SHUT_FOR
    row.save(update_fields=["failed_attempts", "shut_until"])


def _bare(typed: str) -> str:
    return "".join(sign for sign in typed.upper() if sign.isalnum())
