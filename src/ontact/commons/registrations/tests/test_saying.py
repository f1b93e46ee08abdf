"""What whoever asked is told: every reason has its sentence, a place in line is counted or remembered, a rule is quoted."""

import pytest
from django.utils.translation import override

from ontact.commons.registrations.actions.signing_up import press
from ontact.commons.registrations.engine.book import Why
from ontact.commons.registrations.models import HouseRule
from ontact.commons.registrations.queries.saying import REASONS, said_about, said_from_memory
from ontact.commons.registrations.tests.factories import (
    HouseRuleFactory,
    a_programme,
    prepared,
    signed_up,
)
from ontact.foundation.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_every_reason_of_the_engine_has_its_sentence():
    assert set(REASONS) == set(Why)
    assert all(str(sentence) for sentence in REASONS.values())


@override("en")
def test_a_place_and_a_place_in_line():
    programme = a_programme(capacity=1)
    (first,) = signed_up(programme)
    signed_up(programme)
    answer = press(preparation=prepared(programme), by=SYSTEM)
    (third,) = answer.registrations

    assert said_about(first).sentence == "You have a place"
    assert (
        said_about(third, answer.place).sentence == said_about(third).sentence == "You are number 2 in line."
    )


def test_a_rules_refusal_quotes_what_was_published_when_it_refused():
    programme = a_programme()
    rule = HouseRuleFactory(
        organisation=programme.host, code=HouseRule.Code.RESIDENTS_FIRST, numbers={"days": 3}
    )
    (row,) = signed_up(programme)
    published = str(rule.words)
    rule.delete()

    said = said_about(row)

    assert (said.rule, said.reason, said.is_final) == ("residents_first", published, True)


@override("en")
def test_a_no_from_memory_has_its_reason_too():
    assert "waiting list is full" in said_from_memory("list_full")


@override("en")
def test_sentence_and_reason_are_two_sentences():
    (row,) = signed_up(a_programme())

    assert said_about(row).in_full == "You have a place. A place was free."
