"""Words of the templates: icons, dates, texts in several languages, and boxes that hold content."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zlib import crc32

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info

from ontact.foundation.worded import Worded
from ontact.web import looks
from ontact.web import when as words
from ontact.web.catalogue import catalogue_version

register = template.Library()
AVATAR_COLOURS = 6


@lru_cache(maxsize=1)
def icon_shapes() -> dict[str, str]:
    """Our own drawings, 24 × 24, name → SVG content; the client reads the same file."""
    shapes: dict[str, str] = json.loads((Path(__file__).parents[1] / "icons.json").read_text())
    return shapes


@register.simple_tag(name="icon")
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """{% icon "mic" %}; without a label it is decoration. size: "" (1.25em) | "s" | "l" | "xl"."""
    shape = mark_safe(icon_shapes()[name])  # noqa: S308 (our own file)
    size_class = f" icon-{size}" if size else ""
    if label:
        return format_html(
            '<svg class="icon{}" viewBox="0 0 24 24" role="img" aria-label="{}">{}</svg>',
            size_class,
            label,
            shape,
        )
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        size_class,
        shape,
    )


@register.simple_tag(name="when")
def when(begins: datetime, ends: datetime | None = None, kind: str = "") -> SafeString:
    """{% when begins ends %}: the span, the city's clock where it differs, help ("starts in 23 minutes").

    kind: "" (all) | "plain" (no help) | "clocks" (times only) | "day".
    """
    return mark_safe(  # noqa: S308 (rendered by a template)
        render_to_string(
            "web/components/when.html",
            {"begins": begins, "ends": ends, "kind": kind, **_when_texts(begins, ends, kind)},
        ).strip()
    )


def _when_texts(begins: datetime, ends: datetime | None, kind: str) -> dict[str, str]:
    if kind == "day":
        return {"span": words.day_words(begins)}
    span = words.clocks_words(begins, ends) if kind == "clocks" else words.span_words(begins, ends)
    city = words.city_words(begins, ends)
    return {"span": span, "city_span": city, "relative": "" if kind else words.relative_words(begins, ends)}


@register.simple_tag(takes_context=True)
def look(context: template.Context) -> SafeString:
    """Attributes of <html>: the reader's own screen and size of letters, from a cookie."""
    screen, text = looks.chosen(context.get("request"))
    return format_html('data-screen="{}" data-text="{}"', screen, text)


@register.simple_tag(takes_context=True)
def look_is(context: template.Context, part: str, value: str) -> str:
    """true or false for aria-pressed."""
    screen, text = looks.chosen(context.get("request"))
    return "true" if value == {"screen": screen, "text": text}[part] else "false"


@register.simple_tag
def words_address() -> str:
    """Where the client finds the reader's interface words; changes when they change."""
    language = (get_language() or "ko")[:2]
    return reverse("web:words", args=[language]) + f"?v={catalogue_version(language)}"


@register.filter
def own_name(code: str) -> str:
    """A language in its own words: 한국어, English."""
    return str(get_language_info(code)["name_local"])


@register.filter
def undo_address(extra_tags: str | None) -> str:
    """messages.success(…, extra_tags="undo:/path/") puts an undo button on the toast."""
    return next((tag[5:] for tag in (extra_tags or "").split() if tag.startswith("undo:")), "")


@register.filter
def day(moment: datetime | date) -> str:
    """9월 24일 (목)"""
    return words.day_words(_as_moment(moment))


@register.filter
def clock(moment: datetime) -> str:
    """오후 2:00"""
    return words.clock_words(moment)


@register.filter
def moment(value: datetime) -> str:
    """9월 24일 (목) 오후 2:00"""
    return words.moment_words(value)


@register.filter
def ago(value: datetime) -> str:
    """5분 전"""
    return words.ago_words(value)


@register.filter
def length(value: Any) -> str | int:
    """1시간 30분; takes a timedelta or seconds. Of a list or a text the number of its parts, as Django's."""
    if hasattr(value, "__len__"):
        return len(value)
    return words.length_words(value if isinstance(value, timedelta) else timedelta(seconds=value))


@register.filter
def minutes(value: int) -> str:
    """1시간 30분, from whole minutes."""
    return words.length_words(timedelta(minutes=value))


