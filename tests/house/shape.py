"""How files are built: length, names, first sentence, clock, imports inside functions. Exceptions stand here by name."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.storeys import SOURCE, files, tree_of, where

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES, ARGUMENTS, NESTING = 300, 40, 120, 5, 3
SCRIPTS = (".ts", ".tsx", ".css")
OURS = (SOURCE, Path("tests"), Path("bench"))

# path → why it may be longer than the rule allows
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

FORBIDDEN_NAMES = {
    "utils",
    "helpers",
    "common",
    "services",
    "managers",
    "signals",
    "tasks",
    "misc",
    "helper",
    "util",
}
REASONS = ("slow", "optional", "app ready")
SIGNALS = {
    "django.dispatch",
    "django.db.models.signals",
    "django.core.signals",
    "django.contrib.auth.signals",
}
SIGNALS |= {"allauth.account.signals", "allauth.mfa.signals"}
NESTERS = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.AsyncFor, ast.AsyncWith, ast.Match)
IGNORE = re.compile(r"#\s*type:\s*ignore(?P<code>\[[\w, -]+\])?(?P<rest>.*)")


def long_files(root: Path) -> list[str]:
    """Over 300 lines of Python, TypeScript or CSS; over 120 of a template."""
    found = []
    for folder in OURS:
        for file in files(root, ".py", ".html", *SCRIPTS, under=folder):
            limit = TEMPLATE_LINES if file.suffix == ".html" else FILE_LINES
            lines = len(file.read_text().splitlines())
            if lines > limit and where(file, root) not in LONG_FILES and "migrations" not in file.parts:
                found.append(f"{where(file, root)} has {lines} lines, {limit} is the limit")
    return found


def long_functions(root: Path) -> list[str]:
    """Over 40 lines, without what stands above the first line of its body's docstring."""
    found = []
    for file, function in _functions(root):
        lines = (function.end_lineno or 0) - function.lineno + 1
        place = f"{where(file, root)}:{function.name}"
        if lines > FUNCTION_LINES and place not in LONG_FUNCTIONS:
            found.append(f"{place} has {lines} lines, {FUNCTION_LINES} is the limit")
    return found


def many_arguments(root: Path) -> list[str]:
    """More than five that are not keyword-only (fixtures of tests are no arguments)."""
    found = []
    for file, function in _functions(root, under=(SOURCE,)):
        if "tests" in file.parts:
            continue
        given = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        given = [name for name in given if name not in ("self", "cls")]
        if len(given) > ARGUMENTS:
            found.append(f"{where(file, root)}:{function.name} takes {len(given)} arguments by place")
    return found


def deep_nesting(root: Path) -> list[str]:
    return [
        f"{where(file, root)}:{function.name} is nested {depth} deep"
        for file, function in _functions(root, under=(SOURCE,))
        if (depth := _depth(function.body)) > NESTING
    ]


def _depth(body: list[ast.stmt]) -> int:
    return max((_depth_of(statement) for statement in body), default=0)


def _depth_of(node: ast.stmt | ast.ExceptHandler | ast.match_case) -> int:
    """elif is not deeper than its if."""
    inner = [*getattr(node, "body", []), *getattr(node, "handlers", []), *getattr(node, "finalbody", [])]
    inner += getattr(node, "cases", [])
    orelse = getattr(node, "orelse", [])
    is_elif = isinstance(node, ast.If) and len(orelse) == 1 and isinstance(orelse[0], ast.If)
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return 0  # measured on its own
    own = 1 if isinstance(node, NESTERS) else 0
    below = max((_depth_of(child) for child in (*inner, *([] if is_elif else orelse))), default=0)
    beside = _depth_of(orelse[0]) if is_elif else 0
    return max(own + below, beside)


def forbidden_names(root: Path) -> list[str]:
    """A helper with a name lives in the file that uses it."""
    return [
        where(file, root)
        for file in files(root, ".py", *SCRIPTS)
        if {file.stem, file.parent.name} & FORBIDDEN_NAMES
    ]


def silent_files(root: Path) -> list[str]:
    """A file begins by saying what it is for; only an empty __init__ and a migration need not."""
    found = []
    for file in files(root, ".py", *SCRIPTS):
        text = file.read_text().strip()
        if not text or "migrations" in file.parts:
            continue
        spoken = ast.get_docstring(tree_of(text)) if file.suffix == ".py" else text.startswith(("/*", "//"))
        if not spoken:
            found.append(where(file, root))
    return found


def own_clocks(root: Path) -> list[str]:
    """Asking the time anywhere but in foundation/clock.py: tests could not hold it still."""
    found = []
    for file in files(root, ".py"):
        if file.as_posix().endswith("foundation/clock.py"):
            continue
        for node in ast.walk(tree_of(file.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {
                "datetime.now", "datetime.utcnow", "datetime.datetime.now", "date.today", "timezone.now", "datetime.today",
            }:  # fmt: skip
                found.append(where(file, root, node.lineno))
    return found


def signals(root: Path) -> list[str]:
    """Our own business is called in sight."""
    return [
        where(file, root, node.lineno)
        for file in files(root, ".py")
        for node in ast.walk(tree_of(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module in SIGNALS
    ]


def unexplained_imports(root: Path) -> list[str]:
    """An import inside a function carries a comment with one of three reasons: slow, optional, app ready."""
    found = []
    for file, function in _functions(root, under=(SOURCE,)):
        if "tests" in file.parts:
            continue
        lines = file.read_text().splitlines()
        for node in ast.walk(function):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                nearby = lines[node.lineno - 2] + " ".join(lines[node.lineno - 1 : node.end_lineno])
                if not any(reason in nearby.partition("#")[2] for reason in REASONS):
                    found.append(where(file, root, node.lineno))
    return sorted(set(found))


def unexplained_ignores(root: Path) -> list[str]:
    """`# type: ignore` has a code, and a reason after it or in the line above."""
    found = []
    for file in files(root, ".py"):
        lines = file.read_text().splitlines()
        for number, line in enumerate(lines, start=1):
            match = IGNORE.search(line)
            if not match:
                continue
            above = lines[number - 2].strip() if number > 1 else ""
            if not match["code"] or not (match["rest"].strip(" #)(") or above.startswith("#")):
                found.append(where(file, root, number))
    return found


def environment_readers(root: Path) -> list[str]:
    """Settings are read once, typed, in config (or a package's apps.py through env); nobody else asks the environment."""
    return [
        where(file, root, node.lineno)
        for file in files(root, ".py")
        if "/config/" not in file.as_posix() and "tests" not in file.parts
        for node in ast.walk(tree_of(file.read_text()))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in ("os.environ", "os.getenv")
    ]


def silent_constraints(root: Path) -> list[str]:
    """`nulls_distinct` is left out on SQLite without a word (decision 0001)."""
    return [
        where(file, root)
        for file in files(root, ".py")
        if "models" in file.as_posix() and "nulls_distinct" in file.read_text()
    ]


def _functions(
    root: Path, under: tuple[Path, ...] = OURS
) -> Iterator[tuple[Path, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for folder in under:
        for file in files(root, ".py", under=folder):
            for node in ast.walk(tree_of(file.read_text())):
                if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                    yield file, node
