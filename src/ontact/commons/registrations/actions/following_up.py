"""Letters after the last session, each once: the survey, its one reminder, the certificate that can be fetched."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from ontact.commons.notices.actions import Letter, send_all
from ontact.commons.notices.queries import known_keys
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.actions.posting import Post, Reader, readers_of
from ontact.commons.registrations.actions.reminding import mark_told, told_of
from ontact.commons.registrations.models import Certificate, Registration, RegistrationState, Told
from ontact.commons.registrations.queries.attendance import Row, attendance_sheet
from ontact.commons.registrations.queries.survey import LASTS
from ontact.foundation.clock import now
from ontact.foundation.ids import digest

# Half of the time is over.
SURVEY_AGAIN = LASTS / 2
# What is noted or watched later than that is found on the page.
LOOKED_FOR = timedelta(days=60)
LOOKED_EACH = timedelta(hours=1)


def invite_to_surveys(moment: datetime) -> int:
    """As soon as a survey is open, and once more after half of its time. Returns of how many programmes."""
    recent = Programme.objects.announced(moment).filter(
        ends_at__lte=moment,
        ends_at__gt=moment - LASTS,
        cancelled_at=None,
        sessions__cancelled_at=None,
        survey_questions__isnull=False,
        survey_close=None,
    )
    programmes = list(recent.distinct().select_related("host"))
    told = told_of((Told.Kind.SURVEY, Told.Kind.SURVEY_AGAIN), [one.pk for one in programmes])
    invited = 0
    for programme in programmes:
        # The end of the last session that took place, as `survey_opens_at` finds it.
        opens_at = programme.ends_at
        assert opens_at is not None
        kind = Told.Kind.SURVEY_AGAIN if moment >= opens_at + SURVEY_AGAIN else Told.Kind.SURVEY
        if told.get((kind, programme.pk)) != opens_at:
            invited += _invite(programme, kind, opens_at)
    return invited


def tell_of_certificates(moment: datetime) -> int:
    """Each hour for two months after the end, as long as notes and replays can still change it. Returns how many letters."""
    ended = Programme.objects.announced(moment).filter(
        ends_at__lte=moment,
        ends_at__gt=moment - LOOKED_FOR,
        cancelled_at=None,
        sign_up_terms__certificate_from__gt=0,
    )
    fresh = Told.objects.filter(kind=Told.Kind.CERTIFICATES, at__gt=moment - LOOKED_EACH)
    due = ended.exclude(pk__in=fresh.values("about_id")).select_related("host", "sign_up_terms")
    return sum(_tell_of_certificates(programme, moment) for programme in due)


@transaction.atomic
def _invite(programme: Programme, kind: Told.Kind, opens_at: datetime) -> bool:
    programme = Programme.objects.locked(programme.pk)
    if Told.objects.filter(kind=kind, about_id=programme.pk, at=opens_at).exists():
        return False
    post = Post(programme)
    link = settings.BASE_URL + reverse("registrations:survey", args=[programme.pk])
    places = _places(programme)
    if kind == Told.Kind.SURVEY_AGAIN:
        places = places.filter(survey_done=None)
    # No count is signed, no registration named, and the key does not tell whose it is: it would say who has not answered.
    send_all(
        post.letter(
            reader,
            kind.value,
            key=_survey_key(kind, programme, reader, opens_at),
            about=programme,
            link=link,
            until=opens_at + LASTS,
            names="",
            places=[],
        )
        for reader in readers_of(places)
    )
    mark_told(kind, programme.pk, opens_at)
    return True


def _survey_key(kind: Told.Kind, programme: Programme, reader: Reader, opens_at: datetime) -> str:
    whose = f"{programme.pk}:{opens_at.isoformat()}:{reader.person.root_id}"
    return f"{kind.value}:{digest(whose)[:40]}"


@transaction.atomic
def _tell_of_certificates(programme: Programme, moment: datetime) -> int:
    mark_told(Told.Kind.CERTIFICATES, programme.pk, moment)
    earned = {
        f"certificate:{programme.pk}:{row.person.root_id}": row
        for row in attendance_sheet(programme, now()).rows
        if row.account.is_earned
    }
    known = known_keys(earned) if earned else set()
    waiting = {key: row for key, row in earned.items() if key not in known}
    if not waiting:
        return 0
    given = Certificate.objects.filter(registration__programme=programme)
    have = {one.registration.person.root_id for one in given.select_related("registration__person")}
    fresh = {key: row for key, row in waiting.items() if row.person.root_id not in have}
    firsts = {row.registrations[0].pk: (key, row) for key, row in fresh.items()}
    post = Post(programme)
    return send_all(
        _certificate_letter(post, reader, *firsts[place.pk])
        for place in _places(programme).filter(pk__in=firsts)
        for reader in readers_of([place])
    )


def _certificate_letter(post: Post, reader: Reader, key: str, row: Row) -> Letter:
    link = settings.BASE_URL + reverse("registrations:account", args=[reader.registrations[0].pk])
    numbers: dict[str, Any] = {
        "done": row.account.done,
        "held": row.account.held,
        "needed": row.account.needed,
    }
    return post.letter(reader, "certificate", key=key, link=link, **numbers)


def _places(programme: Programme) -> QuerySet[Registration]:
    found: QuerySet[Registration] = Registration.objects.filter(
        programme=programme, state=RegistrationState.PLACED
    )
    return found.select_related("person__guardian").order_by("line_number", "pk")
