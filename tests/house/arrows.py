"""Arrows that an import checker cannot see: keys given as text, migrations, links, script imports."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.storeys import SOURCE, files, may_use, package_of, package_of_label, tree_of, where

KEYS = {"ForeignKey", "OneToOneField", "ManyToManyField"}
LINK = re.compile(r"""\{%\s*url\s+["']([\w-]+):""")
REVERSED = {"reverse", "reverse_lazy", "redirect", "resolve_url"}
HARD_LINK = re.compile(r"""(?:href|action|formaction)=["']/([\w-]+)/""")
SCRIPT_IMPORT = re.compile(r"""(?:from|import)\s*\(?\s*["'](\.[^"']*)["']""")
TEMPLATE_USE = re.compile(r"""\{%\s*(?:include|extends)\s+["']([\w-]+)/""")


def keys_pointing_up(root: Path) -> list[str]:
    """Foreign keys, given as text, to a package that the own one may not know."""
    return [
        f"{where(file, root, line)} points at {label}"
        for file in files(root, ".py")
        if "/migrations/" not in file.as_posix()
        for line, label in _keys(tree_of(file.read_text()))
        if not may_use(package_of(file, root), package_of_label(label, root), root)
    ]


def _keys(tree: ast.AST) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or _name(node.func) not in KEYS:
            continue
        targets = [
            *node.args[:1],
            *(keyword.value for keyword in node.keywords if keyword.arg in ("to", "through")),
        ]
        for target in targets:
            if isinstance(target, ast.Constant) and isinstance(target.value, str) and "." in target.value:
                yield node.lineno, target.value.partition(".")[0]
            elif isinstance(target, ast.Attribute) and target.attr == "AUTH_USER_MODEL":
                yield node.lineno, "people"


def migrations_looking_up(root: Path) -> list[str]:
    """Migrations that depend on, or point at, a package that their own may not know."""
    return [
        f"{where(file, root, line)} knows {label}"
        for file in files(root, ".py")
        if file.parent.name == "migrations"
        for line, label in _labels_in_migration(tree_of(file.read_text()))
        if not may_use(package_of(file, root), package_of_label(label, root), root)
    ]


def _labels_in_migration(tree: ast.AST) -> Iterator[tuple[int, str]]:
    yield from _keys(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and _name(node.targets[0]) in ("dependencies", "run_before"):
            for pair in ast.walk(node.value):
                if isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant):
                    yield pair.lineno, str(pair.elts[0].value)
        if isinstance(node, ast.Call) and _name(node.func) == "get_model" and _first_word(node):
            yield node.lineno, _first_word(node).partition(".")[0]


def migrations_importing_models(root: Path) -> list[str]:
    """The models of a migration come from `apps`: an import shows tomorrow's tables."""
    return [
        f"{where(file, root, node.lineno)} imports {module}"
        for file in files(root, ".py")
        if file.parent.name == "migrations"
        for node in ast.walk(tree_of(file.read_text()))
        for module in _imported(node)
        if module.startswith("ontact.") and ".models" in module and ".foundation." not in module
    ]


def links_out_of_bounds(root: Path) -> list[str]:
    """{% url %}, reverse() and written-out addresses that lead to a package the own one may not know."""
    found = []
    for file in files(root, ".html", ".txt", ".py"):
        if _is_apart(file):
            continue
        text = file.read_text()
        labels = _python_links(text) if file.suffix == ".py" else _template_links(text)
        own = package_of(file, root)
        found += [
            f"{where(file, root, line)} links to {label}"
            for line, label in labels
            if not may_use(own, package_of_label(label, root), root)
        ]
    return found


def _is_apart(file: Path) -> bool:
    """Tests speak about any page; migrations about none."""
    return "tests" in file.parts or "migrations" in file.parts


def _template_links(text: str) -> Iterator[tuple[int, str]]:
    for pattern in (LINK, HARD_LINK, TEMPLATE_USE):
        for match in pattern.finditer(text):
            yield text.count("\n", 0, match.start()) + 1, match.group(1)


def _python_links(text: str) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(text)):
        if isinstance(node, ast.Call) and _name(node.func) in REVERSED and ":" in _first_word(node):
            yield node.lineno, _first_word(node).partition(":")[0]


def scripts_importing_up(root: Path) -> list[str]:
    """TypeScript and styles that import from a package the own one may not know."""
    found = []
    for file in files(root, ".ts", ".tsx", ".css"):
        text = file.read_text()
        for match in SCRIPT_IMPORT.finditer(text):
            goal = (file.parent / match.group(1)).resolve()
            if not goal.is_relative_to((root / SOURCE).resolve()):
                continue
            used = package_of((root / SOURCE) / goal.relative_to((root / SOURCE).resolve()), root)
            if not may_use(package_of(file, root), used, root):
                line = text.count("\n", 0, match.start()) + 1
                found.append(f"{where(file, root, line)} imports from {used}")
    return found


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [f"{node.module}.{alias.name}" for alias in node.names] if node.module else []
    return []


def _first_word(call: ast.Call) -> str:
    """The first argument, where it is written out."""
    first = call.args[0] if call.args else None
    return str(first.value) if isinstance(first, ast.Constant) else ""


def _name(node: ast.AST) -> str:
    return getattr(node, "attr", getattr(node, "id", ""))
