"""The stage in plain forms: which arrangement everybody sees, and who stands in it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.commons.rooms.models import Room, Seat, StageLayout
from ontact.commons.rooms.queries import who_sits


class StageForm(forms.Form):
    layout = forms.ChoiceField(label=_("What everyone sees"), choices=StageLayout.choices)
    seats = forms.ModelMultipleChoiceField(
        Seat.objects.none(),
        label=_("People on the stage"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Two speakers: two. Panel: up to six. Without anyone the stage follows the floor."),
    )

    def __init__(self, data: Any = None, *, room: Room) -> None:
        super().__init__(
            data, auto_id="stage_%s", initial={"layout": room.layout, "seats": list(room.on_stage)}
        )
        field = self.fields["seats"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = room.seats.standing().exclude(admitted_at=None)
        field.choices = list(who_sits(field.queryset).items())
        self._stand_already = list(room.on_stage)

    def places(self) -> list[UUID]:
        """Who stands there already keeps the place; who is new follows by rank."""
        chosen = {str(seat.pk): seat.pk for seat in self.cleaned_data["seats"]}
        stay = [seat for seat in self._stand_already if seat in chosen]
        return [chosen[seat] for seat in [*stay, *(seat for seat in chosen if seat not in stay)]]
