"""What must be kept, how long, and who may see it."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Records(Capability):
    name = "ontact.commons.records"
    label = "records"
    verbose_name = gettext_lazy("Records")
    url_prefix = "records/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.records.models import Record  # app ready

        rows = [
            (str(r.title), f"{r.approved_at:%Y-%m-%d}") for r in Record.objects.filter(approved_by=person.pk)
        ]
        if rows:
            yield PersonalData(_("Records you approved"), rows, _("as long as the record is kept by law"))

    def forget(self, person: "AbstractBaseUser") -> None:
        """Who approved an official record is part of the record: it stays as long as the record does."""

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.records.actions import destroy_due  # app ready

        destroy_due(moment)
