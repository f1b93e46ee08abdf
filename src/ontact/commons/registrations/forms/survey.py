"""One field for each question of a survey. Nothing has to be answered."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.registrations.models import Registration, SurveyQuestion
from ontact.commons.registrations.queries.survey import choice_labels
from ontact.web.widgets import Counted, RadioCards

LONGEST = 1_000
SCALE_ENDS = {"1": _("not at all"), "5": _("very much")}


class SurveyForm(forms.Form):
    """`place`: for whom; a question only where a household has several left to answer for."""

    def __init__(
        self,
        *args: Any,
        questions: Iterable[SurveyQuestion],
        places: list[Registration],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        is_asked = len(places) > 1
        self.fields["place"] = forms.ChoiceField(
            label=_("For whom"),
            choices=[(str(one.pk), one.person.name) for one in places],
            widget=RadioCards if is_asked else forms.HiddenInput,
            required=is_asked,
            initial=None if is_asked else places[0].pk,
        )
        for question in questions:
            self.fields[str(question.pk)] = _field(question)

    @property
    def is_sent_again(self) -> bool:
        """A press too many: it names somebody who has been answered for, and must not count for the next."""
        named = self.data.get("place", "")
        return bool(named) and named not in self.places

    @property
    def place(self) -> Registration:
        chosen = self.cleaned_data.get("place") or next(iter(self.places))
        return self.places[chosen]

    @property
    def answers(self) -> dict[UUID, str]:
        return {UUID(name): text for name, text in self.cleaned_data.items() if name != "place" and text}


def _field(question: SurveyQuestion) -> forms.Field:
    label = str(question.text)
    if question.kind == SurveyQuestion.Kind.TEXT:
        return forms.CharField(
            label=label,
            required=False,
            max_length=LONGEST,
            widget=Counted(LONGEST),
            help_text=_("Please name nobody, yourself included: what you write is shown as it is."),
        )
    is_scale = question.kind == SurveyQuestion.Kind.SCALE
    choices = [(str(number), words) for number, words in enumerate(choice_labels(question), 1)]
    widget = RadioCards(hints=SCALE_ENDS if is_scale else None, row=is_scale)
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=widget)
