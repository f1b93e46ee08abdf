"""Two officers at one page: a form knows what stood there when it was opened, and nobody writes over the other unseen."""

import json
from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ontact.foundation.ids import digest


@dataclass(frozen=True)
class Changed:
    """A field that somebody else has changed since this form was opened, and what stands there now."""

    label: str
    now: str


class SeenForm(forms.Form):
    """Mixed into a form whose `initial` is what stands in the tables now. Build it inside the lock.

    `seen`: field → mark of what the officer saw. Where somebody has changed a field that this officer has not touched,
    the newer value is taken into the form; what was typed stays as it was typed.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meanwhile: list[Changed] = []
        self.initial["seen"] = json.dumps({name: _mark(self._stands(name)) for name in self._watched()})

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        seen = self._seen()
        others = [name for name in self._watched() if self._is_another(name, seen)]
        if others:
            self._show_what_stands(others, seen)
            raise ValidationError(
                _(
                    "Somebody has changed this page in the meantime. What you typed is kept; look at both, then save."
                ),
                code="meanwhile",
            )
        return clean

    def _watched(self) -> list[str]:
        return [name for name, field in self.fields.items() if name != "seen" and not field.disabled]

    def _seen(self) -> dict[str, str]:
        """Empty, and nothing is compared, where the mark was not sent or was tampered with."""
        try:
            seen = json.loads(self.data.get(self.add_prefix("seen"), "") or "{}")
        except ValueError:
            return {}
        return seen if isinstance(seen, dict) else {}

    def _is_another(self, name: str, seen: dict[str, str]) -> bool:
        """Changed by somebody since, and not to what is typed here: saving twice is no clash with oneself."""
        if name not in seen or seen[name] == _mark(self._stands(name)):
            return False
        return _mark(self._typed(name)) != _mark(self._stands(name))

    def _show_what_stands(self, others: list[str], seen: dict[str, str]) -> None:
        data: Any = copy(self.data)
        for name in others:
            stands = self._stands(name)
            self.meanwhile.append(Changed(str(self[name].label), self._in_words(name, stands)))
            if _mark(self._typed(name)) == seen[name]:
                _put(data, self.add_prefix(name), self.fields[name].prepare_value(stands))
        data[self.add_prefix("seen")] = self.initial["seen"]
        self.data = data

    def _stands(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def _typed(self, name: str) -> Any:
        if name in self.cleaned_data:
            return self.cleaned_data[name]
        return self[name].data

    def _in_words(self, name: str, value: Any) -> str:
        field = self.fields[name]
        if isinstance(field, forms.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, forms.ChoiceField):
            pairs: Any = field.choices
            return next((str(words) for key, words in pairs if str(key) == str(value)), str(value))
        return _("empty") if value in (None, "") else str(value)


def _mark(value: Any) -> str:
    """Line ends are what the browser makes of them."""
    if value is None or value is False:
        value = ""
    return digest(str(value).replace("\r\n", "\n").strip())[:10]


def _put(data: Any, name: str, value: Any) -> None:
    """As a browser would send it: an unticked box is not sent at all."""
    if value is None or value is False:
        data.pop(name, None)
    elif isinstance(value, list):
        data.setlist(name, value)
    else:
        data[name] = "on" if value is True else str(value)
