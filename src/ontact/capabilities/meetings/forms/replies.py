"""What the holder of a seat answers before the meeting."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.replying import Said
from ontact.capabilities.meetings.forms.standing_sheet import one_address, one_name, plain
from ontact.capabilities.meetings.models import Participant, Reply, SubstituteRule
from ontact.capabilities.meetings.queries.replies import substitute_rule
from ontact.web.widgets import RadioCards

Answer = Reply.Answer
ELSE = "else"


class ReplyForm(forms.Form):
    """Three answers; the fields of the other two are not read."""

    answer = forms.ChoiceField(label=_("Do you come?"), choices=Answer.choices, widget=RadioCards())
    deputy = forms.ChoiceField(label=_("Who comes in your place"), required=False)
    name = forms.CharField(label=_("Substitute's name"), max_length=100, required=False)
    title = forms.CharField(label=_("Substitute's position"), max_length=120, required=False)
    email = forms.CharField(
        label=_("Substitute's e-mail"),
        max_length=254,
        required=False,
        help_text=_("A personal link goes there at once."),
        widget=forms.EmailInput(),
    )
    reason = forms.CharField(
        label=_("Why you are excused"),
        max_length=200,
        required=False,
        help_text=_("The clerk reads it, and it stands in the roll."),
    )

    def __init__(self, data: Any = None, *, participant: Participant) -> None:
        super().__init__(data, initial=_facts(participant))
        rule, seat = substitute_rule(participant), participant.standing_seat
        self.deputies = list(seat.deputies.exclude(email="")) if seat else []
        if rule is None:
            self._offer("answer", [one for one in Answer.choices if one[0] != Answer.SUBSTITUTE])
            for name in ("deputy", "name", "title", "email"):
                del self.fields[name]
            return
        names = [(deputy.email, deputy.name) for deputy in self.deputies]
        if rule == SubstituteRule.NAMED:
            for name in ("name", "email"):
                del self.fields[name]
            self._offer("deputy", names or [("", _("Nobody is named on the list"))])
        else:
            self._offer("deputy", [*names, (ELSE, _("Someone else"))])

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if clean.get("answer") == Answer.EXCUSED and not plain(clean.get("reason", "")):
            self.add_error("reason", _("Say why: it stands in the roll."))
        if clean.get("answer") == Answer.SUBSTITUTE:
            self._clean_substitute(clean)
        return clean

    @property
    def said(self) -> Said:
        clean = self.cleaned_data
        if clean["answer"] == Answer.EXCUSED:
            return Said(Answer.EXCUSED, reason=plain(clean["reason"]))
        if clean["answer"] == Answer.ATTENDS:
            return Said(Answer.ATTENDS)
        return Said(
            Answer.SUBSTITUTE, name=clean["name"], title=plain(clean.get("title", "")), email=clean["email"]
        )

    def _clean_substitute(self, clean: dict[str, Any]) -> None:
        deputy = next((one for one in self.deputies if one.email == clean.get("deputy")), None)
        if deputy is not None:
            clean["name"], clean["email"] = deputy.name, deputy.email
            return
        if "name" not in self.fields:
            self.add_error("deputy", _("Choose who comes in your place."))
            return
        for field, how in (("name", one_name), ("email", one_address)):
            try:
                clean[field] = how(clean.get(field, ""))
            except forms.ValidationError as error:
                self.add_error(field, error)
            else:
                if not clean[field]:
                    self.add_error(field, _("We need the substitute's name and address to send the link."))

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices


def _facts(participant: Participant) -> dict[str, Any]:
    reply: Reply | None = getattr(participant, "reply", None)
    if reply is None:
        return {}
    return {
        "answer": reply.answer,
        "deputy": reply.substitute_email if reply.substitute_email else None,
        "name": reply.substitute_name,
        "title": reply.substitute_title,
        "email": reply.substitute_email,
        "reason": reply.reason,
    }
