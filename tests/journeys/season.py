"""One season of the Knowledge journey, walked by one citizen: who is in it, and the addresses that they come to know."""

from dataclasses import dataclass

from playwright.sync_api import Page

from ontact.config.launch.hall import Hall
from tests.journeys.interface import Words


@dataclass(frozen=True)
class Walk:
    """One run: the citizen's language and screen, and what this season of the journey is called."""

    language: str
    width: int
    name: str
    address: str
    title_ko: str
    title_en: str

    @property
    def title(self) -> str:
        return self.title_en if self.language == "en" else self.title_ko


WALKS = [
    Walk(
        "en",
        360,
        "Ellen Park",
        "ellen.park@mail.example",
        title_ko="지식 여행: 겨울 인문학",
        title_en="Knowledge journey: humanities in winter",
    ),
    Walk(
        "ko",
        1280,
        "박은하",
        "eunha.park@mail.example",
        title_ko="지식 여행: 봄 인문학",
        title_en="Knowledge journey: humanities in spring",
    ),
]


@dataclass
class Series:
    """Everybody's pages, and the addresses that they come to know."""

    hall: Hall
    walk: Walk
    say: Words
    desk: Page
    citizen: Page
    lecturer: Page
    page: str = ""
    place: str = ""

    @property
    def programme(self) -> str:
        return self.page.rstrip("/").rsplit("/", 1)[-1]

    def path(self, name: str) -> str:
        """Of one of the desk's pages."""
        return f"{self.hall.url}/registrations/programmes/{self.programme}/{name}/"
