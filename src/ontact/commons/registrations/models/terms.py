"""How places of a programme are given: terms, questions, pools, and the house rules of an organisation."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class Allotment(models.TextChoices):
    FIRST_COME = "first_come", _("First come, first served")
    WINDOW = "window", _("Draw among the first minutes")
    LOTTERY = "lottery", _("Lottery")
    CHOICE = "choice", _("Chosen by staff")


class Extent(models.TextChoices):
    SERIES = "series", _("The whole series")
    SESSIONS = "sessions", _("Single sessions")
    EITHER = "either", _("The whole series or single sessions")


class Terms(Kept):
    """How people get into one programme. The sign-up window itself is the programme's."""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.CASCADE, related_name="sign_up_terms"
    )
    allotment = models.CharField(
        _("how places are given"), max_length=10, choices=Allotment.choices, default=Allotment.FIRST_COME
    )
    extent = models.CharField(_("sign-up for"), max_length=10, choices=Extent.choices, default=Extent.SERIES)
    window = models.DurationField(_("length of the first minutes"), default=timedelta(minutes=10))
    draws_at = models.DateTimeField(_("the draw is at"), null=True, blank=True)
    waiting_at_most = models.PositiveIntegerField(_("longest waiting list"), null=True, blank=True)
    offers_last = models.DurationField(_("an offer holds for"), default=timedelta(hours=48))
    # Until so long before the (first) session one may withdraw without it counting as a no-show.
    withdraw_until = models.DurationField(
        _("withdrawal until before the beginning"), default=timedelta(days=1)
    )
    people_at_most = models.PositiveSmallIntegerField(_("people in one sign-up"), default=4)
    releases_at = models.DateTimeField(_("the desk's places are released at"), null=True, blank=True)
    has_waiting_room = models.BooleanField(_("waiting room at the opening"), default=False)
    needs_guardian = models.BooleanField(_("a guardian's consent for those under 14"), default=True)
    # Attendance (rule 1): present for so many percent of a session's length.
    counts_from_percent = models.PositiveSmallIntegerField(_("counts as attended from, %"), default=70)
    replay_counts = models.BooleanField(_("a watched replay counts"), default=False)
    # 0: no certificate.
    certificate_from = models.PositiveSmallIntegerField(_("sessions for the certificate"), default=0)
    # Counted under the programme's lock; the book's next line and next rank.
    last_line = models.PositiveBigIntegerField(default=0)
    last_rank = models.PositiveBigIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    # SHA-256 of the terms that stand in the book; others are written there before the next line.
    written_sha256 = models.CharField(max_length=64, blank=True)
    # Up to which line the lists have been told how many places are left, and whether they say a number now.
    said_line = models.PositiveBigIntegerField(default=0)
    says_left = models.BooleanField(default=False)
    drawn_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(counts_from_percent__lte=100), name="percent_of_a_session")
        ]

    def __str__(self) -> str:
        return str(self.programme)


class Question(Kept):
    """Asked of each person who signs up; answered before the opening."""

    class Kind(models.TextChoices):
        LINE = "line", _("A line")
        TEXT = "text", _("A text")
        YES_NO = "yes_no", _("Yes or no")
        CHOICE = "choice", _("One of several")

    terms = models.ForeignKey(Terms, on_delete=models.CASCADE, related_name="questions")
    number = models.PositiveSmallIntegerField()
    text = WordedField(_("question"))
    kind = models.CharField(_("answered by"), max_length=10, choices=Kind.choices, default=Kind.LINE)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    is_required = models.BooleanField(_("must be answered"), default=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["terms", "number"], name="one_question_per_number")]

    def __str__(self) -> str:
        return str(self.text)


class Pool(Kept):
    """Anything of a programme that runs out: places of the series or of one session, kits in stock.

    `kept`: of the free ones, those that only the desk gives until they are released.
    """

    programme = models.ForeignKey("programmes.Programme", on_delete=models.CASCADE, related_name="pools")
    session = models.ForeignKey(
        "programmes.Session", null=True, blank=True, on_delete=models.CASCADE, related_name="pools"
    )
    name = models.CharField(_("name"), max_length=80, default="places")
    capacity = models.PositiveIntegerField(_("places"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    kept = models.PositiveIntegerField(_("kept for the desk"), default=0)
    # Its session (or the programme) is cancelled: it holds nobody back and counts no more.
    is_closed = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")),
                name="pool_never_oversold",
                violation_error_message=_("There are not so many places."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def free(self) -> int:
        """For whoever signs up without the desk."""
        return max(0, self.capacity - self.taken - self.kept)


class HouseRule(Kept):
    """A rule of an organisation that its citizens can read: `code` names the judge, `numbers` are its figures."""

    class Code(models.TextChoices):
        RESIDENTS_FIRST = "residents_first", _("Residents first")
        AGES = "ages", _("Age")
        ONE_A_SEASON = "one_a_season", _("One programme a season")
        NO_SHOWS = "no_shows", _("Staying away without notice")
        WITH_GUARDIAN = "with_guardian", _("Only with a guardian")

    organisation = models.ForeignKey(
        "people.Organisation", on_delete=models.CASCADE, related_name="house_rules"
    )
    code = models.CharField(_("rule"), max_length=20, choices=Code.choices)
    numbers = models.JSONField(_("figures"), default=dict)
    words = WordedField(_("as published"))
    since = models.DateTimeField(_("since"))
    until = models.DateTimeField(_("until"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "code"],
                condition=Q(until__isnull=True),
                name="one_standing_house_rule",
                violation_error_message=_("This rule already stands here; end it before you make it anew."),
            )
        ]

    def __str__(self) -> str:
        return str(self.words)
