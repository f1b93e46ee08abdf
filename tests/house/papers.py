"""Documents that cannot rot: settings, extension points, glossary; and what may never be in the repository."""

import ast
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from tests.house.storeys import SOURCE, files, where

SETTING = re.compile(r"\bONTACT_[A-Z][A-Z_]*[A-Z]\b")
# Inner matters between our own processes, not for operators.
INNER_SETTINGS: dict[str, str] = {}
GLOSSARY_ROW = re.compile(r"^\|(?P<cells>[^|]+\|[^|]+\|[^|]*\|[^|]*\|[^|]*)\|\s*$")

SECRETS = {
    "a private key": re.compile(r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----"),
    "a cloud key": re.compile(r"\bAKIA[0-9A-Z]{16}\b"),
    "a forge token": re.compile(r"\b(?:ghp|gho|ghs|glpat|github_pat)[_-][A-Za-z0-9_]{20,}"),
    "a chat token": re.compile(r"\bxox[abp]-[A-Za-z0-9-]{10,}"),
    "a signed token": re.compile(r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}"),
    "a password in an address": re.compile(
        r"\b(?:smtps?|postgres(?:ql)?|https?)://[^\s:/@'\"{}<>$]+:(?P<word>[^\s@/'\"{}<>$]{6,})@"
    ),
    "a secret word": re.compile(
        r"(?i)\b(?:secret_key|api_key|access_token|client_secret)\s*[:=]\s*[\"'](?P<word>[\w+/=-]{24,})[\"']"
    ),
}
# What documents write where a secret would stand.
PLACEHOLDER = re.compile(r"(?i)change|example|secret|password|word|your|xxx|\.\.\.")
LARGEST_BYTES = 1_500_000


def undocumented_settings(root: Path) -> list[str]:
    """ONTACT_ variables that the source reads and docs/operating/settings.md does not explain, and the other way round."""
    read = {
        name
        for file in files(root, ".py")
        if "tests" not in file.parts
        for name in _settings_named(ast.parse(file.read_text()))
    }
    page = root / "docs" / "operating" / "settings.md"
    explained = set(SETTING.findall(page.read_text())) if page.exists() else set()
    missing = sorted(f"{name} is read, not explained" for name in read - explained - set(INNER_SETTINGS))
    return missing + sorted(f"{name} is explained, nobody reads it" for name in explained - read)


def _settings_named(tree: ast.AST) -> Iterator[str]:
    """Names as they are read (whole strings) or handed on (keywords); not as they appear inside sentences."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SETTING.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.keyword) and node.arg and SETTING.fullmatch(node.arg):
            yield node.arg


def undocumented_extension_points(root: Path) -> list[str]:
    """What a capability can answer, and is not named in docs/house.md."""
    tree = ast.parse((root / SOURCE / "foundation" / "capability.py").read_text())
    page = root / "docs" / "house.md"
    words = page.read_text() if page.exists() else ""
    base = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Capability")
    questions = [node.name for node in base.body if isinstance(node, ast.FunctionDef)]
    return [name for name in questions if not name.startswith("_") and f"`{name}" not in words]


@dataclass(frozen=True)
class Term:
    """One notion: its English word, its Korean one, other Korean words that are right too, and wrong ones."""

    english: str
    korean: str
    also: tuple[str, ...]
    never: tuple[str, ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Whole words; singular and plural."""
        stem = re.escape(self.english).replace(r"\ ", r"\s+")
        return re.compile(rf"(?<![\w-]){stem}(?:s|es)?(?![\w-])", re.IGNORECASE)


def glossary(root: Path) -> list[Term]:
    """The rows of docs/glossary.md: English | Korean | also | never | meaning."""
    terms = []
    for line in (root / "docs" / "glossary.md").read_text().splitlines():
        match = GLOSSARY_ROW.match(line)
        if not match:
            continue
        english, korean, also, never, _meaning = (cell.strip() for cell in match["cells"].split("|"))
        if english not in ("English", "") and not set(english) <= set("-: "):
            terms.append(Term(english, korean, _words(also), _words(never)))
    return terms


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(",") if word.strip() and word.strip() != "–")


def glossary_breaches(root: Path) -> list[str]:
    """Sentences whose English names a notion and whose Korean does not, or uses a word that the glossary refuses."""
    terms = glossary(root)
    found = []
    for file in sorted((root / SOURCE).glob("**/locale/ko/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale="ko")
        for message in catalogue:
            english = " ".join(message.id) if isinstance(message.id, tuple) else message.id
            korean = " ".join(message.string) if isinstance(message.string, tuple) else message.string
            if english and korean:
                found += [
                    f"{where(file, root, message.lineno)} {trouble}"
                    for trouble in _breaches(english, korean, terms)
                ]
    return found


def _breaches(english: str, korean: str, terms: list[Term]) -> Iterator[str]:
    for term in terms:
        for wrong in term.never:
            if wrong in korean:
                yield f"says {wrong!r}; the word for {term.english!r} is {term.korean!r}"
        if term.pattern.search(english) and not any(word in korean for word in (term.korean, *term.also)):
            yield f"{english!r} is {korean!r}, without {term.korean!r}"


def sentences_not_in_english(root: Path) -> list[str]:
    """Msgids are English sentences; Hangul stands in catalogues and demo data only."""
    found = []
    for file in sorted((root / SOURCE).glob("**/locale/ko/LC_MESSAGES/*.po")):
        with file.open("rb") as source:
            catalogue = read_po(source, locale="ko")
        for message in catalogue:
            words = " ".join(message.id) if isinstance(message.id, tuple) else message.id
            # Examples of what to type are in the language in which they are typed.
            bare = re.sub(r"\([^)]*\)|“[^”]*”", "", words)
            if re.search("[가-힣]", bare):
                found.append(where(file, root, message.lineno))
    return found


def secrets(root: Path, every: list[Path]) -> list[str]:
    """What looks like a real secret in a file that is, or is about to be, in the repository."""
    found = []
    for file in every:
        try:
            text = file.read_text()
        except (UnicodeDecodeError, OSError):
            continue
        for name, pattern in SECRETS.items():
            for match in pattern.finditer(text):
                word = match.groupdict().get("word") or ""
                if not (word and PLACEHOLDER.search(word)):
                    found.append(
                        f"{where(file, root, text.count(chr(10), 0, match.start()) + 1)} holds {name}"
                    )
    return found


def large_files(root: Path, every: list[Path]) -> list[str]:
    return [where(file, root) for file in every if file.is_file() and file.stat().st_size > LARGEST_BYTES]


def tracked(root: Path) -> list[Path]:
    """Every file in the repository. Without git (an archive): every source, test and document."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return [
            file
            for folder in ("src", "tests", "docs", "deploy", "bin")
            for file in (root / folder).rglob("*")
        ]
    return [root / name for name in listed.stdout.decode().split("\0") if name]
