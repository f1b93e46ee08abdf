"""What is typed in the first hour of an empty city."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.forms.organisations import telephone_shape
from ontact.commons.people.forms.zones import zone_field
from ontact.web.widgets import CheckCards


class KeyForm(forms.Form):
    """The set-up code from the machine's own screen."""

    key = forms.CharField(
        label=_("Set-up code"),
        max_length=20,
        widget=forms.TextInput(
            {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "autofocus": True}
        ),
        help_text=_("bin/run has printed it on the screen of the machine: eight letters and digits."),
    )


class CityForm(forms.Form):
    """What the city is called, and whom people call when they are stuck."""

    name_ko = forms.CharField(label=_("Name of the city in Korean"), max_length=100)
    name_en = forms.CharField(label=_("Name of the city in English"), max_length=100)
    telephone = forms.CharField(
        label=_("Telephone for help"),
        max_length=30,
        validators=[telephone_shape],
        help_text=_("Shown on every page and in every mail, for people who are stuck."),
    )
    time_zone = zone_field(label=_("Time zone"))
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=[("ko", "한국어"), ("en", "English")],
        initial=["ko", "en"],
        widget=CheckCards(),
    )

    def clean_languages(self) -> list[str]:
        languages: list[Any] = self.cleaned_data["languages"]
        return [str(language) for language in languages]


class AdministratorForm(forms.Form):
    """Who tends the city hall from now on."""

    name = forms.CharField(label=_("Name"), max_length=100, widget=forms.TextInput({"autocomplete": "name"}))
    title = forms.CharField(label=_("Job title"), max_length=100, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "spellcheck": "false"}),
    )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
