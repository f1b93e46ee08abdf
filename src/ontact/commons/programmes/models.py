"""Programmes: what is announced, and its dated sessions. How many places are left is for registrations to know."""

from datetime import datetime, timedelta, tzinfo
from typing import Any, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.foundation.models import Kept, KeptQuerySet
from ontact.foundation.worded import Worded, WordedField

# A school year. The catalogue counts on it; what lasts longer is a second programme.
LONGEST_SPAN = timedelta(days=366)
# From this age on children agree for themselves (Personal Information Protection Act, article 22-2).
FULL_CONSENT_AGE = 14


class Manner(models.TextChoices):
    """Where it takes place."""

    ONLINE = "online", _("Online")
    ON_SITE = "on_site", _("On site")
    BOTH = "both", _("On site and online")


class ProgrammeQuerySet(KeptQuerySet):
    def announced(self, moment: datetime | None = None) -> Self:
        """Those that everybody may see; cancelled ones stay to be seen as cancelled."""
        return self.filter(publishes_at__lte=moment or now())

    def visible_to_hosts(self, hosts: "models.QuerySet[Any]", moment: datetime | None = None) -> Self:
        """What everybody may see, and the drafts and templates of these hosts."""
        return self.filter(Q(publishes_at__lte=moment or now()) | Q(host__in=hosts))

    def drafts(self) -> Self:
        return self.filter(publishes_at=None, is_template=False)

    def templates(self) -> Self:
        return self.filter(is_template=True)


