"""Texts in several languages, the clock, identities, errors, and the outer fence."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpResponse
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from ontact.foundation.access import Who, access
from ontact.foundation.clock import moved_to, now
from ontact.foundation.errors import RuleBroken
from ontact.foundation.ids import digest, new_secret, uuid7
from ontact.foundation.worded import Worded

LANGUAGES = st.sampled_from(["ko", "en", "vi", "ja"])


@given(LANGUAGES, st.dictionaries(LANGUAGES, st.text(min_size=1)), st.frozensets(LANGUAGES))
def test_a_worded_survives_its_json(source, texts, stale):
    worded = Worded(source, texts, stale & frozenset(texts))

    assert Worded.from_json(worded.as_json()) == worded


def test_a_missing_language_falls_back_to_the_original():
    worded = Worded.of("ko", ko="회의")

    assert worded.text("en") == "회의"
    assert worded.language_for("en") == "ko"


def test_the_reader_gets_their_language():
    worded = Worded.of("ko", ko="회의", en="Meeting")

    with translation.override("en"):
        assert str(worded) == "Meeting"


def test_the_clock_can_be_moved_and_comes_back():
    then = datetime(2020, 5, 12, 9, tzinfo=UTC)
    with moved_to(then):
        assert abs(now() - then) < timedelta(seconds=1)

    assert now().year > 2020


def test_identities_sort_by_birth():
    earlier = uuid7()
    later = max(uuid7() for _ in range(50))

    assert earlier.version == 7
    assert str(earlier)[:8] <= str(later)[:8]


def test_a_secret_is_never_what_is_stored():
    secret = new_secret()

    assert len(secret) == 43
    assert digest(secret) != secret
    assert len(digest(secret)) == 64


def test_a_broken_rule_fills_in_its_facts():
    class Full(RuleBroken):
        text = "All %(seats)d places are taken."
        way_out = "Call %(phone)s."

    error = Full(seats=20, phone="1899-0000")

    assert (error.sentence, error.advice) == ("All 20 places are taken.", "Call 1899-0000.")


class Someone:
    is_authenticated = True

    def __init__(self, *, staff=False, administrator=False):
        self.is_staff_member, self.is_administrator = staff, administrator


CAST = {
    "nobody": AnonymousUser(),
    "citizen": Someone(),
    "staff": Someone(staff=True),
    "administrator": Someone(staff=True, administrator=True),
}


@pytest.mark.parametrize(
    ("who", "answers"),
    [
        (Who.EVERYONE, {"nobody": 200, "citizen": 200, "staff": 200, "administrator": 200}),
        (Who.SIGNED_IN, {"nobody": 302, "citizen": 200, "staff": 200, "administrator": 200}),
        (Who.STAFF, {"nobody": 302, "citizen": 404, "staff": 200, "administrator": 200}),
        (Who.ADMINISTRATOR, {"nobody": 302, "citizen": 404, "staff": 404, "administrator": 200}),
        (Who.DEMO, {"nobody": 404, "citizen": 404, "staff": 404, "administrator": 404}),
    ],
)
def test_the_fence_lets_in_whom_it_names(rf, who, answers):
    page = access(who, why="A page of this test.")(lambda request: HttpResponse())

    assert {name: _status(page, rf.get("/x/"), user) for name, user in CAST.items()} == answers


def test_the_api_says_sign_in_first_in_json(rf):
    page = access(Who.SIGNED_IN)(lambda request: HttpResponse())
    request = rf.get("/api/x")
    request.user = AnonymousUser()

    answer = page(request)

    assert answer.status_code == 401
    assert b'"code": "sign-in-first"' in answer.content


def _status(page, request, user):
    request.user = user
    try:
        return page(request).status_code
    except Http404:
        return 404
