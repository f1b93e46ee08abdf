"""The look lives in web/: no page elsewhere carries raw controls, colours, inline styles or inline scripts."""

import json
import re
from pathlib import Path

from tests.house.storeys import SOURCE, files, package_of, where

TEMPLATE_COMMENT = re.compile(r"\{%\s*comment\s*%\}.*?\{%\s*endcomment\s*%\}|\{#.*?#\}|<!--.*?-->", re.DOTALL)
RAW_CONTROL = re.compile(r"<(button|input|select|textarea)\b", re.IGNORECASE)
# A hidden field has no look.
HIDDEN = re.compile(r"<input\b[^>]*type=[\"']hidden[\"']", re.IGNORECASE)
INLINE_STYLE = re.compile(r"\sstyle\s*=|<style\b", re.IGNORECASE)
INLINE_SCRIPT = re.compile(r"<script\b|\son[a-z]+\s*=\s*[\"']|href=[\"']javascript:", re.IGNORECASE)
# Data for a script, not a script; it runs nothing.
DATA_SCRIPT = re.compile(r"<script\b[^>]*type=[\"']application/(ld\+)?json[\"']", re.IGNORECASE)
COLOUR = re.compile(
    r"(?<![\w&/=\"'-])#[0-9a-fA-F]{3,8}\b(?![\w-])|\b(rgba?|hsla?|oklch|lab)\(", re.IGNORECASE
)
SCRIPT_STYLE = re.compile(r"#[0-9a-fA-F]{6}\b|\brgba?\(|\bhsla?\(")
ICON = re.compile(r"""\{%\s*icon\s+"([\w-]+)"|\bicon(?:_after)?="([\w-]+)\"""")
STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

# path → why a colour or control stands there all the same
EXCEPTIONS: dict[str, str] = {}


def raw_controls(root: Path) -> list[str]:
    return _in_templates(root, RAW_CONTROL, but=HIDDEN)


def inline_styles(root: Path) -> list[str]:
    return _in_templates(root, INLINE_STYLE)


def inline_scripts(root: Path) -> list[str]:
    return _in_templates(root, INLINE_SCRIPT, but=DATA_SCRIPT)


def colours(root: Path) -> list[str]:
    """Outside web/, styles use the theme's names; drawings and scripts too."""
    found = []
    for file in files(root, ".css", ".svg", ".html", ".ts", ".tsx"):
        if _may_look(file, root) or "tests" in file.parts:
            continue
        text = STYLE_COMMENT.sub(_blank, TEMPLATE_COMMENT.sub(_blank, file.read_text()))
        pattern = COLOUR if file.suffix == ".css" else SCRIPT_STYLE
        found += [where(file, root, _line(text, match)) for match in pattern.finditer(text)]
    return found


def _in_templates(root: Path, pattern: re.Pattern[str], but: re.Pattern[str] | None = None) -> list[str]:
    found = []
    for file in files(root, ".html", ".svg"):
        if _may_look(file, root):
            continue
        text = TEMPLATE_COMMENT.sub(_blank, file.read_text())
        for match in pattern.finditer(text):
            if but is None or not but.match(text, match.start()):
                found.append(where(file, root, _line(text, match)))
    return found


def _may_look(file: Path, root: Path) -> bool:
    """Mails carry their styles with them: a mail program reads no style sheet."""
    return package_of(file, root) == "web" or "mail" in file.parts or where(file, root) in EXCEPTIONS


def _blank(match: re.Match[str]) -> str:
    return "\n" * match.group(0).count("\n")


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1


def unknown_icons(root: Path) -> list[str]:
    """Names in {% icon "…" %} and icon="…" that web/icons.json does not draw: such a page would fail when opened."""
    drawn = set(json.loads((root / SOURCE / "web" / "icons.json").read_text()))
    found = []
    for file in files(root, ".html"):
        text = TEMPLATE_COMMENT.sub(_blank, file.read_text())
        for match in ICON.finditer(text):
            name = match.group(1) or match.group(2)
            if name and name not in drawn:
                found.append(f"{where(file, root, _line(text, match))} asks for {name}")
    return found
