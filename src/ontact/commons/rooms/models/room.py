"""The room, its seats, who sits in them, and the lines by which they are connected."""

from datetime import datetime, timedelta
from typing import Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models.languages import Language, Service
from ontact.commons.rooms.models.queue import QueueRule
from ontact.commons.rooms.models.stage import StageLayout
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import WordedField

# A chair in mid-sentence is not cut off at the planned end; four hours later nobody is speaking any more.
OVERRUN = timedelta(hours=4)


class Room(Kept):
    """A place to meet at a time. It does not know why people meet; `page` is where its capability shows it."""

    class Manner(models.TextChoices):
        ROUND_TABLE = "round_table", _("Everyone may speak")
        BROADCAST = "broadcast", _("Few speak, many listen")
        ONE_TO_ONE = "one_to_one", _("Two parties and an interpreter")

    class Attendance(models.TextChoices):
        MINUTES = "minutes", _("becomes part of the minutes")
        OFFICE = "office", _("goes to the office that holds it")

    class Phase(models.TextChoices):
        EARLY = "early", _("Not open yet")
        OPEN = "open", _("Open")
        OVER = "over", _("Over")

    title = WordedField(_("title"))
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    # Guests test their devices and chairs greet them before the hour.
    doors_before_minutes = models.PositiveSmallIntegerField(_("doors open before"), default=30)
    manner = models.CharField(_("manner"), max_length=20, choices=Manner.choices, default=Manner.ROUND_TABLE)
    has_lobby = models.BooleanField(_("lobby"), default=True)
    # What those who come agree to at the door (views/door.py).
    attendance = models.CharField(
        _("attendance list"), max_length=10, choices=Attendance.choices, default=Attendance.MINUTES
    )
    # Nothing that happens here counts, and nothing of it is kept: the journal stays silent.
    is_rehearsal = models.BooleanField(_("rehearsal"), default=False, editable=False)
    # Never without somebody of the desk, first names only, nothing recorded (decision 0067).
    for_children = models.BooleanField(_("children are protected here"), default=False)
    # Since when nobody of the desk is here, so that everyone else may only listen and look.
    paused_at = models.DateTimeField(_("paused since"), null=True, blank=True, editable=False)
    capacity = models.PositiveSmallIntegerField(_("connections at most"), default=300)
    livekit_name = models.CharField(max_length=64, unique=True)
    page = models.CharField(_("page"), max_length=200)
    helpline = models.CharField(_("telephone for help"), max_length=30, blank=True)
    floor_language = models.CharField(
        _("language of the floor"), max_length=8, choices=Language.choices, default=Language.KO
    )
    # Languages into which the floor is interpreted; empty where everyone speaks the same.
    channels = models.JSONField(_("interpreted into"), default=list, blank=True)
    locked_at = models.DateTimeField(_("locked at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    # Set once the room has been told that its planned end is near; an extension clears it.
    end_announced_at = models.DateTimeField(null=True, blank=True)
    queue_rule = models.CharField(
        _("order of speakers"), max_length=20, choices=QueueRule.choices, default=QueueRule.HANDS
    )
    limits_s = models.JSONField(default=dict, blank=True)
    hushed_at = models.DateTimeField(_("microphones closed at"), null=True, blank=True)
    sharing_closed_at = models.DateTimeField(_("screens closed at"), null=True, blank=True)
    layout = models.CharField(
        _("stage"), max_length=10, choices=StageLayout.choices, default=StageLayout.AUTO
    )
    # Seats in the order of their places, as text; see models/stage.py.
    on_stage = models.JSONField(_("people on the stage"), default=list, blank=True)
    # What is before the room now, in the capability's word: a few bytes for whoever comes late.
    on_now = models.CharField(max_length=40, blank=True)
    # When an interpreter or the stenographer last asked for slower speech.
    slow_asked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="room_ends_after_it_begins",
                violation_error_message=_("The end must lie after the beginning."),
            )
        ]
        # The usher asks twice a second which rooms are open.
        indexes = [models.Index(fields=["ends_at"], name="room_by_end")]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_off_the_record(self) -> bool:
        return self.is_rehearsal

    @property
    def last_moment(self) -> datetime:
        """When the room closes even if people are still inside."""
        return self.ends_at + OVERRUN

    @property
    def doors_at(self) -> datetime:
        return self.begins_at - timedelta(minutes=self.doors_before_minutes)

    def phase_at(self, moment: datetime) -> "Room.Phase":
        """OPEN from the doors until someone closes it, at the latest four hours after the planned end."""
        if self.closed_at is not None or moment >= self.last_moment:
            return Room.Phase.OVER
        return Room.Phase.OPEN if moment >= self.doors_at else Room.Phase.EARLY

    def is_open_at(self, moment: datetime) -> bool:
        return self.phase_at(moment) is Room.Phase.OPEN

    def has_on_stage(self, seat: UUID) -> bool:
        return str(seat) in self.on_stage


