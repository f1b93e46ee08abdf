"""What visitors type at the front door."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.forms import CatalogueForm
from ontact.commons.programmes.forms.fields import AskedField
from ontact.foundation.clock import now
from ontact.portal.queries import Asked
from ontact.web.widgets import Search

FIRST_YEAR, LAST_YEAR = 2000, 2100
# Where in the list, and which stretch of the calendar: no part of what is looked for.
PLACES = ("after", "before", "week")


class SearchForm(forms.Form):
    """`q` is kept as typed; nonsense in `when` means everything."""

    EVERYTHING, COMING, PAST = "", "coming", "past"

    q = forms.CharField(label=_("Search"), required=False, max_length=100, widget=Search)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q", "")).strip() if self.is_valid() else ""

    @property
    def when(self) -> str:
        wanted = self.data.get("when", self.EVERYTHING)
        return wanted if wanted in (self.COMING, self.PAST) else self.EVERYTHING


@dataclass(frozen=True)
class Chosen:
    """One filter that is set: its field, its word, and the query of the address without it."""

    name: str
    label: str
    without: str


class FindForm(CatalogueForm):
    """The catalogue's filters with words and free places. All of them may be left as they are."""

    bound_field_class = AskedField
    field_order = ("q", "audience", "month", "weekdays", "time_of_day", "host", "manner", "open", "free")

    q = forms.CharField(label=_("Search words"), required=False, max_length=100, widget=Search)
    free = forms.BooleanField(label=_("Only where a place is free"), required=False)

    def __init__(self, data: QueryDict, *, hosts: QuerySet[Organisation], has_month: bool = True) -> None:
        """`has_month`: the calendar's own stretch says the month instead."""
        super().__init__(data, hosts=hosts)
        self.query = data
        if not has_month:
            del self.fields["month"]

    @property
    def asked(self) -> Asked:
        filters = self.filters
        return Asked(filters, words=self._clean("q").strip(), is_free=bool(self._clean("free")))

    def chosen(self) -> Iterator[Chosen]:
        """Every filter that is set and was understood, in the order of the form."""
        self.is_valid()
        for name, field in self.fields.items():
            for value in self.query.getlist(name):
                if value and self._clean(name):
                    word = self._word(name, field, value)
                    yield Chosen(name, word, self._without(name, value))

    def kept(self, *also_without: str) -> str:
        """What is looked for, as the query of an address; places in lists and calendars are left out."""
        kept = self.query.copy()
        for name in (*PLACES, *also_without):
            kept.pop(name, None)
        return kept.urlencode()

    def _clean(self, name: str) -> Any:
        self.is_valid()
        return getattr(self, "cleaned_data", {}).get(name, "")

    def _word(self, name: str, field: forms.Field, value: str) -> str:
        if name == "q":
            return value
        if isinstance(field, forms.BooleanField):
            return str(field.label)
        choices = getattr(field, "choices", ())
        return next((str(label) for key, label in choices if str(key) == value), value)

    def _without(self, name: str, value: str) -> str:
        kept = self.query.copy()
        for place in PLACES:
            kept.pop(place, None)
        left = [one for one in kept.getlist(name) if one != value]
        kept.setlist(name, left)
        return kept.urlencode()


def week_asked_for(text: str) -> date:
    """The Sunday of the week in which this day lies; of nonsense this week's."""
    today = timezone.localtime(now()).date()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if FIRST_YEAR <= day.year <= LAST_YEAR else today
    return day - timedelta(days=(day.weekday() + 1) % 7)


def month_asked_for(text: str) -> date:
    """Year and month as in 2026-09: its first day. Anything else: this month."""
    today = timezone.localtime(now()).date()
    year, _dash, number = text.partition("-")
    try:
        asked = date(int(year), int(number), 1)
    except (ValueError, OverflowError):
        return today.replace(day=1)
    return asked if FIRST_YEAR <= asked.year <= LAST_YEAR else today.replace(day=1)


def address(path: str, **query: Any) -> str:
    """A path with those parts of a query that say something."""
    asked = QueryDict(mutable=True)
    asked.update({key: str(value) for key, value in query.items() if value})
    return f"{path}?{asked.urlencode()}" if asked else path
