"""The catalogue: what is announced and not over, narrowed by who it is for, when, where and at which house."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.commons.listings.models import Listing
from ontact.commons.people.models import Organisation
from ontact.commons.programmes.models import LONGEST_SPAN, Manner, Programme, Session
from ontact.commons.programmes.queries.places import beyond, place_in, token_of
from ontact.commons.programmes.queries.sessions import next_of, sessions_between
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

SIZE = 20
# Conditions on programmes, for each thing that somebody above knows of them.
Among = Sequence[Q | Exists]


class Audience(models.TextChoices):
    """Ages as a library's shelf names them."""

    TODDLERS = "toddlers", _("Toddlers, with a parent")
    CHILDREN = "children", _("Primary school age")
    TEENAGERS = "teenagers", _("Teenagers")
    ADULTS = "adults", _("Adults")
    SENIORS = "seniors", _("65 and older")


AGES = {
    Audience.TODDLERS: (0, 6),
    Audience.CHILDREN: (7, 12),
    Audience.TEENAGERS: (13, 18),
    Audience.ADULTS: (19, 64),
    Audience.SENIORS: (65, 150),
}


class TimeOfDay(models.TextChoices):
    """When a session begins, by the clock of its house."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening, from six")


# First and last minute of the day in which it begins.
MINUTES = {
    TimeOfDay.MORNING: (0, 12 * 60 - 1),
    TimeOfDay.AFTERNOON: (12 * 60, 18 * 60 - 1),
    TimeOfDay.EVENING: (18 * 60, 24 * 60 - 1),
}


@dataclass(frozen=True)
class Filters:
    """What somebody looks for; what is empty narrows nothing. `month`: (year, month); weekdays: Monday is 0.

    Month, weekday and time of day are asked of one and the same session.
    """

    audience: Audience | None = None
    age: int | None = None
    month: tuple[int, int] | None = None
    weekdays: frozenset[int] = frozenset()
    time_of_day: TimeOfDay | None = None
    hosts: frozenset[UUID] = frozenset()
    manner: Manner | None = None
    takes_sign_ups: bool = False
    # The beginning of their pages' paths: one capability's own list.
    under: str = ""


@dataclass(frozen=True)
class Shown:
    """One row: the programme, its next session, how many take place, and what its listing says ("3 left")."""

    programme: Programme
    next: Session | None
    count: int
    state: Worded


@dataclass(frozen=True)
class Page:
    """One page; `before` and `after` are the places from which the neighbouring ones go on, empty where there is none."""

    rows: list[Shown]
    before: str
    after: str


def catalogue(
    filters: Filters,
    *,
    after: str = "",
    before: str = "",
    size: int = SIZE,
    moment: datetime | None = None,
    among: Among = (),
) -> Page:
    """The soonest first; a series stands where it began. Costs three queries, however many programmes there are.

    A place that nobody gave out is read as the beginning. `among`: conditions of things that the caller knows more of.
    """
    moment = moment or now()
    rows = _found(filters, moment).filter(*among)
    place = place_in(after or before)
    backwards = place is not None and not after
    if place is not None:
        rows = rows.filter(beyond(place, backwards=backwards))
    order = ("-begins_at", "-id") if backwards else ("begins_at", "id")
    found = list(rows.order_by(*order)[: size + 1])
    has_more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    return Page(
        rows=_shown(found, moment),
        before=_token(found[0]) if found and (has_more if backwards else place) else "",
        after=_token(found[-1]) if found and (has_more or backwards) else "",
    )


def how_many(filters: Filters, *, at_most: int, moment: datetime | None = None, among: Among = ()) -> int:
    """How many the catalogue finds; it stops counting at `at_most`, so that it costs the same in every city."""
    return _found(filters, moment or now()).filter(*among)[:at_most].count()


def sessions_shown(
    filters: Filters, begin: datetime, end: datetime, *, moment: datetime | None = None, among: Among = ()
) -> QuerySet[Session]:
    """The calendar's sessions of the stretch [begin, end) that lie as asked, of programmes that are as asked.

    What is over is among them. The month is the stretch's; cancelled sessions are shown as cancelled.
    """
    moment = moment or now()
    its_own = Programme.objects.filter(*among, pk=OuterRef("programme"))
    found = _lying(sessions_between(begin, end, moment=moment), filters)
    return found.filter(Exists(_narrowed(its_own, filters, moment)))


def shown_of(programme: Programme, *, moment: datetime | None = None) -> Shown:
    """One programme as the catalogue's row has it. Two queries."""
    return _shown([programme], moment or now())[0]


