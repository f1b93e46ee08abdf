"""What visitors type at the front door."""

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.foundation.clock import now
from ontact.web.widgets import Search


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


def month_asked_for(text: str) -> date:
    """Year and month as in 2026-09: its first day. Anything else: this month."""
    today = timezone.localtime(now()).date()
    year, _dash, number = text.partition("-")
    try:
        asked = date(int(year), int(number), 1)
    except ValueError:
        return today.replace(day=1)
    return asked if 2000 <= asked.year <= 2100 else today.replace(day=1)


def address(path: str, **query: Any) -> str:
    """A path with those parts of a query that say something."""
    asked = QueryDict(mutable=True)
    asked.update({key: str(value) for key, value in query.items() if value})
    return f"{path}?{asked.urlencode()}" if asked else path
