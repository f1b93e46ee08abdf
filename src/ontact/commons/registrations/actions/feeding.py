"""The secret address of a personal calendar: made, renewed, revoked. It stays good for years, until its owner ends it."""

from datetime import datetime, timedelta

from django.core.cache import cache
from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.people.models import Person
from ontact.commons.registrations.errors import AskedTooOften
from ontact.commons.registrations.models import CalendarAddress
from ontact.commons.registrations.queries.feed import calendar_of
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.ids import digest, new_secret

# Calendar programs ask every few hours; this is for one that has lost its patience.
ASKED_AT_MOST, WITHIN_S = 60, 3_600
# A change reaches calendars this much later; it is made anew no oftener, whoever asks.
KEPT_S = 300


@transaction.atomic
def make_address(*, person: Person, by: Actor) -> str:
    """The secret of a new address, shown once: only its digest is kept. The one before ends."""
    _hold(person)
    _revoke(person)
    secret = new_secret()
    made = CalendarAddress.objects.create(person=person, digest=digest(secret))
    sign(by, "made a calendar address", made)
    return secret


@transaction.atomic
def revoke_address(*, person: Person, by: Actor) -> int:
    """Whoever knows it reads nothing any more. Returns how many there were; harmless when repeated."""
    _hold(person)
    gone = _revoke(person)
    if gone:
        sign(by, "revoked a calendar address", None, count=gone)
    return gone


def read_calendar(address: CalendarAddress, moment: datetime) -> str:
    """What stands in it, made at most once in five minutes.

    Raises:
        AskedTooOften: sixty times within the hour.
    """
    _count(address)
    if address.asked_at is None or address.asked_at < moment - timedelta(days=1):
        CalendarAddress.objects.filter(pk=address.pk).update(asked_at=moment)
    key = f"registrations.calendar.{address.pk}"
    text: str = cache.get_or_set(key, lambda: calendar_of(address.person, moment), KEPT_S) or ""
    return text


def _hold(person: Person) -> None:
    """Two presses at once make one address after the other."""
    list(Person.objects.select_for_update().filter(pk=person.pk).values_list("pk"))


def _revoke(person: Person) -> int:
    standing = CalendarAddress.objects.filter(person__in=person.selves(), revoked_at=None)
    gone: int = standing.update(revoked_at=now())
    return gone


def _count(address: CalendarAddress) -> None:
    key = f"registrations.calendar.asked.{address.pk}"
    cache.add(key, 0, WITHIN_S)
    try:
        asked = cache.incr(key)
    except ValueError:  # it ran out between the two calls: this is the first of a new hour
        return
    if asked > ASKED_AT_MOST:
        raise AskedTooOften
