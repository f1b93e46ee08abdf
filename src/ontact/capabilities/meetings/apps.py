"""Public-private meetings: convened, held, voted, decided, recorded (S1)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import AgendaEntry, Capability, Listed, PersonalData, Tile

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Meetings(Capability):
    name = "ontact.capabilities.meetings"
    label = "meetings"
    url_prefix = "meetings/"

    def tile(self) -> Tile:
        return Tile(
            title=_("Meetings"),
            summary=_("Follow what the city discusses, read papers and minutes, enter by your invitation."),
            path="/meetings/",
            icon="people",
            order=10,
            desk="/meetings/desk/",
            desk_title=_("Meetings to prepare"),
        )

    def agenda(self, person: "AbstractBaseUser") -> Iterable[AgendaEntry]:
        from ontact.capabilities.meetings.queries.mine import agenda_entries  # app ready

        return agenda_entries(person)

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.capabilities.meetings.queries.mine import personal_data  # app ready

        return personal_data(person)

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.capabilities.meetings.actions.forgetting import forget_person  # app ready

        forget_person(person)

    def demo(self) -> None:
        from ontact.capabilities.meetings.demo import make_demo  # app ready

        make_demo()

    def listed(self, moment: datetime) -> Iterable[Listed]:
        from ontact.capabilities.meetings.queries.listed import listed  # app ready

        return listed(moment)

    def rounds(self, moment: datetime) -> None:
        from ontact.capabilities.meetings.actions.rounds import make_rounds  # app ready

        make_rounds(moment)
