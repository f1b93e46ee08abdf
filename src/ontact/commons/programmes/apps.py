"""What the city announces, and when it takes place: programmes and their dated sessions."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability, Listed


class Programmes(Capability):
    """Its tables know no person: who comes is known to registrations, which answers for agenda and personal data."""

    name = "ontact.commons.programmes"
    label = "programmes"
    verbose_name = _("Programmes")
    url_prefix = "programmes/"

    def listed(self, moment: datetime) -> Iterable[Listed]:
        from ontact.commons.programmes.queries.listed import listed  # app ready

        return listed(moment)

    def rounds(self, moment: datetime) -> None:
        from ontact.commons.programmes.actions.announcing import renew_listings  # app ready

        renew_listings(moment)
