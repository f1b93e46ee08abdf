"""Figures of a season against a plain recount, house by house and month by month; and what they cost."""

import random
from datetime import date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest

from ontact.commons.people.forms.sheets import read_file
from ontact.commons.people.models import Organisation
from ontact.commons.people.tests.factories import MembershipFactory, OrganisationFactory
from ontact.commons.registrations.forms.statistics import SeasonForm
from ontact.commons.registrations.models import Attendance, NoShow, Pool, Registration
from ontact.commons.registrations.queries.statistics import (
    Figures,
    Span,
    by_host,
    by_month,
    figures_of,
    total,
)
from ontact.commons.registrations.tests.afterwards import a_place, a_programme
from ontact.commons.registrations.tests.desks import at, enter
from ontact.foundation.clock import moved_to, now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

SPAN = Span(date(2027, 1, 1), date(2027, 7, 1))
AT = datetime(2027, 6, 20, 12, tzinfo=ZoneInfo("Asia/Seoul"))
STATES = ["placed", "placed", "placed", "offered", "waiting", "refused", "withdrawn"]


def a_season(host, seed=1):
    """Four programmes of this host in four months, with everything that can be counted."""
    dice = random.Random(seed)
    for month in range(1, 5):
        with moved_to(datetime(2027, month, 10, 12, tzinfo=ZoneInfo("Asia/Seoul"))):
            programme = a_programme(sessions=3, days_ago=-5, host=host)
        Pool.objects.create(programme=programme, capacity=10, taken=dice.randrange(10))
        Pool.objects.create(programme=programme, capacity=99, name="kits", taken=3)
        for _n in range(dice.randrange(3, 9)):
            _a_wish(programme, dice)
    return host


def _a_wish(programme, dice):
    session = dice.choice([None, *programme.sessions.all()])
    place = a_place(programme, session=session, state=dice.choice(STATES))
    if place.state != "placed":
        return
    for held in programme.sessions.all() if session is None else [session]:
        for source in dice.sample(["seat", "roll", "desk", "replay"], dice.randrange(3)):
            Attendance.objects.create(
                registration=place, session=held, source=source, minutes=10, counts=dice.random() < 0.6
            )
    if dice.random() < 0.4:
        NoShow.objects.create(registration=place, excused_at=dice.choice([None, now()]))


def recounted(host):
    """By loops over everything, a row at a time."""
    found = Figures()
    for programme in host.programmes.all():
        due = attended = 0
        placed = programme.registrations.filter(state="placed")
        for place, session in product(placed, programme.sessions.all()):
            if place.session_id in (None, session.pk) and session.ends_at <= AT:
                due += 1
                attended += _came(place, session)
        found += Figures(
            programmes=1,
            places=10,
            taken=programme.pools.get(capacity=10).taken,
            sign_ups=programme.registrations.count(),
            waiting=programme.registrations.filter(state="waiting").count(),
            no_shows=NoShow.objects.filter(registration__programme=programme, excused_at=None).count(),
            due=due,
            attended=attended,
        )
    return found


def _came(place, session):
    """The desk's word before all; a replay does not count here."""
    notes = {note.source: note.counts for note in place.attendances.filter(session=session)}
    if "desk" in notes:
        return notes["desk"]
    return notes.get("seat", False) or notes.get("roll", False)


@pytest.mark.parametrize("seed", range(5))
def test_the_figures_are_those_of_a_plain_recount(seed):
    host = a_season(OrganisationFactory(), seed)

    rows = figures_of(Organisation.objects.filter(pk=host.pk), SPAN, AT)

    assert total(rows) == recounted(host)


def test_each_house_has_its_own_and_all_together_are_the_sum():
    houses = [a_season(OrganisationFactory(rank=rank), rank) for rank in (1, 2)]

    rows = figures_of(Organisation.objects.filter(pk__in=[one.pk for one in houses]), SPAN, AT)

    assert by_host(rows) == [(one, recounted(one)) for one in houses]
    assert total(rows) == recounted(houses[0]) + recounted(houses[1])


def test_months_in_which_nothing_began_are_left_out():
    host = a_season(OrganisationFactory())
    rows = figures_of(Organisation.objects.filter(pk=host.pk), SPAN, AT)

    months = by_month(rows, SPAN)

    assert [month for month, _figures in months] == [date(2027, number, 1) for number in range(1, 5)]
    assert [figures.programmes for _month, figures in months] == [1, 1, 1, 1]


def test_what_began_in_another_season_a_draft_and_a_closed_pool_are_not_counted():
    host = OrganisationFactory()
    with moved_to(datetime(2027, 8, 1, 12, tzinfo=ZoneInfo("Asia/Seoul"))):
        a_programme(host=host)
    with moved_to(datetime(2027, 3, 1, 12, tzinfo=ZoneInfo("Asia/Seoul"))):
        draft = a_programme(host=host, days_ago=-1)
        shut = a_programme(host=host, days_ago=-1)
    draft.publishes_at = None
    draft.save()
    Pool.objects.create(programme=shut, capacity=10, is_closed=True)

    figures = total(figures_of(Organisation.objects.filter(pk=host.pk), SPAN, AT))

    assert (figures.programmes, figures.places, figures.filled_percent) == (1, 0, None)


def test_a_year_of_programmes_costs_as_many_statements_as_one(django_assert_num_queries):
    host = a_season(OrganisationFactory())
    for number in range(2, 6):
        with django_assert_num_queries(8):
            figures_of(Organisation.objects.filter(pk=host.pk), SPAN, AT)
        a_season(host, number)


@pytest.mark.parametrize(
    ("asked", "first", "after"),
    [
        ({"year": "2027", "season": "q4"}, date(2027, 10, 1), date(2028, 1, 1)),
        ({"year": "2026", "season": "first"}, date(2026, 1, 1), date(2026, 7, 1)),
        ({"year": "never", "season": "spring"}, date(2027, 1, 1), date(2028, 1, 1)),
        ({}, date(2027, 1, 1), date(2028, 1, 1)),
    ],
)
def test_a_season_is_whole_months(asked, first, after):
    with moved_to(AT):
        span = SeasonForm(asked).span

    assert (span.first, span.after) == (first, after)


def test_the_pages_and_the_sheet_say_the_same(client):
    host = a_season(OrganisationFactory())
    programme = host.programmes.first()
    officer = enter(client, programme)
    other = a_season(OrganisationFactory(), 2)
    MembershipFactory(person=officer, organisation=other)

    with moved_to(AT):
        page = client.get(at("desk_statistics", host)).content.decode()
        sheet = read_file("s.xlsx", client.get(at("desk_statistics_sheet", host)).content)
        whole = client.get(at("desk_statistics", host).replace(f"{host.pk}/", "")).content.decode()

    figures = recounted(host)
    assert sheet[-1][2:5] == [str(figures.places), str(figures.sign_ups), str(figures.taken)]
    assert f"{figures.attended} of {figures.due}" in page
    assert page.count('class="bar bar-primary"') == 4
    assert str(other.name) in whole


def test_a_season_without_programmes_invites_to_another(client):
    programme = a_programme()
    enter(client, programme)

    page = client.get(f"{at('desk_statistics', programme.host)}?year=2020").content.decode()

    assert "No programme began in this season" in page
    assert Registration.objects.count() == 0


def test_half_of_the_places_is_fifty_per_cent():
    assert Figures(places=10, taken=5).filled_percent == 50
    assert Figures(due=3, attended=2).attended_percent == 67
    assert (Figures().filled_percent, Figures().attended_percent) == (None, None)
