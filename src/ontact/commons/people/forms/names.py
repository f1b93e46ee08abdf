"""The field for a name: kept in one line, as it looks."""

from typing import Any

from django import forms

from ontact.commons.people.names import in_one_line


class NameField(forms.CharField):
    """Nothing but blanks, or marks that cannot be seen, is no name."""

    def to_python(self, value: Any) -> str:
        return in_one_line(super().to_python(value) or "")
