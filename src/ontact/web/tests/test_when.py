"""Dates as people say them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone, translation

from ontact.web import when

SEOUL = ZoneInfo("Asia/Seoul")
THURSDAY = datetime(2026, 9, 24, 14, 0, tzinfo=SEOUL)


@pytest.fixture(autouse=True)
def _in_september():
    with time_machine.travel(datetime(2026, 9, 1, 12, 0, tzinfo=SEOUL), tick=False):
        yield


def test_a_span_names_the_day_and_the_half_once():
    ends = THURSDAY + timedelta(minutes=90)
    assert when.span_words(THURSDAY, ends, language="ko") == "9월 24일 (목) 오후 2:00 – 3:30"
    assert when.span_words(THURSDAY, ends, language="en") == "Thu 24 September, 2:00 – 3:30 pm"


def test_a_span_over_noon_names_both_halves():
    morning = THURSDAY.replace(hour=11)
    ends = morning + timedelta(hours=2)
    assert when.span_words(morning, ends, language="ko") == "9월 24일 (목) 오전 11:00 – 오후 1:00"
    assert when.span_words(morning, ends, language="en") == "Thu 24 September, 11:00 am – 1:00 pm"


def test_a_span_over_midnight_names_both_days():
    late = THURSDAY.replace(hour=23)
    assert (
        when.span_words(late, late + timedelta(hours=2), language="ko")
        == "9월 24일 (목) 오후 11:00 – 9월 25일 (금) 오전 1:00"
    )


def test_another_year_is_named():
    assert when.day_words(THURSDAY.replace(year=2025), language="ko") == "2025년 9월 24일 (수)"
    assert when.day_words(THURSDAY.replace(year=2025), language="en") == "Wed 24 September 2025"


@pytest.mark.parametrize(
    ("before", "korean", "english"),
    [
        (timedelta(minutes=22, seconds=30), "23분 뒤 시작", "starts in 23 minutes"),
        (timedelta(minutes=1), "1분 뒤 시작", "starts in 1 minute"),
        (timedelta(hours=5), "5시간 뒤 시작", "starts in 5 hours"),
        (timedelta(days=3, hours=2), "3일 뒤 시작", "starts in 3 days"),
        (timedelta(minutes=-10), "진행 중", "on now"),
        (timedelta(hours=-3), "끝남", "ended"),
    ],
)
def test_help_beside_a_date(before, korean, english):
    ends = THURSDAY + timedelta(minutes=90)
    for language, words in (("ko", korean), ("en", english)):
        with translation.override(language):
            assert when.relative_words(THURSDAY, ends, at=THURSDAY - before) == words


def test_the_citys_clock_stands_beside_only_where_it_differs():
    with translation.override("en"):
        with timezone.override(ZoneInfo("Asia/Tokyo")):
            assert when.city_words(THURSDAY, None) == ""
        with timezone.override(ZoneInfo("Asia/Ho_Chi_Minh")):
            assert when.span_words(THURSDAY, None) == "Thu 24 September, 12:00 pm"
            assert when.city_words(THURSDAY, None) == "Thu 24 September, 2:00 pm on the city's clock"


@pytest.mark.parametrize(
    ("length", "korean"),
    [
        (timedelta(seconds=45), "45초"),
        (timedelta(minutes=25), "25분"),
        (timedelta(hours=2), "2시간"),
        (timedelta(minutes=95), "1시간 35분"),
    ],
)
def test_lengths(length, korean):
    with translation.override("ko"):
        assert when.length_words(length) == korean


def test_ago_becomes_a_date_after_a_day():
    with translation.override("ko"):
        assert when.ago_words(THURSDAY, at=THURSDAY + timedelta(seconds=20)) == "방금"
        assert when.ago_words(THURSDAY, at=THURSDAY + timedelta(minutes=5)) == "5분 전"
        assert when.ago_words(THURSDAY, at=THURSDAY + timedelta(hours=3)) == "3시간 전"
        assert when.ago_words(THURSDAY, at=THURSDAY + timedelta(days=2)) == "9월 24일 (목) 오후 2:00"
