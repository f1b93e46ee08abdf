"""Template tags and filters."""

from datetime import UTC, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from ontact.foundation.worded import Worded
from ontact.web.templatetags import web


def rendered(source: str, **context: object) -> str:
    return Template(source).render(Context(context)).strip()


def test_an_icon_is_decoration_unless_it_is_named():
    assert 'aria-hidden="true"' in rendered('{% icon "mic" %}')
    assert 'role="img" aria-label="&lt;b&gt;"' in rendered("{% icon 'mic' name %}", name="<b>")


def test_an_unknown_icon_is_a_mistake():
    with pytest.raises(KeyError):
        rendered('{% icon "dragon" %}')


def test_a_fallback_says_its_language():
    text = Worded.of("ko", ko="민간위탁 <보고>")
    with translation.override("en"):
        assert rendered("{{ text|worded }}", text=text) == '<span lang="ko">민간위탁 &lt;보고&gt;</span>'
    with translation.override("ko"):
        assert rendered("{{ text|worded }}", text=text) == "민간위탁 &lt;보고&gt;"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("홍길동", "길동"),
        ("남궁하늘", "하늘"),
        ("김솔", "김솔"),
        ("Ada Lovelace", "AL"),
        ("ada", "A"),
        ("  ", "?"),
        ("수원시장애인복지관", "수원"),
    ],
)
def test_initials(name, letters):
    assert web.initials(name) == letters


def test_a_name_keeps_its_colour():
    assert web.avatar_colour("홍길동") == web.avatar_colour("홍길동")
    assert {web.avatar_colour(f"사람 {n}") for n in range(100)} == {1, 2, 3, 4, 5, 6}


def test_per_cent_of_nothing_is_nothing():
    assert (web.percent_of(3, 4), web.percent_of(0, 0)) == (75, 0)


def test_a_strip_stays_inside_its_whole():
    begins = datetime(2026, 9, 24, 5, tzinfo=UTC)
    hour = timedelta(hours=1)
    marks = web.strip_marks(
        [(begins - hour, begins + hour), (begins + hour, None)], (begins, begins + 2 * hour)
    )
    assert marks == [{"x": 0, "width": 500}, {"x": 500, "width": 500}]


def test_a_dialog_holds_what_stands_in_its_block():
    page = rendered(
        '{% dialog id="d" title=title %}<p>{{ word }}</p>{% enddialog %}', word="<i>", title="Add <people>"
    )
    assert "<p>&lt;i&gt;</p>" in page
    assert "Add &lt;people&gt;" in page


@pytest.mark.parametrize(
    ("quiet", "read"), [("정유진", "Sign in: 정유진"), ("Sign in as 정유진", "Sign in as 정유진")]
)
def test_what_is_read_holds_what_is_seen(quiet, read):
    page = rendered(
        '{% include "web/components/button.html" with label="Sign in" quiet_label=quiet %}', quiet=quiet
    )
    assert f'aria-label="{read}"' in page


def test_when_offers_the_moment_to_the_script():
    begins = datetime(2026, 9, 24, 5, tzinfo=UTC)
    page = rendered("{% when begins ends %}", begins=begins, ends=begins + timedelta(hours=1))
    assert f'data-begins="{int(begins.timestamp())}"' in page
    assert 'datetime="2026-09-24T' in page


def test_undo_travels_with_a_message():
    assert web.undo_address("success undo:/meetings/1/undo/") == "/meetings/1/undo/"
    assert web.undo_address(None) == ""