def hosts(moment: datetime | None = None) -> QuerySet[Organisation]:
    """Houses that announce something now: what the filter offers."""
    theirs = _not_over(moment or now()).filter(host=OuterRef("pk"))
    return Organisation.objects.filter(Exists(theirs)).order_by("rank", "created_at")


def _not_over(moment: datetime) -> QuerySet[Programme]:
    """No programme is longer than LONGEST_SPAN, so the index by beginning need not be walked from its first year on."""
    recent = Q(begins_at__gt=moment - LONGEST_SPAN)
    found: QuerySet[Programme] = Programme.objects.announced(moment).filter(recent, ends_at__gt=moment)
    return found


def _found(filters: Filters, moment: datetime) -> QuerySet[Programme]:
    rows = _narrowed(_not_over(moment).select_related("host"), filters, moment)
    if filters.month or filters.weekdays or filters.time_of_day:
        rows = rows.filter(Exists(_sessions(filters, moment)))
    return rows


def _narrowed(rows: QuerySet[Programme], filters: Filters, moment: datetime) -> QuerySet[Programme]:
    """By everything that is said of the programme itself."""
    if filters.audience:
        rows = rows.filter(_for_ages(*AGES[filters.audience]))
    if filters.age is not None:
        rows = rows.filter(_for_ages(filters.age, filters.age))
    if filters.hosts:
        rows = rows.filter(host__in=filters.hosts)
    if filters.under:
        rows = rows.filter(page__startswith=filters.under)
    if filters.manner:
        rows = rows.filter(manner__in={filters.manner, Manner.BOTH})
    if filters.takes_sign_ups:
        open_end = Q(closes_at__gt=moment) | Q(closes_at=None)
        rows = rows.filter(open_end, opens_at__lte=moment, cancelled_at=None)
    return rows


def _for_ages(youngest: int, oldest: int) -> Q:
    """Open to somebody between these ages. Without an age it is open to everybody."""
    old_enough = Q(age_from=None) | Q(age_from__lte=oldest)
    return old_enough & (Q(age_to=None) | Q(age_to__gte=youngest))


def _sessions(filters: Filters, moment: datetime) -> QuerySet[Session]:
    """Those to come of one programme that lie as asked; a cancelled one counts for nothing."""
    found: QuerySet[Session] = Session.objects.standing().filter(programme=OuterRef("pk"), ends_at__gt=moment)
    if filters.month:
        begin, end = _month(*filters.month)
        found = found.filter(begins_at__gte=begin, begins_at__lt=end)
    return _lying(found, filters)


def _lying(found: QuerySet[Session], filters: Filters) -> QuerySet[Session]:
    """By weekday and hour, as the house's clock has them."""
    if filters.weekdays:
        found = found.filter(weekday__in=filters.weekdays)
    if filters.time_of_day:
        found = found.filter(begins_minute__range=MINUTES[filters.time_of_day])
    return found


def _month(year: int, month: int) -> tuple[datetime, datetime]:
    """By the city's calendar."""
    zone = timezone.get_default_timezone()
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


def _shown(programmes: Sequence[Programme], moment: datetime) -> list[Shown]:
    keys = [programme.pk for programme in programmes]
    sessions: dict[UUID, list[Session]] = {}
    for session in Session.objects.standing().filter(programme__in=keys).order_by("begins_at", "number"):
        sessions.setdefault(session.programme_id, []).append(session)
    listings = Listing.objects.filter(app=Programme._meta.app_label, object_id__in=[str(key) for key in keys])
    states = dict(listings.values_list("object_id", "state"))
    return [
        Shown(
            programme=programme,
            next=next_of(sessions.get(programme.pk, []), moment),
            count=len(sessions.get(programme.pk, [])),
            state=states.get(str(programme.pk), Worded()),
        )
        for programme in programmes
    ]


def _token(programme: Programme) -> str:
    assert programme.begins_at is not None
    return token_of(programme.begins_at, programme.pk)
