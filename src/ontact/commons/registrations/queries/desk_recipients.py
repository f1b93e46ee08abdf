"""Who gets a message of the desk: each reader once, the guardian instead of the child, and who can only be called."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from ontact.commons.journal.queries import names_of
from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.engine.book import State
from ontact.commons.registrations.models import DeskMessage, Registration
from ontact.commons.registrations.models.book import LIVE_STATES

To = DeskMessage.To
STATES = {
    To.EVERYBODY: LIVE_STATES,
    To.PLACED: [State.PLACED],
    To.WAITING: [State.WAITING],
    To.CHOSEN: LIVE_STATES,
}
# As many boxes as one can look through; beyond it, one writes from a person's own page.
CHOSEN_FROM_AT_MOST = 300


@dataclass(frozen=True)
class Recipients:
    """`by_mail`: one for each address. `to_call`: those without one, whom the desk telephones."""

    by_mail: list[Person]
    to_call: list[Person]


def recipients_of(programme: Programme, to: str, chosen: Collection[UUID] = ()) -> Recipients:
    """`chosen`: registrations. One query, however many there are."""
    rows = Registration.objects.filter(programme=programme, state__in=STATES[To(to)])
    if to == To.CHOSEN:
        rows = rows.filter(pk__in=chosen)
    readers: dict[UUID, Person] = {}
    for row in rows.select_related("person__same_as", "person__guardian__same_as").order_by(
        "person__name", "pk"
    ):
        reader = _reader(row.person)
        readers.setdefault(reader.pk, reader)
    by_address: dict[str, Person] = {}
    for reader in readers.values():
        if reader.email:
            by_address.setdefault(reader.email.lower(), reader)
    return Recipients(list(by_address.values()), [one for one in readers.values() if not one.email])


def choosable(programme: Programme) -> list[Registration]:
    """Everybody with a live wish, by name; none where there are too many to choose from. One query."""
    rows = Registration.objects.filter(programme=programme, state__in=LIVE_STATES).select_related("person")
    found = list(rows.order_by("person__name", "pk")[: CHOSEN_FROM_AT_MOST + 1])
    return found if len(found) <= CHOSEN_FROM_AT_MOST else []


def one_of(programme: Programme, registration_id: UUID) -> QuerySet[Registration]:
    rows: QuerySet[Registration] = Registration.objects.filter(
        programme=programme, state__in=LIVE_STATES, pk=registration_id
    )
    return rows.select_related("person")


@dataclass(frozen=True)
class SentMessage:
    message: DeskMessage
    who: str


def sent_messages(programme: Programme) -> list[SentMessage]:
    """The newest first. Two queries."""
    rows = list(programme.desk_messages.all())
    names = names_of(row.sent_by_id for row in rows)
    return [SentMessage(row, names.get(row.sent_by_id, "") if row.sent_by_id else "") for row in rows]


def _reader(person: Person) -> Person:
    """Letters about a child go to whoever answers for it; an earlier self's to the one who claimed it."""
    answering = person.guardian or person
    return answering.same_as or answering
