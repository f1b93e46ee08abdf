"""Mail out, in the reader's language."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from ontact.commons.people.models import Person


class Notices(Capability):
    name = "ontact.commons.notices"
    label = "notices"
    url_prefix = "notices/"

    def personal_data(self, person: "Person") -> Iterable[PersonalData]:  # type: ignore[override]  # ours is the only user model
        from ontact.commons.notices.models import Notice  # app ready

        mine = Notice.objects.filter(person__in=person.selves()).exclude(address="").order_by("-created_at")
        rows = [(f"{one.created_at:%Y-%m-%d}", one.get_state_display()) for one in mine[:50]]
        if rows:
            yield PersonalData(_("Mails to you"), rows, _("One year after sending; then your address is erased."))

    def forget(self, person: "Person") -> None:  # type: ignore[override]  # ours is the only user model
        from ontact.commons.notices.actions import forget_addresses  # app ready

        forget_addresses(person)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.notices.actions import deliver_due_later, forget_old_addresses  # app ready
        from ontact.commons.notices.queries import is_anything_due  # app ready

        if is_anything_due():
            deliver_due_later()
        forget_old_addresses()
