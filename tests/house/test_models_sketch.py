"""The cards of the commons carry four days that meetings alone would not show: see docs/decisions/0001."""

import shutil
from pathlib import Path

import pytest

from tests.house.throwaway import contracts, copy_of_the_house, run

SKETCH = Path(__file__).parent / "sketch"
FULL_LINE = '"registrations", "programmes", "records", "rooms | interviews", "media"'
REAL_LINE = FULL_LINE.replace(" | interviews", "")


@pytest.fixture(scope="module")
def house_with_sketch(tmp_path_factory):
    house = copy_of_the_house(tmp_path_factory.mktemp("sketch"))
    for storey in ("commons", "capabilities"):
        shutil.copytree(SKETCH / storey, house / "src" / "ontact" / storey, dirs_exist_ok=True)
    for migrations in house.glob("src/ontact/*/*/migrations"):
        shutil.rmtree(migrations)
    pyproject = house / "pyproject.toml"
    text = pyproject.read_text().replace(REAL_LINE, FULL_LINE)
    assert FULL_LINE in text
    pyproject.write_text(text)
    discovery = house / "src" / "ontact" / "config" / "discovery.py"
    named = discovery.read_text().replace('    "records",\n', '    "interviews",\n    "records",\n')
    assert "interviews" in named
    discovery.write_text(named)
    return house


def test_the_sketch_keeps_the_import_contracts(house_with_sketch):
    outcome = contracts(house_with_sketch)

    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.slow
def test_every_fact_of_the_four_days_finds_its_place(house_with_sketch):
    labels = sorted(models.parent.name for models in house_with_sketch.glob("src/ontact/*/*/models*"))
    made = run(
        house_with_sketch, "-m", "django", "makemigrations", "--skip-checks", "--verbosity", "0", *labels
    )
    assert made.returncode == 0, made.stderr
    migrated = run(house_with_sketch, "-m", "django", "migrate", "--skip-checks", "--verbosity", "0")
    assert migrated.returncode == 0, migrated.stderr
    walk = (SKETCH / "walk.py").read_text()

    walked = run(house_with_sketch, "-c", f"import django; django.setup()\n{walk}\nwalk()")

    assert walked.stdout == "walked\n", walked.stderr[-3000:]
