"""The house's words: compiles the Korean catalogues (.po → .mo) of every package, without gettext's tools."""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

HOUSE = Path(__file__).resolve().parents[1]


def catalogues() -> Iterator[Path]:
    """Every .po file of the house, ours only."""
    yield from sorted(HOUSE.glob("**/locale/*/LC_MESSAGES/*.po"))


def read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=file.parents[1].name, domain=file.stem)


def compile_all() -> int:
    """Write a .mo beside each .po; returns how many."""
    count = 0
    for file in catalogues():
        catalogue = read(file)
        half = file.with_suffix(".mo.half")
        with half.open("wb") as target:
            write_mo(target, catalogue)
        half.replace(file.with_suffix(".mo"))
        count += 1
    return count


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()} catalogues compiled\n")
