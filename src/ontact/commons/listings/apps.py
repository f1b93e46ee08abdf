"""One table of everything public with a title, a time and a page."""

from datetime import datetime

from ontact.foundation.capability import Capability


class Listings(Capability):
    name = "ontact.commons.listings"
    label = "listings"
    url_prefix = "listings/"

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.listings.actions import check_each_night  # app ready

        check_each_night(moment)
