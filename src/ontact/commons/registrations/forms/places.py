"""What is chosen when a place is given back: of several who came together, who goes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.models import Registration
from ontact.web.widgets import CheckCards


class WithdrawalForm(forms.Form):
    """Whoever is alone is asked nothing."""

    def __init__(
        self, *args: Any, place: Registration, companions: Sequence[Registration], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        self.rows = {str(one.pk): one for one in [place, *companions]}
        if companions:
            self.fields["who"] = forms.MultipleChoiceField(
                label=_("Who does not come"),
                choices=[(key, str(one.person)) for key, one in self.rows.items()],
                initial=[str(place.pk)],
                widget=CheckCards(),
                error_messages={"required": _("Choose at least one person.")},
            )

    @property
    def going(self) -> list[Registration]:
        if "who" not in self.fields:
            return [self.place]
        return [self.rows[key] for key in self.cleaned_data["who"]]
