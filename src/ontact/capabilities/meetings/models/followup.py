"""What outlives a meeting: instructions and how they were carried out; the register of decisions and their fate."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.acts import Decision
from ontact.capabilities.meetings.models.agenda import AgendaItem, KeptOfMeeting
from ontact.capabilities.meetings.models.meeting import Meeting
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet

# Instructions of rehearsals are numbered apart, so that they leave no gap in the register.
YEAR_OF_REHEARSALS = 0


class InstructionQuerySet(KeptQuerySet):
    def on_record(self) -> Self:
        """Without those that were given in a rehearsal."""
        return self.exclude(year=YEAR_OF_REHEARSALS)

    def open(self) -> Self:
        return self.exclude(state=Instruction.State.ACCEPTED)

    def done(self) -> Self:
        return self.filter(state=Instruction.State.ACCEPTED)

    def overdue(self, today: date) -> Self:
        """The office still owes it. What has been reported waits for the giving office instead."""
        return self.filter(due_on__lt=today).exclude(state__in=Instruction.NOTHING_OWED)

    def laid_before(self, meeting: Meeting) -> Self:
        """Open ones of the meeting it was opened from and of its host, given before it ended.

        What was given behind closed doors is laid before a public meeting only by the meeting that follows it.
        None lie before a rehearsal: whatever was done to them there would count.
        """
        if meeting.is_rehearsal:
            return self.none()
        of_the_host = models.Q(host=meeting.host_id)
        if meeting.is_public:
            of_the_host &= models.Q(meeting__is_public=True)
        rows = (
            self.on_record()
            .open()
            .filter(of_the_host | models.Q(meeting=meeting.previous_id))
            .exclude(meeting=meeting.pk)
        )
        return rows.filter(created_at__lt=meeting.closed_at or now()).with_frame()

    def with_frame(self) -> Self:
        return self.select_related("meeting__room", "host", "office", "item")


class Instruction(KeptOfMeeting):
    """What an office is told to do, by when. Numbered per year and giving organisation; every act on it is a Step."""

    class State(models.TextChoices):
        GIVEN = "given", _("Given")
        CONFIRMED = "confirmed", _("Confirmed")
        IN_PROGRESS = "in_progress", _("In progress")
        REPORTED = "reported", _("Reported done")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Closed")

    NOTHING_OWED = (State.REPORTED, State.ACCEPTED)

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="instructions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="instructions"
    )
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    # Who stands for the office in the meeting in which it was given; nobody when the office was not asked to come.
    seat = models.ForeignKey("rooms.Seat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    text = models.CharField(_("instruction"), max_length=1000)
    due_on = models.DateField(_("due"), null=True, blank=True)
    # Asked for "by the next meeting": the day is filled in as soon as that meeting is convened.
    until_next_meeting = models.BooleanField(_("by the next meeting"), default=False)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.GIVEN)
    reminded_before_at = models.DateTimeField(null=True, blank=True)
    reminded_after_at = models.DateTimeField(null=True, blank=True)
    taken_up_at = models.DateTimeField(_("taken up at"), null=True, blank=True)
    search_text = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    objects = InstructionQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["host", "year", "number"], name="one_instruction_per_number")
        ]
        indexes = [
            models.Index(fields=["state", "due_on"], name="instruction_by_due_day"),
            models.Index(fields=["office", "state"], name="instruction_by_office"),
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("meetings:instruction", args=[self.pk])

    @property
    def label(self) -> str:
        return f"{self.year or 'R'}-{self.number}"

    @property
    def is_closed(self) -> bool:
        return self.state == self.State.ACCEPTED

    def is_overdue_on(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today and self.state not in self.NOTHING_OWED


class Step(Kept):
    """One act in the life of an instruction: who did what, and in which words."""

    class Kind(models.TextChoices):
        CONFIRMED = "confirmed", _("Confirmed")
        NOTE = "note", _("Progress")
        REPORTED = "reported", _("Reported done")
        RETURNED = "returned", _("Returned with a remark")
        ACCEPTED = "accepted", _("Accepted and closed")
        TAKEN_UP = "taken_up", _("Taken up in a meeting")
        DATED = "dated", _("Due day set")

    instruction = models.ForeignKey(Instruction, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = models.TextField(_("note"), max_length=4000, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(_("name"), max_length=120, blank=True)

    class Meta:
        ordering = ["created_at", "id"]


class Evidence(Kept):
    """A file that shows what was done."""

    step = models.ForeignKey(Step, on_delete=models.CASCADE, related_name="evidence")
    asset = models.ForeignKey("media.Asset", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["created_at", "id"]


class RegisteredDecisionQuerySet(KeptQuerySet):
    def public(self) -> Self:
        """What anyone may read: decisions of public meetings whose minutes have been published."""
        return self.filter(
            decision__meeting__is_public=True, decision__meeting__minutes__published_at__isnull=False
        )

    def with_frame(self) -> Self:
        return self.select_related(
            "host",
            "decision__meeting__room",
            "decision__meeting__minutes",
            "decision__vote",
            "decision__item",
        )


class RegisteredDecision(Kept):
    """A decision's place in the register of its organisation: number of the year, and whether it still holds."""

    class Status(models.TextChoices):
        IN_FORCE = "in_force", _("In force")
        CARRIED_OUT = "carried_out", _("Carried out")
        AMENDED = "amended", _("Amended")
        REPEALED = "repealed", _("Repealed")

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="entry")
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.IN_FORCE, db_index=True
    )
    decided_at = models.DateTimeField(_("decided at"), db_index=True)
    search_text = models.TextField(blank=True)
    initials = models.TextField(blank=True)

    objects = RegisteredDecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-decided_at", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["host", "year", "number"], name="one_decision_per_year_and_number"
            )
        ]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.pk])

    @property
    def label(self) -> str:
        return f"{self.year}-{self.number}"


class StatusChange(Kept):
    """What became of a decision, from which day, by which other decision or document, and why."""

    entry = models.ForeignKey(RegisteredDecision, on_delete=models.CASCADE, related_name="changes")
    status = models.CharField(_("status"), max_length=12, choices=RegisteredDecision.Status.choices)
    since = models.DateField(_("from"))
    reference = models.CharField(_("reference"), max_length=200, blank=True)
    by_decision = models.ForeignKey(
        RegisteredDecision, null=True, blank=True, on_delete=models.SET_NULL, related_name="changed_others"
    )
    reason = models.CharField(_("reason"), max_length=500)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["created_at", "id"]
