"""The drill: a capability's folder is deleted from a copy of the house, and the house stands."""

import shutil

import pytest

from tests.house.storeys import ROOT, SOURCE
from tests.house.throwaway import TABLES, contracts, copy_of_the_house, run

CAPABILITIES = sorted(
    folder.name for folder in (ROOT / SOURCE / "capabilities").iterdir() if (folder / "apps.py").exists()
)
# What must still answer, asked inside the copy: pages without the capability, and no address of it left.
STILL_STANDS = """
from django.test import Client
from django_vite.core.asset_loader import DjangoViteAssetLoader
from ontact.config.access import routes
DjangoViteAssetLoader.generate_vite_asset = lambda *path, **more: ""
assert not [route.path for route in routes() if "{name}" in route.path], "an address is left"
client = Client()
for path, status in (("/", 302), ("/calendar/", 200), ("/search/?q=x", 200), ("/help/", 200), ("/health/live", 200)):
    assert client.get(path).status_code == status, (path, client.get(path).status_code)
print("stands")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", CAPABILITIES)
def test_a_capability_is_removed_by_deleting_its_folder(tmp_path, name):
    house = copy_of_the_house(tmp_path)
    shutil.rmtree(house / SOURCE / "capabilities" / name)

    outcome = contracts(house)
    assert outcome.returncode == 0, outcome.stdout[-3000:]
    answer = run(house, "-W", "ignore", "-c", TABLES + STILL_STANDS.format(name=name))

    assert answer.stdout == "stands\n", answer.stderr[-3000:]


@pytest.mark.slow
def test_a_house_that_still_asks_for_the_folder_falls(tmp_path):
    name = CAPABILITIES[0]
    house = copy_of_the_house(tmp_path)
    shutil.rmtree(house / SOURCE / "capabilities" / name)
    asks = house / SOURCE / "portal" / "queries" / "front.py"
    asks.write_text(f"{asks.read_text()}\nimport ontact.capabilities.{name}.models\n")

    answer = run(house, "-W", "ignore", "-c", TABLES + STILL_STANDS.format(name=name))

    assert answer.stdout != "stands\n"
