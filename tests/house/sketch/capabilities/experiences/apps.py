"""Sketch: a kit sent home."""

from ontact.foundation.capability import Capability


class Experiences(Capability):
    name = "ontact.capabilities.experiences"
    label = "experiences"
