"""Where people meet live."""

from ontact.foundation.capability import Capability


class Rooms(Capability):
    name = "ontact.commons.rooms"
    label = "rooms"
    url_prefix = "rooms/"
