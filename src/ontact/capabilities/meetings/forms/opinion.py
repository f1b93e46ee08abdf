"""What a guest writes for the record, and in the text-only page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.models import AgendaItem, Meeting
from ontact.commons.rooms.models import QueueRule, Room, Seat, SpeechKind
from ontact.commons.rooms.queries import who_sits
from ontact.web.widgets import Counted


class OpinionForm(forms.Form):
    item = forms.ModelChoiceField(
        AgendaItem.objects.none(),
        label=_("Agenda item"),
        required=False,
        empty_label=_("On the meeting as a whole"),
    )
    text = forms.CharField(label=_("Written opinion"), max_length=4000, widget=Counted(4000, rows=4))

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = meeting.items.all()


class ChatForm(forms.Form):
    text = forms.CharField(label=_("Write to everyone"), max_length=1000)


class DecisionForm(forms.Form):
    text = forms.CharField(label=_("Decision"), max_length=1000, widget=Counted(1000, rows=2))


class CallForm(forms.Form):
    seat = forms.ModelChoiceField(Seat.objects.none(), label=_("Who speaks"))
    kind = forms.ChoiceField(label=_("Kind of speech"), choices=SpeechKind.choices)

    def __init__(self, data: Any = None, *, room: Room) -> None:
        super().__init__(data, auto_id="call_%s")
        field = self.fields["seat"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = room.seats.standing().exclude(admitted_at=None)
        field.choices = [("", _("Please choose")), *who_sits(field.queryset).items()]


class RuleForm(forms.Form):
    rule = forms.ChoiceField(label=_("Order of speakers"), choices=QueueRule.choices)


class NextForm(forms.Form):
    after = forms.UUIDField(required=False, widget=forms.HiddenInput)
