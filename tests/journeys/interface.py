"""The interface's words in a language, so that one journey is walked in Korean and in English."""

import re
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[2] / "src" / "ontact"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@cache
def catalogue(language: str) -> dict[str, str]:
    """English sentence → the language's, over all packages; plurals by their first form."""
    found: dict[str, str] = {}
    for file in sorted(HOUSE.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        with file.open("rb") as text:
            for message in read_po(text, locale=language):
                source, words = message.id, message.string
                if isinstance(source, tuple):
                    for form in source:
                        found.setdefault(form, words[-1])
                elif source and words:
                    found.setdefault(source, words)
    return found


class Words:
    """words("Convene a meeting") → what stands on the button; placeholders match anything."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, sentence: str, *, whole: bool = True) -> re.Pattern[str]:
        text = sentence
        if self.language != "en":
            assert sentence in catalogue(self.language), f"No {self.language} words for: {sentence}"
            text = catalogue(self.language)[sentence]
        pattern = ".*".join(re.escape(part) for part in PLACEHOLDER.split(text))
        return re.compile(f"^\\s*{pattern}\\s*$" if whole else pattern)
