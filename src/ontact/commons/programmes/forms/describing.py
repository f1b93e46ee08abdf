"""What a programme is about, for whom and where: the desk's first page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.actions import Description
from ontact.commons.programmes.forms.fields import EitherLanguage, unworded, worded
from ontact.commons.programmes.models import Manner, Programme
from ontact.web.widgets import Counted, RadioCards

HINTS = {
    Manner.ONLINE: _("Everybody comes by video; nobody has to travel."),
    Manner.ON_SITE: _("Everybody comes to the place."),
    Manner.BOTH: _("Some come to the place, the others by video."),
}
OLDEST = 120
WORDED = ("title", "summary", "about", "audience", "materials", "place")


class DescriptionForm(forms.Form):
    title_ko = EitherLanguage(label=_("Title in Korean"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    summary_ko = forms.CharField(label=_("In one sentence, in Korean"), max_length=160, required=False)
    summary_en = forms.CharField(label=_("In one sentence, in English"), max_length=240, required=False)
    about_ko = forms.CharField(
        label=_("What it is about, in Korean"), max_length=4000, required=False, widget=Counted(4000)
    )
    about_en = forms.CharField(
        label=_("What it is about, in English"), max_length=6000, required=False, widget=Counted(6000)
    )
    audience_ko = forms.CharField(label=_("Who it is for, in Korean"), max_length=120, required=False)
    audience_en = forms.CharField(label=_("Who it is for, in English"), max_length=160, required=False)
    age_from = forms.IntegerField(
        label=_("From the age of"),
        required=False,
        min_value=0,
        max_value=OLDEST,
        help_text=_("Whole years on the day of the first session. Empty: everybody."),
    )
    age_to = forms.IntegerField(label=_("Up to the age of"), required=False, min_value=0, max_value=OLDEST)
    manner = forms.ChoiceField(
        label=_("How one takes part"), choices=Manner.choices, widget=RadioCards(hints=HINTS)
    )
    place_ko = forms.CharField(label=_("Place in Korean"), max_length=120, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=160, required=False)
    materials_ko = forms.CharField(label=_("What to bring, in Korean"), max_length=500, required=False)
    materials_en = forms.CharField(label=_("What to bring, in English"), max_length=700, required=False)
    language = forms.ChoiceField(
        label=_("Language in which it is held"),
        choices=[("ko", _("Korean")), ("en", _("English"))],
    )

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        initial: dict[str, Any] = {
            name: getattr(programme, name) for name in ("age_from", "age_to", "manner", "language")
        }
        for name in WORDED:
            initial |= unworded(name, getattr(programme, name))
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("title_ko") and not clean.get("title_en"):
            self.add_error("title_ko", _("Give the programme a title, as it will stand in the catalogue."))
        youngest, oldest = clean.get("age_from"), clean.get("age_to")
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("age_to", _("The lower age must not be above the upper one."))
        if clean.get("manner") in (Manner.ON_SITE, Manner.BOTH) and not worded(clean, "place"):
            self.add_error("place_ko", _("Say where people come to."))
        return clean

    @property
    def description(self) -> Description:
        clean = self.cleaned_data
        return Description(
            **{name: worded(clean, name) for name in WORDED},
            manner=clean["manner"],
            language=clean["language"],
            age_from=clean["age_from"],
            age_to=clean["age_to"],
        )
