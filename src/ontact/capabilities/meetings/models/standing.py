"""The standing list of seats: who comes month after month, by office and rank. A seat outlives its holder."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import Part
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import Worded, WordedField


class SubstituteRule(models.TextChoices):
    """Whom a holder may send."""

    NAMED = "named", _("Only the deputies named on the list")
    OFFICE = "office", _("Deputies, and whoever belongs to the office")
    ANYONE = "anyone", _("Whomever the holder names")


class StandingList(Kept):
    """Seats of a meeting that is held again and again, kept by the office that convenes it."""

    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    title = WordedField(_("title"))
    substitutes = models.CharField(
        _("who may come as a substitute"),
        max_length=10,
        choices=SubstituteRule.choices,
        default=SubstituteRule.NAMED,
    )

    # A youth committee: whoever is called as a member is a minor unless the clerk says otherwise.
    members_are_minors = models.BooleanField(_("members are minors"), default=False)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:standing_list", args=[self.pk])


class StandingSeatQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def with_frame(self) -> Self:
        """What every list and form shows, in two queries."""
        return self.select_related("office", "list__host").prefetch_related("deputies")


class StandingSeat(Kept):
    """One seat: a title of an office ("head of Jeongja 1-dong"), whoever holds it now, and who may sit in.

    `holder` is the person behind the address once they have proved it. Seats are called by rank.
    """

    list = models.ForeignKey(StandingList, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(_("seat"), max_length=120)
    office = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("order of rank"))
    part = models.CharField(_("part"), max_length=20, choices=Part.choices, default=Part.MEMBER)
    has_vote = models.BooleanField(_("may vote"), default=True)
    holder_name = models.CharField(_("holder"), max_length=100, blank=True)
    holder_email = models.EmailField(_("holder's e-mail"), blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    held_since = models.DateTimeField(_("held since"), default=now)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = StandingSeatQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "title"],
                condition=models.Q(removed_at__isnull=True),
                name="one_standing_seat_per_title",
                violation_error_message=_("A seat of this name is on the list already."),
            ),
            models.UniqueConstraint(
                fields=["list", "holder_email"],
                condition=models.Q(removed_at__isnull=True) & ~models.Q(holder_email=""),
                name="one_standing_seat_per_holder",
                violation_error_message=_("This address holds another seat of the list."),
            ),
            models.UniqueConstraint(
                fields=["list"],
                condition=models.Q(removed_at__isnull=True, part="chair"),
                name="one_standing_chair",
                violation_error_message=_("This list already has a chair."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:standing_seat", args=[self.pk])

    @property
    def is_vacant(self) -> bool:
        return not self.holder_name

    @property
    def list_title(self) -> Worded:
        words: Worded = self.list.title
        return words


class Deputy(Kept):
    """Who may sit in for the holder of a standing seat."""

    seat = models.ForeignKey(StandingSeat, on_delete=models.CASCADE, related_name="deputies")
    place = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>" if self.email else self.name
