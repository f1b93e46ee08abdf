"""What a reader types: the page to turn to; and what a player reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.media.engine.watching import Stretch

STRETCHES_AT_MOST = 400
LONGEST_REPORT = 12 * STRETCHES_AT_MOST


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


class WatchedForm(forms.Form):
    """A player's report: cells that were watched ("0-3,7-7"), and the place at which it is."""

    cells = forms.RegexField(
        r"^\d{1,5}-\d{1,5}(,\d{1,5}-\d{1,5})*$", max_length=LONGEST_REPORT, required=False
    )
    position = forms.IntegerField(min_value=0, max_value=100_000, required=False)

    def clean_cells(self) -> list[Stretch]:
        stretches = []
        for part in filter(None, self.cleaned_data["cells"].split(",")):
            first, last = part.split("-")
            stretches.append((int(first), int(last)))
        return stretches

    def clean_position(self) -> int:
        return self.cleaned_data["position"] or 0
