"""Mail out, in the reader's language."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Notices(Capability):
    name = "ontact.commons.notices"
    label = "notices"
    url_prefix = "notices/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.notices.queries import sent_to  # app ready
        from ontact.commons.people.access import is_signed_in  # app ready

        if is_signed_in(person) and (rows := sent_to(person)):
            until = _("One year after sending; then your address is erased.")
            yield PersonalData(_("Mails to you"), rows, until)

    def forget(self, person: "AbstractBaseUser") -> None:
        from ontact.commons.notices.actions import forget_addresses  # app ready
        from ontact.commons.people.access import is_signed_in  # app ready

        if is_signed_in(person):
            forget_addresses(person)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.notices.actions import deliver_due_later, forget_old_addresses  # app ready
        from ontact.commons.notices.queries import is_anything_due  # app ready

        if is_anything_due():
            deliver_due_later()
        forget_old_addresses()
