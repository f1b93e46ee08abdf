"""Public-private meetings and the executive meeting (S1 S2)."""

from ontact.foundation.capability import Capability


class Meetings(Capability):
    name = "ontact.capabilities.meetings"
    label = "meetings"
    url_prefix = "meetings/"
