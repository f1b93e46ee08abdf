"""Reading programmes of the libraries: per library, per audience (S11)."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability, Tile


class LibraryReading(Capability):
    """Its tables know no person: who comes is known to registrations, which answers for agenda and personal data."""

    name = "ontact.capabilities.library_reading"
    label = "library_reading"
    verbose_name = _("Library reading")
    url_prefix = "reading/"

    def tile(self) -> Tile:
        return Tile(
            title=_("Reading"),
            summary=_("Book playground, reading class, meet the author: at your library, or by video."),
            path="/reading/",
            icon="papers",
            order=30,
            desk="/reading/new/",
            desk_title=_("Begin a reading programme"),
        )

    def demo(self) -> None:
        from ontact.capabilities.library_reading.demo import make_demo  # app ready

        make_demo()

    def rounds(self, moment: datetime) -> None:
        from ontact.capabilities.library_reading.actions import guard_rooms, take_over_copies  # app ready

        take_over_copies()
        guard_rooms()
