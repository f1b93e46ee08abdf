"""The front door (S0): home, calendar, search, my page, help, practice. Assembled from what others offer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability


class Portal(Capability):
    name = "ontact.portal"
    label = "portal"
    verbose_name = _("Front door")
    url_prefix = ""

    def rounds(self, moment: datetime) -> None:
        from ontact.portal.actions import clear_practice_rooms  # app ready

        clear_practice_rooms(moment)
