"""A rush tried out: a crowd that has prepared everything presses at once in a hall of its own; what each was told, and what
the tables say afterwards.
"""

import json
import re
import resource
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from ontact.config.launch.hall import Hall
from ontact.config.launch.meters import use_of
from ontact.config.launch.pressing import Browser, Press, Told, press_all

SHELL = """
import json
from ontact.config.rush import Wanted
from ontact.config.rush_people import *
print("MADE" + json.dumps({call}))
"""
SCRIPT = "application/json"


@dataclass(frozen=True)
class Wanted:
    """A programme as its terms say. `opens_in_s`: below 0, sign-up has opened already."""

    places: int
    waiting_at_most: int | None = None
    household: int = 1
    opens_in_s: float = -60
    has_waiting_room: bool = False
    allotment: str = "first_come"


@dataclass
class Rush:
    """One programme, the people who want a place, and what came of it."""

    wanted: Wanted
    people: int
    connections: int
    programme: str = ""
    presses: list[Press] = field(default_factory=list)
    seconds: float = 0
    told: list[Told] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    cpu_s: dict[str, float] = field(default_factory=dict)
    driver_cpu_s: float = 0
    table: dict[str, Any] = field(default_factory=dict)

    @property
    def a_second(self) -> float:
        return len(self.answered) / max(self.seconds, 0.001)

    @property
    def answered(self) -> list[Told]:
        """Those with a definite answer."""
        return [one for one, said in zip(self.told, self.answers, strict=True) if said]

    @property
    def unanswered(self) -> int:
        return self.people - len(self.answered)

    @property
    def kinds(self) -> Counter[str]:
        return Counter(answer for answer in self.answers if answer)

    @property
    def cpu_ms(self) -> float:
        """Of the hall and its database, for each answer."""
        return 1000 * sum(self.cpu_s.values()) / max(len(self.answered), 1)

    def ms(self, share: float) -> float:
        values = sorted(one.ms for one in self.answered)
        return values[max(0, -(-int(share * 100) * len(values) // 100) - 1)] if values else 0.0

    @property
    def oversold(self) -> int:
        capacity, placed, taken = (int(self.table[name]) for name in ("capacity", "placed", "taken"))
        return max(0, placed - capacity, taken - capacity)

    @property
    def lost(self) -> int:
        """Told something of the book that is not in it."""
        return sum(told not in ("", "refused") and not found for told, found in self._pairs)

    @property
    def changed(self) -> int:
        """Told one thing, while the table says another; a refusal from memory left nothing there."""
        return sum(told != found for told, found in self._pairs if told and found)

    @property
    def doubled(self) -> int:
        """Preparations with more than one line."""
        return int(self.table["doubled"])

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        """What each was told, and what the table says of the same preparation."""
        stands = self.table["stands"]
        return [
            (answer, stands.get(preparation, ""))
            for answer, preparation in zip(self.answers, self.table["preparations"], strict=True)
        ]


class Crowd:
    """The people of one hall; each rush takes the first so many of them.

    `also_s`: seconds of processor of what stands outside the hall (a database), by name.
    """

    def __init__(self, hall: Hall, count: int, *, also_s: Callable[[], dict[str, float]] = dict) -> None:
        self.hall, self.count, self.also_s = hall, count, also_s
        self.file = hall.state.run / "rush-people.json"
        self.ask(f"make_people({count}, Path({str(self.file)!r}))")
        self.words: dict[str, str] = self.ask("words_of_answers()")
        self.browsers = [
            Browser(session, token) for _person, session, token in json.loads(self.file.read_text())
        ]

    def answer(self, told: Told) -> str:
        return answer_in(told, self.words)

    def announce(self, wanted: Wanted, people: int) -> dict[str, Any]:
        words = ", ".join(f"{name}={value!r}" for name, value in asdict(wanted).items())
        made: dict[str, Any] = self.ask(
            f"make_programme(Wanted({words}), Path({str(self.file)!r}), {people})"
        )
        return made

    def rush(
        self, wanted: Wanted, people: int, *, connections: int, accept: str = SCRIPT, path: str = ""
    ) -> Rush:
        """Everybody at once, over so many connections. `path`: another address for the press, with {programme}."""
        made = self.announce(wanted, people)
        address = path.format(programme=made["programme"]) if path else made["press"]
        rush = Rush(wanted, people, connections, made["programme"])
        rush.presses = [
            Press(browser, address, {"preparation": preparation}, accept)
            for browser, preparation in zip(self.browsers, made["preparations"], strict=False)
        ]
        self._press(rush)
        rush.answers = [self.answer(one) for one in rush.told]
        rush.table = {**self.ask(f"table_of({made['programme']!r})"), "preparations": made["preparations"]}
        return rush

    def press_again(self, rush: Rush, count: int) -> int:
        """The first so many press once more; how many were told something else than before."""
        told = press_all(self.hall.url, rush.presses[:count], connections=rush.connections)
        return sum(self.answer(one) != answer for one, answer in zip(told, rush.answers, strict=False))

    def _press(self, rush: Rush) -> None:
        before, also, own = use_of(self.hall).cpu_s, self.also_s(), _own_cpu_s()
        began = time.monotonic()
        rush.told = press_all(self.hall.url, rush.presses, connections=rush.connections)
        rush.seconds = max(one.ended for one in rush.told) - began
        after, driven = use_of(self.hall).cpu_s, _own_cpu_s()
        rush.cpu_s = {name: used - before.get(name, 0) for name, used in after.items()}
        rush.cpu_s |= {name: used - also.get(name, 0) for name, used in self.also_s().items()}
        rush.driver_cpu_s = driven - own

    def ask(self, call: str) -> Any:
        """What one of rush_people's calls says, in the hall."""
        said = self.hall.manage("shell", "-v", "0", "-c", SHELL.format(call=call))
        return json.loads(said.split("MADE")[1])


def answer_in(told: Told, words: dict[str, str]) -> str:
    """ "placed", "waiting", "refused", "held"; "" for what is no definite answer. `words`: what a page says, by state."""
    if told.status != 200:
        return ""
    if told.body.startswith("{"):
        return _answer_in(json.loads(told.body))
    main = told.body.partition("<main")[2]
    found = {state: match.start() for state, pattern in words.items() if (match := re.search(pattern, main))}
    return min(found, key=lambda state: found[state], default="")


def _answer_in(said: dict[str, Any]) -> str:
    if said.get("refusal"):
        return "refused"
    states = {one["state"] for one in said.get("answers", ())}
    return str(states.pop()) if len(states) == 1 else ""


def _own_cpu_s() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime
