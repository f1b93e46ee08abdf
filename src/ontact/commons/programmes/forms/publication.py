"""When sign-up opens and closes, and when everybody sees the programme."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.forms.fields import DayField, joined, parted
from ontact.commons.programmes.models import Programme
from ontact.foundation.clock import now
from ontact.web.widgets import DateField, RadioCards, TimeField

AT_ONCE, LATER = "at_once", "later"


class SignUpForm(forms.Form):
    """The window [opening, closing) by the host's clock. Without an opening nobody signs up online."""

    opens_day = DayField(label=_("Sign-up opens on"), required=False, widget=DateField())
    opens_time = forms.TimeField(label=_("Opens at"), required=False, widget=TimeField())
    closes_day = DayField(label=_("Sign-up closes on"), required=False, widget=DateField())
    closes_time = forms.TimeField(label=_("Closes at"), required=False, widget=TimeField())

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.zone = programme.zone
        initial = parted("opens_day", "opens_time", programme.opens_at, self.zone)
        initial |= parted("closes_day", "closes_time", programme.closes_at, self.zone)
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        for name in ("opens", "closes"):
            self._check_pair(clean, name)
            clean[f"{name}_at"] = joined(clean, f"{name}_day", f"{name}_time", self.zone)
        opens_at, closes_at = clean["opens_at"], clean["closes_at"]
        if opens_at and closes_at and closes_at <= opens_at:
            self.add_error("closes_day", _("Sign-up must open before it closes."))
        return clean

    def _check_pair(self, clean: dict[str, Any], name: str) -> None:
        day, time = clean.get(f"{name}_day"), clean.get(f"{name}_time")
        if day and time is None and f"{name}_time" not in self.errors:
            self.add_error(f"{name}_time", _("Say at what time, too."))
        if time is not None and not day and f"{name}_day" not in self.errors:
            self.add_error(f"{name}_day", _("Say on which day, too."))

    @property
    def window(self) -> dict[str, datetime | None]:
        return {name: self.cleaned_data[name] for name in ("opens_at", "closes_at")}


class PublicationForm(forms.Form):
    """At once, or at a time by the host's clock."""

    when = forms.ChoiceField(
        label=_("Publish"),
        choices=[(AT_ONCE, _("Now")), (LATER, _("At a time"))],
        widget=RadioCards(row=True),
        initial=AT_ONCE,
    )
    day = DayField(label=_("Date"), required=False, widget=DateField())
    time = forms.TimeField(label=_("Time"), required=False, widget=TimeField())

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.zone = programme.zone
        initial = parted("day", "time", programme.publishes_at, self.zone)
        super().__init__(data, initial={**initial, "when": LATER if initial else AT_ONCE})

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        clean["at"] = None
        if clean.get("when") == LATER and not self.errors:
            clean["at"] = joined(clean, "day", "time", self.zone)
            if clean["at"] is None:
                self.add_error("day", _("Say on which day and at what time it is published."))
            elif clean["at"] <= now():
                self.add_error("day", _("This time has passed. Choose a later day or hour."))
        return clean

    @property
    def at(self) -> datetime | None:
        moment: datetime | None = self.cleaned_data["at"]
        return moment
