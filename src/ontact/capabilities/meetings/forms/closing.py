"""What the clerk closes to the public: a passage, a name, an opinion, a paper, or a whole item, each on a ground."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.documents.body import MinutesBody, said
from ontact.capabilities.meetings.documents.closing import GROUNDS, Closing, ground_words
from ontact.capabilities.meetings.documents.words import WORDS
from ontact.capabilities.meetings.models import MinutesVersion
from ontact.web.when import moment_words
from ontact.web.widgets import Counted

PASSAGE = "text:"
LABEL_LIMIT = 60


class ClosingForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    what = forms.ChoiceField(label=_("What is closed"))
    passage = forms.CharField(
        label=_("The passage, as it stands in the draft"),
        max_length=4000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only for “Words”. They are closed wherever they stand."),
    )
    ground = forms.ChoiceField(label=_("Ground: Official Information Disclosure Act, Article 9 (1)"))
    words = forms.CharField(
        label=_("In a few words, why (everyone can read this)"),
        max_length=200,
        required=False,
        widget=Counted(200, rows=2),
    )

    def __init__(self, data: Any = None, *, body: MinutesBody, version: int) -> None:
        super().__init__(data, initial={"version": version, "ground": "6"})
        choice_of(self, "what").choices = list(_choices(body))
        choice_of(self, "ground").choices = [(number, grounds_words(number)) for number in GROUNDS]

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        if clean.get("what") == PASSAGE and not clean.get("passage", "").strip():
            self.add_error("passage", _("Copy the words that are to be closed."))
        return clean

    @property
    def closing(self) -> Closing:
        kind, _colon, key = self.cleaned_data["what"].partition(":")
        passage = key or self.cleaned_data["passage"].replace("\r\n", "\n").strip()
        return Closing(kind, passage, self.cleaned_data["ground"], self.cleaned_data["words"])


class CorrectionForm(forms.Form):
    reason = forms.CharField(
        label=_("What is corrected, and why"),
        max_length=500,
        widget=Counted(500, rows=3),
        help_text=_(
            "It stands on the page of the minutes. The edition that is published now stays readable."
        ),
        error_messages={"required": _("Say what is corrected, and why.")},
    )


class VersionsForm(forms.Form):
    """Which two versions are compared; without an answer the last two."""

    before = forms.TypedChoiceField(label=_("Compare version"), coerce=int)
    after = forms.TypedChoiceField(label=_("with version"), coerce=int)

    def __init__(self, data: Any, *, versions: Sequence[MinutesVersion]) -> None:
        last, one_before = versions[0], versions[min(1, len(versions) - 1)]
        chosen = {
            "before": str(one_before.number),
            "after": str(last.number),
            **{k: v for k, v in data.items() if v},
        }
        super().__init__(chosen)
        labels = [(one.number, f"{one.number} · {moment_words(one.created_at)}") for one in versions]
        for name in self.fields:
            choice_of(self, name).choices = labels
        by_number = {one.number: one for one in versions}
        answers = self.cleaned_data if self.is_valid() else {}
        self.earlier = by_number.get(answers.get("before", 0), one_before)
        self.later = by_number.get(answers.get("after", 0), last)


def grounds_words(number: str) -> str:
    """“No. 6: personal data” in the reader's language."""
    language = (get_language() or "ko")[:2]
    return WORDS["ground_of"][language != "ko"].format(n=number, words=ground_words(number, language))


def choice_of(form: forms.Form, name: str) -> forms.ChoiceField:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return field


def _choices(body: MinutesBody) -> Any:
    """Names and opinions are passages too, only chosen instead of typed."""
    language = (get_language() or "ko")[:2]
    yield PASSAGE, _("Words (enter them below)")
    items = [(f"item:{item.number}", f"{item.number}. {said(item.title, language)}") for item in body.items]
    papers = [(f"paper:{paper.name}", paper.name) for item in body.items for paper in item.papers]
    names = [
        (f"{PASSAGE}{name}", name) for name in dict.fromkeys(seat.name for seat in body.attendance) if name
    ]
    opinions = [(f"{PASSAGE}{one.text}", f"{one.name}: {one.text[:LABEL_LIMIT]}") for one in body.opinions]
    groups = (
        (_("A whole item"), items),
        (_("A paper"), papers),
        (_("A name"), names),
        (_("A written opinion"), opinions),
    )
    yield from ((label, choices) for label, choices in groups if choices)
