"""What a guardian answers for a child: each purpose asked apart, and never answered beforehand."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.queries.consents import PURPOSES
from ontact.commons.people.models import Consent
from ontact.web.widgets import RadioCards

YES, NO = "yes", "no"
ANSWERS = [(YES, _("Yes, I agree")), (NO, _("No"))]
LABELS = {
    Consent.Purpose.CAMERA: _("May your child be seen by camera?"),
    Consent.Purpose.RECORDING: _("May your child be in a recording?"),
}
CLERKS_LABELS = {
    Consent.Purpose.CAMERA: _("May the child be seen by camera?"),
    Consent.Purpose.RECORDING: _("May the child be in a recording?"),
}


class ConsentForm(forms.Form):
    """`agreed` before is None until there is an answer: no box stands ticked."""

    def __init__(
        self, data: Any = None, *, agreed: frozenset[str] | None, labels: dict[Any, Any] | None = None
    ) -> None:
        super().__init__(data)
        for purpose in PURPOSES:
            before = None if agreed is None else (YES if purpose in agreed else NO)
            self.fields[purpose.value] = forms.ChoiceField(
                label=(labels or LABELS)[purpose],
                choices=ANSWERS,
                widget=RadioCards(),
                initial=before,
                error_messages={"required": _("Choose yes or no.")},
            )

    @property
    def agreed(self) -> frozenset[str]:
        return frozenset(purpose for purpose in PURPOSES if self.cleaned_data[purpose.value] == YES)


class PaperConsentForm(ConsentForm):
    """What the clerk enters for a guardian."""

    evidence = forms.CharField(
        label=_("How it was said, and where it can be found"),
        max_length=200,
        help_text=_(
            "For example: signed on paper on 3 May, in the committee's folder. Kept with the consent."
        ),
        error_messages={"required": _("Say how the guardian answered: it must be possible to prove it.")},
    )

    field_order = (*[purpose.value for purpose in PURPOSES], "evidence")

    def __init__(self, data: Any = None, *, agreed: frozenset[str] | None) -> None:
        super().__init__(data, agreed=agreed, labels=CLERKS_LABELS)
        self.order_fields(self.field_order)
