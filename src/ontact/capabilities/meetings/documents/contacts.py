"""Takes personal contact data out of what people typed before it is published."""

import re

HIDDEN = "▢▢▢"

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
# 010-1234-5678 with any of the usual marks between, also +82 10 …; offices' own numbers (031-…) stay readable.
MOBILE = re.compile(r"(?<!\d)(?:\+?82[-. )]{0,2}\(?0?\)?|0)1[016789][-. )]{0,2}\d{3,4}[-. ]{0,2}\d{4}(?!\d)")
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{6}[- ]?[1-8]\d{6}(?!\d)")


def without_contacts(text: str) -> str:
    """E-mail addresses, mobile numbers and resident registration numbers become three boxes."""
    for pattern in (EMAIL, RESIDENT_NUMBER, MOBILE):
        text = pattern.sub(HIDDEN, text)
    return text
