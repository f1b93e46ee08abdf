"""The front door (S0)."""

from ontact.foundation.capability import Capability


class Portal(Capability):
    name = "ontact.portal"
    label = "portal"
    url_prefix = ""
