"""The book of a programme: preparations, numbered lines, and the registrations that follow from them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.engine.book import LIVE, State
from ontact.commons.registrations.models.terms import Pool
from ontact.foundation.ids import uuid7
from ontact.foundation.models import Kept, KeptQuerySet

PERSON = settings.AUTH_USER_MODEL
LIVE_STATES = sorted(LIVE)


class RegistrationState(models.TextChoices):
    HELD = State.HELD.value, _("To be decided")
    PLACED = State.PLACED.value, _("You have a place")
    OFFERED = State.OFFERED.value, _("A place is offered")
    WAITING = State.WAITING.value, _("On the waiting list")
    REFUSED = State.REFUSED.value, _("Refused")
    WITHDRAWN = State.WITHDRAWN.value, _("Sign-up withdrawn")
    DECLINED = State.DECLINED.value, _("Declined")
    LAPSED = State.LAPSED.value, _("Offer ran out")


class Channel(models.TextChoices):
    ONLINE = "online", _("Online")
    DESK = "desk", _("At the desk")
    TELEPHONE = "telephone", _("By telephone")


class Preparation(Kept):
    """Everything that one sign-up needs, filled in before the opening; then it takes one press.

    `units`: what its line will ask for, kept since everything was there (`ready_at`), so that the press itself
    need look nothing up.
    `pressed_at`: when its line was written; it stays as what was agreed.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="preparations"
    )
    asked_by = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="preparations")
    # Empty: the whole series.
    sessions = models.ManyToManyField("programmes.Session", blank=True, related_name="+")
    is_together = models.BooleanField(_("together or not at all"), default=False)
    channel = models.CharField(_("signed up"), max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    units = models.JSONField(default=list)
    ready_at = models.DateTimeField(null=True, blank=True)
    pressed_at = models.DateTimeField(null=True, blank=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "asked_by"],
                condition=Q(pressed_at__isnull=True, channel="online"),
                name="one_open_preparation",
            )
        ]


class PreparedPerson(Kept):
    """One of those for whom a preparation asks. `answers`: question id → text."""

    preparation = models.ForeignKey(Preparation, on_delete=models.CASCADE, related_name="people")
    person = models.ForeignKey(PERSON, on_delete=models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["preparation", "person"], name="once_in_a_preparation")
        ]


class Line(models.Model):
    """One line of a book. Append-only; numbers have no gaps; whatever changes who has a place is one.

    `key` is unique in the book: the same press is the same line. `facts` hold what the engine needs to read it alone.
    """

    class Verb(models.TextChoices):
        TERMS = "terms", _("laid down the terms")
        SIGN_UP = "sign_up", _("signed up")
        WITHDRAW = "withdraw", _("withdrew")
        ACCEPT = "accept", _("accepted")
        DECLINE = "decline", _("declined")
        LAPSE = "lapse", _("let the offer run out")
        DRAW = "draw", _("drew lots")
        CHOOSE = "choose", _("chose")
        RESIZE = "resize", _("changed the places")
        ADD = "add", _("added a session")
        RELEASE = "release", _("released the desk's places")
        CANCEL = "cancel", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="book")
    number = models.PositiveBigIntegerField()
    verb = models.CharField(max_length=10, choices=Verb.choices)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="book_without_gaps"),
            models.UniqueConstraint(fields=["programme", "key"], name="one_line_per_press"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"


class Registration(Kept):
    """One person's wish for a series or one session, in the state that follows from the book.

    `unit`: those who get in together or not at all share it. `rank`: order of waiting. `why`: the engine's reason,
    or the code of the house rule that refused.
    """

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.PROTECT, related_name="registrations"
    )
    session = models.ForeignKey(
        "programmes.Session", null=True, blank=True, on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(PERSON, on_delete=models.PROTECT, related_name="registrations")
    asked_by = models.ForeignKey(PERSON, null=True, on_delete=models.SET_NULL, related_name="asked")
    preparation = models.ForeignKey(
        Preparation, null=True, on_delete=models.SET_NULL, related_name="registrations"
    )
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.ONLINE)
    unit = models.UUIDField(default=uuid7)
    line_number = models.PositiveBigIntegerField()
    state = models.CharField(max_length=10, choices=RegistrationState.choices)
    why = models.CharField(max_length=20)
    # As its line says: pools that are made later are not its own.
    pools = models.JSONField(default=list)
    rank = models.PositiveBigIntegerField(default=0)
    offered_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField()

    objects = KeptQuerySet.as_manager()

    class Meta:
        # Two constraints: SQLite has no NULLS NOT DISTINCT (decision 0001).
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(state__in=LIVE_STATES, session__isnull=True),
                name="one_live_series_registration",
            ),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=LIVE_STATES, session__isnull=False),
                name="one_live_session_registration",
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "state", "rank"], name="registration_in_line"),
            models.Index(fields=["person", "-created_at"], name="registration_of_person"),
            models.Index(fields=["unit"], name="registration_by_unit"),
            models.Index(fields=["programme", "line_number"], name="registration_by_line"),
            models.Index(
                fields=["offered_until"],
                condition=Q(offered_until__isnull=False),
                name="registration_by_offer",
            ),
        ]


class GivenSeat(Kept):
    """The seat that a place gave; withdrawal takes it back in the same transaction."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="seats")
    session = models.ForeignKey("programmes.Session", on_delete=models.CASCADE, related_name="+")
    seat = models.OneToOneField("rooms.Seat", on_delete=models.PROTECT, related_name="given_by")


class Draw(Kept):
    """A lottery that anyone can check. Published before: `frozen_sha256` of the list and `commitment` = SHA-256 of the seed;
    after: the seed. The order is that of HMAC-SHA-256(seed, unit).
    """

    programme = models.OneToOneField("programmes.Programme", on_delete=models.PROTECT, related_name="draw")
    frozen = models.JSONField(default=list)
    frozen_sha256 = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)
    commitment = models.CharField(max_length=64)
    seed = models.CharField(max_length=64)
    revealed_at = models.DateTimeField(null=True, blank=True)


__all__ = [
    "Channel",
    "Draw",
    "GivenSeat",
    "Line",
    "Pool",
    "Preparation",
    "PreparedPerson",
    "Registration",
    "RegistrationState",
]
