"""Sketch: questions, a recorded answer of an opaque subject, and how it is scored."""

from django.conf import settings
from django.db import models

from ontact.foundation.models import Kept
from ontact.foundation.worded import WordedField


class QuestionSet(Kept):
    title = WordedField()


class Question(Kept):
    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    text = WordedField()
    answer_limit_s = models.PositiveSmallIntegerField(default=90)


class Take(Kept):
    """subject: whose answer this is, in the words of the package that owns why; opaque here."""

    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="takes")
    answer = models.OneToOneField("media.Asset", on_delete=models.PROTECT, related_name="+")
    device_key = models.UUIDField(unique=True)


class Sheet(Kept):
    subject_type = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    scores = models.JSONField(default=dict)
