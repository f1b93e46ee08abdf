"""What a rehearsal refuses."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class RehearsalTooLate(RuleBroken):
    code = "rehearsal-too-late"
    text = _("The doors of the meeting are open; there is nothing left to rehearse.")
    way_out = _("Enter the meeting itself.")


class NoRehearsal(RuleBroken):
    code = "no-rehearsal"
    text = _("The rehearsal is over.")
    way_out = _("Hold another one, as long as the doors of the meeting are closed.")
