"""The second step: agenda items and their papers."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.forms.what import EitherLanguage
from ontact.capabilities.meetings.models import AgendaItem, Meeting, Participant
from ontact.foundation.worded import Worded
from ontact.web.widgets import Upload


class ItemForm(forms.Form):
    title_ko = EitherLanguage(label=_("Agenda item"), max_length=200, required=False)
    title_en = forms.CharField(label=_("In English"), max_length=200, required=False)
    presenter = forms.ModelChoiceField(
        Participant.objects.none(), label=_("Presenter"), required=False, empty_label=_("Nobody yet")
    )
    presenter_words = forms.CharField(
        label=_("Or a presenter who is not on the list"), max_length=120, required=False
    )
    planned_minutes = forms.IntegerField(
        label=_("Minutes it takes"), min_value=1, max_value=600, initial=10,
        error_messages={
            "required": _("Say how many minutes this item takes."),
            "min_value": _("An item takes at least one minute."),
        },
    )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, item: AgendaItem | None = None) -> None:
        prefix = f"item-{item.pk}" if item else "new-item"
        super().__init__(data, initial=_words(item), prefix=prefix)
        field = self.fields["presenter"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meeting.participants.standing()
        vars(field)["label_from_instance"] = lambda person: person.words

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("title_ko") and not clean.get("title_en"):
            self.add_error("title_ko", _("Say what this item is about."))
        return clean

    @property
    def words(self) -> dict[str, Any]:
        """What the actions take."""
        clean = self.cleaned_data
        ko, en = clean["title_ko"].strip(), clean["title_en"].strip()
        return {
            "title": Worded.of("ko" if ko else "en", ko=ko, en=en),
            "planned_minutes": clean["planned_minutes"],
            "presenter": clean["presenter"],
            "presenter_words": "" if clean["presenter"] else clean["presenter_words"],
        }


def _words(item: AgendaItem | None) -> dict[str, Any]:
    if item is None:
        return {}
    return {
        "title_ko": item.title.texts.get("ko", ""),
        "title_en": item.title.texts.get("en", ""),
        "presenter": item.presenter_id,
        "presenter_words": item.presenter_words,
        "planned_minutes": item.planned_minutes,
    }


class PaperForm(forms.Form):
    file = forms.FileField(
        label=_("Papers"),
        widget=Upload(accept=".pdf,.png,.jpg,.jpeg,.webp,.docx,.pptx,.xlsx,.odt,.hwp,.hwpx", many=True),
    )
