"""What asking guardians refuses, each with its sentence and a way out."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class ConsentLinkUnknown(RuleBroken):
    code = "consent-link-unknown"
    status = 404
    text = _("This link is not complete, or a newer mail has replaced it.")
    way_out = _("Open the link in the latest mail, by pressing it rather than typing it.")


class ConsentLinkOver(RuleBroken):
    code = "consent-link-over"
    status = 410
    text = _("What this link asked about is over, and with it your consent.")
    way_out = _("There is nothing left to withdraw. Questions are answered by telephone.")


class GuardianMissing(RuleBroken):
    code = "guardian-missing"
    text = _("No guardian with an e-mail address is entered for %(name)s.")
    way_out = _("Enter the guardian, or enter what was agreed to in writing.")
