"""Sketch: a kiosk day."""

from ontact.foundation.capability import Capability


class HiringKiosk(Capability):
    name = "ontact.capabilities.hiring_kiosk"
    label = "hiring_kiosk"
