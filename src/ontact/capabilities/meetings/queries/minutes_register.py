"""The yearly register of minutes, as everyone reads it: of a closed meeting no more than the law asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.documents.closing import GROUNDS, masked
from ontact.capabilities.meetings.documents.words import WORDS
from ontact.capabilities.meetings.models import Edition, Minutes
from ontact.commons.people.models import Organisation


@dataclass(frozen=True)
class RegisterRow:
    """One entry. Of a closed meeting neither hash nor page: a hash would prove a guess at what was said."""

    label: str
    held_at: datetime
    host: str
    title: str
    edition: int
    disclosure: str
    kind: str
    grounds: tuple[str, ...]
    sha256: str
    page: str

    @property
    def day(self) -> str:
        return timezone.localtime(self.held_at).date().isoformat()

    @property
    def disclosure_words(self) -> str:
        return f"{self.disclosure} ({', '.join(self.grounds)})" if self.grounds else self.disclosure

    def cells(self) -> list[str]:
        address = settings.BASE_URL + self.page if self.page else ""
        return [
            self.label,
            self.day,
            self.host,
            self.title,
            str(self.edition),
            self.disclosure_words,
            self.sha256,
            address,
        ]


def registered(*, host: Organisation | None = None, year: int | None = None) -> QuerySet[Minutes]:
    """The newest first. Three queries with its editions, whose texts are left where they are."""
    published = Edition.objects.filter(published_at__isnull=False).defer("canonical", "full")
    rows = Minutes.objects.filter(number__isnull=False).select_related("meeting__room", "meeting__host")
    if host is not None:
        rows = rows.filter(meeting__host=host)
    if year is not None:
        rows = rows.filter(year=year)
    found: QuerySet[Minutes] = rows.prefetch_related(Prefetch("editions", published, to_attr="published"))
    return found.order_by("-year", "meeting__host__rank", "-number")


def register_rows(rows: Iterable[Minutes]) -> list[RegisterRow]:
    return [_row(one) for one in rows]


def _row(minutes: Minutes) -> RegisterRow:
    meeting = minutes.meeting
    published: list[Edition] = vars(minutes)["published"]
    last = published[-1]
    is_open = meeting.is_public
    grounds = minutes.grounds if is_open else [minutes.ground] if minutes.ground else []
    disclosure, kind = _disclosure(minutes)
    return RegisterRow(
        label=minutes.label,
        held_at=meeting.opened_at or meeting.begins_at,
        host=str(meeting.host.name),
        title=_title(minutes),
        edition=last.number,
        disclosure=disclosure,
        kind=kind,
        grounds=tuple(_ground(one) for one in grounds),
        sha256=last.sha256 if is_open else "",
        page=reverse("meetings:minutes", args=[meeting.pk]) if is_open else "",
    )


def _title(minutes: Minutes) -> str:
    """What the minutes keep closed is closed here too."""
    if minutes.hides_title and not minutes.meeting.is_public:
        return _("Closed meeting")
    return masked(str(minutes.meeting.title), minutes.masks, (get_language() or "ko")[:2])


def _disclosure(minutes: Minutes) -> tuple[str, str]:
    if not minutes.meeting.is_public:
        return _("Not open to the public"), "neutral"
    return (_("Closed in part"), "warning") if minutes.grounds else (_("Open to the public"), "success")


def _ground(number: str) -> str:
    """“No. 6, personal data”."""
    which = (get_language() or "ko")[:2] != "ko"
    short = GROUNDS[number]["en" if which else "ko"][0]
    return WORDS["ground_of"][which].format(n=number, words=short)
