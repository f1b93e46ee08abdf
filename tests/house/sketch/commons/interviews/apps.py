"""Sketch: question sets and recorded answers."""

from ontact.foundation.capability import Capability


class Interviews(Capability):
    name = "ontact.commons.interviews"
    label = "interviews"
