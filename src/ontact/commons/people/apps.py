"""Persons, organisations, who belongs where, who agreed to what."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class People(Capability):
    name = "ontact.commons.people"
    label = "people"
    url_prefix = "people/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.people.access import is_signed_in  # app ready
        from ontact.commons.people.queries import kept_about  # app ready

        if is_signed_in(person):
            yield from kept_about(person)

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.commons.people.access import is_signed_in  # app ready
        from ontact.commons.people.actions import forget  # app ready

        if is_signed_in(person):
            forget(person, by=person.actor())

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.people.actions.retention import erase_ended_sessions, erase_unproved  # app ready

        erase_unproved()
        erase_ended_sessions()

    def demo(self) -> None:
        from ontact.commons.people.demo import make_city  # app ready

        make_city()
