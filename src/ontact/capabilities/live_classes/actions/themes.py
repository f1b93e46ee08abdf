"""Themes: a series is held together by them, and each lecture belongs to one or to none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from ontact.capabilities.live_classes.actions.beginning import kept
from ontact.capabilities.live_classes.models import LiveClass, Theme, ThemedSession
from ontact.commons.journal.actions import sign
from ontact.commons.programmes.models import Session
from ontact.foundation.actor import Actor
from ontact.foundation.worded import Worded


@dataclass(frozen=True)
class ThemeWords:
    title: Worded
    summary: Worded = Worded()


@transaction.atomic
def set_themes(
    live_class: LiveClass,
    *,
    themes: Sequence[ThemeWords],
    lectures: Mapping[UUID, int],
    by: Actor,
) -> list[Theme]:
    """Put the themes into this order. `lectures`: session → the number of its theme, from 1; sessions that are not
    named, or of other classes, belong to none.
    """
    row = kept(live_class)
    row.themes.filter(number__gt=len(themes)).delete()
    standing = [
        row.themes.update_or_create(number=number, defaults={"title": words.title, "summary": words.summary})[
            0
        ]
        for number, words in enumerate(themes, start=1)
    ]
    ThemedSession.objects.filter(session__programme=row.programme).delete()
    own = Session.objects.filter(programme=row.programme, pk__in=list(lectures)).values_list("pk", flat=True)
    ThemedSession.objects.bulk_create(
        ThemedSession(theme=standing[lectures[session] - 1], session_id=session)
        for session in own
        if 1 <= lectures[session] <= len(standing)
    )
    sign(by, "set the themes of a series", row, themes=len(standing), lectures=len(own))
    return standing
