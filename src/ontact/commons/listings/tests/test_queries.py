"""Finding: by words in any spelling, by initials, by time; the soonest first."""

from datetime import timedelta

import pytest

from ontact.commons.listings.queries import between, holding, search, visible
from ontact.commons.listings.tests.factories import listed
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]

HOUR = timedelta(hours=1)


def titles(rows):
    return [str(row.title) for row in rows]


@pytest.mark.parametrize(
    "query",
    [
        "민관협치",
        "민관 협치",
        "협치",
        "ㅁㄱㅎㅊ",
        "ㅎㅊ",
        "PUBLIC",
        "ｐｕｂｌｉｃ",
        "meet public",
        "100%",
        "협치 public",
    ],
)
def test_one_meeting_is_found_in_many_spellings(query):
    listed("민관 협치 회의 100%", summary=Worded.of("en", en="Public meeting"))
    listed("다른 일")

    assert titles(search(query)) == ["민관 협치 회의 100%"]


@pytest.mark.parametrize("query", ["", "   ", "%", "_", "\\", "없는말", "ㅋㅋ", "민관_협치", "a%b"])
def test_signs_of_the_database_mean_themselves(query):
    listed("민관 협치 회의")

    assert titles(search(query)) == []


def test_words_do_not_match_across_fields():
    listed("가나", summary=Worded.of("ko", ko="다라"))

    assert titles(search("나다")) == []


def test_what_begins_with_the_word_comes_first_then_the_soonest_then_the_past():
    listed("주민 회의", begins_at=now() + HOUR)
    listed("회의 내일", begins_at=now() + 24 * HOUR)
    listed("회의 오늘", begins_at=now() + HOUR)
    listed("회의 어제", begins_at=now() - 24 * HOUR, ends_at=now() - 23 * HOUR)
    listed("회의 그제", begins_at=now() - 48 * HOUR, ends_at=now() - 47 * HOUR)
    listed("회의 언젠가")

    expected = ["회의 오늘", "회의 내일", "회의 언젠가", "회의 어제", "회의 그제", "주민 회의"]
    assert titles(search("회의")) == expected


def test_a_search_is_one_query_and_keeps_its_limit(django_assert_num_queries):
    for place in range(5):
        listed(f"회의 {place}")

    with django_assert_num_queries(1):
        assert len(search("회의", limit=3)) == 3


def test_only_what_may_be_seen_now_is_found():
    listed("내일부터", visible_from=now() + HOUR)
    listed("어제까지", visible_from=now() - 2 * HOUR, visible_until=now() - HOUR)
    listed("지금")

    assert titles(visible()) == ["지금"]


def test_the_calendar_holds_what_touches_the_day():
    begin, end = now(), now() + 24 * HOUR
    listed("어제 시작해 오늘 끝", begins_at=begin - HOUR, ends_at=begin + HOUR)
    listed("오늘", begins_at=begin + 2 * HOUR, ends_at=begin + 3 * HOUR)
    listed("끝이 없는 오늘", begins_at=begin + 4 * HOUR)
    listed("내일", begins_at=end, ends_at=end + HOUR)
    listed("어제", begins_at=begin - 2 * HOUR, ends_at=begin)

    assert titles(between(begin, end)) == ["어제 시작해 오늘 끝", "오늘", "끝이 없는 오늘"]


@pytest.mark.parametrize(("words", "found"), [("책 놀이터", 2), ("놀이", 2), ("ㅊㄴㅇㅌ", 2), ("없음", 0)])
def test_objects_that_hold_the_words_are_named_the_soonest_first(words, found):
    later = listed("책놀이터", begins_at=now() + 2 * HOUR)
    sooner = listed("즐거운 책 놀이터", begins_at=now() + HOUR)
    listed("책 놀이터", begins_at=now() - 2 * HOUR, ends_at=now() - HOUR)

    keys = holding(words, app=later.app, limit=9)

    assert keys == [sooner.object_id, later.object_id][:found]
    assert holding(words, app="elsewhere", limit=9) == []


def test_what_is_over_is_named_only_where_it_is_wanted():
    past = listed("책 놀이터", begins_at=now() - 2 * HOUR, ends_at=now() - HOUR)

    assert holding("책", app=past.app, limit=9) == []
    assert holding("책", app=past.app, limit=9, over_too=True) == [past.object_id]


@pytest.mark.parametrize("words", ["", "  ", "\x00"])
def test_without_a_word_nothing_is_narrowed(words):
    assert holding(words, app="people", limit=9) is None
