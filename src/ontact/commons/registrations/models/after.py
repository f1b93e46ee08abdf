"""What follows a place: attendance, no-show marks, survey, certificate."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.models.book import Registration
from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField

PERSON = settings.AUTH_USER_MODEL


class Attendance(Kept):
    """How long a registered person attended one session, by which source and rule.

    The desk's correction counts before all others, else the row that says most (`engine.attending.deciding`).
    """

    class Source(models.TextChoices):
        SEAT = "seat", _("In the live room")
        REPLAY = "replay", _("Replay")
        ROLL = "roll", _("Roll")
        PAPER = "paper", _("On paper")
        DESK = "desk", _("Corrected by the desk")

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendances")
    session = models.ForeignKey("programmes.Session", on_delete=models.CASCADE, related_name="attendances")
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    minutes = models.PositiveIntegerField(_("minutes"))
    counts = models.BooleanField(_("counts"))
    rule_version = models.PositiveSmallIntegerField(default=1)
    # Why the desk corrected it; required there.
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    noted_by_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "session", "source"], name="one_attendance_per_source"
            )
        ]


class NoShow(Kept):
    """A place that was neither used nor given back in time; it may be appealed against, and then excused."""

    class Kind(models.TextChoices):
        ABSENT = "absent", _("Did not come")
        LATE = "late", _("Gave the place back too late")

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="no_show")
    kind = models.CharField(_("what happened"), max_length=10, choices=Kind.choices, default=Kind.ABSENT)
    appeal = models.TextField(_("appeal"), blank=True)
    appealed_at = models.DateTimeField(null=True, blank=True)
    excused_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(_("answer"), max_length=300, blank=True)


class SurveyQuestion(Kept):
    class Kind(models.TextChoices):
        SCALE = "scale", _("One to five")
        CHOICE = "choice", _("One of several")
        TEXT = "text", _("A text")

    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="survey_questions"
    )
    number = models.PositiveSmallIntegerField()
    text = WordedField(_("question"))
    kind = models.CharField(_("answered by"), max_length=10, choices=Kind.choices, default=Kind.SCALE)
    choices = models.JSONField(_("choices"), default=list, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_survey_question_per_number")
        ]

    def __str__(self) -> str:
        return str(self.text)


class SurveySheet(models.Model):
    """Answers without a person and without a time, written with all others in the order of their random identities.

    `answers`: question id → text. Who has answered stands in `SurveyDone`; there is no path between the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="survey_sheets"
    )
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return "survey sheet"


class BoxedSheet(models.Model):
    """Answers while the survey is open. At its close the whole table is emptied, its pages with it (decision 0040).

    Rows written one by one stand in the order of writing, and who answered when is known to the web server. The key
    has no constraint: its pending checks would forbid to truncate.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    programme = models.ForeignKey(
        "programmes.Programme", on_delete=models.CASCADE, related_name="boxed_sheets", db_constraint=False
    )
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return "survey sheet in the box"


class SurveyDone(models.Model):
    """That somebody has answered. No time, no order, no link to a sheet."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    registration = models.OneToOneField(Registration, on_delete=models.CASCADE, related_name="survey_done")

    def __str__(self) -> str:
        return "has answered"


class SurveyClose(Kept):
    """The end of a programme's survey: from then on its results can be read, and nobody can answer any more."""

    programme = models.OneToOneField(
        "programmes.Programme", on_delete=models.CASCADE, related_name="survey_close"
    )
    sheets = models.PositiveIntegerField(_("answers"))
    # When nothing of the single answers was left in the database's files.
    cleared_at = models.DateTimeField(_("traces cleared at"), null=True, blank=True)


class Certificate(Kept):
    """A numbered certificate. A corrected one is a new row that `replaces` the old; a revoked one stays and says so."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="certificates")
    number = models.CharField(_("number"), max_length=30, unique=True)
    # Public in its address, so nothing can be guessed from it.
    code = models.CharField(max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=100)
    facts = models.JSONField(default=dict)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_because = models.CharField(_("why it is revoked"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration"],
                condition=Q(revoked_at__isnull=True, replaces__isnull=True),
                name="one_first_certificate",
            )
        ]


class HouseholdMember(Kept):
    """A child for whom a guardian signs up, without an account of its own: facts that rules ask for."""

    person = models.OneToOneField(PERSON, on_delete=models.CASCADE, related_name="in_household")
    born_on = models.DateField(_("born on"))
