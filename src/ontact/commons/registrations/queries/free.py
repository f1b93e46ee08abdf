"""Where a place is free for whoever signs up now: what the catalogue's filter asks."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from ontact.commons.registrations.models import Extent, Pool, Terms


def with_free_places() -> QuerySet[Any]:
    """Programmes (their keys) in which nobody waits and a place is free without the desk: of a series in each of its
    sessions, else in one of them.

    Before a draw or a choice nothing is taken yet, so a place is free there too. To be used inside another query.
    """
    pools = Pool.objects.filter(programme=OuterRef("programme"), is_closed=False)
    is_free = Q(capacity__gt=F("taken") + F("kept"))
    shut = Q(extent=Extent.SERIES) & Q(Exists(pools.exclude(is_free)))
    return Terms.objects.filter(Exists(pools.filter(is_free)), waiting=0).exclude(shut).values("programme")
