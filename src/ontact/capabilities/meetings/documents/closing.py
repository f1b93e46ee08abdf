"""What of the minutes is closed to the public, and on what ground: the full text in, the public text out.

A passage is closed wherever it stands, so that a name taken out of one item does not stand in the next. A whole item
loses all that was said, voted and decided under it; its number and title stay, since the agenda was public before.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ontact.capabilities.meetings.documents.body import MinutesBody
from ontact.capabilities.meetings.documents.writing import OWN_WORDS, plain

LAW = {
    "ko": "공공기관의 정보공개에 관한 법률 제9조 제1항",
    "en": "Official Information Disclosure Act, Article 9 (1)",
}

# The eight grounds of Article 9 (1): short words for the place itself, and the law's own words for the list.
GROUNDS: dict[str, dict[str, list[str]]] = json.loads(
    Path(__file__).with_name("grounds.json").read_text(encoding="utf-8")
)

# Values that are codes or addresses, not words that anyone said.
CODES = OWN_WORDS | {
    "role", "evidence", "manner", "choice", "how", "place", "ground", "kind", "by", "at", "answer", "source",
    "state", "due", "label",
}  # fmt: skip


@dataclass(frozen=True)
class Closing:
    """kind "text": the passage `key`, wherever it stands; "item": that of this number; "paper": the file of this name."""

    kind: str
    key: str
    ground: str
    words: str = ""

    @classmethod
    def of(cls, values: Mapping[str, str]) -> "Closing":
        return cls(values["kind"], values["key"], values["ground"], values.get("words", ""))


def marker(ground: str, language: str = "ko") -> str:
    """What stands in place of what is closed."""
    short = GROUNDS[ground]["ko" if language == "ko" else "en"][0]
    return f"[비공개: {short}(제{ground}호)]" if language == "ko" else f"[closed: {short} (no. {ground})]"


def ground_words(ground: str, language: str) -> str:
    """The short words and the law's own."""
    short, long = GROUNDS[ground]["ko" if language == "ko" else "en"]
    return f"{short}: {long}"


def public_text(body: MinutesBody, closings: Sequence[Closing]) -> MinutesBody:
    """The minutes as everyone may read them."""
    values = body.as_dict()
    for closing in closings:
        if closing.kind == "item":
            _close_item(values, closing)
        elif closing.kind == "paper":
            _close_paper(values, closing)
    values["closed"] = [
        {"kind": one.kind, "ground": one.ground, "law": f"{LAW['ko']} 제{one.ground}호", "words": one.words}
        for one in closings
    ]
    passages = [(one.key, one.ground) for one in closings if one.kind == "text"]
    _drop_hashes(values, passages)
    return MinutesBody.from_dict(_walk(values, lambda text: masked(text, passages)))


def masks_of(body: MinutesBody, closings: Sequence[Closing]) -> list[tuple[str, str]]:
    """Every text that the public version no longer shows, with its ground: for the other pages that would show it."""
    found = [(one.key, one.ground) for one in closings if one.kind in ("text", "paper")]
    numbers = {int(one.key): one.ground for one in closings if one.kind == "item"}
    for item in body.items:
        if item.number in numbers:
            texts = [decision.text for decision in item.decisions] + [vote.motion for vote in item.votes]
            found += [(text, numbers[item.number]) for text in texts if text]
    return list(dict.fromkeys(found))


def masked(text: str, masks: Sequence[Sequence[str]], language: str = "ko") -> str:
    """The longest passages first: a name inside a closed sentence must not leave the rest of the sentence standing."""
    ordered = sorted(masks, key=lambda mask: (-len(mask[0]), mask[0]))
    # First to single signs that nobody types, so that a marker never becomes part of another passage.
    for place, (passage, _ground) in enumerate(ordered):
        text = text.replace(plain(passage), chr(FIRST_SIGN + place))
    for place, (_passage, ground) in enumerate(ordered):
        text = text.replace(chr(FIRST_SIGN + place), marker(ground, language))
    return text


# A private-use plane of Unicode with room for 65,000 passages.
FIRST_SIGN = 0xF0000


def in_language(body: MinutesBody, language: str) -> MinutesBody:
    """The frozen text names its grounds in Korean; an English reader gets the English words."""
    if language == "ko" or not body.closed:
        return body
    both = [(marker(ground, "ko"), marker(ground, "en")) for ground in GROUNDS]

    def translated(text: str) -> str:
        for korean, english in both:
            text = text.replace(korean, english)
        return text

    return MinutesBody.from_dict(_walk(body.as_dict(), translated))


def stands_in(body: MinutesBody, passage: str) -> bool:
    """Whether the passage is said anywhere in these minutes."""
    return any(plain(passage) in text for text in _texts(body.as_dict()))


def is_part_of_a_marker(passage: str) -> bool:
    """Closing such words would leave them standing in the very note that says they are closed."""
    return any(plain(passage) in marker(ground, language) for ground in GROUNDS for language in ("ko", "en"))


def _close_item(values: dict[str, Any], closing: Closing) -> None:
    sign = marker(closing.ground)
    for item in values["items"]:
        if item["number"] == int(closing.key):
            item |= {"presenter": "", "papers": [], "asks": [], "speeches": [], "votes": [], "notes": sign}
            item["instructions"] = []
            item["decisions"] = [{**decision, "text": sign} for decision in item["decisions"]]
    for opinion in values["opinions"]:
        if opinion["item"] == int(closing.key):
            opinion |= {"seat": sign, "name": "", "text": sign}


def _close_paper(values: dict[str, Any], closing: Closing) -> None:
    """Its hash goes too: whoever has a copy could tell by it which file it was."""
    for item in values["items"]:
        for paper in item["papers"]:
            if paper["name"] == closing.key:
                paper |= {"name": marker(closing.ground), "sha256": ""}


def _drop_hashes(values: dict[str, Any], passages: Sequence[tuple[str, str]]) -> None:
    """A vote's seal and a paper's hash would prove a guess at the words that were taken out of them."""
    for item in values["items"]:
        for sealed in (*item["votes"], *item["papers"]):
            if any(masked(text, passages) != text for text in _texts(sealed)):
                sealed["sha256"] = ""


def _texts(values: Any) -> list[str]:
    found: list[str] = []

    def noted(text: str) -> str:
        found.append(text)
        return text

    _walk(values, noted)
    return found


def _walk(value: Any, change: Callable[[str], str], name: str = "") -> Any:
    if isinstance(value, dict):
        return {
            key: _walk(inner, change, key if key not in ("ko", "en") else name)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_walk(inner, change, name) for inner in value]
    if isinstance(value, str) and name not in CODES and not name.endswith("_at"):
        return change(value)
    return value
