"""What everybody's stage shows: a choice of the desk, and how many people each arrangement takes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StageLayout(models.TextChoices):
    AUTO = "auto", _("As it fits")
    SPEAKER = "speaker", _("One speaker")
    SLIDES = "slides", _("Slides and speaker")
    TWO = "two", _("Two speakers")
    PANEL = "panel", _("Panel")


# At least and at most so many are named; where nobody need be, the stage follows the floor.
PLACES: dict[str, tuple[int, int]] = {
    StageLayout.AUTO: (0, 0),
    StageLayout.SPEAKER: (0, 1),
    StageLayout.SLIDES: (0, 1),
    StageLayout.TWO: (2, 2),
    StageLayout.PANEL: (2, 6),
}


def takes(layout: str, count: int) -> bool:
    least, most = PLACES[layout]
    return least <= count <= most


def what_is_left(layout: str, count: int) -> str:
    """The arrangement for those who stay when somebody is taken off the stage."""
    if takes(layout, count):
        return layout
    return StageLayout.SPEAKER if count else StageLayout.AUTO
