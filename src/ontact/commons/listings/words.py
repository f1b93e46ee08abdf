"""How words are folded so that people find what they mean: width, case, spaces and initial consonants."""

import unicodedata
from collections.abc import Iterable

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
# A keyboard joins two initials typed in a row; taken apart they are initials again.
CLUSTERS = {"ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ"}
CLUSTERS |= {"ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ"}
UNSEEN = ("Cc", "Cf")
FIRST_SYLLABLE, LAST_SYLLABLE, SYLLABLES_PER_INITIAL = 0xAC00, 0xD7A3, 588
FIRST_LEADING_JAMO = 0x1100


def folded(text: str) -> str:
    """NFKC, lower case, no spaces or control signs. Folding twice changes nothing."""
    joined = text
    while (once := _fold(joined)) != joined:
        joined = once
    return joined


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        sign for sign in plain if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf")
    )


def initials_of(text: str) -> str:
    """수원시청 → ㅅㅇㅅㅊ; what is no Hangul syllable leaves a gap, so that initials match only neighbours."""
    found = [_initial(sign) for sign in folded(text)]
    return " ".join("".join(sign or " " for sign in found).split())


def _initial(sign: str) -> str:
    code = ord(sign)
    if FIRST_SYLLABLE <= code <= LAST_SYLLABLE:
        return INITIALS[(code - FIRST_SYLLABLE) // SYLLABLES_PER_INITIAL]
    return ""


def as_initials(word: str) -> str | None:
    """The initials that a query of consonants only means; None for any other query."""
    apart = "".join(CLUSTERS.get(sign, sign) for sign in word if not sign.isspace())
    if not apart:
        return None
    letters = [_letter(sign) for sign in apart]
    return "".join(letters) if all(letters) else None


def _letter(sign: str) -> str:
    if sign in INITIALS:
        return sign
    place = ord(sign) - FIRST_LEADING_JAMO
    return INITIALS[place] if 0 <= place < len(INITIALS) else ""


def lines(texts: Iterable[str]) -> str:
    """Folded texts, one a line: words never match across two of them."""
    return "\n".join(line for text in texts if (line := folded(text)))


def initial_lines(texts: Iterable[str]) -> str:
    return "\n".join(line for text in texts if (line := initials_of(text)))
