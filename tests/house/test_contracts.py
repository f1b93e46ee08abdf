"""The import contracts hold, name every package that could break them, and break when someone breaks them."""

import re
import tomllib

import pytest

from ontact.config.discovery import COMMONS
from tests.house.storeys import ROOT, SOURCE, commons_in_line
from tests.house.throwaway import contracts, copy_of_the_house

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONTRACTS = PYPROJECT["tool"]["importlinter"]["contracts"]


def packages_of_the_house():
    """Capabilities count as one: contracts name them by wildcard or as a whole."""
    commons = {
        f"ontact.commons.{folder.name}"
        for folder in (ROOT / SOURCE / "commons").iterdir()
        if is_package(folder)
    }
    return commons | {"ontact.capabilities", "ontact.portal", "ontact.web", "ontact.foundation"}


def is_package(folder):
    return (folder / "__init__.py").exists()


def test_the_contracts_hold(tmp_path):
    outcome = contracts(copy_of_the_house(tmp_path))

    assert outcome.returncode == 0, outcome.stdout[-4000:]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("foundation/clock.py", "import ontact.commons.people.models"),
        ("commons/people/queries.py", "import ontact.commons.rooms.models"),
        ("portal/queries/front.py", "import ontact.capabilities.meetings.models"),
        ("commons/people/models.py", "import ontact.commons.people.queries"),
        ("web/when.py", "import livekit"),
        ("portal/queries/front.py", "import pypdfium2"),
    ],
)
def test_a_broken_contract_is_found(tmp_path, file, line):
    house = copy_of_the_house(tmp_path)
    broken = house / SOURCE / file
    broken.write_text(f"{broken.read_text()}\n{line}\n")

    outcome = contracts(house)

    assert outcome.returncode == 1
    assert "BROKEN" in outcome.stdout


def test_nothing_is_excused_without_a_decision_record():
    decisions = "\n".join(file.read_text() for file in (ROOT / "docs" / "decisions").glob("*.md"))
    excused = [line for contract in CONTRACTS for line in contract.get("ignore_imports", [])]

    assert [line for line in excused if line not in decisions] == []


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("Only rooms talks to the media server", "ontact.commons.rooms"),
        ("Only media runs ffmpeg and opens documents", "ontact.commons.media"),
    ],
)
def test_a_new_package_cannot_slip_past_a_contract(name, owner):
    named = next(set(contract["source_modules"]) for contract in CONTRACTS if contract["name"] == name)

    assert packages_of_the_house() - named == {owner}


def test_discovery_and_the_contract_have_the_commons_in_the_same_line():
    assert list(COMMONS) == [name for step in commons_in_line(ROOT) for name in step]


def test_every_folder_of_the_commons_stands_in_the_line():
    on_disk = {folder.name for folder in (ROOT / SOURCE / "commons").iterdir() if is_package(folder)}

    assert on_disk == set(COMMONS)


def test_warnings_are_errors_and_each_exception_is_explained():
    text = (ROOT / "pyproject.toml").read_text()
    rules = PYPROJECT["tool"]["pytest"]["ini_options"]["filterwarnings"]

    assert rules[0] == "error"
    for rule in rules[1:]:
        before = text[: text.index(rule)].rstrip().rsplit("\n", 1)[-1]
        assert re.search(
            r"#\s*\w+", before + text[text.index(rule) : text.index(rule) + 300].split("\n", 1)[0]
        ), rule
