"""How places of one programme are given: the form of its terms, in the words and units of the desk."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.forms.fields import DayField, joined, parted
from ontact.commons.registrations.forms.seen import SeenForm
from ontact.commons.registrations.models import Allotment, Extent, Terms
from ontact.commons.registrations.queries.fixed import fixed_terms
from ontact.foundation.clock import now
from ontact.web.widgets import DateField, RadioCards, TimeField

ALLOTMENT_HINTS = {
    Allotment.FIRST_COME: _("Whoever presses first gets the place. People at work and on slow lines lose."),
    Allotment.WINDOW: _(
        "Everybody who signs up in the first minutes is drawn from; afterwards whoever comes first."
    ),
    Allotment.LOTTERY: _("Nobody has to hurry: lots are drawn after the closing, and anyone can check them."),
    Allotment.CHOICE: _("You decide about each one, for example by what they answered."),
}
EXTENT_HINTS = {
    Extent.SERIES: _("One sign-up is for all sessions."),
    Extent.SESSIONS: _("Everybody picks the sessions they come to."),
    Extent.EITHER: _("Some come to all of it, others to single sessions."),
}
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
# Form fields → the column of the terms that they make up.
COLUMNS = {"window_minutes": "window", "draws_day": "draws_at", "draws_time": "draws_at"}
COLUMNS |= {"offers_hours": "offers_last", "withdraw_hours": "withdraw_until"}
COLUMNS |= {"releases_day": "releases_at", "releases_time": "releases_at"}
AS_THEY_ARE = (
    "allotment",
    "extent",
    "waiting_at_most",
    "people_at_most",
    "has_waiting_room",
    "needs_guardian",
    "counts_from_percent",
    "replay_counts",
    "certificate_from",
)


class TermsForm(SeenForm):
    allotment = forms.ChoiceField(
        label=_("How places are given"),
        choices=Allotment.choices,
        widget=RadioCards(hints=ALLOTMENT_HINTS),
    )
    window_minutes = forms.IntegerField(
        label=_("Length of the first minutes"),
        min_value=1,
        max_value=24 * 60,
        help_text=_("In minutes. Only for a draw among the first minutes."),
    )
    draws_day = DayField(
        label=_("Day of the draw"),
        required=False,
        widget=DateField(),
        help_text=_("Only for a lottery. Empty: as soon as sign-up closes."),
    )
    draws_time = forms.TimeField(label=_("Time of the draw"), required=False, widget=TimeField())
    extent = forms.ChoiceField(
        label=_("Sign-up is for"), choices=Extent.choices, widget=RadioCards(hints=EXTENT_HINTS)
    )
    people_at_most = forms.IntegerField(
        label=_("People in one sign-up, at most"),
        min_value=1,
        max_value=30,
        help_text=_("So many of a family can be signed up together."),
    )
    waiting_at_most = forms.IntegerField(
        label=_("Longest waiting list"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Empty: without a limit. 0: there is no waiting list."),
    )
    offers_hours = forms.IntegerField(
        label=_("An offered place is held for"),
        min_value=0,
        max_value=14 * 24,
        help_text=_("In hours. 0: whoever is next gets the place at once, without being asked."),
    )
    withdraw_hours = forms.IntegerField(
        label=_("A place can be given back until"),
        min_value=0,
        max_value=30 * 24,
        help_text=_(
            "In hours before the beginning. Whoever gives it back later has stayed away without notice."
        ),
    )
    releases_day = DayField(
        label=_("The desk's places are released on"),
        required=False,
        widget=DateField(),
        help_text=_(
            "What is kept for the desk and not given by then is everybody's. Empty: you release it by hand."
        ),
    )
    releases_time = forms.TimeField(label=_("Released at"), required=False, widget=TimeField())
    has_waiting_room = forms.BooleanField(
        label=_("A waiting room at the opening"),
        required=False,
        help_text=_("For a rush: everybody who waits at the opening gets a place in the queue by chance."),
    )
    needs_guardian = forms.BooleanField(
        label=_("A guardian must agree for those under 14"),
        required=False,
        help_text=_("The law asks for it wherever children's data are kept."),
    )
    counts_from_percent = forms.IntegerField(
        label=_("A session counts as attended from"),
        min_value=1,
        max_value=100,
        help_text=_("In percent of its length. The rule is printed on the certificate."),
    )
    replay_counts = forms.BooleanField(label=_("Watching the replay counts too"), required=False)
    certificate_from = forms.IntegerField(
        label=_("Sessions attended for the certificate"),
        min_value=0,
        max_value=100,
        help_text=_("0: there is no certificate."),
    )

    def __init__(self, data: Any = None, *, terms: Terms) -> None:
        self.terms, self.zone = terms, terms.programme.zone
        super().__init__(data, initial=_initial(terms, self.zone))
        self.fixed = fixed_terms(terms, now())
        for name, field in self.fields.items():
            if why := self.fixed.get(COLUMNS.get(name, name)):
                field.disabled, field.help_text = True, why

    def clean(self) -> dict[str, Any]:
        clean = super().clean()
        for name in ("draws", "releases"):
            clean[f"{name}_at"] = self._moment(clean, name)
        draws_at, closes_at = clean["draws_at"], self.terms.programme.closes_at
        is_lottery = clean.get("allotment") == Allotment.LOTTERY
        if is_lottery and draws_at and closes_at and draws_at < closes_at:
            self.add_error("draws_day", _("The draw must not be before sign-up closes."))
        releases_at = clean["releases_at"]
        if releases_at and releases_at != self.terms.releases_at and releases_at <= now():
            self.add_error("releases_day", _("This time has passed. Choose a later day or hour."))
        return clean

    @property
    def wanted(self) -> dict[str, Any]:
        """Columns of the terms; what is fixed stays out of it."""
        clean = self.cleaned_data
        wanted = {name: clean[name] for name in AS_THEY_ARE}
        wanted |= {
            "window": _span(clean["window_minutes"], MINUTE, self.terms.window),
            "offers_last": _span(clean["offers_hours"], HOUR, self.terms.offers_last),
            "withdraw_until": _span(clean["withdraw_hours"], HOUR, self.terms.withdraw_until),
            "draws_at": clean["draws_at"],
            "releases_at": clean["releases_at"],
        }
        return {name: value for name, value in wanted.items() if name not in self.fixed}

    def _moment(self, clean: dict[str, Any], name: str) -> datetime | None:
        """The seconds of a moment that nobody changed stay as they were."""
        day, time = f"{name}_day", f"{name}_time"
        moment = joined(clean, day, time, self.zone)
        if moment is None and (clean.get(day) or clean.get(time) is not None) and not self.errors:
            missing = time if clean.get(day) else day
            self.add_error(
                missing, _("Say at what time, too.") if missing == time else _("Say on which day, too.")
            )
        stood: datetime | None = getattr(self.terms, f"{name}_at")
        if moment and stood and moment == stood.replace(second=0, microsecond=0):
            return stood
        return moment


def _span(typed: int, unit: timedelta, stood: timedelta) -> timedelta:
    """A stretch that was laid down more finely than this form shows stays as it is."""
    return stood if typed == stood // unit else typed * unit


def _initial(terms: Terms, zone: Any) -> dict[str, Any]:
    initial = {name: getattr(terms, name) for name in AS_THEY_ARE}
    initial |= {
        "window_minutes": terms.window // MINUTE,
        "offers_hours": terms.offers_last // HOUR,
        "withdraw_hours": terms.withdraw_until // HOUR,
    }
    initial |= parted("draws_day", "draws_time", terms.draws_at, zone)
    return initial | parted("releases_day", "releases_time", terms.releases_at, zone)
