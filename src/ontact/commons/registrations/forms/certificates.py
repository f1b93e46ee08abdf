"""What the desk types when a certificate is corrected or revoked."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.web.widgets import Counted

LONGEST_NAME = 100
LONGEST_REASON = 300


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name as it shall be printed"), max_length=LONGEST_NAME)


class RevocationForm(forms.Form):
    because = forms.CharField(
        label=_("Why it is revoked"),
        max_length=LONGEST_REASON,
        widget=Counted(LONGEST_REASON, rows=3),
        help_text=_("Everybody who looks at the public page reads this."),
    )
