"""Side rooms: where parts of a meeting talk among themselves for a while, and who has been sent into which."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.room import Room, Seat
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet


class SideRoomQuerySet(KeptQuerySet):
    def standing(self) -> "SideRoomQuerySet":
        return self.filter(closed_at=None)


class SideRoom(Kept):
    """A round table beside the meeting. A seat without a place in one is in the meeting itself."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="side_rooms")
    number = models.PositiveSmallIntegerField(_("number"))
    name = models.CharField(_("name"), max_length=60)
    is_free = models.BooleanField(_("everyone may choose it"), default=False)
    # When everybody is called back; the same for all side rooms of a meeting.
    calls_back_at = models.DateTimeField(_("calls everybody back at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    objects = SideRoomQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["room", "number"],
                condition=models.Q(closed_at__isnull=True),
                name="one_side_room_per_number",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def livekit_name(self) -> str:
        """Behind the dot: what LiveKit reports of it belongs to the meeting's room (`main_name`)."""
        return f"{self.room.livekit_name}.{self.pk.hex}"


class SidePlaceQuerySet(KeptQuerySet):
    def standing(self) -> "SidePlaceQuerySet":
        return self.filter(ends_at=None)


class SidePlace(Kept):
    """A seat is in a side room, from when until when."""

    side_room = models.ForeignKey(SideRoom, on_delete=models.CASCADE, related_name="places")
    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="side_places")
    begins_at = models.DateTimeField(_("from"), default=now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = SidePlaceQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"], condition=models.Q(ends_at__isnull=True), name="one_side_room_at_a_time"
            )
        ]


def main_name(livekit_name: str) -> str:
    """LiveKit's name of a side room → of the room it stands beside; a main room's name stays."""
    return livekit_name.partition(".")[0]
