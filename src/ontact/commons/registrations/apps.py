"""Who comes: sign-up, places, waiting lists, draws, and what follows from a place."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import AgendaEntry, Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Registrations(Capability):
    name = "ontact.commons.registrations"
    label = "registrations"
    verbose_name = _("Sign-ups")
    url_prefix = "registrations/"

    def agenda(self, person: "AbstractBaseUser") -> Iterable[AgendaEntry]:
        from ontact.commons.registrations.queries.mine import agenda_entries  # app ready

        return agenda_entries(person)

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.people.models import Person  # app ready
        from ontact.commons.registrations.queries.kept_after import data_after  # app ready
        from ontact.commons.registrations.queries.mine import personal_data  # app ready

        assert isinstance(person, Person)
        yield from personal_data(person)
        yield from data_after(person)

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.commons.people.models import Person  # app ready
        from ontact.commons.registrations.actions.after import forget_after  # app ready
        from ontact.commons.registrations.actions.forgetting import forget_person  # app ready

        assert isinstance(person, Person)
        forget_after(person)
        forget_person(person)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.registrations.actions.after import rounds_after  # app ready
        from ontact.commons.registrations.actions.letters_due import write_letters_due  # app ready
        from ontact.commons.registrations.actions.listed import say_what_is_left  # app ready
        from ontact.commons.registrations.actions.live_rooms import hosts_as_they_are  # app ready
        from ontact.commons.registrations.actions.rounds import make_rounds  # app ready
        from ontact.commons.registrations.actions.waiting import rounds_of_waiting  # app ready

        rounds_of_waiting(moment)
        make_rounds(moment)
        hosts_as_they_are(moment)
        say_what_is_left(moment)
        rounds_after(moment)
        write_letters_due(moment)
