"""Rules of a house on the desk's pages: made from their figures, published in two languages, ended, never changed."""

import pytest
from django.urls import reverse

from ontact.commons.people.tests.factories import MembershipFactory, PersonFactory, cast_of, enter_as
from ontact.commons.programmes.tests.factories import DAY, LibraryFactory, this_minute
from ontact.commons.registrations.actions.house_rules import RuleStands, RuleTooEarly, end_rule, make_rule
from ontact.commons.registrations.forms.house_rules import FORMS
from ontact.commons.registrations.models import HouseRule
from ontact.commons.registrations.queries.missing import rules_at
from ontact.commons.registrations.rules import JUDGES
from ontact.commons.registrations.tests.factories import ProgrammeFactory, signed_up
from ontact.commons.registrations.tests.making import a_running, filled
from ontact.foundation.actor import SYSTEM
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
WORDS = Worded.of("ko", ko="7세부터 12세까지", en="From 7 to 12")


def address(house, *, rule=None, kind=""):
    if rule is not None:
        return reverse("registrations:house_rule_end", args=[house.pk, rule.pk])
    if kind:
        return f"{reverse('registrations:house_rule_new', args=[house.pk])}?rule={kind}"
    return reverse("registrations:house_rules", args=[house.pk])


@pytest.fixture
def house(client):
    found = LibraryFactory()
    person = PersonFactory(language="en")
    MembershipFactory(person=person, organisation=found)
    client.force_login(person)
    return found


def a_rule(house, **facts):
    given = {"code": "ages", "numbers": {"from": 7, "to": 12}, "words": WORDS, **facts}
    return make_rule(organisation=house, **given, by=SYSTEM)


@pytest.mark.parametrize(
    ("who", "status"), [("insider", 200), ("colleague", 404), ("stranger", 404), ("nobody", 302)]
)
def test_the_rules_of_a_house_are_its_own_officers_business(client, who, status):
    cast = cast_of(LibraryFactory())
    enter_as(client, cast[who])

    assert client.get(address(cast.organisation)).status_code == status
    assert client.get(address(cast.organisation, kind="ages")).status_code == status


def test_there_is_a_form_for_each_judge():
    assert set(FORMS) == {code.value for code in JUDGES}


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_the_proposed_sentence_can_be_published_as_it_is(client, house, kind):
    opened = client.get(address(house, kind=kind))

    answer = client.post(address(house, kind=kind), filled(opened, act="publish"))

    rule = HouseRule.objects.get(organisation=house)
    assert answer.url == address(house)
    assert rule.code == kind
    assert all(str(number) in rule.words.text("en") for number in rule.numbers.values())
    assert set(rule.numbers) == set(FORMS[kind].figures)


def test_the_sentence_is_proposed_anew_from_the_figures_that_were_typed(client, house):
    path = address(house, kind="no_shows")
    opened = client.get(path)

    again = client.post(path, filled(opened, times=3, days=90, act="propose"))

    form = again.context["form"]
    assert "3 times within 90 days" in form["words_en"].value()
    assert form["times"].value() == "3"
    assert not HouseRule.objects.exists()


def test_a_sentence_that_hides_its_figures_is_refused(client, house):
    path = address(house, kind="no_shows")

    answer = client.post(path, filled(client.get(path), days=90, act="publish"))

    assert sorted(answer.context["form"].errors) == ["words_en", "words_ko"]
    assert answer.context["form"]["days"].value() == "90"


def test_a_rule_can_be_open_at_one_end(client, house):
    path = address(house, kind="ages")
    opened = client.get(path)
    proposed = client.post(path, filled(opened, to=None, act="propose"))

    client.post(path, filled(proposed, act="publish"))

    assert HouseRule.objects.get().numbers == {"from": 7}


def test_a_rule_of_no_age_is_none(client, house):
    path = address(house, kind="ages")

    answer = client.post(path, filled(client.get(path), **{"from": None, "to": None, "act": "publish"}))

    assert "to" in answer.context["form"].errors


def test_a_rule_may_begin_later_and_never_earlier(client, house):
    path = address(house, kind="with_guardian")
    later = (this_minute() + 3 * DAY).date()

    refused = client.post(path, filled(client.get(path), since="2020-01-01", act="publish"))
    client.post(path, filled(client.get(path), since=later, act="publish"))

    assert list(refused.context["form"].errors) == ["since"]
    assert HouseRule.objects.get().since > now()
    with pytest.raises(RuleTooEarly):
        a_rule(house, since=now() - DAY)


def test_a_rule_stands_once_and_is_never_changed(client, house):
    rule = a_rule(house)

    assert client.get(address(house, kind="ages")).status_code == 409
    with pytest.raises(RuleStands):
        a_rule(house, numbers={"to": 9})
    assert a_rule(house).pk == rule.pk
    offered = client.get(reverse("registrations:house_rule_new", args=[house.pk])).context["kinds"]
    assert "ages" not in {one["code"] for one in offered}


def test_a_rule_ends_after_a_question_and_stays_to_be_read(client, house):
    rule = a_rule(house)
    a_running(host=house)
    programme = ProgrammeFactory(host=house)

    asked = client.get(address(house, rule=rule)).content.decode()
    client.post(address(house, rule=rule))

    assert "refuses nobody in 1 programme." in asked
    assert rules_at(programme, now()) == []
    shown = client.get(address(house))
    assert ([one.pk for one in shown.context["over"]], shown.context["standing"]) == ([rule.pk], [])
    ended = HouseRule.objects.get(pk=rule.pk).until
    assert end_rule(rule=rule, by=SYSTEM).until == ended
    assert a_rule(house, numbers={"to": 9}).pk != rule.pk


def test_a_rule_that_was_made_refuses_and_one_that_ended_does_not(house):
    programme = a_running(host=house)
    rule = a_rule(house, numbers={"from": 7, "to": 12})

    (refused,) = signed_up(programme, PersonFactory(), said={"born_on": "1980-05-05"})
    end_rule(rule=rule, by=SYSTEM)
    (placed,) = signed_up(programme, PersonFactory(), said={"born_on": "1980-05-05"})

    assert (refused.state, refused.why, placed.state) == ("refused", "ages", "placed")
