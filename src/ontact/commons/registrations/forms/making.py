"""What the desk types about a programme and its sessions: the forms of programmes, safe for two officers at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.forms import (
    CopyForm,
    DescriptionForm,
    KeyedForm,
    MoveForm,
    PostponeForm,
    SessionForm,
    SignUpForm,
    WeeklyForm,
)
from ontact.commons.programmes.forms.fields import unworded, worded
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.forms.seen import SeenForm
from ontact.commons.registrations.queries.fixed import has_opened, is_list_fixed, terms_as_they_are
from ontact.commons.registrations.queries.pools import pools_for_more
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.web.when import moment_words

MOST_PLACES = 20_000


class WordsForm(SeenForm, DescriptionForm):
    """What it is about, for whom and where."""


class WindowForm(SeenForm, SignUpForm):
    """When one can sign up. What has happened already stays."""

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.programme = programme
        super().__init__(data, programme=programme)
        if has_opened(programme, now()):
            self._fix("opens", _("Sign-up has opened; that stays."))
        if is_list_fixed(terms_as_they_are(programme)):
            self._fix("closes", _("The list for the draw is fixed; that stays."))

    @property
    def window(self) -> dict[str, datetime | None]:
        return {f"{name}_at": self._moment(name) for name in ("opens", "closes")}

    def _moment(self, name: str) -> datetime | None:
        """The seconds of a moment that nobody changed stay too."""
        typed: datetime | None = self.cleaned_data[f"{name}_at"]
        stood: datetime | None = getattr(self.programme, f"{name}_at")
        if typed and stood and typed == stood.replace(second=0, microsecond=0):
            return stood
        return typed

    def _fix(self, name: str, why: Any) -> None:
        for field in (self.fields[f"{name}_day"], self.fields[f"{name}_time"]):
            field.disabled, field.help_text = True, why


class SessionWordsForm(SeenForm):
    """Title and lecturer of one session; its time and place are moved."""

    title_ko = forms.CharField(label=_("Title of the session in Korean"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title of the session in English"), max_length=160, required=False)
    lecturer = forms.CharField(label=_("Lecturer"), max_length=120, required=False)

    def __init__(self, data: Any = None, *, session: Session) -> None:
        super().__init__(data, initial={**unworded("title", session.title), "lecturer": session.lecturer})

    @property
    def words(self) -> dict[str, Any]:
        title: Worded = worded(self.cleaned_data, "title")
        return {"title": title, "lecturer": self.cleaned_data["lecturer"]}


class MovedForm(SeenForm, MoveForm):
    """Another time or place."""


class PostponedForm(SeenForm, PostponeForm):
    """A later time, and why."""


class PlacesField(forms.IntegerField):
    """How many places a session has; asked only where sessions have their own."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Number of places"),
            min_value=0,
            max_value=MOST_PLACES,
            help_text=_("Each session of this programme has its own places."),
        )


class NewSessionForm(SessionForm):
    """One session more, with its places where sessions have their own."""

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.programme = programme
        own = pools_for_more(programme)
        super().__init__(data, programme=programme, initial={"places": own[0].capacity} if own else None)
        if len(own) == 1:
            self.fields["places"] = PlacesField()

    def clean(self) -> dict[str, Any]:
        """A press too many makes no second session."""
        clean = super().clean()
        begins_at = clean.get("begins_at")
        standing = self.programme.sessions.filter(cancelled_at=None)
        if begins_at and standing.filter(begins_at=begins_at).exists():
            self.add_error("begins", _("A session begins at this time already."))
        return clean

    @property
    def places(self) -> int | None:
        return self.cleaned_data.get("places")


class NewWeeklyForm(WeeklyForm):
    """A session every week, each with its places where sessions have their own."""

    def __init__(self, data: Any = None, *, programme: Programme) -> None:
        self.programme = programme
        own = pools_for_more(programme)
        super().__init__(data, initial={"places": own[0].capacity} if own else None)
        if len(own) == 1:
            self.fields["places"] = PlacesField()

    def clean(self) -> dict[str, Any]:
        clean: dict[str, Any] = super().clean() or {}
        if self.errors:
            return clean
        self.cleaned_data = clean
        zone = self.programme.zone
        begins = [datetime.combine(day, clean["begins"], tzinfo=zone) for day in self.weekly.days]
        twins = self.programme.sessions.filter(cancelled_at=None, begins_at__in=begins)
        if twin := twins.order_by("begins_at").first():
            words = _("On %(moment)s a session begins already.")
            self.add_error("first", words % {"moment": moment_words(twin.begins_at, zone=zone)})
        return clean

    @property
    def places(self) -> int | None:
        return self.cleaned_data.get("places")


class KeyForm(KeyedForm):
    """Of one button: nothing but its key."""

    @property
    def identity(self) -> UUID | None:
        return super().identity if self.is_valid() else None


class CopyOneForm(CopyForm):
    """Of the programme whose page it is."""

    def __init__(self, data: Any = None, *, source: Programme, hosts: QuerySet[Organisation]) -> None:
        super().__init__(data, sources=Programme.objects.filter(pk=source.pk), hosts=hosts)
        del self.fields["source"]
        self.initial["host"] = source.host_id
