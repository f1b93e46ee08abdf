"""Sketch: who asked for a place."""

from ontact.foundation.capability import Capability


class Registrations(Capability):
    name = "ontact.commons.registrations"
    label = "registrations"
