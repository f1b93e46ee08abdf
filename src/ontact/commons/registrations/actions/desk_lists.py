"""Taking a list out of the house: who took which one, and why, stands in the journal before anything leaves."""

from collections.abc import Sequence

from django.db import transaction

from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Programme
from ontact.commons.registrations.errors import ListReasonMissing
from ontact.commons.registrations.queries.desk_lists import list_rows
from ontact.foundation.actor import Actor


@transaction.atomic
def take_list(
    *, programme: Programme, which: str, columns: Sequence[str], reason: str, by: Actor
) -> list[list[str]]:
    """Heading and rows of a sheet, with no more personal data than the columns ask for.

    Raises:
        ListReasonMissing: whoever asks later must find out why.
    """
    why = reason.strip()
    if not why:
        raise ListReasonMissing
    rows = list_rows(programme, which, columns)
    sign(by, "took a list", programme, list=which, columns=sorted(columns), rows=len(rows) - 1, reason=why)
    return rows
