"""One table of everything public with a title, a time and a page."""

from ontact.foundation.capability import Capability


class Listings(Capability):
    name = "ontact.commons.listings"
    label = "listings"
    url_prefix = "listings/"
