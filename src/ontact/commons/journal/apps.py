"""Who did what, when."""

from ontact.foundation.capability import Capability


class Journal(Capability):
    name = "ontact.commons.journal"
    label = "journal"
    url_prefix = "journal/"
