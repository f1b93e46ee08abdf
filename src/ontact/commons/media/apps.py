"""Files: taken in, checked, shown page by page."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ontact.foundation.capability import Capability, PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


class Media(Capability):
    name = "ontact.commons.media"
    label = "media"
    verbose_name = gettext_lazy("Files")
    url_prefix = "media/"

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        from ontact.commons.media.models import Asset  # app ready
        from ontact.commons.media.queries import viewings_of  # app ready
        from ontact.commons.people.models import Person  # app ready

        rows = [
            (asset.name, f"{asset.created_at:%Y-%m-%d}")
            for asset in Asset.objects.filter(uploaded_by=person.pk)
        ]
        if rows:
            yield PersonalData(_("Files you uploaded"), rows, _("as long as whatever they belong to"))
        assert isinstance(person, Person)
        if watched := viewings_of(person):
            yield PersonalData(_("Videos you watched"), watched, _("180 days after you last watched on"))

    def forget(self, person: "AbstractBaseUser") -> None:
        """The files belong to what they were handed in for; who handed them in, and who watched what, is forgotten."""
        from ontact.commons.media.actions import forget_viewings  # app ready
        from ontact.commons.media.models import Asset  # app ready
        from ontact.commons.people.models import Person  # app ready

        assert isinstance(person, Person)
        forget_viewings(person.selves())
        Asset.objects.filter(uploaded_by=person.pk).update(uploaded_by=None)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.media.actions import look_after  # app ready

        look_after(moment)
