"""What administrators type about offices, their members and their mandates."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from ontact.commons.people.forms.sheets import SheetUnreadable, read_file, read_text
from ontact.commons.people.forms.zones import zone_field
from ontact.commons.people.models import Mandate, Membership, Organisation
from ontact.foundation.worded import Worded
from ontact.web.widgets import CheckCards, RadioCards, Upload, Words

Kind, Role, Act = Organisation.Kind, Membership.Role, Mandate.Act

LARGEST_SHEET_MB = 2

telephone_shape = RegexValidator(
    r"^[0-9+()\-. /]*$", _("A telephone number has only digits, spaces and the signs + - ( ).")
)


class OrganisationForm(forms.Form):
    """An office: what it is called in both languages, what it is, where it belongs."""

    name_ko = forms.CharField(label=_("Name in Korean"), max_length=100)
    name_en = forms.CharField(label=_("Name in English"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=[one for one in Kind.choices if one[0] != Kind.CITY])
    parent = forms.ModelChoiceField(
        label=_("Belongs to"), queryset=Organisation.objects.all(), empty_label=None, required=False
    )
    telephone = forms.CharField(
        label=_("Telephone"), max_length=30, required=False, validators=[telephone_shape]
    )
    time_zone = zone_field(label=_("Time zone"))

    def __init__(self, *args: Any, organisation: Organisation | None = None, **kwargs: Any) -> None:
        kwargs["initial"] = {**_facts(organisation), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        if organisation is not None:
            others = Organisation.objects.exclude(pk=organisation.pk)
            self.fields["parent"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
            if organisation.kind == Kind.CITY:
                del self.fields["kind"], self.fields["parent"]
                self.fields["telephone"].label = _("Telephone for help")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            data["name"] = Worded.of("ko", ko=data.pop("name_ko"), en=data.pop("name_en"))
        return data


class MemberForm(forms.Form):
    """Who belongs to an office; the person signs in with this address."""

    name = forms.CharField(label=_("Name"), max_length=100)
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    title = forms.CharField(
        label=_("Job title"), max_length=100, required=False, help_text=_("As it stands on the name plate.")
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=Role.choices,
        initial=Role.OFFICER,
        widget=RadioCards(
            hints={
                Role.OFFICER: _("Belongs to the office and sees what is meant for it."),
                Role.CLERK: _("Prepares meetings and writes minutes."),
                Role.HEAD: _("Leads the office: chairs meetings and approves minutes."),
                Role.ADMINISTRATOR: _("Tends the whole city hall: offices, people, journal."),
            }
        ),
    )
    language = forms.ChoiceField(label=_("Language of mails"), choices=[("ko", "한국어"), ("en", "English")])


class MandateForm(forms.Form):
    """Which roles may do which act: one row of boxes for each act."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        standing = list(organisation.mandates.values_list("act", "role"))
        roles = [one for one in Role.choices if one[0] != Role.ADMINISTRATOR]
        for act, label in Act.choices:
            self.fields[act] = forms.MultipleChoiceField(
                label=label,
                choices=roles,
                required=False,
                initial=[role for its_act, role in standing if its_act == act],
                widget=CheckCards(),
            )

    @property
    def mandates(self) -> list[tuple[str, str]]:
        return [(act, role) for act in Act.values for role in self.cleaned_data[act]]


class SheetForm(forms.Form):
    """Offices from a file or from lines pasted into the box; rows come out uninterpreted."""

    sheet = forms.FileField(
        label=_("Sheet of offices"),
        required=False,
        widget=Upload(accept=".xlsx,.csv,.tsv,.txt", limit_mb=LARGEST_SHEET_MB),
    )
    lines = forms.CharField(
        label=_("Or paste or type them here"),
        required=False,
        max_length=200_000,
        widget=Words(rows=6),
        help_text=_(
            "One office a line: Korean name, English name, kind, belongs to, telephone. "
            "Only the first is needed."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        sheet, lines = data.get("sheet"), data.get("lines")
        if sheet is None and not lines:
            raise forms.ValidationError(_("Choose a sheet, or type at least one line."))
        if sheet is not None and sheet.size > LARGEST_SHEET_MB * 1_000_000:
            raise forms.ValidationError(_("The sheet is larger than %d MB.") % LARGEST_SHEET_MB)
        try:
            data["rows"] = (
                read_file(sheet.name, sheet.read()) if sheet is not None else read_text(lines or "")
            )
        except SheetUnreadable as error:
            raise forms.ValidationError(str(error)) from error
        return data


def _facts(organisation: Organisation | None) -> dict[str, Any]:
    if organisation is None:
        return {}
    return {
        "name_ko": organisation.name.texts.get("ko", ""),
        "name_en": organisation.name.texts.get("en", ""),
        "kind": organisation.kind,
        "parent": organisation.parent,
        "telephone": organisation.telephone,
        "time_zone": organisation.time_zone,
    }
