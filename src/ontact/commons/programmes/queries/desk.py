"""What an office has in hand: its drafts, what is published, what is over."""

from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Programme
from ontact.foundation.clock import now

OVER_AT_MOST = 20


@dataclass(frozen=True)
class Desk:
    """Each a list of programmes; `count` of each says how many sessions it has."""

    drafts: list[Programme] = field(default_factory=list)
    to_be_published: list[Programme] = field(default_factory=list)
    running: list[Programme] = field(default_factory=list)
    over: list[Programme] = field(default_factory=list)
    templates: list[Programme] = field(default_factory=list)


def desk(hosts: QuerySet[Organisation]) -> Desk:
    """Everything that these organisations prepare or hold. Costs five queries; of what is over only the last twenty."""
    moment = now()
    mine = Programme.objects.filter(host__in=hosts).select_related("host")
    mine = mine.annotate(count=Count("sessions", filter=Q(sessions__cancelled_at=None)))
    seen = mine.announced(moment)
    is_over = Q(ends_at__lte=moment) | Q(cancelled_at__isnull=False)
    return Desk(
        drafts=list(mine.drafts().order_by("-created_at")),
        to_be_published=list(mine.filter(publishes_at__gt=moment).order_by("publishes_at", "id")),
        running=list(seen.exclude(is_over).order_by("begins_at", "id")),
        over=list(seen.filter(is_over).order_by("-ends_at", "-id")[:OVER_AT_MOST]),
        templates=list(mine.templates().order_by("created_at")),
    )
