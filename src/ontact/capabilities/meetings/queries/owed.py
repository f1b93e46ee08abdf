"""What instructions mean for one person: lines on my page, and what is kept about them."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from ontact.capabilities.meetings.models import Instruction, StatusChange, Step
from ontact.capabilities.meetings.queries.followup import due_moment, due_words, today
from ontact.commons.people.models import Person
from ontact.foundation.capability import AgendaEntry, PersonalData

# My page is no register: the nearest ones, and the register for the rest.
SHOWN = 10


def instruction_entries(person: Person) -> Iterable[AgendaEntry]:
    """What the person's offices still owe, by due day; what has no day yet stands on the day it was given."""
    offices = [membership.organisation_id for membership in person.current_memberships()]
    if not offices:
        return
    owed = (
        Instruction.objects.on_record().filter(office__in=offices).exclude(state__in=Instruction.NOTHING_OWED)
    )
    day = today()
    for one in owed.order_by("due_on", "created_at")[:SHOWN]:
        yield AgendaEntry(
            title=one.text,
            begins_at=due_moment(one.due_on) if one.due_on else one.created_at,
            ends_at=None,
            path=one.get_absolute_url(),
            note=_("Instruction %(label)s") % {"label": one.label} if one.due_on else due_words(one),
            missing=_missing(one, overdue=one.is_overdue_on(day)),
            missing_path=reverse("meetings:instruction", args=[one.pk]),
        )


def followed_by(person: Person) -> Iterable[PersonalData]:
    """What the person wrote on instructions and entered into the register of decisions."""
    steps = Step.objects.filter(person__in=person.selves()).count()
    changes = StatusChange.objects.filter(person__in=person.selves()).count()
    if not steps and not changes:
        return
    yield PersonalData(
        heading=_("Instructions and decisions"),
        rows=[
            (_("Steps noted on instructions"), str(steps)),
            (_("Changes in the register of decisions"), str(changes)),
        ],
        kept_until=_(
            "What was noted for an office stays on record; your name goes when you ask us to forget you."
        ),
    )


def _missing(instruction: Instruction, *, overdue: bool) -> str:
    if overdue:
        return _("An instruction is overdue")
    if instruction.state == Instruction.State.GIVEN:
        return _("Confirm the instruction")
    return (
        _("An instruction came back with a remark") if instruction.state == Instruction.State.RETURNED else ""
    )
