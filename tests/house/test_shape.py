"""Files stay short and say what they are for; each check finds a planted violation."""

import pytest

from tests.house import shape
from tests.house.storeys import ROOT

RULES = [
    shape.long_files,
    shape.long_functions,
    shape.many_arguments,
    shape.deep_nesting,
    shape.forbidden_names,
    shape.silent_files,
    shape.own_clocks,
    shape.signals,
    shape.unexplained_imports,
    shape.unexplained_ignores,
    shape.environment_readers,
    shape.silent_constraints,
]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_files_stay_short_and_plain(rule):
    found = rule(ROOT)

    assert not found, "\n".join(found)


def test_every_exception_is_still_needed_and_has_a_reason():
    for place, reason in {**shape.LONG_FILES, **shape.LONG_FUNCTIONS}.items():
        assert (ROOT / place.partition(":")[0]).exists()
        assert len(reason) > 20


DEEP = """
def walk(rows):
    for row in rows:
        if row:
            with row:
                while row:
                    pass
"""
FLAT = """
def walk(row):
    for one in row:
        if one == 1:
            with one:
                pass
        elif one == 2:
            with one:
                pass
        elif one == 3:
            with one:
                pass
"""


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (shape.long_files, "commons/rooms/a.py", "x = 1\n" * 301),
        (shape.long_files, "commons/rooms/client/a.ts", "x;\n" * 301),
        (shape.long_files, "web/templates/web/a.html", "<p>\n" * 121),
        (shape.long_files, "tests/house/a.py", "x = 1\n" * 301),
        (shape.long_functions, "web/a.py", "def f():\n" + "    x = 1\n" * 40),
        (shape.many_arguments, "web/a.py", "def f(a, b, c, d, e, f): ...\n"),
        (shape.deep_nesting, "web/a.py", DEEP),
        (shape.forbidden_names, "commons/rooms/utils.py", ""),
        (shape.forbidden_names, "commons/rooms/client/helpers.ts", ""),
        (shape.silent_files, "web/a.py", "x = 1\n"),
        (shape.silent_files, "web/client/a.ts", "export const x = 1;\n"),
        (shape.own_clocks, "web/a.py", "at = timezone.now()\n"),
        (shape.own_clocks, "web/a.py", "at = datetime.now(UTC)\n"),
        (shape.signals, "web/a.py", "from django.db.models.signals import post_save\n"),
        (shape.unexplained_imports, "web/a.py", "def f():\n    import numpy\n"),
        (shape.unexplained_ignores, "web/a.py", "x = f()  # type: ignore\n"),
        (shape.unexplained_ignores, "web/a.py", "x = f()  # type: ignore[misc]\n"),
        (shape.environment_readers, "web/a.py", 'x = os.environ["HOME"]\n'),
        (shape.silent_constraints, "commons/rooms/models.py", "nulls_distinct=False\n"),
    ],
)
def test_a_planted_violation_is_found(plant, rule, place, text):
    assert len(rule(plant(place, text))) == 1


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (shape.many_arguments, "web/a.py", "def f(self, a, b, c, d, e, *, f, g): ...\n"),
        (shape.deep_nesting, "web/a.py", FLAT),
        (shape.unexplained_imports, "web/a.py", "def f():\n    import numpy  # slow: 0.2 s\n"),
        (
            shape.unexplained_ignores,
            "web/a.py",
            "x = f()  # type: ignore[misc]  # the library has no types\n",
        ),
        (shape.own_clocks, "foundation/clock.py", "at = timezone.now()\n"),
        (shape.environment_readers, "config/env.py", 'x = os.environ["HOME"]\n'),
    ],
)
def test_what_the_rule_allows_is_left_in_peace(plant, rule, place, text):
    assert rule(plant(place, text)) == []
