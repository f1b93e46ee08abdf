"""Votes: open and named ones bind name and choice; secret ones keep who voted and what was voted without a path between."""

import hashlib
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.agenda import AgendaItem, KeptOfMeeting
from ontact.capabilities.meetings.models.counting import Electing, Majority
from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.foundation.clock import now
from ontact.foundation.ids import new_secret
from ontact.foundation.models import Kept


class Proposal(KeptOfMeeting):
    """A motion on the table, or an amendment: another wording of one, voted on before it."""

    class State(models.TextChoices):
        PENDING = "pending", _("On the table")
        CARRIED = "carried", _("Carried")
        LOST = "lost", _("Not carried")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="proposals")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="proposals"
    )
    amends = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="amendments"
    )
    # The wording to be voted on; a carried amendment replaces its motion's.
    text = models.CharField(_("wording"), max_length=500)
    # An amendment's: the motion's wording that it would replace, as it stood when it was put to the vote.
    replaces = models.CharField(max_length=500, blank=True)
    moved_by = models.CharField(_("moved by"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PENDING)

    class Meta:
        ordering = ["created_at", "id"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_pending(self) -> bool:
        return self.state == self.State.PENDING


class Vote(KeptOfMeeting):
    """One question put to the entitled seats. Its result, once closed, never changes."""

    class Manner(models.TextChoices):
        OPEN = "open", _("Open vote")
        NAMED = "named", _("Vote by roll")
        SECRET = "secret", _("Secret vote")

    class Kind(models.TextChoices):
        MOTION = "motion", _("Motion")
        ELECTION = "election", _("Election")

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="votes")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="votes"
    )
    proposal = models.ForeignKey(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="votes"
    )
    runoff_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="runoffs"
    )
    motion = models.CharField(_("motion"), max_length=500)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.MOTION)
    manner = models.CharField(_("manner"), max_length=10, choices=Manner.choices, default=Manner.OPEN)
    # A Majority or an Electing as stored: what was agreed before anyone voted.
    rule = models.JSONField(_("rule"), default=dict, blank=True)
    # [{"number": 1, "name": "…"}] of an election.
    candidates = models.JSONField(_("candidates"), default=list, blank=True)
    # Seats entitled at opening (ids): frozen, so that who joins later neither votes nor counts.
    entitled = models.JSONField(default=list)
    # How many have the right to vote in this meeting, here or not: what "of all members" counts.
    members = models.PositiveIntegerField(default=0)
    # {"needed": …, "present": …} of the meeting's quorum when the vote was opened; null where there is no rule.
    quorum = models.JSONField(_("quorum"), null=True, blank=True)
    # Drawn before the first ballot; its SHA-256 is shown at once, the seed itself with the result.
    lot_seed = models.CharField(max_length=64, default=new_secret, editable=False)
    opened_at = models.DateTimeField(_("opened at"), default=now)
    # The ballots are counted and as many are for as against: the chair decides.
    tied_at = models.DateTimeField(_("tied at"), null=True, blank=True)
    casting = models.CharField(_("the chair's casting vote"), max_length=10, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # See counting.result_of_motion and counting.result_of_election.
    result = models.JSONField(_("result"), null=True, blank=True)
    # SHA-256 of rule, ballots and result without names; it stands in the journal and in the minutes.
    sha256 = models.CharField(max_length=64, blank=True)
    # When nothing of the single ballots of a secret vote was left in the database's files.
    cleared_at = models.DateTimeField(_("traces cleared at"), null=True, blank=True)

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
    def takes_ballots(self) -> bool:
        return self.closed_at is None and self.tied_at is None

    @property
    def is_secret(self) -> bool:
        return self.manner == self.Manner.SECRET

    @property
    def is_election(self) -> bool:
        return self.kind == self.Kind.ELECTION

    @property
    def majority(self) -> Majority:
        return Majority.read(self.rule)

    @property
    def electing(self) -> Electing:
        return Electing.read(self.rule)

    @property
    def numbers(self) -> list[int]:
        return [candidate["number"] for candidate in self.candidates]

    @property
    def lot_commitment(self) -> str:
        return hashlib.sha256(self.lot_seed.encode()).hexdigest()

    def entitles(self, seat_id: uuid.UUID) -> bool:
        return str(seat_id) in self.entitled

    def candidate_name(self, number: int) -> str:
        return next((str(one["name"]) for one in self.candidates if one["number"] == number), str(number))


class NamedBallot(Kept):
    """A ballot of an open or named vote: one per seat."""

    class Source(models.TextChoices):
        SEAT = "seat", _("Cast in the room")
        PAPER = "paper", _("On paper, entered by the clerk")
        SPOKEN = "spoken", _("Spoken, entered by the clerk")

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="named_ballots")
    seat = models.ForeignKey("rooms.Seat", on_delete=models.PROTECT, related_name="+")
    # A Choice, or an election's numbers: "2,5".
    choice = models.CharField(max_length=200)
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.SEAT)
    reason = models.CharField(max_length=200, blank=True)

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


class BoxedBallot(models.Model):
    """A secret ballot while the vote is open. At the close the whole table is emptied and its pages destroyed.

    Databases keep rows in the order of writing, and that order is known for those who voted. So the rows that
    were written one by one must not outlive the vote, not even as free space in a file; a table of their own can
    be truncated, which no DELETE equals. The key has no constraint: its pending checks would forbid that.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="boxed", db_constraint=False)
    choice = models.CharField(max_length=200)

    def __str__(self) -> str:
        return "ballot in the box"


class Ballot(models.Model):
    """A counted secret ballot: a random identity and a choice, written with all others in the order of the identities."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    choice = models.CharField(max_length=200)

    def __str__(self) -> str:
        return "ballot"


class PaperBox(Kept):
    """Paper ballots of a secret vote that the clerk put in: how many and why. Whose they are stands in Voted."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="paper_boxes")
    count = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
