"""By whom minutes are approved, as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ApprovalRule(models.TextChoices):
    """Who approves the minutes of this kind of meeting."""

    CHAIR = "chair", _("The chair")
    SIGNERS = "signers", _("The chair and the signing members")
    PRESENT = "present", _("The chair and every member with a vote who was present")
