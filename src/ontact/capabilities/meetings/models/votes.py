"""Votes: open ones bind name and choice; secret ones keep who voted and what was voted without a path between."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.meeting import AgendaItem, Meeting
from ontact.foundation.clock import now
from ontact.foundation.models import Kept


class Vote(Kept):
    """One question put to the entitled seats. Its result, once closed, never changes."""

    class Manner(models.TextChoices):
        OPEN = "open", _("Open vote")
        SECRET = "secret", _("Secret vote")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="votes"
    )
    motion = models.CharField(_("motion"), max_length=500)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices, default=Manner.OPEN)
    # Seats entitled at opening (ids): frozen, so that who joins later neither votes nor counts.
    entitled = models.JSONField(default=list)
    opened_at = models.DateTimeField(_("opened at"), default=now)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # {"for": n, "against": n, "abstain": n, "entitled": n, "voted": n, "carried": bool}
    result = models.JSONField(_("result"), null=True, blank=True)

    class Meta:
        ordering = ["opened_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(closed_at__isnull=True), name="one_open_vote"
            )
        ]

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_secret(self) -> bool:
        return self.manner == self.Manner.SECRET

    def entitles(self, seat_id: uuid.UUID) -> bool:
        return str(seat_id) in self.entitled


class Choice(models.TextChoices):
    FOR = "for", _("For")
    AGAINST = "against", _("Against")
    ABSTAIN = "abstain", _("Abstain")


class NamedBallot(Kept):
    """An open vote's ballot: one per seat."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="named_ballots")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(max_length=10, choices=Choice.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat"], name="one_named_ballot_per_seat")]


class Voted(models.Model):
    """That a seat took part in a secret vote. No time, no order, no link to a ballot."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="took_part")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "seat"], name="one_secret_ballot_per_seat")]

    def __str__(self) -> str:
        return "took part"


class Ballot(models.Model):
    """A secret ballot: a random identity and a choice, nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    choice = models.CharField(max_length=10, choices=Choice.choices)

    def __str__(self) -> str:
        return "ballot"
