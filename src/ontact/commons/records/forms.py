"""What one looks for in the register."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.records.models import Record
from ontact.web.widgets import Search


class RegisterForm(forms.Form):
    q = forms.CharField(label=_("Words in the title"), required=False, max_length=100, widget=Search)
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All kinds")), *Record.Kind.choices]
    )
