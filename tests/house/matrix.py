"""Every route against eight kinds of people: the addresses are filled with real objects, the answers put into words."""

import functools
import re
from http.cookies import SimpleCookie
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from ontact.config.access import Route
from ontact.config.api import api
from tests.house.storeys import ROOT, SOURCE

CAST = ("stranger", "guest", "other_guest", "citizen", "other_clerk", "clerk", "chair", "administrator")
HEAD = (
    "# Who gets what. in: past the fence and the door · led on: to another page · sign in: sent to sign-in · "
    "refused: 403 · hidden: 404 · -: not served.\n"
    "# Checked by tests/house/test_access_matrix.py; a change here is a change of who sees what.\n"
)
# Part of an address → what stands in it otherwise, so that something is there: closed minutes, a library, a lottery.
INSTEAD = {
    "/minutes": ("meeting_id", "closed_meeting_id"),
    "/libraries/": ("organisation_id", "library_id"),
    "/sign-up/": ("programme_id", "open_programme_id"),
    "/desk/choice/": ("programme_id", "choice_programme_id"),
    "/draw/": ("programme_id", "lottery_programme_id"),
    "/waiting/": ("programme_id", "rush_programme_id"),
}
# Part of an address → fields of its form without which the door would not even be reached.
FIELDS = {"/entry/": {"registration": "childs_place_id", "seat": "given_seat_id"}}
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


def owner(route: Route) -> str:
    """The package whose tests keep the route's line; "house" for config and for libraries."""
    words = route.module.split(".")
    if words[0] != "ontact" or words[1] == "config":
        return "house"
    return "/".join(words[1:3]) if words[1] in ("commons", "capabilities") else words[1]


def table_of(package: str) -> Path:
    if package == "house":
        return ROOT / "tests" / "house" / "access.tsv"
    return ROOT / SOURCE / package / "tests" / "access.tsv"


def lines_for(routes: list[Route], facts: dict[str, object], browsers: dict[str, Client]) -> list[str]:
    """One line per route and method: method, path, policy, and a word for each of the cast."""
    lines = []
    for route in sorted(routes, key=lambda route: (route.path, route.method)):
        for method in ("GET", "POST") if route.method == "*" else route.method.split("/"):
            words = [_word(browsers[who], method, route, facts) for who in CAST]
            if not ("-" in words and set(words) <= {"-", "sign in", "hidden"}):  # else nobody is served
                lines.append("\t".join([method, route.path, route.policy.who.name, *words]))
    return list(dict.fromkeys(lines))  # two operations of one address are two routes, each with both methods


def _word(browser: Client, method: str, route: Route, facts: dict[str, object]) -> str:
    """What this person gets; whatever the call does is undone, and a sign-out too."""
    for part, (usual, other) in INSTEAD.items():
        if part in route.path:
            facts = {**facts, usual: facts[other]}
    address = PARAMETER.sub(lambda match: str(facts[match.group(1)]), route.path)
    cookies = SimpleCookie(browser.cookies.output(header="", sep=";"))
    with transaction.atomic():
        if method == "GET":
            response = browser.get(address)
        elif address.startswith("/api/"):
            response = browser.post(address, body_for(route, facts), content_type="application/json")
        else:
            response = browser.post(address, fields_for(route, facts))
        transaction.set_rollback(True)
    browser.cookies = cookies
    return _in_words(response, address)


def _in_words(response, address: str) -> str:
    sign_in = reverse(settings.LOGIN_URL)
    if (
        response.status_code == 302
        and response["Location"].startswith(sign_in)
        and not address.startswith(sign_in)
    ):
        return "sign in"
    if response.status_code in (301, 302, 303) and response.request["REQUEST_METHOD"] == "GET":
        return "led on"
    if response.status_code >= 500 and response.status_code != 503:
        return f"BROKEN {response.status_code}"
    return {401: "sign in", 403: "refused", 404: "hidden", 405: "-"}.get(response.status_code, "in")


def fields_for(route: Route, facts: dict[str, object]) -> dict[str, str]:
    return {
        field: str(facts[fact])
        for part, fields in FIELDS.items()
        if part in route.path
        for field, fact in fields.items()
    }


@functools.cache
def _described() -> dict:
    return api.get_openapi_schema(path_prefix="/api/")


def body_for(route: Route, facts: dict[str, object]) -> dict[str, object]:
    """The least body that the API's own description allows, so that the call reaches the door."""
    described = _described()
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", route.path)
    operation = described["paths"].get(path, {}).get("post", {})
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    return _example(content["schema"], described, facts) if content else {}


def _example(schema: dict, described: dict, facts: dict[str, object]):
    if "$ref" in schema:
        return _example(
            described["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]], described, facts
        )
    if schema.get("default") is not None:
        return schema["default"]
    for choice in ("anyOf", "allOf"):
        if choice in schema:
            return _example(schema[choice][0], described, facts)
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [None])[0])
    if schema.get("type") == "object":
        parts = schema.get("properties", {}).items()
        return {name: _example(part, described, {**facts, "asked": name}) for name, part in parts}
    if schema.get("format") == "uuid":
        return str(facts.get(f"{facts.get('asked')}_id", facts["seat_id"]))
    if schema.get("format") == "date":
        return str(timezone.localdate())
    if schema.get("type") == "array":
        return [_example(schema["items"], described, facts)] * schema.get("minItems", 0)
    kinds = {"string": "x", "integer": schema.get("minimum", 1), "number": 1, "boolean": True}
    return kinds.get(schema.get("type"))
