"""The API in words: the schema that the code describes, and a table of its operations for people."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import override

from ontact.config.access import routes
from ontact.config.api import api
from ontact.config.env import ROOT

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
FOLDER = ROOT / "docs" / "api"
PREFACE = """# The API

What the pages' scripts call, and what other programs may read. The machine's version is [openapi.json](openapi.json);
a running hall serves its own at `/api/openapi.json`. Both files are written by `bin/manage api`, and a test fails when
they are older than the code.

* Everything is JSON. Errors are `{"code", "text", "way_out"}` with 4xx, or 503 with `Retry-After`: trying again is safe.
* Writes need the forgery token (cookie `csrftoken`) in the header `X-CSRFToken`, and should carry an `Idempotency-Key`:
  asked twice, done once.
* *Holder of a seat* means the line cookie that a personal link was swapped for, or a sign-in of someone who sits there.
* `/api/programmes…` is open data: no sign-in, readable from every site (CORS), with an ETag, 120 calls a minute for each
  address. [catalogue.md](catalogue.md) shows how to read it.
* Beside the API stand files that anyone may read: calendars (`/programmes/calendar.ics` and its kin), and what outsiders
  check (`draw.json`, `order.json`, `certificate.json`, `votes.json`: [how](../verify/README.md)).
* In-room calls answer `{"v": n}`: the room's version after the change. The state (`GET …/state`) has an ETag.

| operation | who | what it does |
|---|---|---|
"""


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    who: str
    words: str


def schema() -> dict[str, Any]:
    """As the code describes it, in English and without this hall's address."""
    with override("en"):
        described: dict[str, Any] = json.loads(
            json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str)
        )
    described.pop("servers", None)
    return described


def operations() -> Iterator[Operation]:
    """Every operation with its policy and the first line of its docstring."""
    policies = {
        (method, PARAMETER.sub(r"{\1}", route.path)): route.policy.who.value if route.policy else ""
        for route in routes()
        if route.path.startswith("/api/")
        for method in route.method.split("/")
    }
    for path, methods in sorted(schema()["paths"].items()):
        for method, described in sorted(methods.items()):
            words = str(described.get("description", "")).strip().split("\n\n")[0].replace("\n", " ")
            yield Operation(method.upper(), path, policies[(method.upper(), path)], words)


def pages() -> dict[Path, str]:
    """The files of docs/api as they should stand."""
    rows = [f"| `{one.method} {one.path}` | {one.who} | {one.words} |" for one in operations()]
    return {
        FOLDER / "openapi.json": json.dumps(schema(), indent=1, ensure_ascii=False, sort_keys=True) + "\n",
        FOLDER / "README.md": PREFACE + "\n".join(rows) + "\n",
    }
