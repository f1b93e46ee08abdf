"""Who of a household is signed up for a programme already: said before anybody fills in a form."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.models import Extent, Registration, Terms

# Person → sessions for which a wish of theirs is alive; None among them is the whole series.
Claims = Mapping[UUID, set[UUID | None]]


def claims_among(live: Iterable[Registration]) -> Claims:
    """Of registrations that are alive. No query."""
    found: dict[UUID, set[UUID | None]] = {}
    for one in live:
        found.setdefault(one.person_id, set()).add(one.session_id)
    return found


def who_may_ask(
    people: Iterable[Person], claims: Claims, terms: Terms, sessions: Sequence[Session]
) -> list[Person]:
    """Those whom the book would not refuse as signed up already: without any wish, or, where one chooses sessions, with
    one of these left.
    """
    left = {session.pk for session in sessions}
    return [one for one in people if not _has_all(claims.get(one.pk, set()), terms, left)]


def _has_all(has: set[UUID | None], terms: Terms, left: set[UUID]) -> bool:
    if terms.extent == Extent.SERIES or None in has:
        return bool(has)
    return bool(has) and left <= has
