"""No raw buttons, inputs, colours, inline styles or scripts outside web/; each check finds a planted violation."""

import pytest

from tests.house import looks
from tests.house.storeys import ROOT

RULES = [looks.raw_controls, looks.inline_styles, looks.inline_scripts, looks.colours, looks.unknown_icons]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_look_lives_in_web(rule):
    found = rule(ROOT)

    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (looks.raw_controls, "portal/templates/portal/a.html", "<button>x</button>"),
        (looks.raw_controls, "portal/templates/portal/a.html", '<p>\n<input name="q">'),
        (looks.raw_controls, "capabilities/meetings/templates/a.html", "<SELECT>"),
        (looks.inline_styles, "portal/templates/portal/a.html", '<p style="top: 0">'),
        (looks.inline_styles, "portal/templates/portal/a.html", "<style>p { top: 0 }</style>"),
        (looks.inline_scripts, "portal/templates/portal/a.html", "<script>alert(1)</script>"),
        (looks.inline_scripts, "portal/templates/portal/a.html", '<p onclick="go()">'),
        (looks.colours, "portal/client/a.css", "p { color: #fff; }"),
        (looks.colours, "portal/client/a.css", "p { color: rgb(0 0 0 / 20%); }"),
        (looks.colours, "commons/rooms/client/a.tsx", 'const ring = "#256ef4";'),
        (looks.colours, "portal/templates/portal/a.svg", '<path fill="#256ef4"/>'),
    ],
)
def test_a_planted_violation_is_found(plant, rule, place, text):
    assert len(rule(plant(place, text))) == 1


@pytest.mark.parametrize(
    "text", ['{% icon "enter" %}', '{% include "web/components/button.html" with icon="enter" %}']
)
def test_an_icon_that_nobody_drew_is_found(plant, text):
    plant("web/icons.json", '{"mic": "<path/>"}')
    house = plant("portal/templates/portal/a.html", text + '{% icon "mic" %}')

    assert looks.unknown_icons(house) == ["src/ontact/portal/templates/portal/a.html:1 asks for enter"]


@pytest.mark.parametrize(
    ("rule", "place", "text"),
    [
        (looks.raw_controls, "web/templates/web/components/button.html", "<button>x</button>"),
        (looks.raw_controls, "portal/templates/portal/a.html", '<input type="hidden" name="q" value="1">'),
        (looks.raw_controls, "portal/templates/portal/a.html", "{% comment %}<button>{% endcomment %}"),
        (
            looks.inline_scripts,
            "portal/templates/portal/a.html",
            '<script type="application/json">{}</script>',
        ),
        (looks.colours, "portal/client/a.css", "p { color: var(--ink); } /* was #fff */"),
        (looks.colours, "portal/templates/portal/a.html", '<a href="#day-2026">x</a>'),
        (looks.colours, "web/client/styles/theme.css", ":root { --x: #fff; }"),
    ],
)
def test_what_the_rule_allows_is_left_in_peace(plant, rule, place, text):
    assert rule(plant(place, text)) == []
