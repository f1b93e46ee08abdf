"""Notices: what was told to whom, in which language, and whether it arrived at the mail server."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.foundation.models import Kept


class Notice(Kept):
    """One message to one address. `sealed` holds link secrets, encrypted; it is wiped once the notice is
    settled.
    """

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting to be sent")
        SENT = "sent", _("Has left")
        FAILED = "failed", _("Could not be sent")
        DROPPED = "dropped", _("No longer needed")

    class Trouble(models.TextChoices):
        NO_ADDRESS = "no-address", _("There is no usable e-mail address.")
        SERVER_AWAY = "server-away", _("The mail server does not answer; we keep trying.")
        REFUSED = "refused", _("The mail server refused this address.")
        UNWRITABLE = "unwritable", _("The letter could not be written.")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="notices"
    )
    address = models.CharField(_("address"), max_length=254)
    channel = models.CharField(_("channel"), max_length=10, default="mail")
    language = models.CharField(_("language"), max_length=8, default="ko")
    template = models.CharField(_("template"), max_length=80)
    facts = models.JSONField(_("facts"), default=dict)
    sealed = models.BinaryField(null=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    key = models.CharField(_("sent once under this key"), max_length=120, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    due_at = models.DateTimeField(_("due at"), default=now)
    leased_until = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    trouble = models.CharField(_("trouble"), max_length=20, choices=Trouble.choices, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "due_at"], name="notice_due"),
            models.Index(fields=["about_type", "about_id"], name="notice_about"),
        ]
