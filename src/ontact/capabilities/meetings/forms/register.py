"""What one looks for in the register of minutes, and why a closed meeting stands there without its text."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.documents.closing import GROUNDS
from ontact.capabilities.meetings.forms.closing import choice_of, grounds_words
from ontact.capabilities.meetings.models import Minutes
from ontact.commons.people.models import Organisation


class RegisterWanted(forms.Form):
    """What cannot be read is left out: a register is shown in any case."""

    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Convened by"), required=False, empty_label=_("All offices")
    )
    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        kept = Minutes.objects.filter(number__isnull=False)
        field = self.fields["host"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=kept.values("meeting__host")).order_by(
            "rank", "created_at"
        )
        years = kept.order_by("-year").values_list("year", flat=True).distinct()
        choice_of(self, "year").choices = [
            ("", _("All years")),
            *((str(year), str(year)) for year in years),
        ]
        self.is_valid()

    @property
    def office(self) -> Organisation | None:
        found: Organisation | None = self.cleaned_data.get("host")
        return found

    @property
    def of_year(self) -> int | None:
        return int(self.cleaned_data["year"]) if self.cleaned_data.get("year") else None


class GroundForm(forms.Form):
    """Of a meeting behind closed doors."""

    ground = forms.ChoiceField(label=_("Ground: Official Information Disclosure Act, Article 9 (1)"))
    hides_title = forms.BooleanField(
        label=_("The title is closed too"),
        required=False,
        help_text=_("The register then says “Closed meeting” in its place."),
    )

    def __init__(self, data: Any = None, *, minutes: Minutes) -> None:
        super().__init__(data, initial={"ground": minutes.ground, "hides_title": minutes.hides_title})
        choice_of(self, "ground").choices = [(number, grounds_words(number)) for number in GROUNDS]
