"""Accounts that someone began and nobody proved: erased after a week, unless anything hangs on them; and ended sign-ins."""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.deletion import Collector, ProtectedError, RestrictedError

from ontact.commons.people.models import Person
from ontact.foundation.clock import now

UNPROVED_KEPT = timedelta(days=7)
AT_ONCE = 100


def erase_unproved() -> int:
    """Only sign-ups have an unproved EmailAddress; guests and members have none. Returns how many went."""
    begun = Person.objects.filter(claimed_at=None, same_as=None, created_at__lt=now() - UNPROVED_KEPT)
    waiting = begun.filter(pk__in=EmailAddress.objects.filter(verified=False).values("user"))
    return sum(_erase_alone(person) for person in waiting[:AT_ONCE])


def erase_ended_sessions() -> int:
    """They open nothing any more, but may hold what somebody looked at (a sheet of people). Returns how many went."""
    ended = list(Session.objects.filter(expire_date__lt=now()).values_list("pk", flat=True)[:AT_ONCE])
    if ended:
        Session.objects.filter(pk__in=ended).delete()
    return len(ended)


@transaction.atomic
def _erase_alone(person: Person) -> bool:
    if _something_hangs_on(person):
        return False
    person.delete()
    return True


def _something_hangs_on(person: Person) -> bool:
    collector = Collector(using="default")
    try:
        collector.collect([person])
    except (ProtectedError, RestrictedError):
        return True
    own: set[type[models.Model]] = {Person, EmailAddress}
    if set(collector.data) - own:
        return True
    blanked = [rows for updates in collector.field_updates.values() for rows in updates]
    deleted = [rows for rows in collector.fast_deletes if rows.model not in own]
    return any(_is_any(rows) for rows in (*blanked, *deleted))


def _is_any(rows: Any) -> bool:
    return rows.exists() if isinstance(rows, models.QuerySet) else bool(rows)
