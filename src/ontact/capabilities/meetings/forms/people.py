"""The third step: people, typed or pasted, and each entry of the list."""

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.forms.pasting import Pasted, read_list
from ontact.capabilities.meetings.forms.what import offer_meetings
from ontact.capabilities.meetings.models import Meeting, Part, Participant
from ontact.commons.people.names import given_name
from ontact.web.widgets import DateField, People

PARTS = [(part.value, part.label) for part in Part if part != Part.CHAIR]


class PeopleForm(forms.Form):
    """One box for everybody. The good lines are taken; the others stay in the box with the reason."""

    people = forms.CharField(
        label=_("One person a line"),
        widget=People(rows=6),
        max_length=200_000,
        help_text=_(
            "One person a line, typed or pasted from a sheet: name, e-mail, organisation, position, part. "
            "The part may be chair, clerk, member, presenter, observer, citizen, civic group, interpreter, "
            "sign-language interpreter or stenographer."
        ),
        error_messages={"required": _("Type or paste at least one line: name and e-mail.")},
    )
    part = forms.ChoiceField(label=_("Part, where a line names none"), choices=PARTS, initial=Part.MEMBER)
    language = forms.ChoiceField(
        label=_("Language of the mail, where a line names none"), choices=settings.LANGUAGES, initial="ko"
    )

    def __init__(self, data: Any = None, *, meeting: Meeting, left_over: str = "") -> None:
        super().__init__(data, initial={"people": left_over})
        self.meeting = meeting

    def pasted(self) -> Pasted:
        """Every line, understood or not. Costs one query."""
        standing = list(self.meeting.participants.standing().values_list("email", "part"))
        return read_list(
            self.cleaned_data["people"],
            taken=[email for email, _part in standing if email],
            has_chair=any(part == Part.CHAIR for _email, part in standing),
            part=Part(self.cleaned_data["part"]),
            language=self.cleaned_data["language"],
        )


class ParticipantForm(forms.ModelForm[Participant]):
    class Meta:
        model = Participant
        fields = [
            "name",
            "email",
            "on_behalf_of",
            "title",
            "part",
            "has_vote",
            "language",
            "from_language",
            "to_language",
            "is_minor",
            "public_name",
            "guardian_name",
            "guardian_email",
            "of_age_on",
        ]
        widgets: ClassVar[dict[str, Any]] = {"of_age_on": DateField()}
        help_texts = {
            "to_language": _("Only for an interpreter on a channel. The booth works in both directions."),
            "is_minor": _(
                "Then everyone reads only the given name, and the camera stays off until the guardian agrees."
            ),
            "public_name": _(
                "For a minor: what room, pages and minutes show. Empty, the given name is taken."
            ),
            "guardian_name": _("For a minor: who is asked for consent. Kept until a year after the meeting."),
            "of_age_on": _("If you know it: from this day on no guardian is asked."),
        }
        error_messages = {"name": {"required": _("Say who this is.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = self.instance.name
        if self.instance.is_minor:
            self.initial["public_name"] = self.instance.shown_name
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the mail"), choices=settings.LANGUAGES
        )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).strip().lower()

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        if not clean.get("email") and not clean.get("guardian_email"):
            self.add_error(
                "email", _("Without an address no link can be sent. A guardian's address is enough.")
            )
        if clean.get("guardian_email") and not clean.get("guardian_name"):
            self.add_error("guardian_name", _("Say who the guardian is."))
        self._clean_minor(clean)
        if clean.get("from_language") and clean["from_language"] == clean.get("to_language"):
            self.add_error("to_language", _("An interpreter needs two different languages."))
        if clean.get("part") == Part.CHAIR and self._other_chair():
            self.add_error("part", _("There is a chair already; a meeting has one chair."))
        return clean

    def _clean_minor(self, clean: dict[str, Any]) -> None:
        if clean.get("guardian_name") and not clean.get("is_minor"):
            self.add_error(
                "is_minor", _("Only a minor has a guardian here: tick this, or leave the guardian out.")
            )
        of_age_on = clean.get("of_age_on")
        if clean.get("is_minor") and of_age_on and of_age_on <= self.instance.meeting.day:
            self.add_error(
                "of_age_on", _("On the day of the meeting this person is of age: take the tick off.")
            )
        # What the rule would say anyway is not kept, so that it follows when the name is corrected.
        if clean.get("public_name") in (given_name(clean.get("name", "")), given_name(self.before)):
            clean["public_name"] = ""

    def _other_chair(self) -> bool:
        others = self.instance.meeting.participants.standing().exclude(pk=self.instance.pk)
        return bool(others.filter(part=Part.CHAIR).exists())

    def validate_constraints(self) -> None:
        """Addresses and chairs are checked above and by the action, in words that fit the page."""

    @property
    def words(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class EarlierForm(forms.Form):
    """Everyone of an earlier meeting at once."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=_("Everyone from an earlier meeting"), empty_label=None
    )

    def __init__(self, data: Any = None, *, earlier: list[Meeting]) -> None:
        super().__init__(data, prefix="earlier")
        offer_meetings(self.fields["meeting"], earlier)
