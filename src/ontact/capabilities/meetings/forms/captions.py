"""One line of captions, put right afterwards."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.actions.captions import LENGTH_AT_MOST
from ontact.web.widgets import Counted


class CaptionForm(forms.Form):
    text = forms.CharField(
        label=_("What was said"),
        required=False,
        max_length=LENGTH_AT_MOST,
        widget=Counted(LENGTH_AT_MOST, rows=2),
        help_text=_("Without words the line is taken away."),
    )
