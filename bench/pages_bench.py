"""How heavy pages are, and whether long lists cost more queries than short ones. Run by bench/pages."""

import gzip
import logging
import os
import re
import sys
import tempfile
from pathlib import Path

import django
from django.conf import settings

GOAL_BYTES = 100_000
# The room page carries LiveKit and React; its weight is bench/join's matter.
ROOM_PAGES = ("/room/", "/practice/<uuid:room_id>/")
# A frame inside the reader, loaded when one asks for the exact view; nobody sees it first.
FRAMES = ("/media/frame/",)
LINKED = re.compile(rb"""<(?:script[^>]*\ssrc|link[^>]*\shref)=["'](/static/[^"'?]+)""")
STYLE_OR_SCRIPT = (".css", ".js", ".mjs")


def main() -> int:
    few, many = (10, 100) if "--quick" in sys.argv else (10, 1_000)
    prepare()
    from tests.house.world import make_world

    from bench.rows import fill

    world = make_world(is_public=True)
    fill(world, few)
    pages = _pages(world)
    heaviest, weight = _weigh(pages)
    before = _count(pages)
    fill(world, many - few)
    after = _count(pages)
    grown = {path: (before[path], after[path]) for path in before if before[path] != after[path]}
    for path, (first, second) in sorted(grown.items()):
        print(f"  {path}: {first} queries for {few} rows, {second} for {many}")
    is_met = weight <= GOAL_BYTES and not grown
    print(
        f"pages: {len(pages)} pages, heaviest first view {weight / 1000:.1f} kB ({heaviest}), "
        f"{len(grown)} with more queries for {many} rows than for {few} "
        f"| goal ≤ {GOAL_BYTES // 1000} kB, 0 | {'met' if is_met else 'short'}"
    )
    return 0 if is_met else 1


def prepare() -> None:
    """A database in memory, files in memory, and no real mail; nothing of the machine's own hall is touched."""
    os.environ["ONTACT_VAR"] = tempfile.mkdtemp(prefix="ontact-bench-")
    os.environ["ONTACT_DEMO"] = "1"
    os.environ["ONTACT_DATABASE_URL"] = ""
    settings.DATABASES["default"]["NAME"] = ":memory:"
    settings.MIGRATION_MODULES = _Nowhere()
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend", "QUEUES": []}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES["default"] = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.ALLOWED_HOSTS = ["*"]
    django.setup()
    logging.disable(logging.CRITICAL)
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, skip_checks=True, verbosity=0)


class _Nowhere:
    """Tables are made at once, not step by step."""

    def __contains__(self, label: str) -> bool:
        return True

    def __getitem__(self, label: str) -> None:
        return None


def _pages(world) -> dict[str, tuple[object, str]]:
    """Every page that someone can read: path → (their browser, the address)."""
    from tests.house.matrix import PARAMETER

    from ontact.config.access import routes

    found = {}
    for route in routes():
        if route.method != "*" or route.path.startswith("/api/") or route.path.endswith(ROOM_PAGES + FRAMES):
            continue
        facts = (
            {**world.facts, "meeting_id": world.facts["closed_meeting_id"]}
            if "/minutes" in route.path
            else world.facts
        )
        address = PARAMETER.sub(lambda match, facts=facts: str(facts[match.group(1)]), route.path)
        address += "?q=회의" if route.path == "/search/" else ""
        for who in ("administrator", "clerk", "chair", "guest", "stranger"):
            response = world.browsers[who].get(address)
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                found[route.path] = (world.browsers[who], address)
                break
    return found


def _weigh(pages) -> tuple[str, int]:
    """The heaviest page and its bytes: the page, its styles, its scripts and what those import at once."""
    weights = {}
    for path, (browser, address) in pages.items():
        content = browser.get(address).content
        linked = {url for url in LINKED.findall(content) if url.decode().endswith(STYLE_OR_SCRIPT)}
        weights[path] = len(gzip.compress(content, 6)) + sum(_weight_of(url.decode()) for url in linked)
    heaviest = max(weights, key=lambda path: weights[path])
    if "--all" in sys.argv:
        for path, weight in sorted(weights.items(), key=lambda pair: -pair[1]):
            print(f"  {weight / 1000:6.1f} kB {path}")
    return heaviest, weights[heaviest]


def _weight_of(url: str) -> int:
    name = url.removeprefix(settings.STATIC_URL)
    for folder in (settings.TOOLS / "client", settings.STATIC_ROOT):
        file = Path(folder) / name
        if file.exists():
            return len(gzip.compress(file.read_bytes(), 6))
    raise FileNotFoundError(f"{url} is linked and was not built; run bin/test once")


def _count(pages) -> dict[str, int]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = {}
    for path, (browser, address) in pages.items():
        browser.get(address)  # what is cached for a minute is cached now
        with CaptureQueriesContext(connection) as queries:
            browser.get(address)
        counts[path] = len(queries)
    return counts


if __name__ == "__main__":
    sys.exit(main())
