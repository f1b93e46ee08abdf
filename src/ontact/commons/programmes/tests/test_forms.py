"""What the desk types is made clean; what it cannot mean is said beside the field."""

from datetime import date, datetime, time, timedelta

import pytest

from ontact.commons.people.models import Organisation
from ontact.commons.programmes.forms import (
    BeginForm,
    CancellationForm,
    CatalogueForm,
    CopyForm,
    DescriptionForm,
    MoveForm,
    PostponeForm,
    PublicationForm,
    SessionForm,
    SignUpForm,
    WeeklyForm,
)
from ontact.commons.programmes.models import Manner, Programme
from ontact.commons.programmes.queries import Filters, TimeOfDay
from ontact.commons.programmes.queries.catalogue import Audience
from ontact.commons.programmes.tests.factories import (
    DAY,
    MONDAY,
    SEOUL,
    LibraryFactory,
    ProgrammeFactory,
    a_programme,
    nth,
)
from ontact.foundation.worded import Worded

pytestmark = pytest.mark.django_db
DESCRIBED = {"title_ko": "책 놀이터", "manner": "online", "language": "ko"}
TIMES = {"day": "2027-01-16", "begins": "10:30", "ends": "12:00"}
WEEKLY = {"first": "2027-01-23", "count": "10", "begins": "10:30", "minutes": "90"}


def described(**typed):
    return DescriptionForm({**DESCRIBED, **typed}, programme=ProgrammeFactory())


def test_a_description_comes_out_as_it_was_typed():
    form = described(title_en="Book playground", age_from="3", age_to="6", materials_ko="색연필")

    assert form.is_valid(), form.errors
    told = form.description
    assert told.title == Worded.of("ko", ko="책 놀이터", en="Book playground")
    assert (told.age_from, told.age_to, told.materials.texts) == (3, 6, {"ko": "색연필"})


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"title_ko": ""}, "title_ko"),
        ({"age_from": "7", "age_to": "6"}, "age_to"),
        ({"age_from": "-1"}, "age_from"),
        ({"age_to": "121"}, "age_to"),
        ({"manner": "on_site"}, "place_ko"),
        ({"manner": "elsewhere"}, "manner"),
    ],
)
def test_what_a_description_lacks_is_said_beside_its_field(typed, field):
    assert list(described(**typed).errors) == [field]


def test_an_english_title_alone_is_the_original():
    form = described(title_ko="", title_en="Dante")

    assert form.is_valid()
    assert form.description.title == Worded.of("en", en="Dante")


def test_the_description_shows_what_is_in_force():
    form = DescriptionForm(programme=ProgrammeFactory(manner=Manner.BOTH, age_from=3))

    assert (form.initial["manner"], form.initial["age_from"]) == (Manner.BOTH, 3)
    assert form.initial["title_en"].startswith("Book playground")


def test_times_are_read_from_the_hosts_clock():
    programme = ProgrammeFactory(host=LibraryFactory(time_zone="Europe/Berlin"))

    form = SessionForm(TIMES, programme=programme)

    assert form.is_valid(), form.errors
    assert form.planned.begins_at == datetime(2027, 1, 16, 10, 30, tzinfo=programme.zone)


def test_a_session_that_ends_before_it_begins_is_told_so():
    form = SessionForm({**TIMES, "ends": "10:30"}, programme=ProgrammeFactory())

    assert list(form.errors) == ["ends"]


def test_a_series_is_typed_with_its_holidays_in_any_way():
    form = WeeklyForm({**WEEKLY, "shut": "2027-02-06, 2027.02.08.\n2027-03-01"})

    assert form.is_valid(), form.errors
    weekly = form.weekly
    assert weekly.shut == {date(2027, 2, 6), date(2027, 2, 8), date(2027, 3, 1)}
    assert (weekly.begins, weekly.length) == (time(10, 30), timedelta(minutes=90))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"shut": "Seollal"}, "shut"),
        ({"shut": "2027-02-30"}, "shut"),
        ({"shut": "2027-02-06 " * 201}, "shut"),
        ({"count": "0"}, "count"),
        ({"count": "101"}, "count"),
        ({"minutes": "721"}, "minutes"),
    ],
)
def test_a_series_that_cannot_be_held_is_told_why(typed, field):
    assert list(WeeklyForm({**WEEKLY, **typed}).errors) == [field]


def test_moving_begins_with_where_it_stands():
    session = nth(a_programme(1), 1)
    form = MoveForm(session=session)

    assert (form.initial["day"], form.initial["begins"]) == (date(2027, 1, 11), time(9, 0))

    typed = MoveForm({**TIMES, "place_ko": ""}, session=session)
    assert typed.is_valid(), typed.errors
    assert typed.move["begins_at"] == datetime(2027, 1, 16, 10, 30, tzinfo=SEOUL)
    assert not typed.move["place"]


@pytest.mark.parametrize(
    ("typed", "field"), [({"reason": ""}, "reason"), ({"day": "2027-01-10"}, "day"), ({"day": ""}, "day")]
)
def test_postponing_needs_a_reason_and_a_later_day(typed, field):
    form = PostponeForm({**TIMES, "reason": "Snow", **typed}, session=nth(a_programme(1), 1))

    assert list(form.errors) == [field]


