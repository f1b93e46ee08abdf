"""Sketch: the 220-seat meeting."""

from ontact.foundation.capability import Capability


class Executive(Capability):
    name = "ontact.capabilities.executive"
    label = "executive"
