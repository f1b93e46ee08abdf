"""What a citizen looks for in the catalogue; nonsense in the address narrows nothing."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import Manner
from ontact.commons.programmes.queries.catalogue import Audience, Filters, TimeOfDay
from ontact.foundation.clock import now
from ontact.web.when import MONTHS_EN
from ontact.web.widgets import CheckCards

WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
MONTHS_AHEAD = 12
ANY = ("", _("Any"))


class CatalogueForm(forms.Form):
    audience = forms.ChoiceField(label=_("Who it is for"), required=False, choices=[ANY, *Audience.choices])
    month = forms.ChoiceField(label=_("Month"), required=False)
    weekdays = forms.MultipleChoiceField(
        label=_("Day of the week"), required=False, choices=WEEKDAYS, widget=CheckCards(row=True)
    )
    time_of_day = forms.ChoiceField(label=_("Time"), required=False, choices=[ANY, *TimeOfDay.choices])
    host = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("House"), required=False, widget=CheckCards
    )
    manner = forms.ChoiceField(
        label=_("Where"),
        required=False,
        choices=[ANY, (Manner.ONLINE, Manner.ONLINE.label), (Manner.ON_SITE, Manner.ON_SITE.label)],
    )
    open = forms.BooleanField(label=_("Only where one can sign up now"), required=False)

    def __init__(self, data: Any = None, *, hosts: QuerySet[Organisation]) -> None:
        super().__init__(data)
        house, month = self.fields["host"], self.fields["month"]
        assert isinstance(house, forms.ModelMultipleChoiceField)
        assert isinstance(month, forms.ChoiceField)
        house.queryset = hosts
        month.choices = [ANY, *_months()]

    @property
    def filters(self) -> Filters:
        """Of what was understood; a field that was not is left out."""
        self.is_valid()
        clean: dict[str, Any] = getattr(self, "cleaned_data", {})
        year, _dash, month = clean.get("month", "").partition("-")
        return Filters(
            audience=Audience(clean["audience"]) if clean.get("audience") else None,
            month=(int(year), int(month)) if month else None,
            weekdays=frozenset(int(day) for day in clean.get("weekdays", [])),
            time_of_day=TimeOfDay(clean["time_of_day"]) if clean.get("time_of_day") else None,
            hosts=frozenset(host.pk for host in clean.get("host", [])),
            manner=Manner(clean["manner"]) if clean.get("manner") else None,
            takes_sign_ups=clean.get("open", False),
        )


def _months() -> list[tuple[str, str]]:
    """This month and the eleven that follow, by the city's calendar."""
    first = timezone.localtime(now(), timezone.get_default_timezone())
    counted = [divmod(first.year * 12 + first.month - 1 + ahead, 12) for ahead in range(MONTHS_AHEAD)]
    return [(f"{year}-{month + 1:02d}", _month_words(year, month + 1)) for year, month in counted]


def _month_words(year: int, month: int) -> str:
    """2027년 3월, or March 2027."""
    if (get_language() or "ko").startswith("ko"):
        return f"{year}년 {month}월"
    return f"{MONTHS_EN[month - 1]} {year}"
