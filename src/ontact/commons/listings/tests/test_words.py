"""Folding words: what people type and what is stored meet in the same form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontact.commons.listings.words import INITIALS, as_initials, folded, initials_of, lines

SYLLABLES = st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1, max_size=12)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert folded(folded(text)) == folded(text)


@given(st.text(), st.text())
def test_spaces_do_not_matter(first, second):
    assert folded(f"{first} {second}") == folded(f"{first}\u3000{second}")


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_case_does_not_matter(text):
    """Of English words: a dotless ı has no way back from its capital."""
    assert folded(text.upper()) == folded(text.lower()) == folded(text)


@given(st.text())
def test_the_two_forms_of_the_same_hangul_meet(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@given(st.text())
def test_nothing_folded_holds_a_line_break(text):
    assert not set(folded(text)) & set("\n\r\t \u3000")


@given(SYLLABLES)
def test_every_syllable_has_one_initial(word):
    assert len(initials_of(word)) == len(word)
    assert set(initials_of(word)) <= set(INITIALS)


@given(SYLLABLES)
def test_a_word_is_found_by_its_initials(word):
    assert as_initials(initials_of(word)) == initials_of(word)


@given(SYLLABLES)
def test_initials_typed_as_leading_jamo_mean_the_same(word):
    leading = "".join(chr(0x1100 + INITIALS.index(sign)) for sign in initials_of(word))
    assert as_initials(leading) == initials_of(word)


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("수원시청", "ㅅㅇㅅㅊ"),
        ("AI 회의 2027", "ㅎㅇ"),
        ("민관 협치", "ㅁㄱㅎㅊ"),
        ("City", ""),
        ("가a나", "ㄱ ㄴ"),
    ],
)
def test_initials_of_real_names(text, initials):
    assert initials_of(text) == initials


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("ㅅㅇㅅ", "ㅅㅇㅅ"),
        ("ㄳ", "ㄱㅅ"),
        ("ㅄ", "ㅂㅅ"),
        ("수원", None),
        ("ㅏ", None),
        ("", None),
        ("ㅅ1", None),
    ],
)
def test_what_a_query_of_consonants_means(query, meant):
    assert as_initials(query) == meant


def test_fields_stand_on_lines_of_their_own():
    assert lines(["Public Meeting", "", " 민관 회의 "]) == "publicmeeting\n민관회의"
