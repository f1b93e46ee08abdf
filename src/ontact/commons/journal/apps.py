"""Who did what, when."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Journal(Capability):
    name = "ontact.commons.journal"
    label = "journal"
    url_prefix = "journal/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.journal.models import Entry  # app ready

        count = Entry.objects.filter(actor_kind="person", actor_id=person.pk).count()
        if count:
            yield PersonalData(
                heading=_("Journal"),
                rows=[(_("Lines that you signed"), str(count))],
                kept_until=_(
                    "For good, as the city's log; your name in it is erased when you ask to be forgotten."
                ),
            )

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.commons.journal.actions import erase_names  # app ready

        erase_names([person.pk])

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.journal.actions import seal  # app ready

        seal()
