"""How the house looks: components, forms, refusals, words. No tables."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.foundation.capability import Capability

REQUIRED: dict[type[forms.Field], Any] = {
    forms.Field: _("Please fill this in."),
    forms.ChoiceField: _("Please choose one."),
    forms.MultipleChoiceField: _("Please choose at least one."),
    forms.BooleanField: _("Please tick this to go on."),
    forms.FileField: _("Please choose a file."),
}


class WebApp(Capability):
    name = "ontact.web"
    label = "web"
    verbose_name = _("Look of the house")

    def ready(self) -> None:
        """Say what to do instead of "this field is required", on every form."""
        for field, words in REQUIRED.items():
            field.default_error_messages = {**field.default_error_messages, "required": words}
