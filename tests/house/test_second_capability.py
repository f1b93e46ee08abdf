"""A second capability opens a room with a panel of its own without a change to the house, and leaves with its folder."""

import shutil
from pathlib import Path

import pytest

from tests.house import arrows, looks, shape
from tests.house.storeys import ROOT, SOURCE
from tests.house.throwaway import TABLES, contracts, copy_of_the_house, run

WING = Path(__file__).parent / "second_capability"
# Asked inside the copy: a guest comes in by link, sees the page, pins a line; the room is told by number.
LIVES_HERE = (
    TABLES
    + """
import json

from django.test import Client
from django_vite.core.asset_loader import DjangoViteAssetLoader

# Scripts are the journey's matter (tests/journeys/test_second_capability.py).
DjangoViteAssetLoader.generate_vite_asset = lambda *path, **more: ""
from ontact.capabilities.noticeboard.actions import put_up_a_board
from ontact.commons.people.models import Organisation
from ontact.commons.rooms.actions import give_seat, issue_pass
from ontact.commons.rooms.models import RoomEvent
from ontact.foundation.actor import SYSTEM
from ontact.foundation.capability import capabilities
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

Organisation.objects.create(kind="city", name=Worded.of(ko="시", en="City"))
board = put_up_a_board(title=Worded.of(ko="알림판", en="Board"), begins_at=now(), by=SYSTEM)
seat = give_seat(board.room, title="Guest", name="Guest", by=SYSTEM)
guest, stranger = Client(), Client()
assert "/noticeboard/" in guest.get("/").content.decode(), "no tile on the home page"
assert stranger.get(board.room.page).status_code == 404, "the room is open to strangers"
link = f"/rooms/pass/{issue_pass(seat, by=SYSTEM)}/"
door = guest.post(link, follow=True).redirect_chain[-1][0]
guest.post(door, {"agreed": "on", "attendance": "on", "mode": "text", "name": "Guest", "people": "1"}, follow=True)
page = guest.get(board.room.page)
assert page.status_code == 200, page.status_code
before = guest.get(f"/api/noticeboard/{board.pk}/state").json()
assert before["ext"] == {"pins": []}, before
pinned = guest.post(f"/api/noticeboard/{board.pk}/pins", json.dumps({"text": "hello"}), content_type="application/json")
assert pinned.json()["v"] == before["v"] + 1, (pinned.content, before["v"])
told = RoomEvent.objects.get(room=board.room, version=before["v"] + 1)
assert (told.kind, told.payload) == ("pin", {"ext": {"pins": ["hello"]}}), told.payload
print("lives here")
"""
)
IS_GONE = """
import django
django.setup()
from ontact.config.access import routes
from ontact.foundation.capability import capabilities
assert not [c for c in capabilities() if c.label == "noticeboard"]
assert not [route.path for route in routes() if "noticeboard" in route.path]
print("is gone")
"""


@pytest.fixture
def house(tmp_path):
    return copy_of_the_house(tmp_path)


@pytest.mark.slow
def test_it_lives_in_a_wing_outside_the_house(house):
    answer = run(house, "-W", "ignore", "-c", LIVES_HERE, ONTACT_MORE_CAPABILITIES=str(WING))

    assert answer.stdout == "lives here\n", answer.stderr[-3000:]


@pytest.mark.slow
def test_it_moves_in_keeps_every_rule_and_leaves_with_its_folder(house):
    home = house / SOURCE / "capabilities" / "noticeboard"
    shutil.copytree(WING / "noticeboard", home)
    rules = [
        arrows.keys_pointing_up,
        arrows.links_out_of_bounds,
        arrows.scripts_importing_up,
        looks.raw_controls,
    ]
    rules += [looks.colours, shape.silent_files, shape.own_clocks]
    assert [found for rule in rules for found in rule(house) if "noticeboard" in found] == []
    assert contracts(house).returncode == 0
    moved_in = run(house, "-W", "ignore", "-c", LIVES_HERE)
    assert moved_in.stdout == "lives here\n", moved_in.stderr[-3000:]

    shutil.rmtree(home)

    moved_out = run(house, "-W", "ignore", "-c", IS_GONE)
    assert moved_out.stdout == "is gone\n", moved_out.stderr[-3000:]


def test_the_house_knows_nothing_of_it():
    named = [file for file in (ROOT / SOURCE).rglob("*.py") if "noticeboard" in file.read_text()]

    assert named == []
