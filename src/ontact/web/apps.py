"""How the house looks: components, forms, refusals, words. No tables."""

from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability


class WebApp(Capability):
    name = "ontact.web"
    label = "web"
    verbose_name = _("Look of the house")
