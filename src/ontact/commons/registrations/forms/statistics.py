"""Which season the figures are asked for."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.queries.statistics import Span
from ontact.foundation.clock import now

# First month and number of months.
SEASONS = {
    "year": (_("The whole year"), 1, 12),
    "first": (_("January to June"), 1, 6),
    "second": (_("July to December"), 7, 6),
    "q1": (_("January to March"), 1, 3),
    "q2": (_("April to June"), 4, 3),
    "q3": (_("July to September"), 7, 3),
    "q4": (_("October to December"), 10, 3),
}
FIRST_YEAR = 2020


class SeasonForm(forms.Form):
    """Nonsense in the address means this whole year."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False)
    season = forms.ChoiceField(
        label=_("Season"),
        choices=[(name, label) for name, (label, _first, _months) in SEASONS.items()],
        required=False,
    )

    def __init__(self, data: Any) -> None:
        self.this_year = timezone.localdate(now(), timezone.get_default_timezone()).year
        facts = {"year": str(self.this_year), "season": "year", **{name: data[name] for name in data}}
        super().__init__(facts)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        years = range(self.this_year + 1, FIRST_YEAR - 1, -1)
        field.choices = [(year, str(year)) for year in years]

    @property
    def span(self) -> Span:
        self.is_valid()
        year: int = self.cleaned_data.get("year") or self.this_year
        _label, first, months = SEASONS[self.cleaned_data.get("season") or "year"]
        after = first + months
        return Span(date(year, first, 1), date(year + (after > 12), (after - 1) % 12 + 1, 1))
