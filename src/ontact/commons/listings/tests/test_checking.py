"""The listings say what their sources say; each way in which they can differ is planted and found."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from ontact.commons.journal.models import Entry
from ontact.commons.listings.actions import CHECKED, check_each_night
from ontact.commons.listings.apps import Listings
from ontact.commons.listings.checking import differences
from ontact.commons.listings.models import Listing
from ontact.commons.listings.tests.factories import listed
from ontact.commons.people.tests.factories import OrganisationFactory
from ontact.foundation.capability import Listed
from ontact.foundation.clock import moved_to
from ontact.foundation.worded import Worded

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SEOUL = ZoneInfo("Asia/Seoul")
NOON = datetime(2027, 3, 6, 12, tzinfo=SEOUL)
HOUR = timedelta(hours=1)


@pytest.fixture
def sources(monkeypatch):
    """What the owners say must stand there; a test adds to it."""
    said = []
    monkeypatch.setattr(Listings, "listed", lambda self, moment: list(said))
    return said


def announced(sources, title="회의"):
    """One object in the listings, and its owner's word for it."""
    office = OrganisationFactory()
    row = listed(title, obj=office, begins_at=NOON, ends_at=NOON + HOUR)
    sources.append(Listed(row.app, row.object_id, {"ko": title}, "/x/", NOON, NOON + HOUR))
    return row


def counted(found):
    return len(found.missing), len(found.left_over), len(found.otherwise)


def test_listings_that_say_the_same_differ_in_nothing(sources):
    announced(sources)
    announced(sources, "둘째 회의")

    found = differences()

    assert (found.rows, found.count) == (2, 0)


def test_a_row_that_is_not_there_is_missing(sources):
    announced(sources).delete()

    assert counted(differences()) == (1, 0, 0)


def test_a_row_that_nobody_answers_for_is_left_over(sources):
    announced(sources)
    sources.clear()

    assert counted(differences()) == (0, 1, 0)


@pytest.mark.parametrize(
    "change",
    [
        {"begins_at": NOON + HOUR / 2},
        {"ends_at": NOON + 2 * HOUR},
        {"page": "/y/"},
        {"title": Worded.of("ko", ko="다른 회의")},
        {"title": Worded.of("ko", ko="회의", en="Meeting")},
    ],
)
def test_a_row_that_says_something_else_is_found(sources, change):
    row = announced(sources)
    Listing.objects.filter(pk=row.pk).update(**change)

    assert counted(differences()) == (0, 0, 1)


def test_times_of_a_row_that_is_renewed_at_this_minute_are_not_compared(sources):
    row = announced(sources)
    sources[0] = Listed(row.app, row.object_id, {"ko": "회의"}, "/x/", NOON + HOUR, None, is_due=True)

    assert differences().count == 0


def test_what_changes_between_two_reads_is_no_difference(sources, monkeypatch):
    row = announced(sources)
    answers = iter([[], list(sources)])
    monkeypatch.setattr(Listings, "listed", lambda self, moment: next(answers))

    assert (differences().count, Listing.objects.get().pk) == (0, row.pk)


def test_each_night_the_count_is_signed_once(sources):
    announced(sources).delete()

    with moved_to(NOON):
        first, second = check_each_night(NOON), check_each_night(NOON + HOUR)

    assert (first.count, second) == (1, None)
    [entry] = Entry.objects.filter(verb=CHECKED)
    assert entry.details == {"rows": 0, "differences": 1, "missing": 1, "left_over": 0, "otherwise": 0}


def test_before_three_in_the_morning_nothing_is_compared(sources):
    early = NOON.replace(hour=2, minute=59)

    with moved_to(early):
        assert check_each_night(early) is None

    assert not Entry.objects.filter(verb=CHECKED).exists()
