"""Questions as the desk writes them: those before signing up, and those of the survey afterwards."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.forms.fields import EitherLanguage, unworded, worded
from ontact.commons.registrations.actions.questions import Asked
from ontact.commons.registrations.actions.survey import Ask
from ontact.commons.registrations.forms.seen import SeenForm
from ontact.commons.registrations.models import Question, SurveyQuestion
from ontact.web.widgets import RadioCards, Words

MOST_CHOICES, LONGEST_CHOICE = 20, 120
KIND_HINTS = {
    Question.Kind.LINE: _("A few words, for example the name of a school."),
    Question.Kind.TEXT: _("Several sentences."),
    Question.Kind.YES_NO: _("One press."),
    Question.Kind.CHOICE: _("One of the answers that you write below."),
}
SURVEY_HINTS = {
    SurveyQuestion.Kind.SCALE: _("From “not at all” to “very much”; shown as bars with their mean."),
    SurveyQuestion.Kind.CHOICE: _("One of the answers that you write below."),
    SurveyQuestion.Kind.TEXT: _("Their own words, shown in alphabetical order."),
}


class ChoicesField(forms.CharField):
    """One answer a line; gives a tuple of texts."""

    widget = Words

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        choices = tuple(dict.fromkeys(line for line in lines if line))
        if len(choices) > MOST_CHOICES:
            raise forms.ValidationError(_("At most %(most)d answers are offered.") % {"most": MOST_CHOICES})
        if any(len(one) > LONGEST_CHOICE for one in choices):
            words = _("An answer has at most %(most)d letters.")
            raise forms.ValidationError(words % {"most": LONGEST_CHOICE})
        return choices


class AskedForm(forms.Form):
    """The words of a question and how it is answered; what both kinds of questions share."""

    text_ko = EitherLanguage(label=_("Question in Korean"), max_length=200, required=False)
    text_en = forms.CharField(label=_("Question in English"), max_length=300, required=False)
    kind = forms.ChoiceField(label=_("Answered by"))
    choices = ChoicesField(
        label=_("Answers to choose from"),
        required=False,
        help_text=_("One a line, only where one of several is chosen."),
    )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("text_ko") and not clean.get("text_en"):
            self.add_error("text_ko", _("Write the question."))
        is_choice = clean.get("kind") == Question.Kind.CHOICE and "choices" in clean
        if is_choice and len(clean["choices"]) < 2:
            self.add_error("choices", _("Write at least two answers, one a line."))
        return clean


class QuestionForm(SeenForm, AskedForm):
    """Asked of each person before the sign-up."""

    is_required = forms.BooleanField(
        label=_("Must be answered"),
        required=False,
        initial=True,
        help_text=_("Nobody gets in without an answer: ask only what you need."),
    )

    def __init__(self, data: Any = None, *, question: Question | None = None) -> None:
        super().__init__(data, initial=_initial(question))
        _offer(self.fields["kind"], Question.Kind.choices, KIND_HINTS)

    @property
    def asked(self) -> Asked:
        clean = self.cleaned_data
        return Asked(
            text=worded(clean, "text"),
            kind=clean["kind"],
            choices=clean["choices"],
            is_required=clean["is_required"],
        )

    def _typed(self, name: str) -> Any:
        """Answers stand one a line, as they are shown."""
        typed = super()._typed(name)
        return "\n".join(typed) if isinstance(typed, tuple) else typed


class SurveyQuestionForm(AskedForm):
    """Asked of everybody who had a place, after the last session."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"kind": SurveyQuestion.Kind.SCALE})
        _offer(self.fields["kind"], SurveyQuestion.Kind.choices, SURVEY_HINTS)

    @property
    def ask(self) -> Ask:
        clean = self.cleaned_data
        kind = SurveyQuestion.Kind(clean["kind"])
        choices = clean["choices"] if kind is SurveyQuestion.Kind.CHOICE else ()
        return Ask(worded(clean, "text"), kind, choices)


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {"kind": Question.Kind.LINE, "is_required": True}
    return {
        **unworded("text", question.text),
        "kind": question.kind,
        "choices": "\n".join(question.choices),
        "is_required": question.is_required,
    }


def _offer(field: forms.Field, choices: Any, hints: dict[Any, Any]) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.widget = RadioCards(hints=hints)
    field.choices = choices
