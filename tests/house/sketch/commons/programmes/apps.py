"""Sketch: what is announced."""

from ontact.foundation.capability import Capability


class Programmes(Capability):
    name = "ontact.commons.programmes"
    label = "programmes"
