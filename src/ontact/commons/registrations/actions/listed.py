"""What the lists say beside a programme follows its book, a minute later at most, and costs a rush nothing."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.utils import translation

from ontact.commons.programmes.actions import say_state
from ontact.commons.registrations.models import Pool, Terms
from ontact.commons.registrations.queries.what_is_left import Left, left_in
from ontact.foundation.worded import Worded

AT_ONCE = 200


def say_what_is_left(moment: datetime) -> int:
    """Of programmes whose book has gone on since it was last said, and of those whose sign-up has closed. Returns how
    many. One query where nothing is to be said.
    """
    moved = ~Q(last_line=F("said_line"))
    closed = Q(says_left=True, programme__closes_at__lte=moment)
    due = list(
        Terms.objects.filter(moved | closed, programme__publishes_at__lte=moment)
        .select_related("programme")
        .order_by("pk")[:AT_ONCE]
    )
    pools: dict[UUID, list[Pool]] = {}
    for pool in Pool.objects.filter(programme__in=[terms.programme_id for terms in due]) if due else ():
        pools.setdefault(pool.programme_id, []).append(pool)
    for terms in due:
        left = left_in(terms, pools.get(terms.programme_id, []), moment)
        say_state(terms.programme, _in_every_language(left))
        Terms.objects.filter(pk=terms.pk).update(said_line=terms.last_line, says_left=left.count is not None)
    return len(due)


def say_again(terms: Terms) -> None:
    """In the next round, though the book stays as it is: the window has been changed, or how long the line may be."""
    Terms.objects.filter(pk=terms.pk, last_line__gt=0).update(said_line=0)


def _in_every_language(left: Left) -> Worded:
    texts = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            texts[language] = left.words
    return Worded(settings.LANGUAGE_CODE, {language: text for language, text in texts.items() if text})
