"""What happens to instructions by itself: due days that follow the next meeting, letters before and after the day."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ontact.capabilities.meetings.actions.instructing import write_to_office
from ontact.capabilities.meetings.models import Instruction, Step
from ontact.capabilities.meetings.queries.followup import next_meeting
from ontact.commons.journal.actions import sign
from ontact.foundation.actor import SYSTEM

REMINDED_BEFORE = timedelta(days=3)
# Letters of this kind are read at work: none before eight or after seven.
OFFICE_HOURS = range(8, 19)
AT_ONCE = 200
SOON = _("An instruction is due soon")
OVERDUE = _("An instruction is overdue")


def follow_instructions(moment: datetime) -> None:
    """Harmless when repeated: each reminder is a mark on its row, made with the letters."""
    set_open_days()
    local = timezone.localtime(moment)
    if local.hour in OFFICE_HOURS:
        remind_of_instructions(local.date(), moment)


def set_open_days() -> int:
    """Who was told "by the next meeting" learns the day as soon as that meeting is convened."""
    waiting = (
        Instruction.objects.on_record()
        .open()
        .filter(until_next_meeting=True, due_on__isnull=True)
        .with_frame()
    )
    dated = 0
    for instruction in waiting[:AT_ONCE]:
        following = next_meeting(instruction.meeting)
        if following is not None:
            _set_day(instruction, timezone.localdate(following.begins_at))
            dated += 1
    return dated


def remind_of_instructions(today: date, moment: datetime) -> int:
    """Three days before, and the day after. Returns of how many instructions someone was reminded."""
    owed = Instruction.objects.on_record().exclude(state__in=Instruction.NOTHING_OWED).with_frame()
    soon = owed.filter(
        reminded_before_at__isnull=True,
        due_on__gte=today,
        due_on__lte=today + REMINDED_BEFORE,
        created_at__lte=moment - REMINDED_BEFORE,
    )
    late = owed.filter(reminded_after_at__isnull=True, due_on__lt=today)
    told = 0
    for instruction in [*soon[:AT_ONCE], *late[:AT_ONCE]]:
        told += _remind(instruction, today, moment)
    return told


@transaction.atomic
def _remind(instruction: Instruction, today: date, moment: datetime) -> int:
    row = Instruction.objects.locked(instruction.pk)
    is_late = row.is_overdue_on(today)
    field = "reminded_after_at" if is_late else "reminded_before_at"
    if getattr(row, field) is not None or row.state in Instruction.NOTHING_OWED:
        return 0
    setattr(row, field, moment)
    row.save(update_fields=[field])
    due = row.due_on.isoformat() if row.due_on else ""
    write_to_office(instruction, OVERDUE if is_late else SOON, key=f"{'late' if is_late else 'soon'}:{due}")
    return 1


@transaction.atomic
def _set_day(instruction: Instruction, day: date) -> None:
    Instruction.objects.locked(instruction.pk)
    instruction.due_on = day
    instruction.save(update_fields=["due_on"])
    Step.objects.create(instruction=instruction, kind=Step.Kind.DATED, text=day.isoformat())
    sign(SYSTEM, "set the due day of an instruction", instruction, due_on=day)
