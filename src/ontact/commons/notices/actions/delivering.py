"""Delivery: leased in small batches, tried again with growing pauses, never inside a transaction."""

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.mail import get_connection
from django.db import connection, models, transaction
from django.db.models import F, Q

from ontact.commons.notices.actions.letters import compose
from ontact.commons.notices.models import Notice
from ontact.foundation.clock import now
from ontact.foundation.later import later

logger = logging.getLogger(__name__)

BATCH = 20
# Twenty mails at ten seconds each (the mail server's time-out) fit into one lease.
LEASE = timedelta(minutes=5)
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 2, 5, 10, 15)]
# A mail server may be away over a weekend; after that the caller should see a failure.
GIVEN_UP_AFTER = timedelta(days=3)
# A letter that cannot be written will hardly be written at the fourth attempt.
UNWRITABLE_AFTER = 3
AWAY, QUEUED = Notice.Trouble.SERVER_AWAY, Notice.State.QUEUED


@later
def deliver_due_later() -> None:
    deliver_due()


def deliver_due() -> int:
    """Send what is due, batch by batch, until nothing is left or the mail server is away.

    Returns how many have left.
    """
    sent = 0
    while batch := _lease():
        left = _deliver(batch)
        sent += left
        if Notice.objects.filter(pk__in=[one.pk for one in batch], trouble=AWAY, state=QUEUED).exists():
            logger.warning(
                "The mail server does not answer; %d of %d notices wait.", len(batch) - left, len(batch)
            )
            break
    return sent


@transaction.atomic
def _lease() -> list[Notice]:
    moment = now()
    due = Notice.objects.filter(_due(moment)).order_by("due_at", "id")
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    ids = [notice.pk for notice in due[:BATCH]]
    Notice.objects.filter(pk__in=ids).update(leased_until=moment + LEASE, attempts=F("attempts") + 1)
    return list(Notice.objects.filter(pk__in=ids).select_related("person").order_by("due_at", "id"))


def _due(moment: Any) -> Q:
    free = Q(leased_until=None) | Q(leased_until__lte=moment)
    return Q(state=Notice.State.QUEUED, due_at__lte=moment) & free


def _deliver(batch: list[Notice]) -> int:
    """How many of the batch have left; the rest is settled or waits for the next attempt."""
    server, sent = get_connection(), 0
    try:
        server.open()
        for notice in batch:
            sent += _deliver_one(notice, server)
    except (OSError, SMTPException):
        # Refusals of one letter are dealt with below; what comes up here is the server itself.
        for notice in batch:
            _postpone(notice, AWAY)
    finally:
        server.close()
    return sent


def _deliver_one(notice: Notice, server: Any) -> bool:
    try:
        letter = compose(notice)
    except Exception as error:
        # Whatever a template raises: one unwritable letter must not hold up the others.
        logger.warning("Notice %s cannot be written: %s", notice.pk, type(error).__name__)
        again = notice.trouble == Notice.Trouble.UNWRITABLE
        _postpone(notice, Notice.Trouble.UNWRITABLE, for_good=again and notice.attempts >= UNWRITABLE_AFTER)
        return False
    try:
        letter.connection = server
        letter.send()
    except SMTPRecipientsRefused as error:
        codes = [code for code, _text in error.recipients.values()]
        _postpone(notice, Notice.Trouble.REFUSED, for_good=all(code >= 500 for code in codes))
        return False
    except SMTPServerDisconnected:
        raise
    except SMTPResponseException as error:
        _postpone(notice, Notice.Trouble.REFUSED, for_good=error.smtp_code >= 500)
        return False
    _settle(notice, Notice.State.SENT)
    return True


def _postpone(notice: Notice, trouble: str, *, for_good: bool = False) -> None:
    if for_good or notice.created_at < now() - GIVEN_UP_AFTER:
        _settle(notice, Notice.State.FAILED, trouble)
        return
    pause = PAUSES[min(notice.attempts, len(PAUSES)) - 1]
    _mine(notice).update(leased_until=None, due_at=now() + pause, trouble=trouble)


def _settle(notice: Notice, state: str, trouble: str = "") -> None:
    _mine(notice).update(state=state, trouble=trouble, sealed=None, leased_until=None, settled_at=now())
    if trouble:
        logger.warning("Notice %s failed: %s", notice.pk, trouble)


def _mine(notice: Notice) -> models.QuerySet[Notice]:
    """The fence: a worker whose lease has run out and was taken over changes nothing any more."""
    rows: models.QuerySet[Notice] = Notice.objects.filter(
        pk=notice.pk, state=Notice.State.QUEUED, attempts=notice.attempts
    )
    return rows
