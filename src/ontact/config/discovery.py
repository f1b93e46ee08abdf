"""Finds the packages that stand in the house; nothing here knows a capability by name."""

from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]


def packages() -> list[str]:
    """Dotted names of all packages with an apps.py: web, commons, capabilities, portal, config."""
    storeys = [HOUSE / "web", *_sorted(HOUSE / "commons"), *_sorted(HOUSE / "capabilities"), HOUSE / "portal"]
    return [_dotted(folder) for folder in storeys if (folder / "apps.py").exists()]


def _sorted(storey: Path) -> list[Path]:
    return sorted(folder for folder in storey.iterdir() if folder.is_dir())


def _dotted(folder: Path) -> str:
    return "ontact." + ".".join(folder.relative_to(HOUSE).parts)
