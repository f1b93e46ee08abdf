"""What people type into: widgets beyond Django's own, in the look of the house."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

CODE_LENGTH = 6
Hints = Mapping[Any, Any]


class DateField(forms.DateInput):
    """A date by typing or by the browser's calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "input-date", **(attrs or {})}, format="%Y-%m-%d")


class TimeField(forms.TimeInput):
    """A time of day. step_minutes only guides the browser's arrows; any minute may be typed."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None, *, step_minutes: int = 5) -> None:
        super().__init__({"class": "input-time", "data-step": step_minutes, **(attrs or {})}, format="%H:%M")


class Moment(forms.SplitDateTimeWidget):
    """Date and time side by side; use with forms.SplitDateTimeField."""

    template_name = "web/widgets/moment.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = (DateField({"aria-label": _("Date")}), TimeField({"aria-label": _("Time")}))


class Code(forms.TextInput):
    """A one-time code from a mail: numbers only, pasted or filled in by the phone."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, length: int = CODE_LENGTH) -> None:
        super().__init__({
            "class": "input-code",
            "inputmode": "numeric",
            "autocomplete": "one-time-code",
            "autocapitalize": "off",
            "spellcheck": "false",
            "maxlength": length + 1,
            "data-code": length,
            **(attrs or {}),
        })  # fmt: skip


class Search(forms.TextInput):
    """A search line with a magnifying glass."""

    input_type = "search"
    template_name = "web/widgets/search.html"


class Counted(forms.Textarea):
    """A text with a limit that counts down while one types (limit in characters)."""

    template_name = "web/widgets/counted.html"

    def __init__(self, limit: int, attrs: dict[str, Any] | None = None, *, rows: int = 5) -> None:
        super().__init__({"rows": rows, "maxlength": limit, "data-counted": limit, **(attrs or {})})


class Words(forms.Textarea):
    """A text that grows with what is typed."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 4) -> None:
        super().__init__({"rows": rows, "data-grows": "", **(attrs or {})})


class People(forms.Textarea):
    """People by typing or pasting, one a line or from a sheet. The page shows what it understood."""

    template_name = "web/widgets/people.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 8) -> None:
        super().__init__(
            {"rows": rows, "data-people": "", "spellcheck": "false", "autocomplete": "off", **(attrs or {})}
        )


class Upload(forms.ClearableFileInput):
    """Files by pressing or dropping. accept: ".pdf,.hwpx"; limit_mb is shown and checked before sending."""

    template_name = "web/widgets/upload.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, accept: str = "", limit_mb: int = 50, many: bool = False
    ) -> None:
        self.allow_multiple_selected = many
        own: dict[str, Any] = {"data-limit-mb": limit_mb}
        if accept:
            own["accept"] = accept
        if many:
            own["multiple"] = True
        super().__init__({**own, **(attrs or {})})
        self.accept, self.limit_mb, self.many = accept, limit_mb, many

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        context["widget"].update(accept=self.accept, limit_mb=self.limit_mb, many=self.many)
        return context


class RadioCards(forms.RadioSelect):
    """One of a few, each with a line of help: hints = {value: text}. row=True puts them side by side."""

    template_name = "web/widgets/cards.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, hints: Hints | None = None, row: bool = False
    ) -> None:
        super().__init__(attrs)
        self.hints, self.row = hints or {}, row

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _with_hints(super().get_context(name, value, attrs), self.hints, row=self.row)


class CheckCards(forms.CheckboxSelectMultiple):
    """Some of a few, each with a line of help: hints = {value: text}. row=True puts them side by side."""

    template_name = "web/widgets/cards.html"

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, hints: Hints | None = None, row: bool = False
    ) -> None:
        super().__init__(attrs)
        self.hints, self.row = hints or {}, row

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return _with_hints(super().get_context(name, value, attrs), self.hints, row=self.row)


class Switch(forms.CheckboxInput):
    """On or off at once, drawn as a switch."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "switch", "role": "switch", **(attrs or {})})


def _with_hints(context: dict[str, Any], hints: Hints, *, row: bool) -> dict[str, Any]:
    words = {str(value): hint for value, hint in hints.items()}
    for _group, options, _index in context["widget"]["optgroups"]:
        for option in options:
            option["hint"] = words.get(str(option["value"]), "")
    context["widget"]["row"] = row
    return context
