"""Who leads a class, as its desk sees them, and the sessions for which a personal link can be made."""

from datetime import datetime

from ontact.capabilities.live_classes.models import Leader, LiveClass
from ontact.commons.programmes.models import Session


def leaders_of(live_class: LiveClass) -> list[Leader]:
    """One query."""
    found = Leader.objects.filter(live_class__programme=live_class.programme)
    return list(found.select_related("person"))


def sessions_with_rooms(live_class: LiveClass, moment: datetime) -> list[Session]:
    """Those to come, or on. One query."""
    return list(
        Session.objects.standing()
        .filter(programme=live_class.programme, room__closed_at=None, room__isnull=False, ends_at__gt=moment)
        .select_related("programme")
        .order_by("begins_at")
    )
