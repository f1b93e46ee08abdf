"""What a reader types: the page to turn to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PageForm(forms.Form):
    """`of`: how many pages there are."""

    page = forms.IntegerField(label=_("Page"), min_value=1)

    def __init__(self, *args: Any, of: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.of = of
        self.fields["page"].widget.attrs.update({"max": of, "inputmode": "numeric"})
        # Where the reader is shown ("panel"): kept when turning to a page.
        self.fields["in"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def number(self) -> int:
        """The page asked for; whatever does not exist becomes the nearest that does."""
        asked = self.cleaned_data["page"] if self.is_valid() else 1
        return max(1, min(asked, self.of))
