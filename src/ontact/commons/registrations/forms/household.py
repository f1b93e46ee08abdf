"""What a guardian types about a child, and agrees to for it."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.forms.names import NameField
from ontact.commons.registrations.queries.missing import age_on
from ontact.web.widgets import DateField

# Civil Act, art. 4: whoever is 19 acts for themselves.
OF_AGE = 19


class ChildForm(forms.Form):
    name = NameField(
        label=_("The child's name"), max_length=100, widget=forms.TextInput({"autocomplete": "off"})
    )
    born_on = forms.DateField(
        label=_("Day of birth"),
        widget=DateField(),
        help_text=_("So that a programme can see whether it is for this age. No other number is needed."),
    )

    def clean_born_on(self) -> date:
        day: date = self.cleaned_data["born_on"]
        if day > localdate():
            raise ValidationError(_("This day is still to come."))
        if (age_on(day, localdate()) or 0) >= OF_AGE:
            raise ValidationError(_("Whoever is 19 or older signs up with an address of their own."))
        return day


class ConsentForm(forms.Form):
    """The box never stands ticked."""

    agreed = forms.BooleanField(
        label=_("I am the guardian, and I agree"),
        error_messages={"required": _("Without your consent the child cannot be signed up.")},
    )