def test_a_postponement_comes_out_as_it_was_typed():
    form = PostponeForm({**TIMES, "reason": "Snow"}, session=nth(a_programme(1), 1))

    assert form.is_valid(), form.errors
    assert set(form.postponement) == {"begins_at", "ends_at", "reason"}


def test_cancelling_needs_a_reason():
    assert list(CancellationForm({"reason": " "}).errors) == ["reason"]


def test_a_window_needs_day_and_hour_of_each_end_it_has():
    programme = ProgrammeFactory()
    half = SignUpForm({"opens_day": "2027-01-10"}, programme=programme)
    open_ended = SignUpForm({"opens_day": "2027-01-10", "opens_time": "10:00"}, programme=programme)

    assert list(half.errors) == ["opens_time"]
    assert open_ended.is_valid()
    assert open_ended.window == {"opens_at": datetime(2027, 1, 10, 10, 0, tzinfo=SEOUL), "closes_at": None}


def test_a_window_the_wrong_way_round_is_told_so():
    typed = {
        "opens_day": "2027-01-10",
        "opens_time": "10:00",
        "closes_day": "2027-01-10",
        "closes_time": "9:00",
    }

    assert list(SignUpForm(typed, programme=ProgrammeFactory()).errors) == ["closes_day"]


def test_publishing_now_needs_no_time_and_later_needs_one_to_come():
    programme = ProgrammeFactory()

    now_form = PublicationForm({"when": "at_once"}, programme=programme)
    assert (now_form.is_valid(), now_form.at) == (True, None)

    later = PublicationForm({"when": "later", "day": "2027-01-05", "time": "10:00"}, programme=programme)
    assert later.is_valid()
    assert later.at == datetime(2027, 1, 5, 10, 0, tzinfo=SEOUL)

    for typed in ({"day": "", "time": ""}, {"day": "2027-01-03", "time": "10:00"}):
        assert list(PublicationForm({"when": "later", **typed}, programme=programme).errors) == ["day"]


def test_a_programme_begins_only_at_ones_own_house():
    mine, other = LibraryFactory(), LibraryFactory()
    hosts = Organisation.objects.filter(pk=mine.pk)

    begun = BeginForm({"title": "Dante", "host": mine.pk}, hosts=hosts, language="en")
    strange = BeginForm({"title": "Dante", "host": other.pk}, hosts=hosts, language="en")

    assert begun.is_valid()
    assert begun.worded_title == Worded.of("en", en="Dante")
    assert list(strange.errors) == ["host"]


def test_a_copy_with_sessions_needs_its_first_day():
    source = a_programme(1)
    offered = {"sources": Programme.objects.all(), "hosts": Organisation.objects.all()}
    typed = {"source": source.pk, "host": source.host.pk, "with_sessions": "on"}

    assert list(CopyForm(typed, **offered).errors) == ["first"]
    form = CopyForm({**typed, "first": "2027-03-06", "shut": "2027-03-13"}, **offered)
    assert form.is_valid(), form.errors
    assert (form.days.first, form.days.shut) == (date(2027, 3, 6), {date(2027, 3, 13)})


def test_a_citizens_wishes_become_filters():
    library = LibraryFactory()
    typed = {
        "audience": "toddlers",
        "month": "2027-02",
        "weekdays": ["5", "6"],
        "time_of_day": "morning",
        "host": [str(library.pk)],
        "manner": "online",
        "open": "on",
    }

    assert CatalogueForm(typed, hosts=Organisation.objects.all()).filters == Filters(
        audience=Audience.TODDLERS,
        month=(2027, 2),
        weekdays=frozenset({5, 6}),
        time_of_day=TimeOfDay.MORNING,
        hosts=frozenset({library.pk}),
        manner=Manner.ONLINE,
        takes_sign_ups=True,
    )


@pytest.mark.parametrize(
    "typed", [{}, {"audience": "cats"}, {"month": "2027-13"}, {"weekdays": ["7"]}, {"host": ["x"]}]
)
def test_nonsense_in_the_address_narrows_nothing(typed):
    assert CatalogueForm(typed, hosts=Organisation.objects.all()).filters == Filters()


def test_the_months_on_offer_are_this_one_and_the_eleven_that_follow():
    months = CatalogueForm(hosts=Organisation.objects.none()).fields["month"].choices

    assert [value for value, _label in months][1:] == [f"2027-{month:02d}" for month in range(1, 13)]
    assert dict(months)["2027-03"] == "March 2027"


def test_what_was_published_for_later_is_shown_as_such():
    form = PublicationForm(programme=a_programme(1, publishes_at=MONDAY + DAY))

    assert (form.initial["when"], form.initial["day"]) == ("later", date(2027, 1, 5))


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1999-12-31", "2101-01-01"])
def test_a_year_that_cannot_be_meant_is_said_beside_the_day(day):
    session = SessionForm({**TIMES, "day": day}, programme=ProgrammeFactory())
    weekly = WeeklyForm({**WEEKLY, "first": day})
    sign_up = SignUpForm({"opens_day": day, "opens_time": "09:00"}, programme=ProgrammeFactory())

    assert (list(session.errors), list(weekly.errors)) == (["day"], ["first"])
    assert "opens_day" in sign_up.errors
