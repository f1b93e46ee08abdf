"""The minutes in the clerk's hands: notes for every item, names as they should stand, chat lines left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.approvers import may_sign
from ontact.capabilities.meetings.actions.minutes import Edits
from ontact.capabilities.meetings.models import Approver, Meeting, Minutes
from ontact.capabilities.meetings.queries.record import OUTSIDE
from ontact.web.widgets import Counted, Words

NOTES_LIMIT = 8_000


class MinutesForm(forms.Form):
    """One text for each agenda item and one for what lay outside; one name and office for each seat."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, minutes: Minutes) -> None:
        super().__init__(data, initial={"version": minutes.version})
        self.minutes = minutes
        edits = minutes.edits
        for item in minutes.meeting.items.all():
            self._note(str(item.pk), f"{item.number}. {item.title}", edits)
        self._note(OUTSIDE, _("Outside the agenda"), edits)
        self.seats = self._seats(edits)
        if minutes.meeting.keeps_chat:
            self._chat(edits)

    def _note(self, key: str, label: Any, edits: dict[str, Any]) -> None:
        self.fields[f"note-{key}"] = forms.CharField(
            label=label,
            required=False,
            max_length=NOTES_LIMIT,
            widget=Words(rows=4),
            initial=edits.get("notes", {}).get(key, ""),
        )

    def _seats(self, edits: dict[str, Any]) -> list[dict[str, Any]]:
        """Fields for names; returned so that the page can lay them out as a table."""
        found = []
        people = self.minutes.meeting.participants.filter(seat__isnull=False).select_related("seat")
        for person in people:
            seat = str(person.seat_id)
            kept = edits.get("names", {}).get(seat, {})
            self.fields[f"name-{seat}"] = forms.CharField(
                label=_("Name"), max_length=100, required=False, initial=kept.get("name") or person.shown_name
            )
            self.fields[f"office-{seat}"] = forms.CharField(
                label=_("Organisation"),
                max_length=120,
                required=False,
                initial=kept.get("organisation") or person.on_behalf_of,
            )
            found.append({"seat": seat, "person": person, "name": f"name-{seat}", "office": f"office-{seat}"})
        return found

    def _chat(self, edits: dict[str, Any]) -> None:
        lines = list(self.minutes.meeting.room.chat.filter(hidden_at__isnull=True))
        self.fields["chat"] = forms.MultipleChoiceField(
            label=_("Lines of the chat to leave out"),
            required=False,
            choices=[(str(line.pk), f"{line.name}: {line.text}") for line in lines],
            widget=forms.CheckboxSelectMultiple,
            initial=edits.get("chat", []),
        )

    @property
    def notes(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("note-")]

    @property
    def names(self) -> list[dict[str, Any]]:
        return [
            {"person": one["person"], "name": self[one["name"]], "office": self[one["office"]]}
            for one in self.seats
        ]

    @property
    def edits(self) -> Edits:
        clean = self.cleaned_data
        notes = {name[5:]: text for name, text in clean.items() if name.startswith("note-") and text}
        names = {}
        for one in self.seats:
            person, name, office = one["person"], clean[one["name"]].strip(), clean[one["office"]].strip()
            changed = {}
            if name and name != person.shown_name:
                changed["name"] = name
            if office and office != person.on_behalf_of:
                changed["organisation"] = office
            if changed:
                names[one["seat"]] = changed
        return Edits(
            notes=notes,
            names=names,
            chat=sorted(clean.get("chat", [])),
            closed=self.minutes.edits.get("closed", []),
        )


class ApprovalForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Your title, as it stands under the minutes"),
        max_length=120,
        error_messages={"required": _("Say in which capacity you approve, for example “Chair”.")},
    )


class ReturnForm(forms.Form):
    remark = forms.CharField(
        label=_("What should be changed"),
        max_length=1000,
        widget=Counted(1000, rows=3),
        error_messages={"required": _("Tell the clerk what should be changed.")},
    )


class SignersForm(forms.Form):
    """Who signs beside the chair: chosen in the meeting, usually two."""

    signers = forms.MultipleChoiceField(
        label=_("Signing members"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Members who were present and can be reached by mail."),
        error_messages={"required": _("Choose at least one member.")},
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        super().__init__(data)
        field = self.fields["signers"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(str(one.pk), one.words) for one, _sitting in may_sign(meeting)]


class ExcuseForm(forms.Form):
    reason = forms.CharField(
        label=_("Why their approval is not waited for"),
        max_length=300,
        widget=Counted(300, rows=2),
        error_messages={"required": _("Say why, in a sentence.")},
    )

    def __init__(self, data: Any = None, *, row: Approver) -> None:
        super().__init__(data, prefix=f"excuse-{row.pk.hex}")
