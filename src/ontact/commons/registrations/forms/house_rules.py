"""A house rule as an office makes it: its figures, and the sentence in which they are published."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime, time
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from django import forms
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.forms.fields import DayField, worded
from ontact.commons.registrations.models import HouseRule
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.web.widgets import Counted, DateField

LANGUAGES = ("ko", "en")
LONGEST_WORDS = 300
SEASONS = [
    (1, _("a month")),
    (3, _("3 months")),
    (4, _("4 months")),
    (6, _("6 months")),
    (12, _("12 months")),
]


class RuleForm(forms.Form):
    """What all rules have. A subclass adds its figures, and `proposal`: their sentence with places for them."""

    code: ClassVar[HouseRule.Code]
    proposal: ClassVar[str | Promise]
    explains: ClassVar[str | Promise]
    figures: ClassVar[tuple[str, ...]]

    words_ko = forms.CharField(
        label=_("As published, in Korean"),
        max_length=LONGEST_WORDS,
        widget=Counted(LONGEST_WORDS, rows=3),
        help_text=_("Whoever is refused by this rule reads this sentence. It names the figures."),
    )
    words_en = forms.CharField(
        label=_("As published, in English"), max_length=LONGEST_WORDS, widget=Counted(LONGEST_WORDS, rows=3)
    )
    since = DayField(
        label=_("Holds from"),
        required=False,
        widget=DateField(),
        help_text=_("Empty: from now on."),
    )

    def __init__(self, data: Any = None, *, organisation: Organisation) -> None:
        self.organisation = organisation
        self.zone = ZoneInfo(organisation.time_zone)
        super().__init__(data)
        self.fields |= self.more_fields()
        self.order_fields([*self.figures, "words_ko", "words_en", "since"])
        figures = {name: self.fields[name].initial for name in self.figures}
        self.initial = {**self.initial, **self.proposed(figures)}

    def more_fields(self) -> dict[str, forms.Field]:
        return {}

    @property
    def numbers(self) -> dict[str, int]:
        """What the judge reads; a figure left empty does not bound."""
        clean = self.cleaned_data
        return {name: int(clean[name]) for name in self.figures if clean.get(name) is not None}

    @property
    def words(self) -> Worded:
        return worded(self.cleaned_data, "words")

    @property
    def begins_at(self) -> datetime | None:
        """The first moment of that day by the house's clock; of today: at once."""
        day = self.cleaned_data["since"]
        if day is None:
            return None
        begins = datetime.combine(day, time(), tzinfo=self.zone)
        return begins if begins > now() else None

    def clean_since(self) -> Any:
        day = self.cleaned_data["since"]
        if day is not None and day < now().astimezone(self.zone).date():
            raise forms.ValidationError(_("A rule holds from now on or later, never for what has been."))
        return day

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if any(name in self.errors for name in self.figures):
            return clean
        for language in LANGUAGES:
            said = clean.get(f"words_{language}", "")
            unsaid = [str(number) for number in self.numbers.values() if str(number) not in said]
            if said and unsaid:
                words = _("The sentence must name the figures by which the rule judges: %(figures)s.")
                self.add_error(f"words_{language}", words % {"figures": ", ".join(unsaid)})
        return clean

    def proposed(self, numbers: Mapping[str, Any]) -> dict[str, str]:
        """A sentence for these figures in each language; one may write another."""
        return {f"words_{language}": self._said(language, numbers) for language in LANGUAGES}

    def with_a_proposal(self) -> "RuleForm":
        """The same form with the sentence made anew from the figures that were typed; nothing else of it is lost."""
        self.is_valid()
        data: Any = copy(self.data)
        if all(name not in self.errors for name in self.figures):
            for name, words in self.proposed(self.numbers).items():
                data[name] = words
        return type(self)(data, organisation=self.organisation)

    def _said(self, language: str, numbers: Mapping[str, Any]) -> str:
        with translation.override(language):
            return str(self.proposal) % {name: numbers.get(name) for name in self.figures}


class ResidentsFirstForm(RuleForm):
    code = HouseRule.Code.RESIDENTS_FIRST
    figures = ("days",)
    proposal = _(
        "In the first %(days)s days after the opening only people who live, work or study in the city sign up."
    )
    explains = _("Whoever signs up says whether they live, work or study in the city.")

    days = forms.IntegerField(
        label=_("Days after the opening"),
        min_value=1,
        max_value=60,
        initial=3,
        help_text=_("Afterwards it is open to all."),
    )


class AgesForm(RuleForm):
    code = HouseRule.Code.AGES
    figures = ("from", "to")
    explains = _("By the age on the day of the first session. It holds for all programmes of this house.")

    to = forms.IntegerField(
        label=_("Up to the age of"), required=False, min_value=0, max_value=120, initial=12
    )

    def more_fields(self) -> dict[str, forms.Field]:
        """ "from" is no name that a class body can take."""
        youngest = forms.IntegerField(
            label=_("From the age of"), required=False, min_value=0, max_value=120, initial=7
        )
        return {"from": youngest}

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        youngest, oldest = clean.get("from"), clean.get("to")
        if youngest is None and oldest is None and not self.errors:
            self.add_error("to", _("Write at least one of the two ages."))
        if youngest is not None and oldest is not None and youngest > oldest:
            self.add_error("to", _("The lower age must not be above the upper one."))
        return clean

    def _said(self, language: str, numbers: Mapping[str, Any]) -> str:
        youngest, oldest = numbers.get("from"), numbers.get("to")
        with translation.override(language):
            if youngest is None:
                return str(_("Our programmes are for everybody up to the age of %(to)s.")) % {"to": oldest}
            if oldest is None:
                return str(_("Our programmes are for everybody from the age of %(from)s on.")) % {
                    "from": youngest
                }
            words = _("Our programmes are for people from the age of %(from)s up to %(to)s.")
            return str(words) % {"from": youngest, "to": oldest}


class OneASeasonForm(RuleForm):
    code = HouseRule.Code.ONE_A_SEASON
    figures = ("programmes", "months")
    proposal = _(
        "Within %(months)s months, counted from January, one person can be signed up for %(programmes)s of our programmes."
    )
    explains = _("Whoever waits or has a place counts; whoever gave it back does not.")

    programmes = forms.IntegerField(label=_("Programmes"), min_value=1, max_value=20, initial=1)
    months = forms.TypedChoiceField(
        label=_("Length of a season"),
        choices=SEASONS,
        coerce=int,
        initial=3,
        help_text=_("Counted from January."),
    )


class NoShowsForm(RuleForm):
    code = HouseRule.Code.NO_SHOWS
    figures = ("times", "days")
    proposal = _(
        "Whoever stayed away without notice %(times)s times within %(days)s days cannot sign up until those days are over."
    )
    explains = _("Marks that the desk has excused do not count.")

    times = forms.IntegerField(label=_("Times without notice"), min_value=1, max_value=20, initial=2)
    days = forms.IntegerField(label=_("Within how many days"), min_value=1, max_value=730, initial=60)


class WithGuardianForm(RuleForm):
    code = HouseRule.Code.WITH_GUARDIAN
    figures = ("under",)
    proposal = _("Children under %(under)s come with a guardian, who is signed up together with them.")
    explains = _("A child below this age is refused unless its guardian is in the same sign-up.")

    under = forms.IntegerField(label=_("Children under the age of"), min_value=1, max_value=19, initial=7)


FORMS: dict[str, type[RuleForm]] = {
    form.code.value: form
    for form in (ResidentsFirstForm, AgesForm, OneASeasonForm, NoShowsForm, WithGuardianForm)
}
