"""What the noticeboard offers the house: a tile, nothing about anyone."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability, Tile


class Noticeboard(Capability):
    name = "ontact.capabilities.noticeboard"
    label = "noticeboard"
    url_prefix = "noticeboard/"

    def tile(self) -> Tile:
        return Tile(
            _("Pin a note"), _("A board that everyone in the room can write on."), "/noticeboard/", "edit"
        )
