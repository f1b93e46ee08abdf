"""Queueing: one row inside the caller's transaction, so that what was decided and what is told go together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models, transaction

from ontact.commons.notices.actions.delivering import deliver_due_later
from ontact.commons.notices.actions.letters import Attachment, pack, seal_secrets
from ontact.commons.notices.models import Notice
from ontact.commons.people.models import Person
from ontact.foundation.clock import now


def send(
    to: Person | str,
    template: str,
    facts: Mapping[str, Any],
    *,
    key: str,
    name: str = "",
    secrets: Mapping[str, str] | None = None,
    language: str = "",
    about: models.Model | None = None,
    attachments: Sequence[Attachment] = (),
) -> Notice:
    """Queue one mail; the same key a second time returns the first notice.

    `template` is "meetings/mail/invitation": a .txt extending notices/mail/base.txt (blocks subject,
    body) and,
    if wanted, an .html extending notices/mail/base.html. `facts` may hold datetimes and Worded texts;
    they are put
    into the reader's zone and language when the mail is written. `secrets` are kept encrypted and wiped
    afterwards.
    An address that cannot be one makes a failed notice, which the caller can show.
    """
    address = (to.email if isinstance(to, Person) else to).strip()
    person = to if isinstance(to, Person) else None
    fields = {
        "person": person,
        "address": address[:254],
        "language": language or (person.language if person else "ko"),
        "template": template,
        "facts": pack(facts, name or (person.name if person else ""), attachments),
        "sealed": seal_secrets(secrets) if secrets else None,
        "about_type": about._meta.label_lower if about is not None else "",
        "about_id": str(about.pk) if about is not None else "",
        "due_at": now(),
        **_faults(address),
    }
    notice, queued = Notice.objects.get_or_create(key=key, defaults=fields)
    if queued and notice.state == Notice.State.QUEUED:
        _nudge_once()
    return notice


def drop(about: models.Model, key_prefix: str = "") -> int:
    """What has not left yet about this object need not be told any more. Returns how many."""
    waiting = Notice.objects.filter(
        about_type=about._meta.label_lower,
        about_id=str(about.pk),
        key__startswith=key_prefix,
        state=Notice.State.QUEUED,
    )
    return waiting.update(state=Notice.State.DROPPED, sealed=None, settled_at=now())


def _faults(address: str) -> dict[str, Any]:
    try:
        validate_email(address)
    except ValidationError:
        trouble = Notice.Trouble.NO_ADDRESS
        return {"state": Notice.State.FAILED, "trouble": trouble, "settled_at": now(), "sealed": None}
    return {}


def _nudge_once() -> None:
    """500 invitations in one transaction need one nudge."""
    waiting = transaction.get_connection().run_on_commit
    if not any(call[1] is _nudge for call in waiting):
        transaction.on_commit(_nudge)


def _nudge() -> None:
    deliver_due_later()
