"""Which package stands where, and who may use whom: HOUSE's arrows as one function."""

import ast
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = Path("src") / "ontact"


@cache
def tree_of(text: str) -> ast.Module:
    """Every rule reads the same files: each is parsed once."""
    return ast.parse(text)


def commons_in_line(root: Path) -> list[list[str]]:
    """From pyproject's contract, lowest first; those that share a step are strangers to each other."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text())
    for contract in pyproject["tool"]["importlinter"]["contracts"]:
        if contract["name"] == "Commons stand in one line":
            return [[name.strip() for name in step.split("|")] for step in reversed(contract["layers"])]
    raise LookupError("pyproject.toml has no contract of that name")


def package_of(file: Path, root: Path) -> str:
    """ "commons.rooms", "capabilities.meetings", "web"; empty for what lies outside every package."""
    parts = file.relative_to(root / SOURCE).parts
    if parts[0] in ("commons", "capabilities"):
        return ".".join(parts[:2]) if len(parts) > 2 else ""
    return parts[0] if len(parts) > 1 else ""


def package_of_label(label: str, root: Path) -> str:
    """Labels are folder names. Empty for what is not ours (allauth, Django)."""
    for storey in ("commons", "capabilities"):
        if (root / SOURCE / storey / label).is_dir():
            return f"{storey}.{label}"
    return label if label in ("web", "portal", "config") else ""


def may_use(user: str, used: str, root: Path) -> bool:
    """Downwards or within itself; capabilities are strangers to each other and to the portal."""
    if user == used or not user or not used or user == "config":
        return True
    return height(used, root) < height(user, root)


def height(package: str, root: Path) -> int:
    heights = {"foundation": 0, "web": 1, "portal": 100, "config": 200}
    if package in heights:
        return heights[package]
    storey, _dot, name = package.partition(".")
    if storey == "capabilities":
        return 100
    for step, names in enumerate(commons_in_line(root)):
        if name in names:
            return 10 + step
    raise LookupError(f"commons/{name} stands in no line of pyproject.toml")


def files(root: Path, *endings: str, under: Path = SOURCE) -> list[Path]:
    """Files of ours with one of the endings; what tools leave behind is not ours."""
    passed_over = {"__pycache__", "node_modules", "var", ".git", ".mypy_cache", ".ruff_cache"}
    return sorted(
        file
        for file in (root / under).rglob("*")
        if file.suffix in endings and not passed_over & set(file.parts[len(root.parts) :])
    )


def where(file: Path, root: Path, line: int | None = None) -> str:
    place = str(file.relative_to(root))
    return f"{place}:{line}" if line else place
