"""What a folder of the house offers the house: seven questions on one class, and no other plug."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import AppConfig, apps
from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser


@dataclass(frozen=True)
class Tile:
    """The front door's entry: what one wants to do, in the citizen's words.

    `desk`: where an officer of the hall works on it, under `desk_title`; shown on the officer's own page.
    """

    title: str | Promise
    summary: str | Promise
    path: str
    icon: str
    order: int = 100
    desk: str = ""
    desk_title: str | Promise = ""


@dataclass(frozen=True)
class AgendaEntry:
    """One line of a person's time line. `door` is set while the person can walk in; `door_words` say into what."""

    title: str
    begins_at: datetime
    ends_at: datetime | None
    path: str
    note: str = ""
    door: str = ""
    door_words: str = ""
    missing: str = ""
    missing_path: str = ""


@dataclass(frozen=True)
class PersonalData:
    """What a package keeps about a person: a heading, rows of label and value, and until when."""

    heading: str
    rows: list[tuple[str, str]]
    kept_until: str


@dataclass(frozen=True)
class Listed:
    """What the list of everything public must say of one object, read from the object's own tables.

    `title`: language → text. `is_due`: its row is being renewed at this very minute, so that its times are not compared.
    """

    app: str
    object_id: str
    title: Mapping[str, str]
    page: str
    begins_at: datetime | None
    ends_at: datetime | None
    is_due: bool = False


class Capability(AppConfig):
    """Base of every package's AppConfig. Subclasses answer only the questions that concern them."""

    default = False  # else Django finds two configurations in the module and falls back to a plain one
    url_prefix: str = ""
    default_auto_field = "django.db.models.BigAutoField"

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.default = True

    def has_pages(self) -> bool:
        return find_spec(f"{self.name}.urls") is not None

    def tile(self) -> Tile | None:
        return None

    def agenda(self, person: "AbstractBaseUser") -> Iterable[AgendaEntry]:
        return ()

    def personal_data(self, person: "AbstractBaseUser") -> Iterable[PersonalData]:
        return ()

    def forget(self, person: "AbstractBaseUser") -> None:
        """Erase or blur what is no longer needed; what the law keeps stays and is named in personal_data."""

    def demo(self) -> None:
        """Make this package's part of the demo city by its real actions; harmless when repeated."""

    def listed(self, moment: datetime) -> Iterable[Listed]:
        """What of this package must stand in the listings at this moment; the nightly check compares."""
        return ()

    def rounds(self, moment: datetime) -> None:
        """Reminders and expiries; called each minute by the worker; harmless when repeated."""


def capabilities() -> Iterator[Capability]:
    """All packages that stand in the house, foundations first."""
    for config in apps.get_app_configs():
        if isinstance(config, Capability):
            yield config
