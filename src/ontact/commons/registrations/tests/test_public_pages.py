"""What anyone may read: a house's rules as published, and a draw before and after, checked as an outsider would."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.commons.registrations.actions.drawing import promise_draw
from ontact.commons.registrations.actions.rounds import make_rounds
from ontact.commons.registrations.models import Draw
from ontact.commons.registrations.tests.citizens import a_reader, address, sentence
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    ProgrammeFactory,
    a_programme,
    signed_up,
)
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SCRIPT = Path(__file__).resolve().parents[5] / "docs" / "verify" / "lottery.py"


def in_english(client, path):
    return client.get(path, headers={"Accept-Language": "en"}).content.decode()


def test_rules_are_read_by_everybody_as_they_stand_came_and_went(client):
    house = OrganisationFactory()
    for code, facts, words in (
        ("ages", {}, "Rule of today"),
        ("no_shows", {"since": now() + DAY}, "Rule of tomorrow"),
        ("one_a_season", {"until": now() - DAY}, "Rule of yore"),
    ):
        HouseRuleFactory(organisation=house, code=code, words=Worded.of("en", en=words), **facts)

    page = in_english(client, address("rules", house.pk))

    order = [
        "They stand now",
        "Rule of today",
        "To come",
        "Rule of tomorrow",
        "Earlier rules",
        "Rule of yore",
    ]
    places = [page.index(sentence(words)) for words in order]
    assert places == sorted(places)


def test_a_house_without_rules_says_so_and_an_office_without_programmes_has_no_page(client):
    programme = ProgrammeFactory()

    assert sentence("This house has no rules of its own") in in_english(
        client, address("rules", programme.host_id)
    )
    assert client.get(address("rules", OrganisationFactory().pk)).status_code == 404


def test_before_the_draw_the_promise_is_public_and_the_seed_is_not(client):
    programme = a_programme(terms={"allotment": "lottery"})
    draw = promise_draw(programme=programme, by=SYSTEM)

    page = in_english(client, address("draw", programme.pk))

    assert draw.commitment in page
    assert draw.seed not in page
    assert draw.seed not in client.get(address("draw_json", programme.pk)).content.decode()


def test_after_the_draw_an_outsider_draws_the_same_lots(client, tmp_path):
    person, programme = a_reader(), a_programme(capacity=2, terms={"allotment": "lottery"})
    promise_draw(programme=programme, by=SYSTEM)
    (mine,) = signed_up(programme, person)
    for _n in range(4):
        signed_up(programme)
    with time_machine.travel(programme.closes_at + MINUTE):
        make_rounds(now())
        client.force_login(person)
        page = client.get(address("draw", programme.pk)).content.decode()
        file = client.get(address("draw_json", programme.pk))

    draw = Draw.objects.get()
    (tmp_path / "draw.json").write_bytes(file.content)
    checked = subprocess.run(
        [sys.executable, str(SCRIPT), str(tmp_path / "draw.json"), str(mine.unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    place = json.loads(file.content)["order"].index(str(mine.unit)) + 1
    assert draw.seed in page
    assert sentence("drawn as number %(place)s of %(of)s", place=place, of=5) in page
    assert checked.returncode == 0, checked.stdout
    assert f"place in the draw: {place} of 5" in checked.stdout


def test_a_stranger_reads_no_lots_and_no_names(client):
    programme = a_programme(terms={"allotment": "lottery"})
    (row,) = signed_up(programme, a_reader(name="김비밀"))

    page = in_english(client, address("draw", programme.pk))

    assert "김비밀" not in page
    assert str(row.unit) not in page


def test_a_draft_has_no_draw_and_a_first_come_programme_says_so(client):
    assert client.get(address("draw", a_programme(publishes_at=None).pk)).status_code == 404
    assert sentence("No lots are drawn for this programme.") in in_english(
        client, address("draw", a_programme().pk)
    )
