"""Suwon on a working day: the city, its offices and the people who appear in the demo, made by the real actions."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from itertools import product
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction

from ontact.commons.people.actions.memberships import add_member
from ontact.commons.people.actions.organisations import create_organisation
from ontact.commons.people.actions.persons import claim
from ontact.commons.people.models import Membership, Organisation, Person
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import moved_to, now
from ontact.foundation.worded import Worded

DATA = Path(__file__).parent / "demo_data"
# Fixed, so that links into a demo stay good when it is made anew.
NAMESPACE = UUID("6f1d2d6e-0f2c-5d5b-9a55-53757760706e")
HOUSE_DOMAIN = "suwon.example"
FAMILY_NAMES = "김이박최정강조윤장임한"
GIVEN_NAMES = ("성호", "미란", "재석", "경숙")


@transaction.atomic
def make_city() -> None:
    """The city with its offices and people. Does nothing where a city stands already."""
    if Organisation.objects.filter(kind=Organisation.Kind.CITY).exists():
        return
    with moved_to(now() - timedelta(days=200)):
        city = _organisation("city", "수원시", "Suwon", None, telephone="1899-0000", languages=["ko", "en"])
        offices = {"수원시": city, **_departments(city)}
        heads = list(_districts(city, offices))
        _cast(offices)
        for number, office in enumerate(heads):
            _head_of_neighbourhood(office, number)


def fixed_id(kind: str, words: str) -> UUID:
    """The identity of something in the demo: of a person by address, of an organisation by Korean name."""
    return uuid5(NAMESPACE, f"{kind}:{words}")


def _departments(city: Organisation) -> dict[str, Organisation]:
    made: dict[str, Organisation] = {}
    for row in _rows("departments.csv"):
        parent = made.get(row["parent_ko"], city) if row["kind"] == "department" else None
        rank = len(made) + 1
        made[row["name_ko"]] = _organisation(
            row["kind"], row["name_ko"], row["name_en"], parent, telephone=row["telephone"], rank=rank
        )
    return made


def _districts(city: Organisation, offices: dict[str, Organisation]) -> Iterator[Organisation]:
    """The 4 districts behind the departments, each followed by its neighbourhood offices: 44 of them."""
    rank = 100
    for row in _rows("offices.csv"):
        if row["district_ko"] not in offices:
            rank += 1
            offices[row["district_ko"]] = _organisation(
                "district", row["district_ko"], row["district_en"], city, telephone="031-000-5000", rank=rank
            )
        rank += 1
        district = offices[row["district_ko"]]
        yield _organisation(
            "neighbourhood", row["office_ko"], row["office_en"], district, telephone="031-000-6000", rank=rank
        )


def _cast(offices: dict[str, Organisation]) -> None:
    for row in _rows("cast.csv"):
        guardian = Person.objects.get(pk=fixed_id("person", row["guardian"])) if row["guardian"] else None
        person = _person(row["address"], row["name"], language=row["language"], guardian=guardian)
        if row["organisation_ko"]:
            add_member(
                organisation=offices[row["organisation_ko"]],
                email=person.email,
                name=person.name,
                role=row["role"],
                title=row["title"],
                by=SYSTEM,
            )
        if guardian is None:
            claim(person)


def _head_of_neighbourhood(office: Organisation, number: int) -> None:
    """Forty-four names out of eleven families and four given names; no two alike."""
    family, given = list(product(FAMILY_NAMES, GIVEN_NAMES))[number]
    address = f"head{number + 1:02d}@{HOUSE_DOMAIN}"
    person = _person(address, family + given)
    title = office.name.texts["ko"].removesuffix(" 행정복지센터") + "장"
    add_member(
        organisation=office,
        email=address,
        name=person.name,
        role=Membership.Role.HEAD,
        title=title,
        by=SYSTEM,
    )
    claim(person)


def _organisation(kind: str, ko: str, en: str, parent: Organisation | None, **fields: object) -> Organisation:
    return create_organisation(
        id=fixed_id("organisation", ko),
        kind=kind,
        name=Worded.of(ko=ko, en=en),
        parent=parent,
        by=SYSTEM,
        **fields,
    )


def _person(address: str, name: str, **fields: object) -> Person:
    return Person.objects.create_user(email=address, name=name, id=fixed_id("person", address), **fields)


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as sheet:
        yield from csv.DictReader(sheet)
