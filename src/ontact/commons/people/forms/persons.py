"""What people may say about themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.forms.names import NameField
from ontact.commons.people.forms.organisations import telephone_shape
from ontact.commons.people.forms.zones import zone_choices
from ontact.commons.people.models import Person


class ParticularsForm(forms.Form):
    """Name, language, time zone and telephone. The address is changed elsewhere, because it must be proved."""

    name = NameField(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=30,
        required=False,
        validators=[telephone_shape],
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("ko", "한국어"), ("en", "English")], help_text=_("Of pages and mails.")
    )
    time_zone = forms.ChoiceField(label=_("Time zone"), required=False, choices=lambda: _zones_or_city())

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        kwargs["initial"] = {
            name: getattr(person, name) for name in ("name", "phone", "language", "time_zone")
        }
        super().__init__(*args, **kwargs)


def _zones_or_city() -> list[tuple[Any, Any]]:
    return [("", _("The city's")), *zone_choices()]
