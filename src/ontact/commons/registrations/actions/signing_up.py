"""What a citizen does about a place: one press, and afterwards withdrawing, accepting, declining. The desk
does it for others.
"""

from collections.abc import Sequence
from uuid import UUID

from ontact.commons.people.models import Person
from ontact.commons.programmes.models import Programme, Session
from ontact.commons.registrations.actions.clerk import ask
from ontact.commons.registrations.actions.opened import Answer, Ask
from ontact.commons.registrations.actions.preparing import make_ready, prepare
from ontact.commons.registrations.actions.waiting import check_turn
from ontact.commons.registrations.errors import NotReady
from ontact.commons.registrations.models import Channel, Line, Preparation, Registration
from ontact.commons.registrations.rules import judge
from ontact.foundation.actor import Actor
from ontact.foundation.ids import digest


def press(*, preparation: Preparation, by: Actor) -> Answer:
    """Sign up all of a preparation's people: one line, however often it is pressed.

    Rules whose answer may have changed since the preparation are judged now; their refusal is part of the line.

    Raises:
        NotReady: something is missing.
        NotYourTurn: the programme has a waiting room, and others are called first.
        NotOpenYet: too early by the clock under the lock; nothing has been written.
        ClerkAway: no answer in time; pressing again is safe.
    """
    if preparation.ready_at is None:
        raise NotReady
    if preparation.channel == Channel.ONLINE and preparation.pressed_at is None:
        check_turn(preparation)
    return ask(
        Ask(
            programme_id=preparation.programme_id,
            verb=Line.Verb.SIGN_UP,
            key=f"sign-up:{preparation.pk}",
            by=by,
            facts={"units": judge(preparation)},
            asked_by_id=preparation.asked_by_id,
            preparation_id=preparation.pk,
            channel=preparation.channel,
        )
    )


def withdraw(*, registrations: Sequence[Registration], by: Actor) -> Answer:
    """They want no place any more. A place that comes free is offered on in the same commit. Harmless when repeated."""
    wishes = sorted(str(one.pk) for one in registrations)
    key = f"withdraw:{digest(','.join(wishes))[:40]}"
    return ask(Ask(registrations[0].programme_id, Line.Verb.WITHDRAW, key, by, {"wishes": wishes}))


def accept(*, registration: Registration, by: Actor) -> Answer:
    """Take the place that is offered to the unit; where the offer has run out, the answer says that it has lapsed."""
    return _about_the_offer(Line.Verb.ACCEPT, registration, by)


def decline(*, registration: Registration, by: Actor) -> Answer:
    """The place goes to the next in line in the same commit."""
    return _about_the_offer(Line.Verb.DECLINE, registration, by)


def register_at_desk(
    *,
    programme: Programme,
    people: dict[Person, dict[str, str]],
    by: Actor,
    sessions: Sequence[Session] = (),
    together: bool = False,
    channel: str = Channel.DESK,
    asked_by: Person | None = None,
    key: UUID | None = None,
) -> Answer:
    """For someone who stands at the desk or telephones: prepared and pressed at once. `key` makes a repeated
    form the same line.

    Raises:
        NotReady: something is missing; nothing has been written.
    """
    if key is not None and (known := Preparation.objects.filter(pk=key, programme=programme).first()):
        return press(preparation=known, by=by)
    preparation = prepare(
        programme=programme,
        asked_by=asked_by or next(iter(people)),
        people=people,
        sessions=sessions,
        together=together,
        channel=channel,
        key=key,
        by=by,
    )
    make_ready(preparation=preparation, by=by)
    return press(preparation=preparation, by=by)


def _about_the_offer(verb: str, registration: Registration, by: Actor) -> Answer:
    """A unit is offered places once: whatever became of the offer, it is never made again."""
    unit = str(registration.unit)
    return ask(Ask(registration.programme_id, verb, f"{verb}:{unit}", by, {"unit": unit}))
