"""Queueing: one row inside the caller's transaction, so that what was decided and what is told go together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
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
    fields = {
        **_to(to, language),
        "template": template,
        "facts": pack(facts, name or (to.name if isinstance(to, Person) else ""), attachments),
        "sealed": seal_secrets(secrets) if secrets else None,
        **_about(about),
        **_faults(to),
    }
    notice, queued = Notice.objects.get_or_create(key=key, defaults=fields)
    if queued and notice.state == Notice.State.QUEUED:
        _nudge_once()
    return notice


@dataclass(frozen=True)
class Letter:
    """One of the many mails of one act; what each word means, `send` says."""

    to: Person
    template: str
    facts: Mapping[str, Any]
    key: str
    about: models.Model | None = None
    attachments: Sequence[Attachment] = ()
    secrets: Mapping[str, str] | None = None


def send_all(letters: Iterable[Letter]) -> int:
    """Queue many mails with a few statements, however many there are. Returns how many letters there were.

    A key that is known already keeps its first notice; whoever counts on the number leaves those out beforehand
    (`queries.known_keys`).
    """
    rows = [_row(letter) for letter in letters]
    Notice.objects.bulk_create(rows, batch_size=1_000, ignore_conflicts=True)
    if any(row.state == Notice.State.QUEUED for row in rows):
        _nudge_once()
    return len(rows)


def drop(about: models.Model, key_prefix: str = "") -> int:
    """What has not left yet about this object need not be told any more. Returns how many."""
    waiting = Notice.objects.filter(
        about_type=about._meta.label_lower,
        about_id=str(about.pk),
        key__startswith=key_prefix,
        state=Notice.State.QUEUED,
    )
    return waiting.update(state=Notice.State.DROPPED, sealed=None, settled_at=now())


def _row(letter: Letter) -> Notice:
    fields = {**_to(letter.to, ""), **_about(letter.about), **_faults(letter.to)}
    return Notice(
        key=letter.key,
        template=letter.template,
        facts=pack(letter.facts, letter.to.name, letter.attachments),
        **{"sealed": seal_secrets(letter.secrets) if letter.secrets else None, **fields},
    )


def _to(to: Person | str, language: str) -> dict[str, Any]:
    person = to if isinstance(to, Person) else None
    return {
        "person": person,
        "address": _address(to)[:254],
        "language": language or (person.language if person else "ko"),
        "due_at": now(),
    }


def _address(to: Person | str) -> str:
    return (to.email if isinstance(to, Person) else to).strip()


def _about(about: models.Model | None) -> dict[str, str]:
    if about is None:
        return {"about_type": "", "about_id": ""}
    return {"about_type": about._meta.label_lower, "about_id": str(about.pk)}


def _faults(to: Person | str) -> dict[str, Any]:
    try:
        validate_email(_address(to))
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
    """A rush commits letters many times a second, and one nudge serves all that has been committed before it is taken up."""
    if not deliver_due_later.is_waiting:
        deliver_due_later()
