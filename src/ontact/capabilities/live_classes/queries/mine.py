"""What the classes keep about a person: where they lead."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from ontact.capabilities.live_classes.models import Leader
from ontact.commons.people.access import is_signed_in
from ontact.foundation.capability import PersonalData

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


def personal_data(person: "AbstractBaseUser") -> Iterable[PersonalData]:
    if not is_signed_in(person):
        return
    mine = Leader.objects.filter(person__in=person.selves()).select_related("live_class__programme")
    rows = [(str(one.live_class), f"{one.name} · {one.get_part_display()}") for one in mine]
    if rows:
        yield PersonalData(_("Classes you lead or led"), rows, _("Until you ask to be forgotten."))
