"""Who is in the thread: a family, the officer, the lecturer; each with a page of their own."""

from dataclasses import dataclass, field
from datetime import date

from playwright.sync_api import Page

from ontact.config.launch.hall import Hall
from ontact.foundation.clock import now
from tests.journeys.interface import Words


@dataclass
class Family:
    """Whose thread it is. The guardian and the younger child hold the same device; the elder has one of their own."""

    guardian: str
    address: str
    younger: str
    elder: str
    phone: bool
    say: Words
    # Of the class that they look for, in both languages, and by which words.
    title: dict[str, str]
    looks_for: str
    born: dict[str, date] = field(init=False)

    def __post_init__(self) -> None:
        year = now().year
        self.born = {self.younger: date(year - 8, 3, 2), self.elder: date(year - 11, 3, 2)}

    @property
    def children(self) -> list[str]:
        return [self.younger, self.elder]

    @property
    def called(self) -> tuple[list[str], list[str]]:
        """What they are called in the room, and what nobody may read there."""
        whole = self.children
        first = [name.split()[0] if " " in name else name[1:] for name in whole]
        return first, [*whole, *(name.split()[1] for name in whole if " " in name)]


FAMILIES = [
    Family(
        "박선영",
        "sunyoung.park@mail.example",
        "박하늘",
        "박바다",
        phone=False,
        say=Words("ko"),
        title={"ko": "한지로 만드는 종이 등불", "en": "Paper lanterns made of hanji"},
        looks_for="종이등불",
    ),
    Family(
        "Grace Thompson",
        "grace.thompson@mail.example",
        "Lily Thompson",
        "Oliver Thompson",
        phone=True,
        say=Words("en"),
        title={"ko": "대나무로 만드는 방패연", "en": "Shield kites made of bamboo"},
        looks_for="kites bamboo",
    ),
]


@dataclass
class Thread:
    """The pages of everybody in it, and the addresses that they come to know."""

    hall: Hall
    family: Family
    officer: Page
    guardian: Page
    elder: Page
    lecturer: Page
    page: str = ""
    link: str = ""

    @property
    def say(self) -> Words:
        return self.family.say

    @property
    def title(self) -> str:
        return self.family.title[self.say.language]

    @property
    def programme(self) -> str:
        return self.page.rstrip("/").rsplit("/", 1)[-1]
