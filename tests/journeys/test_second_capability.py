"""The second capability's own panel, in a real browser: the kit shows it, and what is pinned comes back to it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from ontact.config.launch.places import TOOLS
from tests.house.storeys import ROOT, SOURCE
from tests.house.test_second_capability import WING
from tests.house.throwaway import TABLES, copy_of_the_house, run

FURNISH = (
    TABLES
    + """
from ontact.capabilities.noticeboard.actions import put_up_a_board
from ontact.commons.people.models import Organisation
from ontact.commons.rooms.actions import give_seat, sit_down
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

Organisation.objects.create(kind="city", name=Worded.of(ko="시", en="City"))
board = put_up_a_board(title=Worded.of(ko="알림판", en="Board"), begins_at=now(), by=SYSTEM)
line, key = sit_down(give_seat(board.room, title="Guest", name="Guest", by=SYSTEM), by=SYSTEM)
call_command("collectstatic", interactive=False, verbosity=0)
print(board.room.page, f"{board.room_id.hex}.{key}")
"""
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A copy of the house with the noticeboard moved in and its own client built."""
    house = copy_of_the_house(tmp_path_factory.mktemp("second"))
    shutil.copytree(WING / "noticeboard", house / SOURCE / "capabilities" / "noticeboard")
    for file in ("vite.config.ts", "tsconfig.json", "package.json"):
        shutil.copy(ROOT / file, house / file)
    (house / "node_modules").symlink_to(TOOLS / "npm" / "node_modules")
    tools = house / "tools"
    tools.mkdir()
    for tool in TOOLS.iterdir():
        if tool.name not in ("client", "static"):
            (tools / tool.name).symlink_to(tool)
    build = [str(_node()), "node_modules/vite/bin/vite.js", "build", "--logLevel", "error"]
    environment = {**os.environ, "ONTACT_TOOLS": str(tools)}
    subprocess.run(build, cwd=house, env=environment, check=True, timeout=180)
    return house


def _node() -> Path:
    """The one on the PATH, else the one that set-up brought."""
    found = shutil.which("node") or shutil.which("node", path=str(TOOLS / "node-folder" / "bin"))
    return Path(found or next(TOOLS.glob("**/bin/node")))


@pytest.fixture
def board(house):
    """Serves the copy; gives the address of the room and the cookie of a guest who sits in it."""
    furnished = run(house, "-W", "ignore", "-c", FURNISH, ONTACT_TOOLS=str(house / "tools"))
    assert furnished.returncode == 0, furnished.stderr[-3000:]
    page, cookie = furnished.stdout.split()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "PYTHONPATH": str(house / "src"),
        "DJANGO_SETTINGS_MODULE": "ontact.config.settings",
        "ONTACT_VAR": str(house / "var"),
        "ONTACT_TOOLS": str(house / "tools"),
        "ONTACT_BASE_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "-m", "django", "runserver", "--noreload", f"127.0.0.1:{port}"]
    with (house / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=house, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/live")
        yield f"http://127.0.0.1:{port}", page, cookie
    finally:
        server.terminate()
        server.wait(20)


def _wait_for(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(address)


@pytest.mark.journey
def test_the_kit_shows_the_panel_and_what_is_pinned_to_it(board, person):
    base, page, cookie = board
    guest = person(language="en")
    guest.context.add_cookies([{"name": "ontact_lines", "value": cookie, "url": base}])

    guest.goto(base + page)
    guest.get_by_role("button", name="Pin a note").click()

    guest.get_by_text("note 1", exact=True).wait_for()
    assert guest.locator("[data-board] li").all_inner_texts() == ["note 1"]
