"""Persons, organisations, who belongs where, who agreed to what."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from ontact.commons.people.models import Person


class People(Capability):
    name = "ontact.commons.people"
    label = "people"
    url_prefix = "people/"

    def personal_data(self, person: "Person") -> Iterable[PersonalData]:  # type: ignore[override]  # our only user model
        from ontact.commons.people.queries import kept_about  # app ready

        yield from kept_about(person)

    def forget(self, person: "Person") -> None:  # type: ignore[override]  # our only user model
        from ontact.commons.people.actions import forget  # app ready

        forget(person, by=person.actor())

    def demo(self) -> None:
        from ontact.commons.people.demo import make_city  # app ready

        make_city()
