"""The interface's words in a language, so that one journey is walked in Korean and in English."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[2] / "src" / "ontact"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


@cache
def catalogue(language: str) -> dict[str, list[str]]:
    """English sentence → the language's, over all packages; the same English may stand on two pages differently."""
    found: dict[str, list[str]] = {}
    for file in sorted(HOUSE.glob(f"**/locale/{language}/LC_MESSAGES/*.po")):
        with file.open("rb") as text:
            for message in read_po(text, locale=language):
                sources = message.id if isinstance(message.id, tuple) else (message.id,)
                words = message.string[-1] if isinstance(message.string, tuple) else message.string
                for source in sources:
                    if source and words:
                        found.setdefault(source, []).append(words)
    return found


class Words:
    """words("Convene a meeting") → what stands on the button; placeholders match anything."""

    def __init__(self, language: str) -> None:
        self.language = language

    def __call__(self, sentence: str, *, whole: bool = True) -> re.Pattern[str]:
        texts = [sentence] if self.language == "en" else catalogue(self.language).get(sentence, [])
        assert texts, f"No {self.language} words for: {sentence}"
        pattern = "|".join(".*".join(re.escape(part) for part in PLACEHOLDER.split(text)) for text in texts)
        return re.compile(f"^\\s*(?:{pattern})\\s*$" if whole else pattern)

    def text(self, sentence: str, facts: Mapping[str, object]) -> str:
        """The sentence with these facts in it; of a plural, the form that is given."""
        texts = [sentence] if self.language == "en" else catalogue(self.language).get(sentence, [])
        assert texts, f"No {self.language} words for: {sentence}"
        return texts[0] % facts
