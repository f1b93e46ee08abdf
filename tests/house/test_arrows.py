"""Every arrow points down, also those that imports do not show; each check finds a planted violation."""

import pytest

from tests.house import arrows
from tests.house.storeys import ROOT, may_use


def test_foreign_keys_point_down():
    assert arrows.keys_pointing_up(ROOT) == []


def test_no_commons_migration_knows_a_capability():
    assert arrows.migrations_looking_up(ROOT) == []


def test_migrations_take_their_models_from_apps():
    assert arrows.migrations_importing_models(ROOT) == []


def test_pages_link_only_within_their_own_capability():
    assert arrows.links_out_of_bounds(ROOT) == []


def test_client_imports_point_down():
    assert arrows.scripts_importing_up(ROOT) == []


@pytest.mark.parametrize(
    ("user", "used", "answer"),
    [
        ("commons.rooms", "commons.people", True),
        ("commons.people", "commons.rooms", False),
        ("commons.rooms", "commons.interviews", False),
        ("capabilities.meetings", "commons.rooms", True),
        ("capabilities.meetings", "capabilities.kiosk", False),
        ("portal", "capabilities.meetings", False),
        ("capabilities.meetings", "portal", False),
        ("web", "commons.people", False),
        ("config", "capabilities.meetings", True),
    ],
)
def test_who_may_use_whom(plant, user, used, answer):
    house = plant("foundation/__init__.py", "")

    assert may_use(user, used, house) is answer


@pytest.mark.parametrize(
    "line",
    [
        'seat = models.ForeignKey("rooms.Seat", on_delete=models.CASCADE)',
        'seat = models.OneToOneField(to="meetings.Meeting", on_delete=models.CASCADE)',
        'seats = models.ManyToManyField("journal.Entry", through="rooms.Seat")',
    ],
)
def test_a_key_that_points_up_is_found(plant, line):
    house = plant("commons/people/models.py", f"class Person:\n    {line}\n")

    assert len(arrows.keys_pointing_up(house)) == 1


def test_the_journal_may_not_even_know_people(plant):
    house = plant("commons/journal/models.py", "by = models.ForeignKey(settings.AUTH_USER_MODEL)\n")

    assert arrows.keys_pointing_up(house) == ["src/ontact/commons/journal/models.py:1 points at people"]


@pytest.mark.parametrize(
    "line",
    [
        'dependencies = [("meetings", "0001_first")]',
        'run_before = [("kiosk", "0001_first")]',
        'Meeting = apps.get_model("meetings", "Meeting")',
    ],
)
def test_a_commons_migration_that_knows_a_capability_is_found(plant, line):
    house = plant("commons/rooms/migrations/0002_more.py", line)

    assert len(arrows.migrations_looking_up(house)) == 1


def test_a_migration_that_imports_a_model_is_found(plant):
    house = plant("commons/rooms/migrations/0002_more.py", "from ontact.commons.rooms.models import Room\n")

    assert len(arrows.migrations_importing_models(house)) == 1


@pytest.mark.parametrize(
    "line",
    [
        '<a href="{% url "kiosk:start" %}">x</a>',
        "<a href=\"{% url 'portal:home' %}\">x</a>",
        '<a href="/kiosk/start/">x</a>',
        '{% include "kiosk/_panel.html" %}',
    ],
)
def test_a_link_to_another_capability_is_found(plant, line):
    house = plant("capabilities/meetings/templates/meetings/page.html", line)

    assert len(arrows.links_out_of_bounds(house)) == 1


def test_a_reversed_address_of_another_capability_is_found(plant):
    house = plant("capabilities/meetings/views.py", 'go = redirect("kiosk:start")\n')

    assert arrows.links_out_of_bounds(house) == ["src/ontact/capabilities/meetings/views.py:1 links to kiosk"]


def test_links_down_and_to_libraries_are_fine(plant):
    page = (
        '{% extends "web/page.html" %}<a href="{% url "rooms:door" %}"><a href="{% url "account_login" %}">'
    )
    house = plant("capabilities/meetings/templates/meetings/page.html", page)

    assert arrows.links_out_of_bounds(house) == []


@pytest.mark.parametrize(
    "line",
    [
        'import { vote } from "../../../capabilities/meetings/client/votes";',
        'const votes = await import("../../../capabilities/meetings/client/votes");',
        '@import "../../../portal/client/portal.css";',
    ],
)
def test_a_script_that_imports_up_is_found(plant, line):
    house = plant("commons/rooms/client/stage.ts", line)

    assert len(arrows.scripts_importing_up(house)) == 1
