"""A year after a notice was settled nobody needs the address any more."""

from datetime import timedelta

from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.foundation.clock import now

ADDRESSES_KEPT = timedelta(days=365)


def forget_old_addresses() -> int:
    """Blank the addresses and words of notices settled more than a year ago. Returns how many."""
    old = Notice.objects.filter(settled_at__lt=now() - ADDRESSES_KEPT).exclude(address="")
    return old.update(address="", facts={}, sealed=None)


def forget_addresses(person: Person) -> int:
    """Blank everything that was ever told to this person; what still waits is not sent."""
    mine = Notice.objects.filter(person__in=person.selves())
    mine.filter(state=Notice.State.QUEUED).update(state=Notice.State.DROPPED, settled_at=now())
    return mine.update(address="", facts={}, sealed=None)
