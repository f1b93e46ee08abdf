"""What the front door says about a programme: one listing, which shows the session that comes next."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ontact.commons.listings.actions import announce, withdraw
from ontact.commons.listings.models import Listing
from ontact.commons.programmes.errors import SpanTooLong
from ontact.commons.programmes.models import LONGEST_SPAN, Manner, Programme, Session
from ontact.commons.programmes.queries.sessions import next_of
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

# Whoever was there looks for it again: for a certificate, the materials, or this year's edition.
SHOWN_FOR = timedelta(days=365 * 3)
AT_ONCE = 100
CANCELLED = _("Cancelled")


def settle(programme: Programme, *, moment: datetime | None = None) -> None:
    """Bring the programme's span and its listing up to date with its sessions, in the caller's transaction.

    Costs up to seven queries. What stands beside the title ("3 left") is kept: registrations wrote it.

    Raises:
        SpanTooLong: the last session ends more than a year after the first begins.
    """
    moment = moment or now()
    sessions = list(programme.sessions.order_by("begins_at", "number"))
    held = [one for one in sessions if programme.is_cancelled or not one.is_cancelled] or sessions
    programme.begins_at, programme.ends_at = _span(held)
    shown = next_of(held, moment)
    programme.listing_ends_at = None
    if programme.publishes_at is None or shown is None:
        withdraw(programme)
    else:
        _announce(programme, shown)
        if any(one.begins_at > shown.begins_at for one in held):
            programme.listing_ends_at = shown.ends_at
    programme.save(update_fields=["begins_at", "ends_at", "listing_ends_at"])


def renew_listings(moment: datetime) -> int:
    """Show the next session where the one that was shown is over. Returns how many listings were renewed."""
    stale = list(
        Programme.objects.filter(listing_ends_at__lte=moment)
        .order_by("listing_ends_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    for pk in stale:
        with transaction.atomic():
            settle(Programme.objects.locked(pk), moment=moment)
    return len(stale)


def say_state(programme: Programme, state: Worded) -> None:
    """What stands beside the title on every list; for registrations, in their rounds. A cancelled one keeps its
    word."""
    if not programme.is_cancelled:
        _listing_of(programme).update(state=state)


def in_every_language(words: Promise | str) -> Worded:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = str(words)
    return Worded(settings.LANGUAGE_CODE, texts)


def _span(held: list[Session]) -> tuple[datetime | None, datetime | None]:
    if not held:
        return None, None
    begins_at, ends_at = held[0].begins_at, max(one.ends_at for one in held)
    if ends_at - begins_at > LONGEST_SPAN:
        raise SpanTooLong
    return begins_at, ends_at


def _announce(programme: Programme, shown: Session) -> None:
    assert programme.ends_at is not None
    announce(
        programme,
        title=programme.title,
        summary=programme.summary,
        page=programme.page,
        begins_at=shown.begins_at,
        ends_at=shown.ends_at,
        place=shown.place or programme.place or in_every_language(Manner(programme.manner).label),
        host=programme.host,
        audience=programme.audience,
        state=_state_of(programme),
        visible_from=programme.publishes_at,
        visible_until=programme.ends_at + SHOWN_FOR,
    )


def _state_of(programme: Programme) -> Worded | None:
    if programme.is_cancelled:
        return in_every_language(CANCELLED)
    return _listing_of(programme).values_list("state", flat=True).first()


def _listing_of(programme: Programme) -> QuerySet[Listing]:
    return Listing.objects.filter(app=programme._meta.app_label, object_id=str(programme.pk))