class Role(models.TextChoices):
    HOST = "host", _("Chair")
    CLERK = "clerk", _("Clerk")
    SPEAKER = "speaker", _("Presenter")
    LISTENER = "listener", _("Participant")
    INTERPRETER = "interpreter", _("Interpreter")
    OBSERVER = "observer", _("Observer")


DESK = frozenset({Role.HOST, Role.CLERK})


class SeatQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(taken_back_at=None)


class Seat(Kept):
    """The right to be there: a title or an office, not a person."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="seats")
    title = models.CharField(_("title"), max_length=120)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, default=Role.LISTENER)
    organisation = models.ForeignKey(
        "people.Organisation", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    on_behalf_of = models.CharField(_("speaks for"), max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(_("order of rank"), default=0)
    service = models.CharField(_("serves as"), max_length=10, choices=Service.choices, blank=True)
    # The two languages of an interpreter's booth, in either direction.
    from_language = models.CharField(_("from"), max_length=8, choices=Language.choices, blank=True)
    to_language = models.CharField(_("into"), max_length=8, choices=Language.choices, blank=True)
    is_invited = models.BooleanField(_("invited by name"), default=True)
    # Where someone must have agreed first (a child's guardian); the capability keeps it as it was agreed.
    may_be_pictured = models.BooleanField(_("may be seen by camera"), default=True)
    may_be_recorded = models.BooleanField(_("may be recorded"), default=True)
    # False where the office says how whoever sits here is called, so that no family name comes in by the door.
    names_itself = models.BooleanField(_("may write their own name"), default=True)
    admitted_at = models.DateTimeField(_("admitted at"), null=True, blank=True)
    silenced_at = models.DateTimeField(_("silenced at"), null=True, blank=True)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ["rank", "created_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_off_the_record(self) -> bool:
        return self.room.is_rehearsal

    @property
    def is_at_the_desk(self) -> bool:
        return self.role in DESK

    @property
    def is_admitted(self) -> bool:
        return self.admitted_at is not None

    @property
    def booth(self) -> str:
        """The booth in which partners take turns, whatever the direction: "en-ko". Empty for everyone else."""
        if self.service != Service.VOICE or not self.from_language:
            return ""
        return "-".join(sorted([self.from_language, self.to_language]))

    def actor(self) -> Actor:
        return Actor("seat", self.pk, self.title)


class SittingQuerySet(KeptQuerySet):
    def current(self) -> Self:
        return self.filter(ends_at=None)


class Sitting(Kept):
    """Who fills the seat, from when until when. Several may sit at one camera; whoever sat down first names the seat.

    `people` counts the heads at the camera: the sitter's and those without a sitting of their own.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="sittings")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="sittings"
    )
    name = models.CharField(_("name"), max_length=100)
    people = models.PositiveSmallIntegerField(_("people at this camera"), default=1)
    is_substitute = models.BooleanField(_("substitute"), default=False)
    # When whoever sits here agreed to the attendance record; guests without a Person agree here only.
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)
    begins_at = models.DateTimeField(_("from"), default=now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)

    objects = SittingQuerySet.as_manager()

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "person"],
                condition=models.Q(ends_at__isnull=True, person__isnull=False),
                name="one_person_sits_once",
            ),
            models.CheckConstraint(condition=models.Q(people__gte=1), name="someone_sits"),
        ]


class LineQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        return self.filter(ended_at=None)

    def inside(self) -> Self:
        """Lines that may be connected to the media server now."""
        return self.standing().filter(
            entered_at__isnull=False, seat__admitted_at__isnull=False, seat__taken_back_at=None
        )


class Line(Kept):
    """One connection of a seat: a browser on one device. Its id is the LiveKit identity."""

    class Mode(models.TextChoices):
        VIDEO = "video", _("Picture and sound")
        AUDIO = "audio", _("Sound only")
        TEXT = "text", _("Text only")

    class End(models.TextChoices):
        LEFT = "left", _("Left the room")
        ELSEWHERE = "elsewhere", _("Opened on another device")
        REMOVED = "removed", _("Removed from the room")
        TAKEN_BACK = "taken_back", _("The seat was taken back")
        OVER = "over", _("The room closed")

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="lines")
    # Of a substitute, who came by a link of their own: it ends when they get up.
    sitting = models.ForeignKey(Sitting, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    # Empty once the key has been forgotten: the line stays, because presence hangs on it.
    key_digest = models.CharField(max_length=64, unique=True, null=True)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices, default=Mode.VIDEO)
    is_companion = models.BooleanField(_("listens only"), default=False)
    entered_at = models.DateTimeField(_("entered at"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last heard of"), null=True, blank=True)
    quality = models.CharField(_("quality of the line"), max_length=12, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=End.choices, blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat"],
                condition=models.Q(ended_at__isnull=True, is_companion=False),
                name="one_line_speaks_for_a_seat",
            )
        ]

    @property
    def identity(self) -> str:
        """How LiveKit calls this line."""
        return str(self.pk)
