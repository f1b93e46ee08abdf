"""Finds the packages that stand in the house; nothing here knows a capability by name."""

import os
from pathlib import Path

import ontact.capabilities

HOUSE = Path(__file__).resolve().parents[1]
# Foundations first, as the import contract in pyproject.toml has it; a house test keeps the two alike.
COMMONS = (
    "journal",
    "people",
    "notices",
    "listings",
    "media",
    "rooms",
    "records",
    "programmes",
    "registrations",
)


def packages(more: list[Path] | None = None) -> list[str]:
    """Dotted names of all packages with an apps.py: web, commons, capabilities, portal.

    `more`: folders outside the house with further capabilities (ONTACT_MORE_CAPABILITIES).
    """
    for folder in more or []:
        _open_wing(folder)
    return [
        "ontact.web",
        *(f"ontact.commons.{name}" for name in COMMONS),
        *_in_storey("ontact.capabilities", [Path(wing) for wing in ontact.capabilities.__path__]),
        "ontact.portal",
    ]


def _open_wing(folder: Path) -> None:
    """A folder of capabilities elsewhere counts as a part of ontact/capabilities."""
    if str(folder) not in ontact.capabilities.__path__:
        ontact.capabilities.__path__.append(str(folder))


def _in_storey(dotted: str, wings: list[Path]) -> list[str]:
    names = {
        name
        for wing in wings
        if wing.is_dir()
        for name in os.listdir(wing)
        if (wing / name / "apps.py").exists()
    }
    return [f"{dotted}.{name}" for name in sorted(names)]
