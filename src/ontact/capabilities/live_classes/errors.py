"""What a live class says when it says no."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class NoFile(RuleBroken):
    code = "no-file"
    status = 422
    text = _("No file was chosen.")
    way_out = _("Choose a file first, then send it.")


class NoRoomYet(RuleBroken):
    code = "no-room-yet"
    text = _("This session has no live room yet.")
    way_out = _("The room is made when the programme is published. After that you can make the link here.")


class AddressMissing(RuleBroken):
    code = "leader-without-address"
    status = 422
    text = _("A lecturer or helper needs an e-mail address.")
    way_out = _("Write the address with which they sign in or to which you send the link.")
