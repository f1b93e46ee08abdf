"""The meeting and the people who take part."""

from datetime import date, datetime
from typing import Self
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models.approval_rule import ApprovalRule
from ontact.capabilities.meetings.models.quorum import QuorumCounts, QuorumRule
from ontact.commons.people.names import given_name
from ontact.commons.rooms.models import Language
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import Worded, WordedField


class MeetingQuerySet(KeptQuerySet):
    def shown(self) -> Self:
        """What has left the clerk's desk: a draft is nobody else's business."""
        return self.exclude(state=Meeting.State.DRAFT)

    def on_record(self) -> Self:
        """Without rehearsals, of which nobody but their own people hears."""
        return self.filter(rehearsal_of=None)

    def public(self) -> Self:
        return self.on_record().shown().filter(is_public=True)

    def with_frame(self) -> Self:
        """What every list and page shows, in one query."""
        return self.select_related("room", "host", "minutes")


class Meeting(Kept):
    """An official meeting. Time, seats and floor are its room's; the meeting owns why people meet."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CONVENED = "convened", _("Convened")
        OPENED = "opened", _("In session")
        CLOSED = "closed", _("Closed")
        CANCELLED = "cancelled", _("Cancelled")

    room = models.OneToOneField("rooms.Room", on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    purpose = WordedField(_("purpose"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    is_public = models.BooleanField(_("shown on the home page"), default=True)
    keeps_chat = models.BooleanField(_("chat goes into the minutes"), default=False)
    quorum_rule = models.CharField(
        _("quorum"), max_length=12, choices=QuorumRule.choices, default=QuorumRule.NONE
    )
    quorum_number = models.PositiveSmallIntegerField(_("how many must be present"), null=True, blank=True)
    quorum_counts = models.CharField(
        _("who counts"), max_length=10, choices=QuorumCounts.choices, default=QuorumCounts.VOTERS
    )
    approval_rule = models.CharField(
        _("who approves the minutes"),
        max_length=10,
        choices=ApprovalRule.choices,
        default=ApprovalRule.CHAIR,
    )
    convened_at = models.DateTimeField(_("convened at"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("guests were reminded at"), null=True, blank=True)
    # Raised with each change sent to guests: a calendar replaces its entry only by a higher SEQUENCE (RFC 5545).
    calendar_sequence = models.PositiveSmallIntegerField(default=0)
    previous = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="next_ones"
    )
    # Of which meeting this is a rehearsal: nothing in it counts, and it is deleted at its end (decision 0055).
    rehearsal_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.CASCADE, related_name="rehearsals"
    )
    # The list whose seats are called; the next meeting is called from it again.
    standing_list = models.ForeignKey(
        "meetings.StandingList", null=True, blank=True, on_delete=models.SET_NULL, related_name="meetings"
    )
    # What the clerk typed in the first step and has not put into force: what is not valid yet, or (once the
    # meeting is convened) what guests have not been told. Field name → text as typed.
    typed = models.JSONField(default=dict, blank=True)
    # What guests were told last: time, title, agenda. What differs from it is named in the next mail.
    told = models.JSONField(default=dict, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["state", "is_public"], name="meeting_by_state")]
        constraints = [
            models.UniqueConstraint(
                fields=["rehearsal_of"],
                condition=models.Q(closed_at__isnull=True),
                name="one_rehearsal_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def title(self) -> Worded:
        words: Worded = self.room.title
        return words

    @property
    def begins_at(self) -> datetime:
        return self.room.begins_at

    @property
    def ends_at(self) -> datetime:
        return self.room.ends_at

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_over(self) -> bool:
        return self.state in (self.State.CLOSED, self.State.CANCELLED)

    @property
    def is_rehearsal(self) -> bool:
        return self.rehearsal_of_id is not None

    @property
    def is_off_the_record(self) -> bool:
        return self.is_rehearsal

    @property
    def may_change(self) -> bool:
        """Time, agenda and people can be changed until the meeting is closed or cancelled."""
        return not self.is_over

    @property
    def published_minutes(self) -> bool:
        """Some edition has been published, even while it is being corrected."""
        minutes = getattr(self, "minutes", None)
        return minutes is not None and minutes.published_at is not None

    @property
    def day(self) -> date:
        """On which it begins, where it is held."""
        return self.begins_at.astimezone(ZoneInfo(self.host.time_zone)).date()

    def doors_are_open_at(self, moment: datetime) -> bool:
        return self.state in (self.State.CONVENED, self.State.OPENED) and self.room.is_open_at(moment)


class ParticipantQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(removed_at__isnull=True)

    def told(self) -> Self:
        """Those who hold a seat, and so were sent a link."""
        return self.standing().filter(seat__isnull=False)


class Part(models.TextChoices):
    CHAIR = "chair", _("Chair")
    CLERK = "clerk", _("Clerk")
    MEMBER = "member", _("Member")
    PRESENTER = "presenter", _("Presenter")
    OBSERVER = "observer", _("Observer")
    CITIZEN = "citizen", _("Citizen")
    CIVIC_GROUP = "civic_group", _("Civic group")
    INTERPRETER = "interpreter", _("Interpreter")
    SIGNER = "signer", _("Sign-language interpreter")
    STENOGRAPHER = "stenographer", _("Stenographer")


# They serve the meeting or look on: neither quorum nor roll counts them.
NOT_COUNTED = (Part.OBSERVER, Part.INTERPRETER, Part.SIGNER, Part.STENOGRAPHER)


class Participant(Kept):
    """Someone on the list and the part they play. The seat comes with the invitation; until then this is a note.

    `name` and `email` are what the clerk typed; after sending, `person` is who was found behind the address.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    seat = models.OneToOneField(
        "rooms.Seat", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    standing_seat = models.ForeignKey(
        "meetings.StandingSeat", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    part = models.CharField(_("part"), max_length=20, choices=Part.choices, default=Part.MEMBER)
    has_vote = models.BooleanField(_("may vote"), default=False)
    name = models.CharField(_("name"), max_length=100)
    email = models.EmailField(_("e-mail"), blank=True)
    title = models.CharField(_("position"), max_length=120, blank=True)
    on_behalf_of = models.CharField(_("organisation"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=8, default="ko")
    # An interpreter's two languages; without them the floor's and the first that is interpreted.
    from_language = models.CharField(_("interprets from"), max_length=8, choices=Language.choices, blank=True)
    to_language = models.CharField(_("interprets into"), max_length=8, choices=Language.choices, blank=True)
    is_minor = models.BooleanField(_("is a minor"), default=False)
    # What everyone but the clerk reads; empty while the rule's proposal is good.
    public_name = models.CharField(_("name that is shown"), max_length=100, blank=True)
    of_age_on = models.DateField(_("comes of age on"), null=True, blank=True)
    guardian_name = models.CharField(_("guardian's name"), max_length=100, blank=True)
    guardian_email = models.EmailField(_("guardian's e-mail"), blank=True)
    rank = models.PositiveSmallIntegerField(_("order"), default=0)
    reply_asked_at = models.DateTimeField(_("asked for an answer at"), null=True, blank=True)
    removed_at = models.DateTimeField(_("removed at"), null=True, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email"],
                condition=models.Q(removed_at__isnull=True) & ~models.Q(email=""),
                name="one_place_per_address",
                violation_error_message=_("This address is already on the list."),
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=models.Q(removed_at__isnull=True, part="chair"),
                name="one_chair",
                violation_error_message=_("This meeting already has a chair."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def shown_name(self) -> str:
        """The one place where it is chosen how room, pages and minutes call someone: a minor without the family name."""
        return (self.public_name or given_name(self.name)) if self.is_minor else self.name

    def is_minor_on(self, day: date) -> bool:
        return self.is_minor and (self.of_age_on is None or day < self.of_age_on)

    @property
    def address(self) -> str:
        """Where the invitation goes: a child's goes to the guardian unless the child has an address of its own."""
        return self.email or self.guardian_email

    @property
    def words(self) -> str:
        """Name with position or organisation, as it stands on a list."""
        behind = ", ".join(word for word in (self.on_behalf_of, self.title) if word)
        return f"{self.shown_name} ({behind})" if behind else self.shown_name


def room_page(meeting_id: UUID) -> str:
    return reverse("meetings:room", args=[meeting_id])