class Programme(Kept):
    """One class, series or reading programme of one host. `page` is the path of the capability's page about it.

    The sign-up window is [opens_at, closes_at). `publishes_at` empty: a draft. `begins_at` and `ends_at` span the
    sessions that take place, so that the catalogue is one indexed query; the actions keep them true.
    """

    host = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="programmes")
    title = WordedField(_("title"))
    summary = WordedField(_("in one sentence"))
    about = WordedField(_("what it is about"))
    audience = WordedField(_("who it is for"))
    materials = WordedField(_("what to bring"))
    place = WordedField(_("place"))
    manner = models.CharField(_("where"), max_length=10, choices=Manner.choices, default=Manner.ONLINE)
    language = models.CharField(_("language"), max_length=8, default="ko")
    # Whole years on the day of the first session; both ends included.
    age_from = models.PositiveSmallIntegerField(_("from the age of"), null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(_("up to the age of"), null=True, blank=True)
    page = models.CharField(_("page"), max_length=200)
    opens_at = models.DateTimeField(_("sign-up opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("sign-up closes"), null=True, blank=True)
    publishes_at = models.DateTimeField(_("published from"), null=True, blank=True)
    begins_at = models.DateTimeField(_("first session begins"), null=True, blank=True, editable=False)
    ends_at = models.DateTimeField(_("last session ends"), null=True, blank=True, editable=False)
    # When its listing shows a session that is over and must be renewed; empty when it need not be.
    listing_ends_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies"
    )
    # Templates are never announced; a new programme starts as a copy of one.
    is_template = models.BooleanField(_("is a template"), default=False)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        constraints = [
            models.CheckConstraint(
                condition=Q(age_from__isnull=True) | Q(age_to__isnull=True) | Q(age_from__lte=F("age_to")),
                name="ages_in_order",
                violation_error_message=_("The lower age must not be above the upper one."),
            ),
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True)
                | Q(closes_at__isnull=True)
                | Q(opens_at__lt=F("closes_at")),
                name="sign_up_opens_before_it_closes",
                violation_error_message=_("Sign-up must open before it closes."),
            ),
            models.CheckConstraint(
                condition=Q(is_template=False) | Q(publishes_at__isnull=True),
                name="template_is_never_published",
                violation_error_message=_("A template is not published; begin a programme from it."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="programme_cancelled_with_a_reason",
                violation_error_message=_("Say why it is cancelled."),
            ),
        ]
        indexes = [
            models.Index(fields=["publishes_at"], name="programme_by_publication"),
            models.Index(fields=["host", "-created_at"], name="programme_by_host"),
            # The catalogue's order, and what it asks of each row on the way: a row that it leaves out is never read.
            models.Index(
                fields=[
                    *("begins_at", "id", "ends_at", "publishes_at", "age_from", "age_to", "manner", "host"),
                    *("opens_at", "closes_at", "cancelled_at"),
                ],
                name="programme_by_beginning",
            ),
            models.Index(
                fields=["listing_ends_at"],
                condition=Q(listing_ends_at__isnull=False),
                name="programme_by_listing",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def is_for_children(self) -> bool:
        """Everybody who comes is under the age at which a guardian need no longer agree."""
        return self.age_to is not None and self.age_to < FULL_CONSENT_AGE

    @property
    def zone(self) -> ZoneInfo:
        """The clock on the host's wall: dates, weekdays and hours of this programme are read from it."""
        return ZoneInfo(self.host.time_zone)

    def is_announced(self, moment: datetime | None = None) -> bool:
        return self.publishes_at is not None and self.publishes_at <= (moment or now())

    def has_ended(self, moment: datetime | None = None) -> bool:
        return self.ends_at is not None and self.ends_at <= (moment or now())


class SessionQuerySet(KeptQuerySet):
    def standing(self) -> Self:
        """Those that take place."""
        return self.filter(cancelled_at=None)

    def announced(self, moment: datetime | None = None) -> Self:
        return self.filter(programme__publishes_at__lte=moment or now())

    def visible_to_hosts(self, hosts: "models.QuerySet[Any]", moment: datetime | None = None) -> Self:
        return self.filter(Q(programme__publishes_at__lte=moment or now()) | Q(programme__host__in=hosts))

    def replayable(self, moment: datetime) -> Self:
        """Those whose replay can be watched now."""
        begun = Q(replay_from=None) | Q(replay_from__lte=moment)
        lasts = Q(replay_until=None) | Q(replay_until__gt=moment)
        return self.filter(begun, lasts, cancelled_at=None, ends_at__lte=moment, replay__state="ready")


class Session(Kept):
    """One dated meeting of a programme. It may have a room, and never says why.

    `revision` counts what calendars must be told: moved, renamed, cancelled (RFC 5545, SEQUENCE).
    """

    # Both indexes that begin with it stand below.
    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="sessions", db_index=False
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = WordedField(_("title"))
    lecturer = models.CharField(_("lecturer"), max_length=120, blank=True)
    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    # The host's calendar and clock at the beginning: filters read them, `stand_at` keeps them. Monday is 0.
    weekday = models.PositiveSmallIntegerField(editable=False)
    begins_minute = models.PositiveSmallIntegerField(editable=False)
    # Empty: the programme's.
    place = WordedField(_("place"))
    room = models.OneToOneField(
        "rooms.Room", null=True, blank=True, on_delete=models.PROTECT, related_name="session"
    )
    replay = models.ForeignKey(
        "media.Asset", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # The stretch in which the replay may be watched.
    replay_from = models.DateTimeField(_("replay from"), null=True, blank=True)
    replay_until = models.DateTimeField(_("replay until"), null=True, blank=True)
    postponed_from = models.DateTimeField(_("first planned for"), null=True, blank=True)
    postponed_because = models.CharField(_("why it is postponed"), max_length=300, blank=True)
    cancelled_at = models.DateTimeField(_("cancelled at"), null=True, blank=True)
    cancelled_because = models.CharField(_("why it is cancelled"), max_length=300, blank=True)
    revision = models.PositiveIntegerField(default=0)
    # What a calendar calls LAST-MODIFIED.
    changed_at = models.DateTimeField(default=now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        ordering = ["programme", "begins_at", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "number"],
                name="one_session_per_number",
                violation_error_message=_("There is already a session of this number."),
            ),
            models.CheckConstraint(
                condition=Q(begins_at__lt=F("ends_at")),
                name="session_begins_before_it_ends",
                violation_error_message=_("A session must begin before it ends."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | ~Q(cancelled_because=""),
                name="session_cancelled_with_a_reason",
                violation_error_message=_("Say why it is cancelled."),
            ),
            models.CheckConstraint(
                condition=Q(postponed_from__isnull=True) | ~Q(postponed_because=""),
                name="session_postponed_with_a_reason",
                violation_error_message=_("Say why it is postponed."),
            ),
        ]
        indexes = [
            models.Index(fields=["begins_at"], name="session_by_time"),
            # All that the catalogue asks of a programme's sessions.
            models.Index(
                fields=["programme", "weekday", "begins_minute", "begins_at", "ends_at", "cancelled_at"],
                name="session_by_hour",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title) or str(self.programme)

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    @property
    def name(self) -> Worded:
        """Its own title, or the programme's."""
        title: Worded = self.title or self.programme.title
        return title

    @property
    def venue(self) -> Worded:
        """Its own place, or the programme's; empty where it is only online."""
        place: Worded = self.place or self.programme.place
        return place

    @property
    def is_postponed(self) -> bool:
        return self.postponed_from is not None

    def has_begun(self, moment: datetime | None = None) -> bool:
        return self.begins_at <= (moment or now())

    def has_ended(self, moment: datetime | None = None) -> bool:
        return self.ends_at <= (moment or now())

    def can_be_replayed(self, moment: datetime) -> bool:
        """Held, and its recording is ready and offered now."""
        if self.replay is None or not self.replay.is_ready or self.is_cancelled or not self.has_ended(moment):
            return False
        has_begun = self.replay_from is None or self.replay_from <= moment
        return has_begun and (self.replay_until is None or moment < self.replay_until)

    @property
    def replay_last_day(self) -> datetime | None:
        """A moment of the last day on which it can be watched: `replay_until` is the midnight that ends it."""
        return self.replay_until - timedelta(microseconds=1) if self.replay_until else None

    def stand_at(self, begins_at: datetime, ends_at: datetime, *, zone: tzinfo) -> None:
        """Set the time, with the weekday and the minute of the day that the host's clock shows. Saves nothing."""
        local = begins_at.astimezone(zone)
        self.begins_at, self.ends_at = begins_at, ends_at
        self.weekday, self.begins_minute = local.weekday(), local.hour * 60 + local.minute


TIMES = ("begins_at", "ends_at", "weekday", "begins_minute")
