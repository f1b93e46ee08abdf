"""The waiting room of a rush: who waits, and the number that each has had since it opened."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from ontact.foundation.models import Kept, KeptQuerySet


class WaitingRoom(Kept):
    """Of one programme, from the first who waits on.

    `opened_at`: the order of those who waited was drawn then, by `seed`; `drawn`: how many they were. Later ones have the
    numbers after. `places`: free at that moment, where who comes first gets them; `first_line`: the book's last line then.
    """

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.CASCADE, related_name="waiting_room"
    )
    opened_at = models.DateTimeField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True)
    drawn = models.PositiveIntegerField(default=0)
    last_number = models.PositiveIntegerField(default=0)
    places = models.PositiveIntegerField(default=0)
    first_line = models.PositiveBigIntegerField(default=0)

    objects = KeptQuerySet.as_manager()


class WaitingPass(Kept):
    """One person's place in the waiting room, in every tab and on every device. `created_at`: the arrival.

    `person` is empty a month later: who waited is nobody's business then, the order stays to be checked.
    """

    room = models.ForeignKey(WaitingRoom, on_delete=models.CASCADE, related_name="passes")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    number = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "person"], name="one_pass_per_person"),
            models.UniqueConstraint(fields=["room", "number"], name="one_number_per_pass"),
        ]
        indexes = [
            models.Index(
                fields=["room", "created_at"], condition=Q(number__isnull=True), name="pass_without_a_number"
            )
        ]
