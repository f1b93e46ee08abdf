"""Persons, organisations, who belongs where, who agreed to what."""

from ontact.foundation.capability import Capability


class People(Capability):
    name = "ontact.commons.people"
    label = "people"
    url_prefix = "people/"
