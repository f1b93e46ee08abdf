"""What is said about a replay: by the desk the days on which it is offered, by a player what was watched and by whom."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.media.forms import WatchedForm
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.models import Registration
from ontact.web.widgets import CheckCards, DateField

DAY = timedelta(days=1)


class ReplayDaysForm(forms.Form):
    """Whole days by the host's clock; both may stay empty."""

    first_day = forms.DateField(
        label=_("First day"), widget=DateField(), required=False, help_text=_("Empty: from now on.")
    )
    last_day = forms.DateField(
        label=_("Last day"),
        widget=DateField(),
        required=False,
        help_text=_("Empty: without an end. 30 days after the last day the video is erased."),
    )

    def __init__(self, data: Any = None, *, session: Session) -> None:
        self.zone = session.programme.zone
        begins, ends = session.replay_from, session.replay_until
        initial = {
            "first_day": begins.astimezone(self.zone).date() if begins else None,
            "last_day": (ends.astimezone(self.zone) - DAY).date() if ends else None,
        }
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        first, last = clean.get("first_day"), clean.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day must not lie before the first."))
        return clean

    @property
    def stretch(self) -> dict[str, datetime | None]:
        first, last = self.cleaned_data["first_day"], self.cleaned_data["last_day"]
        return {
            "begins_at": datetime.combine(first, time(), tzinfo=self.zone) if first else None,
            "ends_at": datetime.combine(last + DAY, time(), tzinfo=self.zone) if last else None,
        }


class WatchersForm(forms.Form):
    """Who of the household sits in front of the screen; asked only where there is more than one."""

    people = forms.MultipleChoiceField(label=_("Who is watching?"), required=False, widget=CheckCards())

    def __init__(self, *args: Any, places: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.person.name) for one in places]
        field.help_text = _("Only for whoever is ticked it is counted.")


class WatchedByForm(WatchedForm):
    """A player's report, for those of the household who were ticked; where only one can be meant, for that one."""

    people = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, places: Sequence[Registration], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(one.pk): one for one in places}
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, key) for key in self.places]

    def clean_people(self) -> list[Registration]:
        if len(self.places) == 1:
            return list(self.places.values())
        return [self.places[key] for key in self.cleaned_data["people"]]
