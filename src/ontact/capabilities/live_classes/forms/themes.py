"""Themes of a series: up to eight, in two languages, and a theme for each lecture."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.live_classes.actions.themes import ThemeWords
from ontact.capabilities.live_classes.models import Theme
from ontact.commons.programmes.forms.fields import EitherLanguage, unworded, worded
from ontact.commons.programmes.models import Session

THEMES_AT_MOST = 8
# So many empty lines are offered where there is no theme yet.
OFFERED = 4
NO_THEME = ("", _("None"))


class ThemesForm(forms.Form):
    """Lines are numbered from 1; a line without a title is left out, and the ones behind it move up."""

    def __init__(self, data: Any = None, *, themes: Sequence[Theme], sessions: Sequence[Session]) -> None:
        super().__init__(data)
        self.sessions = sessions
        self.lines = min(max(OFFERED, len(themes) + 1), THEMES_AT_MOST)
        for number in range(1, self.lines + 1):
            known = themes[number - 1] if number <= len(themes) else None
            self._offer_theme(number, known)
        choices = [
            NO_THEME,
            *((str(n), _("Theme %(number)d") % {"number": n}) for n in range(1, self.lines + 1)),
        ]
        for session in sessions:
            themed = getattr(session, "themed", None)
            self.fields[f"lecture_{session.pk.hex}"] = forms.ChoiceField(
                label=f"{session.number}. {session.name}",
                choices=choices,
                required=False,
                initial=str(themed.theme.number) if themed else "",
            )

    def clean(self) -> dict[str, Any]:
        clean = super().clean() or {}
        named = {number for number in range(1, self.lines + 1) if worded(clean, f"theme_{number}")}
        for session in self.sessions:
            field = f"lecture_{session.pk.hex}"
            if clean.get(field) and int(clean[field]) not in named:
                self.add_error(field, _("Theme %(number)s has no title yet.") % {"number": clean[field]})
        return clean

    @property
    def themes(self) -> list[ThemeWords]:
        return [
            ThemeWords(
                worded(self.cleaned_data, f"theme_{number}"), worded(self.cleaned_data, f"words_{number}")
            )
            for number in self._named
        ]

    @property
    def lectures(self) -> dict[UUID, int]:
        """Session → the place of its theme among those that have a title, from 1."""
        place = {number: count for count, number in enumerate(self._named, start=1)}
        chosen = {one.pk: self.cleaned_data.get(f"lecture_{one.pk.hex}", "") for one in self.sessions}
        return {session: place[int(number)] for session, number in chosen.items() if number}

    @property
    def theme_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if not name.startswith("lecture_")]

    @property
    def lecture_fields(self) -> list[Any]:
        return [self[name] for name in self.fields if name.startswith("lecture_")]

    @property
    def _named(self) -> list[int]:
        return [n for n in range(1, self.lines + 1) if worded(self.cleaned_data, f"theme_{n}")]

    def _offer_theme(self, number: int, known: Theme | None) -> None:
        labels = {
            "ko": (_("Theme %(number)d (Korean)"), _("Theme %(number)d in one sentence (Korean)")),
            "en": (_("Theme %(number)d (English)"), _("Theme %(number)d in one sentence (English)")),
        }
        shown = {}
        if known is not None:
            shown = unworded(f"theme_{number}", known.title) | unworded(f"words_{number}", known.summary)
        for language, (title, words) in labels.items():
            for name, label, most in (("theme", title, 60), ("words", words, 160)):
                key = f"{name}_{number}_{language}"
                self.fields[key] = EitherLanguage(
                    label=label % {"number": number},
                    required=False,
                    max_length=most,
                    initial=shown.get(key, ""),
                )
