"""Each minute: copies get what their sources have, rooms that were made since are guarded and get their leaders, who are
told.
"""

import logging
from datetime import datetime

from django.db.models import Exists, OuterRef

from ontact.capabilities.live_classes.actions.beginning import take_over_copies
from ontact.capabilities.live_classes.actions.guarding import guard_rooms
from ontact.capabilities.live_classes.actions.leading import seat_leaders
from ontact.capabilities.live_classes.actions.telling import tell_leaders
from ontact.capabilities.live_classes.models import Leader, LeaderSeat, LiveClass
from ontact.commons.programmes.models import Session
from ontact.foundation.actor import SYSTEM
from ontact.foundation.errors import RuleBroken

log = logging.getLogger(__name__)


def make_rounds(moment: datetime) -> None:
    """Eight queries at most where nothing has changed. One class's trouble does not keep the others waiting."""
    take_over_copies()
    guard_rooms(moment)
    for live_class in _with_unseated_leaders(moment):
        try:
            seat_leaders(live_class, by=SYSTEM)
        except RuleBroken as refusal:
            log.warning("class %s: leaders have no seats yet: %s", live_class.pk, refusal.code)
    tell_leaders(moment)


def _with_unseated_leaders(moment: datetime) -> list[LiveClass]:
    seats = LeaderSeat.objects.filter(seat__taken_back_at=None)
    unseated = Session.objects.standing().filter(
        ~Exists(seats.filter(session=OuterRef("pk"), leader=OuterRef(OuterRef("pk")))),
        programme=OuterRef("live_class__programme"),
        room__closed_at=None,
        room__isnull=False,
        ends_at__gt=moment,
    )
    leaders = Leader.objects.filter(Exists(unseated), person__isnull=False)
    return list(LiveClass.objects.filter(leaders__in=leaders).distinct().select_related("programme"))
