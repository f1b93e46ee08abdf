"""Sketch: ten employers, fifty-one posts, three days at the kiosk; a slot is a session of capacity one."""

from django.conf import settings
from django.db import models

from ontact.foundation.models import Kept


class Posting(Kept):
    programme = models.ForeignKey("programmes.Programme", on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="+")
    questions = models.ForeignKey("interviews.QuestionSet", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)


class Application(Kept):
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="applications")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    slot = models.OneToOneField(
        "registrations.Registration", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # Reviewers see this number and the answers, never the name.
    blind_number = models.PositiveIntegerField()
