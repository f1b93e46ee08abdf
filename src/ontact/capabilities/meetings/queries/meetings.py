"""Lists of meetings: the public one, the clerk's desk, a person's own."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Case, Count, Q, QuerySet, Value, When

from ontact.capabilities.meetings.models import Approver, Meeting, Minutes, Participant
from ontact.capabilities.meetings.queries.consents import minors_without_consent
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Organisation, Person
from ontact.foundation.clock import now

COMING = (Meeting.State.CONVENED, Meeting.State.OPENED)


def coming(moment: datetime | None = None) -> QuerySet[Meeting]:
    """Public meetings that are on or will be, soonest first."""
    moment = moment or now()
    rows: QuerySet[Meeting] = Meeting.objects.public().with_frame()
    return rows.filter(state__in=COMING, room__ends_at__gt=moment - timedelta(hours=4)).order_by(
        "room__begins_at"
    )


def past(*, with_minutes: bool = False) -> QuerySet[Meeting]:
    """Public meetings that were held or called off, latest first."""
    rows: QuerySet[Meeting] = Meeting.objects.public().with_frame()
    rows = rows.filter(state__in=[Meeting.State.CLOSED, Meeting.State.CANCELLED])
    if with_minutes:
        rows = rows.filter(minutes__published_at__isnull=False)
    return rows.order_by("-room__begins_at")


@dataclass(frozen=True)
class Desk:
    """What a clerk must do today, most urgent first; each a list of meetings."""

    today: list[Meeting] = field(default_factory=list)
    undelivered: list[Meeting] = field(default_factory=list)
    lacking: list[Meeting] = field(default_factory=list)
    drafts: list[Meeting] = field(default_factory=list)
    coming: list[Meeting] = field(default_factory=list)
    minutes_due: list[Meeting] = field(default_factory=list)
    done: list[Meeting] = field(default_factory=list)

    @property
    def is_clear(self) -> bool:
        return not (self.today or self.undelivered or self.lacking or self.drafts or self.minutes_due)


def desk(hosts: list[Organisation], *, day_begins: datetime, done_limit: int = 10) -> Desk:
    """Everything of these departments that waits for someone. Costs eight queries."""
    mine = (
        Meeting.objects.on_record()
        .with_frame()
        .filter(host__in=hosts)
        .annotate(
            guests=Count("participants", filter=Q(participants__removed_at__isnull=True), distinct=True)
        )
    )
    day_ends = day_begins + timedelta(days=1)
    live = mine.filter(state__in=COMING).order_by("room__begins_at")
    waiting = (Minutes.State.DRAFT, Minutes.State.SUBMITTED, Minutes.State.APPROVED)
    return Desk(
        today=list(
            live.filter(room__begins_at__gte=day_begins - timedelta(hours=12), room__begins_at__lt=day_ends)
        ),
        undelivered=list(live.filter(pk__in=_undelivered(hosts))),
        lacking=_lacking(live, hosts),
        drafts=list(mine.filter(state=Meeting.State.DRAFT).order_by("room__begins_at")),
        coming=list(live.filter(room__begins_at__gte=day_ends)),
        minutes_due=list(mine.filter(minutes__state__in=waiting).order_by("closed_at")),
        done=list(
            mine.filter(
                Q(minutes__state=Minutes.State.PUBLISHED) | Q(state=Meeting.State.CANCELLED)
            ).order_by("-room__begins_at")[:done_limit]
        ),
    )


def minutes_to_approve(person: Person, hosts: list[Organisation]) -> QuerySet[Minutes]:
    """What waits for this person: in their own row, or in the chair's, of departments where they approve."""
    awaited = Approver.objects.awaited()
    own = Q(pk__in=awaited.filter(person__in=person.selves()).values("minutes"))
    chair_s = Q(meeting__host__in=hosts, pk__in=awaited.filter(is_chair=True).values("minutes"))
    rows: QuerySet[Minutes] = Minutes.objects.filter(state=Minutes.State.SUBMITTED)
    return rows.filter(own | chair_s).select_related("meeting__room", "meeting__host")


def meetings_of(person: Person) -> QuerySet[Participant]:
    """The person's places on lists of meetings that have been convened."""
    rows: QuerySet[Participant] = Participant.objects.told().filter(
        person__in=person.selves(), meeting__rehearsal_of=None
    )
    return rows.select_related("meeting__room", "meeting__host", "meeting__minutes", "seat").order_by(
        "meeting__room__begins_at"
    )


def earlier_meetings(
    hosts: list[Organisation], *, but: Meeting | None = None, limit: int = 20
) -> list[Meeting]:
    """From which agenda or people can be taken: the latest first."""
    rows = Meeting.objects.on_record().with_frame().filter(host__in=hosts).exclude(state=Meeting.State.DRAFT)
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    return list(rows.order_by("-room__begins_at")[:limit])


def _undelivered(hosts: list[Organisation]) -> list[str]:
    """Meetings of which a letter could not be sent."""
    failed = Notice.objects.filter(about_type=Participant._meta.label_lower, state=Notice.State.FAILED)
    ids = list(
        failed.filter(created_at__gt=now() - timedelta(days=60)).values_list("about_id", flat=True)[:500]
    )
    standing = Participant.objects.standing().filter(
        pk__in=ids, meeting__host__in=hosts, meeting__rehearsal_of=None
    )
    return list(standing.values_list("meeting_id", flat=True))


def _lacking(live: QuerySet[Meeting], hosts: list[Organisation]) -> list[Meeting]:
    """Where guardians have not answered; `without_consent` of each says how many."""
    counted = minors_without_consent(hosts)
    if not counted:
        return []
    how_many = Case(*[When(pk=meeting, then=Value(number)) for meeting, number in counted.items()])
    return list(live.filter(pk__in=counted).annotate(without_consent=how_many))
