"""Where a place is free for whoever signs up now: what the catalogue's filter asks."""

from django.db.models import Exists, F, OuterRef, Q

from ontact.commons.registrations.models import Extent, Pool, Terms


def has_free_place() -> Exists:
    """Of a programme: nobody waits, and a place is free without the desk: of a series in each of its sessions, else in
    one of them.

    Before a draw or a choice nothing is taken yet, so a place is free there too. It is asked of one programme after the
    other until the page is full.
    """
    pools = Pool.objects.filter(programme=OuterRef("programme"), is_closed=False)
    is_free = Q(capacity__gt=F("taken") + F("kept"))
    shut = Q(extent=Extent.SERIES) & Q(Exists(pools.exclude(is_free)))
    theirs = Terms.objects.filter(Exists(pools.filter(is_free)), programme=OuterRef("pk"), waiting=0)
    return Exists(theirs.exclude(shut))
