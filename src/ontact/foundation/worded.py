"""A text in several languages, one of which is the original: Worded {source, ko: {text, stale}, en: {…}}."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import get_language


@dataclass(frozen=True)
class Worded:
    """source: language code of the original; texts: language → text; stale: languages older than the original."""

    source: str = "ko"
    texts: Mapping[str, str] = field(default_factory=dict)
    stale: frozenset[str] = frozenset()

    @classmethod
    def of(cls, source: str = "ko", **texts: str) -> "Worded":
        return cls(source, {language: text for language, text in texts.items() if text})

    def language_for(self, wanted: str) -> str:
        """The language in which this text will be shown to someone who wants `wanted`."""
        if self.texts.get(wanted):
            return wanted
        if self.texts.get(self.source):
            return self.source
        return next(iter(self.texts), self.source)

    def text(self, wanted: str) -> str:
        return self.texts.get(self.language_for(wanted), "")

    def __str__(self) -> str:
        return self.text((get_language() or "ko")[:2])

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def as_json(self) -> dict[str, Any]:
        body: dict[str, Any] = {"source": self.source}
        for language, text in self.texts.items():
            body[language] = {"text": text, "stale": language in self.stale}
        return body

    @classmethod
    def from_json(cls, body: Mapping[str, Any]) -> "Worded":
        words = {k: v for k, v in body.items() if k != "source"}
        return cls(
            body.get("source", "ko"),
            {language: value["text"] for language, value in words.items()},
            frozenset(language for language, value in words.items() if value.get("stale")),
        )


class WordedField(models.JSONField):
    """Keeps a Worded as one JSON value."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Worded)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        body = super().from_db_value(value, expression, connection)
        return Worded.from_json(body) if isinstance(body, dict) else Worded()

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.as_json() if isinstance(value, Worded) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if isinstance(value, Worded):
            value = value.as_json()
        return super().get_db_prep_value(value, connection, prepared)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, Worded):
            return value
        return Worded.from_json(value) if isinstance(value, dict) else Worded()

    def value_to_string(self, obj: models.Model) -> Any:
        value = self.value_from_object(obj)
        return value.as_json() if isinstance(value, Worded) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.as_json() if isinstance(value, Worded) else value, model_instance)


def in_every_language(words: Promise | str) -> Worded:
    """A sentence of the house, in each language it has been translated into."""
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = str(words)
    return Worded(settings.LANGUAGE_CODE, texts)
