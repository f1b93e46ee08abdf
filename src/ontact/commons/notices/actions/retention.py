"""A year after a notice was settled nobody needs the address any more."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import models

from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.foundation.clock import now

ADDRESSES_KEPT = timedelta(days=365)


def forget_old_addresses() -> int:
    """Blank the addresses and words of notices settled more than a year ago. Returns how many."""
    old = Notice.objects.filter(settled_at__lt=now() - ADDRESSES_KEPT).exclude(address="")
    return old.update(address="", facts={}, sealed=None)


def erase(about: Sequence[models.Model]) -> int:
    """Delete what was told or waits to be told about these objects of one kind, as if it had never been."""
    kinds = {one._meta.label_lower for one in about}
    told = Notice.objects.filter(about_type__in=kinds, about_id__in=[str(one.pk) for one in about])
    return told.delete()[0]


def forget_addresses(person: Person) -> int:
    """Blank everything that was ever told to this person; what still waits is not sent."""
    mine = Notice.objects.filter(person__in=person.selves())
    mine.filter(state=Notice.State.QUEUED).update(state=Notice.State.DROPPED, settled_at=now())
    return mine.update(address="", facts={}, sealed=None)
