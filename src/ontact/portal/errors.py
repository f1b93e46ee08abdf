"""When the front door says no."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.errors import RuleBroken


class TooManyTries(RuleBroken):
    code = "too-many-tries"
    status = 429
    text = _("Ten practice rooms were opened from your network within the hour.")
    way_out = _("Wait a little, or call us: we test your devices together.")


class PracticeRoomsTaken(RuleBroken):
    code = "practice-rooms-taken"
    status = 503
    text = _("All practice rooms are taken at the moment.")
    way_out = _("Try again in a few minutes.")
