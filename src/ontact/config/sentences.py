"""Finds every sentence for people in Python, templates and TypeScript, and keeps the Korean catalogues in step."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.pofile import write_po
from django.utils.translation.template import templatize

from ontact.config.words import HOUSE, read

KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    # What is signed in the journal is read there in both languages.
    "sign": (2,),
}
DOMAINS = {".py": "django", ".html": "django", ".txt": "django", ".ts": "djangojs", ".tsx": "djangojs"}
LEFT_OUT = {"tests", "migrations", "__pycache__", "locale", "static", "launch"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]")
# Dates in a catalogue's head would change at each collecting and hide what really changed.
NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)

Key = tuple[str | tuple[str, ...], str | None]


def packages() -> Iterator[Path]:
    """Folders that carry words: each app, and the foundation."""
    yield HOUSE / "foundation"
    for apps in sorted(HOUSE.glob("**/apps.py")):
        if apps.parent.name not in LEFT_OUT:
            yield apps.parent


def template_of(package: Path, domain: str) -> Catalog:
    """All sentences of a package that belong to a domain, untranslated."""
    found = Catalog(domain=domain, locale="ko")
    for file in _sources(package):
        if DOMAINS[file.suffix] != domain:
            continue
        where = file.relative_to(HOUSE).as_posix()
        for _line, words, comments, context in _extract(file):
            found.add(_id(words), locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def collect(package: Path, domain: str) -> int:
    """Bring the package's catalogue up to date; returns how many sentences wait for Korean."""
    template = template_of(package, domain)
    file = catalogue_of(package, domain)
    if not len(template):
        file.unlink(missing_ok=True)
        return 0
    kept = read(file) if file.exists() else Catalog(locale="ko", domain=domain)
    kept.update(template, no_fuzzy_matching=True)
    kept.obsolete.clear()
    kept.creation_date = kept.revision_date = NO_DATE
    kept.fuzzy = False
    kept.project, kept.version = "Ontact", "1"
    kept.msgid_bugs_address = kept.last_translator = kept.language_team = ""
    kept.header_comment = f"# The Korean words of {package.name}."
    file.parent.mkdir(parents=True, exist_ok=True)
    half = io.BytesIO()
    write_po(half, kept, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    file.write_bytes(half.getvalue())
    return sum(1 for message in kept if message.id and not _is_translated(message))


def complaints() -> Iterator[str]:
    """Everything that is not complete: missing, superfluous, or broken Korean."""
    korean: dict[tuple[str, Key], tuple[str, str]] = {}
    for package in packages():
        name = package.relative_to(HOUSE).as_posix()
        for domain in ("django", "djangojs"):
            template = template_of(package, domain)
            file = catalogue_of(package, domain)
            kept = read(file) if file.exists() else Catalog(locale="ko", domain=domain)
            yield from _compare(name, domain, template, kept)
            yield from _other_koreans(korean, name, domain, kept)


def catalogue_of(package: Path, domain: str) -> Path:
    return package / "locale" / "ko" / "LC_MESSAGES" / f"{domain}.po"


def _compare(name: str, domain: str, template: Catalog, kept: Catalog) -> Iterator[str]:
    said = {_key(m): m for m in kept if m.id}
    wanted = {_key(m): m for m in template if m.id}
    for key in wanted.keys() - said.keys():
        yield f"{name} ({domain}): not in the catalogue: {_short(key)}"
    for key in said.keys() - wanted.keys():
        yield f"{name} ({domain}): nobody says this any more: {_short(key)}"
    for key in wanted.keys() & said.keys():
        message = said[key]
        if message.fuzzy or not _is_translated(message):
            yield f"{name} ({domain}): no Korean for: {_short(key)}"
        elif not _placeholders_agree(message):
            yield f"{name} ({domain}): the placeholders differ: {_short(key)}"


def _other_koreans(
    korean: dict[tuple[str, Key], tuple[str, str]], name: str, domain: str, kept: Catalog
) -> Iterator[str]:
    """Catalogues are merged: of two translations of one sentence the reader would see either."""
    for message in kept:
        if not message.id or not message.string:
            continue
        key = _key(message)
        first = korean.setdefault((domain, key), (name, str(message.string)))
        if first[1] != str(message.string):
            yield f"{name} and {first[0]} ({domain}) translate differently: {_short(key)}"


def _sources(package: Path) -> Iterator[Path]:
    inner = {apps.parent for apps in package.glob("*/**/apps.py")}
    for file in sorted(package.rglob("*")):
        inside = file.relative_to(package).parts
        if file.suffix not in DOMAINS or LEFT_OUT & set(inside) or inner & set(file.parents):
            continue
        if file.suffix == ".txt" and "templates" not in inside:
            continue
        if not file.name.endswith((".test.ts", ".test.tsx", ".d.ts")):
            yield file


def _extract(file: Path) -> Iterator[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    method, options = "python", {}
    words = file.read_text(encoding="utf-8")
    if file.suffix in (".html", ".txt"):
        # Django turns a template into something like Python; the extractor wants it without indentation.
        words = "\n".join(line.lstrip() for line in templatize(words, origin=str(file)).splitlines())
    elif file.suffix in (".ts", ".tsx"):
        method, options = (
            "javascript",
            {"jsx": file.suffix == ".tsx", "template_string": True, "parse_template_string": True},
        )
    source = io.BytesIO(words.encode())
    yield from extract(method, source, keywords=KEYWORDS, comment_tags=("Translators:",), options=options)


def _id(words: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return words if isinstance(words, str) else tuple(words)


def _key(message: Message) -> Key:
    """gettext and ngettext of the same singular are one entry in a catalogue."""
    return (message.id[0] if isinstance(message.id, (tuple, list)) else message.id, message.context)


def _strings(message: Message) -> list[str]:
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return [one or "" for one in strings]


def _is_translated(message: Message) -> bool:
    return all(_strings(message))


def _placeholders_agree(message: Message) -> bool:
    """Every placeholder of the Korean stands in the English, and none is lost (a plural may drop the number)."""
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    known = {word for one in ids for word in PLACEHOLDER.findall(one)}
    said = [set(PLACEHOLDER.findall(one)) for one in _strings(message)]
    return all(one <= known for one in said) and (len(ids) > 1 or said == [known])


def _short(key: Key) -> str:
    words = " ".join(str(key[0]).split())
    return words if len(words) < 90 else words[:87] + "…"
