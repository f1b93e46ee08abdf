"""A name as it was typed, in one line; and how a minor is called where everybody reads it: by the given name. A rule
proposes that, the office has the last word.
"""

import re
import unicodedata

# Family names of two syllables. Where a name could also be one syllable and a given name, the longer is left out:
# a name that is too short is odd, one that still says the family is a leak.
LONG_FAMILY_NAMES = frozenset(
    {
        "강전", "남궁", "독고", "동방", "망절", "사공", "서문", "선우", "소봉", "어금", "장곡", "제갈", "황보",
    }
)  # fmt: skip
# With these the family stands first and the last word is what one is called by.
VIETNAMESE_FAMILY_NAMES = frozenset(
    {
        "bui", "dang", "do", "duong", "hoang", "ho", "huynh", "le", "ly", "ngo", "nguyen", "pham",
        "phan", "tran", "vo", "vu",
    }
)  # fmt: skip
# Marks that turn the direction of writing would turn the whole row in which a name stands.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")
_SYLLABLES = re.compile(r"[\uac00-\ud7a3]+|[\u4e00-\u9fff]+")


def in_one_line(text: str) -> str:
    """Letters as they look, whatever system wrote them: a name keeps its emoji, Hanja and spaces.

    Hangul taken apart by another system is put together, so that the same name is the same.
    """
    whole = unicodedata.normalize("NFC", _TURNING.sub("", text))
    return " ".join("".join(" " if unicodedata.category(one) == "Cc" else one for one in whole).split())


def given_name(name: str) -> str:
    """김민지 → 민지 · 남궁민 → 민 · 김 민지 → 민지 · KIM Minji, Minji Kim and Kim, Minji → Minji · Nguyễn Thị Mai → Mai."""
    name = " ".join(name.split())
    if "," in name:
        family, _comma, given = name.partition(",")
        return given.strip() or family.strip()
    words = name.split(" ")
    if len(words) > 1:
        return _of_words(words)
    if not _SYLLABLES.fullmatch(name) or len(name) < 2:
        return name
    length = 2 if len(name) > 2 and name[:2] in LONG_FAMILY_NAMES else 1
    return name[length:]


def _of_words(words: list[str]) -> str:
    """In a Korean name the family stands first; in another it is the one in capitals, else the last."""
    if _SYLLABLES.fullmatch(words[0]):
        return " ".join(words[1:])
    small = [word for word in words if not (len(word) > 1 and word.isupper())]
    if 0 < len(small) < len(words):
        return " ".join(small)
    if _is_vietnamese(words):
        return words[-1]
    return " ".join(words[:-1])


def _is_vietnamese(words: list[str]) -> bool:
    """Two plain words may be in the other order too (Ly Tran): those are left to the rule for all others."""
    first = words[0].casefold().replace("đ", "d")
    bare = "".join(sign for sign in unicodedata.normalize("NFD", first) if not unicodedata.combining(sign))
    return bare in VIETNAMESE_FAMILY_NAMES and (len(words) > 2 or bare != words[0].casefold())
