"""From JSON values to frozen records: what is not named is refused, with the place where it stands."""

import dataclasses
import types
import typing
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any


class BodyRefused(ValueError):
    """The draft does not fit the form of minutes. `place` reads like "items.2.votes.0.motion"."""

    def __init__(self, place: str) -> None:
        self.place = place
        super().__init__(f"The minutes do not fit their form at {place or 'the top'}.")


def read(kind: Any, value: Any, place: str = "") -> Any:
    """One value as `kind`: a record, a tuple of records, words, a moment, text, number or yes/no."""
    options = typing.get_args(kind) if isinstance(kind, types.UnionType) else ()
    if options:
        return None if value is None else read(options[0], value, place)
    if dataclasses.is_dataclass(kind):
        return _record(kind, value, place)
    origin = typing.get_origin(kind)
    if origin is tuple:
        return _tuple(typing.get_args(kind)[0], value, place)
    if origin is Mapping:
        return _words(value, place)
    if kind is datetime:
        return _moment(value, place)
    # bool is an int to Python, but not to a reader of JSON.
    if type(value) is not kind:
        raise BodyRefused(place)
    return value


def _record(kind: Any, value: Any, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise BodyRefused(place)
    kinds = _kinds(kind)
    for name in value:
        if name not in kinds:
            raise BodyRefused(_under(place, name))
    facts = {name: read(kinds[name], inner, _under(place, name)) for name, inner in value.items()}
    for field in dataclasses.fields(kind):
        has_default = (
            field.default is not dataclasses.MISSING or field.default_factory is not dataclasses.MISSING
        )
        if field.name not in facts and not has_default:
            raise BodyRefused(_under(place, field.name))
    return kind(**facts)


def _tuple(kind: Any, value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise BodyRefused(place)
    return tuple(read(kind, inner, _under(place, number)) for number, inner in enumerate(value))


def _words(value: Any, place: str) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise BodyRefused(place)
    for language, text in value.items():
        if not (isinstance(language, str) and isinstance(text, str)):
            raise BodyRefused(_under(place, language))
    return dict(value)


def _moment(value: Any, place: str) -> datetime:
    try:
        moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise BodyRefused(place) from None
    if moment.tzinfo is None:
        raise BodyRefused(place)
    return moment


@cache
def _kinds(kind: Any) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _under(place: str, name: object) -> str:
    return f"{place}.{name}" if place else str(name)
