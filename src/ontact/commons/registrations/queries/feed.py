"""The personal calendar: sessions in which oneself and the children in one's care have places."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from ontact.commons.people.models import Person
from ontact.commons.programmes.calendars import feed
from ontact.commons.programmes.models import Session
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.queries.mine import registrations_of

# A calendar that asks rarely must still learn of what was cancelled last month.
FROM, UNTIL = timedelta(days=60), timedelta(days=400)
AT_MOST = 500


def sessions_in_calendar(person: Person, moment: datetime) -> QuerySet[Session]:
    """Two months back, a year ahead, at most 500, the soonest first; cancelled ones stay and say so. One query."""
    mine = registrations_of(person).filter(state=State.PLACED).order_by()
    whole = Q(programme__in=mine.filter(session=None).values("programme"))
    single = Q(pk__in=mine.exclude(session=None).values("session"))
    found: QuerySet[Session] = Session.objects.filter(
        whole | single, begins_at__lt=moment + UNTIL, ends_at__gt=moment - FROM
    )
    return found.select_related("programme__host").order_by("begins_at", "id")[:AT_MOST]


def calendar_of(person: Person, moment: datetime) -> str:
    """In the person's language. Nobody is named in it: calendars are shared, also with whoever looks over a shoulder."""
    with translation.override(person.language):
        return feed(sessions_in_calendar(person, moment), name=_("My places"))
