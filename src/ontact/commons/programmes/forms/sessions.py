"""Sessions as the desk types them: one, a whole series, and what becomes of one that was announced."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.programmes.actions import Planned, Weekly
from ontact.commons.programmes.actions.holding import LONGEST_SESSION
from ontact.commons.programmes.actions.sessions import MOST_SESSIONS
from ontact.commons.programmes.forms.fields import DayField, DaysField, joined, parted, unworded, worded
from ontact.commons.programmes.models import Programme, Session
from ontact.web.widgets import Counted, DateField, TimeField

SHORTEST_MINUTES, LONGEST_MINUTES = 5, LONGEST_SESSION // timedelta(minutes=1)


class TimesForm(forms.Form):
    """A day and two hours of it by the host's clock."""

    day = DayField(
        label=_("Date"),
        widget=DateField(),
        error_messages={"required": _("Say on which day the session is held.")},
    )
    begins = forms.TimeField(
        label=_("Begins"), widget=TimeField(), error_messages={"required": _("Say when the session begins.")}
    )
    ends = forms.TimeField(
        label=_("Ends"), widget=TimeField(), error_messages={"required": _("Say when the session ends.")}
    )

    def __init__(
        self, data: Any = None, *, programme: Programme, initial: dict[str, Any] | None = None
    ) -> None:
        self.zone = programme.zone
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        begins_at, ends_at = (joined(clean, "day", name, self.zone) for name in ("begins", "ends"))
        if begins_at and ends_at:
            if ends_at <= begins_at:
                self.add_error("ends", _("The end must lie after the beginning."))
            clean["begins_at"], clean["ends_at"] = begins_at, ends_at
        return clean

    @property
    def times(self) -> dict[str, datetime]:
        return {name: self.cleaned_data[name] for name in ("begins_at", "ends_at")}


class SessionForm(TimesForm):
    """One session; its own title, lecturer and place may stay empty."""

    title_ko = forms.CharField(label=_("Title of the session in Korean"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title of the session in English"), max_length=160, required=False)
    lecturer = forms.CharField(label=_("Lecturer"), max_length=120, required=False)
    place_ko = forms.CharField(label=_("Place in Korean"), max_length=120, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=160, required=False)

    @property
    def planned(self) -> Planned:
        clean = self.cleaned_data
        return Planned(
            clean["begins_at"],
            clean["ends_at"],
            title=worded(clean, "title"),
            lecturer=clean["lecturer"],
            place=worded(clean, "place"),
        )


class WeeklyForm(forms.Form):
    """So many sessions, every week on the same day and hour, without the days on which the house is shut."""

    first = DayField(
        label=_("Day of the first session"),
        widget=DateField(),
        error_messages={"required": _("Say on which day the first session is held.")},
    )
    count = forms.IntegerField(label=_("How many sessions"), min_value=1, max_value=MOST_SESSIONS)
    begins = forms.TimeField(label=_("Begins"), widget=TimeField())
    minutes = forms.IntegerField(
        label=_("Length in minutes"), min_value=SHORTEST_MINUTES, max_value=LONGEST_MINUTES
    )
    lecturer = forms.CharField(label=_("Lecturer"), max_length=120, required=False)
    shut = DaysField(
        label=_("Days on which the house is shut"),
        required=False,
        help_text=_(
            "Public holidays, for example, one a line: 2027-02-06. The series runs on for a week longer."
        ),
    )

    @property
    def weekly(self) -> Weekly:
        clean = self.cleaned_data
        return Weekly(
            first=clean["first"],
            count=clean["count"],
            begins=clean["begins"],
            length=timedelta(minutes=clean["minutes"]),
            shut=clean["shut"],
            lecturer=clean["lecturer"],
        )


class MoveForm(TimesForm):
    """Another time or place."""

    place_ko = forms.CharField(label=_("Place in Korean"), max_length=120, required=False)
    place_en = forms.CharField(label=_("Place in English"), max_length=160, required=False)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        initial = {**_when(session), **unworded("place", session.place)}
        super().__init__(data, programme=session.programme, initial=initial)

    @property
    def move(self) -> dict[str, Any]:
        return {**self.times, "place": worded(self.cleaned_data, "place")}


class PostponeForm(TimesForm):
    """A later time, and why."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=Counted(300, rows=3),
        help_text=_("It stands in every mail and on the programme's page."),
        error_messages={"required": _("Tell the people why it is postponed.")},
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        self.session = session
        super().__init__(data, programme=session.programme, initial=_when(session))

    def clean(self) -> dict[str, Any]:
        """What has been postponed just so is sent again by a press too many: the action knows that it is done."""
        clean = super().clean()
        reason = " ".join(clean.get("reason", "").split())
        wanted = (clean.get("begins_at"), clean.get("ends_at"), reason)
        stands = (self.session.begins_at, self.session.ends_at, self.session.postponed_because)
        if wanted != stands and wanted[0] and wanted[0] <= self.session.begins_at:
            self.add_error("day", _("Choose a later time than the one that was planned."))
        return clean

    @property
    def postponement(self) -> dict[str, Any]:
        return {**self.times, "reason": self.cleaned_data["reason"]}


class CancellationForm(forms.Form):
    """Of a session or of the whole programme."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=Counted(300, rows=3),
        help_text=_("It stands in every mail and on the programme's page."),
        error_messages={"required": _("Tell the people why it does not take place.")},
    )


def _when(session: Session) -> dict[str, Any]:
    zone = session.programme.zone
    return parted("day", "begins", session.begins_at, zone) | {
        "ends": session.ends_at.astimezone(zone).time().replace(second=0, microsecond=0)
    }
