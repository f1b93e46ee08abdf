"""Live online classes, and the Knowledge journey: lectures held together by themes (S10, S12)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability, PersonalData, Tile

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class LiveClasses(Capability):
    """Places, dates and letters are those of the commons; here are words, themes, materials, and who leads the room."""

    name = "ontact.capabilities.live_classes"
    label = "live_classes"
    verbose_name = _("Live classes")
    url_prefix = "classes/"

    def tile(self) -> Tile:
        return Tile(
            title=_("Live classes"),
            summary=_("Learn from home: sign up, and enter the class by one press when it begins."),
            path="/classes/",
            icon="book",
            order=20,
            desk="/classes/desk/",
            desk_title=_("Live classes of my office"),
        )

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.capabilities.live_classes.queries.mine import personal_data  # app ready

        return personal_data(person)

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.capabilities.live_classes.actions.leading import forget_leader  # app ready
        from ontact.commons.people.models import Person  # app ready

        assert isinstance(person, Person)
        forget_leader(person)

    def demo(self) -> None:
        from ontact.capabilities.live_classes.demo import make_demo  # app ready

        make_demo()

    def rounds(self, moment: datetime) -> None:
        from ontact.capabilities.live_classes.actions.rounds import make_rounds  # app ready

        make_rounds(moment)