@register.filter
def worded(value: Worded | str | None) -> SafeString | str:
    """The text in the reader's language; a fallback says in which language it is (lang=…)."""
    if not isinstance(value, Worded):
        return "" if value is None else str(value)
    wanted = (get_language() or "ko")[:2]
    text, spoken = value.text(wanted), value.language_for(wanted)
    return text if spoken == wanted else format_html('<span lang="{}">{}</span>', spoken, text)


@register.filter
def initials(name: str) -> str:
    """What stands in an avatar: the last two Hangul of a short name (길동), else two Latin capitals (JS)."""
    bare = str(name).strip()
    if not bare:
        return "?"
    if _is_hangul(bare[0]):
        word = bare.split()[0]
        return word[-2:] if 2 < len(word) <= 4 else word[:2]
    parts = bare.split()
    return (parts[0][0] + (parts[-1][0] if len(parts) > 1 else "")).upper()


@register.filter
def avatar_colour(name: str) -> int:
    """1 … 6, the same for the same name everywhere (crc32; client/avatar.ts agrees)."""
    return crc32(str(name).encode()) % AVATAR_COLOURS + 1


@register.filter
def percent_of(part: int | float, whole: int | float) -> int:
    """A whole per cent for bars; 0 of nothing is 0."""
    return round(100 * part / whole) if whole else 0


@register.filter
def read_with(quiet: Any, seen: Any) -> str:
    """What is read instead of a button's word holds that word, so that it can be called by voice."""
    return str(quiet) if str(seen) in str(quiet) else f"{seen}: {quiet}"


@register.filter(name="words")
def split_words(text: str) -> list[str]:
    """A list from "a b c", for loops over names known in the template."""
    return text.split()


@register.filter
def cells(row: Any, columns: Sequence[Any]) -> list[tuple[Any, Any]]:
    """(column, cell) pairs of a table row."""
    return list(zip(columns, row, strict=False))


@register.filter
def strip_marks(spans: Iterable[Any], whole: Sequence[datetime]) -> list[dict[str, Any]]:
    """Spans (begin, end, …) as x and width in 1/1000 of the whole [begin, end]: for time strips."""
    begins, ends = whole
    total = (ends - begins).total_seconds() or 1
    marks = []
    for first, last, *_rest in spans:
        left = min(max((first - begins).total_seconds() / total, 0), 1)
        right = min(max(((last or ends) - begins).total_seconds() / total, 0), 1)
        marks.append({"x": round(left * 1000), "width": max(round((right - left) * 1000), 2)})
    return marks


@register.simple_block_tag
def card(content: str, href: str = "", title: str = "", kind: str = "") -> SafeString:
    """{% card href="…" title="…" %}…{% endcard %}: for what one can open. kind: "" | "calm" | "plain"."""
    return _box("web/components/card.html", content, href=href, title=title, kind=kind)


@register.simple_block_tag
def dialog(content: str, id: str, title: str, kind: str = "") -> SafeString:
    """{% dialog id="add" title=_("…") %}…{% enddialog %}; opened by a button with opens="add"."""
    return _box("web/components/dialog.html", content, id=id, title=title, kind=kind)


@register.simple_block_tag
def disclosure(content: str, title: str, open: bool = False, count: Any = "", kind: str = "") -> SafeString:
    """{% disclosure title=_("…") %}…{% enddisclosure %}: one line of an accordion. kind: "" | "plain"."""
    return _box("web/components/disclosure.html", content, title=title, open=open, count=count, kind=kind)


@register.simple_block_tag
def tabpanel(content: str, id: str) -> SafeString:
    """{% tabpanel id="papers" %}…{% endtabpanel %}, after components/tabs.html with the same ids."""
    return format_html(
        '<section class="tabpanel" id="{}" data-tabpanel aria-labelledby="tab-{}">{}</section>',
        id, id, conditional_escape(content),
    )  # fmt: skip


@register.simple_block_tag
def alert(content: str, kind: str = "info", title: str = "") -> SafeString:
    """{% alert kind="warning" title=_("…") %}…{% endalert %}. kind: info | success | warning | danger."""
    return _box("web/components/alert.html", content, kind=kind, title=title)


def _box(template_name: str, content: str, **parameters: Any) -> SafeString:
    return mark_safe(render_to_string(template_name, {**parameters, "content": content}))  # noqa: S308


def _as_moment(value: datetime | date) -> datetime:
    if isinstance(value, datetime):
        return value
    return datetime.combine(value, time.min, tzinfo=timezone.get_current_timezone())


def _is_hangul(letter: str) -> bool:
    return "가" <= letter <= "힣"
