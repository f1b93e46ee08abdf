"""How the house looks."""

from ontact.foundation.capability import Capability


class Web(Capability):
    name = "ontact.web"
    label = "web"
    url_prefix = ""
