"""The first step of convening: what it is about and when it is held."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.drafting import What
from ontact.capabilities.meetings.models import ApprovalRule, Meeting, QuorumCounts, QuorumRule, QuorumTerms
from ontact.commons.people.models import Organisation
from ontact.commons.rooms.models import Language, Room
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded
from ontact.web.forms import KrdsField
from ontact.web.when import day_words
from ontact.web.widgets import Counted, DateField, RadioCards, TimeField

LONGEST_HOURS = 12
MANNERS = [
    (Room.Manner.ROUND_TABLE, _("Round table: everyone may speak")),
    (Room.Manner.BROADCAST, _("Few speak, many listen: the chair gives the floor")),
]
MANNER_HINTS = {
    Room.Manner.ROUND_TABLE: _("Up to about 25 people. Microphones are free; hands can be raised."),
    Room.Manner.BROADCAST: _("Guests are heard only while they have the floor; a timer runs."),
}


class AskedField(KrdsField):
    """Not called optional: one of the two languages is needed, and most write this one."""

    is_optional = False


class EitherLanguage(forms.CharField):
    bound_field_class = AskedField


class AnsweredChoice(forms.ChoiceField):
    """Always has an answer: the first one where nothing was sent."""

    bound_field_class = AskedField

    def __init__(self, **facts: Any) -> None:
        super().__init__(required=False, **facts)

    def clean(self, value: Any) -> Any:
        return super().clean(value) or self.initial


class BeginForm(forms.Form):
    """Enough to begin: a title and the department."""

    title = forms.CharField(
        label=_("Title of the meeting"),
        max_length=120,
        help_text=_("As it will stand on the invitation. It can be changed until you send it."),
        error_messages={"required": _("Give the meeting a title, as it will stand on the invitation.")},
    )
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Department that convenes"), empty_label=None
    )

    previous = forms.ModelChoiceField(
        Meeting.objects.none(),
        label=_("Agenda and people from an earlier meeting"),
        required=False,
        empty_label=_("Begin with an empty agenda"),
    )

    def __init__(
        self, data: Any, *, hosts: list[Organisation], earlier: list[Meeting], language: str
    ) -> None:
        super().__init__(data)
        self.language = language
        _offer(self.fields["host"], hosts)
        offer_meetings(self.fields["previous"], earlier)

    @property
    def worded_title(self) -> Worded:
        return Worded.of(self.language, **{self.language: self.cleaned_data["title"]})


class WhatForm(forms.Form):
    title_ko = EitherLanguage(label=_("Title in Korean"), max_length=120, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=160, required=False)
    host = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Department that convenes"), empty_label=None
    )
    purpose_ko = forms.CharField(
        label=_("Purpose in Korean"), required=False, max_length=1000, widget=Counted(1000, rows=3)
    )
    purpose_en = forms.CharField(
        label=_("Purpose in English"), required=False, max_length=1500, widget=Counted(1500, rows=3)
    )
    date = forms.DateField(
        label=_("Date"),
        widget=DateField(),
        error_messages={"required": _("Say on which day the meeting is held.")},
    )
    begins = forms.TimeField(
        label=_("Begins"), widget=TimeField(), error_messages={"required": _("Say when the meeting begins.")}
    )
    ends = forms.TimeField(
        label=_("Ends"), widget=TimeField(), error_messages={"required": _("Say when the meeting ends.")}
    )
    manner = forms.ChoiceField(
        label=_("How it is held"), choices=MANNERS, widget=RadioCards(hints=MANNER_HINTS)
    )
    has_lobby = forms.BooleanField(
        label=_("Guests wait in the lobby until the clerk lets them in"), required=False
    )
    is_public = forms.BooleanField(
        label=_("Show this meeting on the home page and in the calendar"),
        required=False,
        help_text=_("Everyone sees time, agenda, papers and, later, the minutes. Only guests can enter."),
    )
    keeps_chat = forms.BooleanField(
        label=_("The chat goes into the minutes"),
        required=False,
        help_text=_("Guests are told so before they enter."),
    )
    quorum_rule = AnsweredChoice(
        label=_("Quorum"),
        choices=QuorumRule.choices,
        initial=QuorumRule.NONE,
        help_text=_("How many must be present so that a vote can be opened."),
    )
    quorum_number = forms.IntegerField(
        label=_("How many must be present"),
        required=False,
        min_value=1,
        max_value=1_000,
        help_text=_("Only for a fixed number."),
    )
    quorum_counts = AnsweredChoice(
        label=_("Who counts"), choices=QuorumCounts.choices, initial=QuorumCounts.VOTERS
    )
    approval = AnsweredChoice(
        label=_("Who approves the minutes"), choices=ApprovalRule.choices, initial=ApprovalRule.CHAIR
    )
    floor_language = AnsweredChoice(
        label=_("Language of the floor"), choices=Language.choices, initial=Language.KO
    )
    channels = forms.MultipleChoiceField(
        label=_("Interpreted into"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Each language is a channel that listeners choose. Interpreters are put on the list of people."
        ),
    )
    helpline = forms.CharField(
        label=_("Telephone for help on the day"), max_length=30, required=False,
        help_text=_("It stands in every mail and on every page of the meeting."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, meeting: Meeting, hosts: list[Organisation]) -> None:
        self.meeting = meeting
        self.zone = ZoneInfo(meeting.host.time_zone)
        bound = data if data is not None else (meeting.typed or None)
        super().__init__(bound, initial=words_of(meeting, self.zone))
        _offer(self.fields["host"], hosts if meeting.host in hosts else [meeting.host, *hosts])

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("title_ko") and not clean.get("title_en"):
            self.add_error("title_ko", _("Give the meeting a title, as it will stand on the invitation."))
        if clean.get("quorum_rule") == QuorumRule.NUMBER and clean.get("quorum_number", 0) is None:
            self.add_error("quorum_number", _("Say how many must be present."))
        if {"date", "begins", "ends"} <= clean.keys():
            self._check_times(clean)
        return clean

    def _check_times(self, clean: dict[str, Any]) -> None:
        begins_at = self._moment(clean["date"], clean["begins"])
        ends_at = self._moment(clean["date"], clean["ends"])
        if ends_at <= begins_at:
            self.add_error("ends", _("The end must lie after the beginning."))
        elif begins_at <= now() and not self._has_begun(begins_at):
            self.add_error("date", _("This time has passed. Choose a later day or hour."))
        clean["begins_at"], clean["ends_at"] = begins_at, ends_at

    def _has_begun(self, begins_at: datetime) -> bool:
        """A meeting on its way keeps its beginning; only other facts are corrected."""
        return not self.meeting.is_draft and begins_at == self.meeting.begins_at

    def _moment(self, day: Any, time: Any) -> datetime:
        return datetime.combine(day, time, tzinfo=self.zone)

    @property
    def what(self) -> What:
        clean = self.cleaned_data
        return What(
            title=_worded(clean["title_ko"], clean["title_en"]),
            purpose=_worded(clean["purpose_ko"], clean["purpose_en"]),
            host=clean["host"],
            begins_at=clean["begins_at"],
            ends_at=clean["ends_at"],
            manner=Room.Manner(clean["manner"]),
            has_lobby=clean["has_lobby"],
            keeps_chat=clean["keeps_chat"],
            is_public=clean["is_public"],
            helpline=clean["helpline"],
            floor_language=clean["floor_language"],
            channels=tuple(code for code in clean["channels"] if code != clean["floor_language"]),
            approval=clean["approval"],
            quorum=QuorumTerms(clean["quorum_rule"], clean["quorum_number"], clean["quorum_counts"]),
        )

    @property
    def typed(self) -> dict[str, Any]:
        """The fields as typed, to be kept where they cannot be put into force; channels are several."""
        typed = {name: self.data.get(name) for name in self.fields if self.data.get(name)}
        return typed | {"channels": self["channels"].data or []}


def words_of(meeting: Meeting, zone: ZoneInfo) -> dict[str, Any]:
    """What is in force, field by field."""
    begins_at, ends_at = meeting.begins_at.astimezone(zone), meeting.ends_at.astimezone(zone)
    return {
        "title_ko": meeting.title.texts.get("ko", ""),
        "title_en": meeting.title.texts.get("en", ""),
        "purpose_ko": meeting.purpose.texts.get("ko", ""),
        "purpose_en": meeting.purpose.texts.get("en", ""),
        "host": meeting.host_id,
        "date": begins_at.date(),
        "begins": begins_at.time(),
        "ends": ends_at.time(),
        "manner": meeting.room.manner,
        "has_lobby": meeting.room.has_lobby,
        "is_public": meeting.is_public,
        "keeps_chat": meeting.keeps_chat,
        "helpline": meeting.room.helpline,
        "floor_language": meeting.room.floor_language,
        "channels": meeting.room.channels,
        "quorum_rule": meeting.quorum_rule,
        "quorum_number": meeting.quorum_number or "",
        "quorum_counts": meeting.quorum_counts,
        "approval": meeting.approval_rule,
    }


def _worded(ko: str, en: str) -> Worded:
    return Worded.of("ko" if ko else "en", ko=ko.strip(), en=en.strip())


def offer_meetings(field: forms.Field, meetings: list[Meeting]) -> None:
    """Earlier meetings by day and title."""
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = (
        Meeting.objects.filter(pk__in=[one.pk for one in meetings])
        .select_related("room")
        .order_by("-room__begins_at")
    )
    vars(field)["label_from_instance"] = lambda one: f"{day_words(one.begins_at)} · {one.title}"


def _offer(field: forms.Field, hosts: list[Organisation]) -> None:
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Organisation.objects.filter(pk__in=[host.pk for host in hosts]).order_by(
        "rank", "created_at"
    )


class CancellationForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        widget=Counted(300, rows=3),
        help_text=_("It stands in every mail and on the meeting's page."),
        error_messages={"required": _("Tell the guests why the meeting does not take place.")},
    )
