"""The desk writes to many at once: one letter for each reader, kept as one message, and sent once."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.notices.actions import Letter, send_all
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.errors import EnoughWritten, NobodyToWriteTo
from ontact.commons.registrations.models import DeskMessage
from ontact.commons.registrations.queries.desk_recipients import recipients_of
from ontact.foundation.actor import Actor
from ontact.foundation.clock import now
from ontact.foundation.worded import Worded

TO_MANY_A_DAY = 5


@transaction.atomic
def write_to(
    *,
    programme: Programme,
    to: str,
    subject: Worded,
    text: Worded,
    key: UUID,
    by: Actor,
    chosen: Collection[UUID] = (),
) -> DeskMessage:
    """Queue the letters; the same `key` is the same message. The journal keeps how many were written to, not the words.

    Raises:
        NobodyToWriteTo: nobody of these has a mail address.
        EnoughWritten: a mailbox must not be flooded, not even with an officer's name.
    """
    programme = Programme.objects.select_related("host").locked(programme.pk)
    known: DeskMessage | None = DeskMessage.objects.filter(pk=key, programme=programme).first()
    if known is not None:
        return known
    readers = recipients_of(programme, to, chosen)
    if not readers.by_mail:
        raise NobodyToWriteTo
    if _written_to_many(programme) >= TO_MANY_A_DAY and len(readers.by_mail) > 1:
        raise EnoughWritten(messages=TO_MANY_A_DAY)
    message = DeskMessage.objects.create(
        pk=key,
        programme=programme,
        to=to,
        subject=subject,
        text=text,
        sent_by_id=by.id,
        letters=len(readers.by_mail),
        without_address=len(readers.to_call),
    )
    _queue(message, readers.by_mail)
    sign(by, "wrote to participants", programme, to=to, letters=message.letters, message=message.pk)
    return message


def _written_to_many(programme: Programme) -> int:
    """How often within a day."""
    lately = DeskMessage.objects.filter(programme=programme, created_at__gt=now() - timedelta(days=1))
    return lately.filter(letters__gt=1).count()


def _queue(message: DeskMessage, readers: list[Person]) -> None:
    programme = message.programme
    facts = {
        "subject": message.subject,
        "text": message.text,
        "title": programme.title,
        "page": programme.page,
    }
    send_all(
        Letter(
            reader,
            "registrations/mail/desk_message",
            facts,
            key=f"desk-message:{message.pk}:{reader.pk}",
            about=message,
        )
        for reader in readers
    )
