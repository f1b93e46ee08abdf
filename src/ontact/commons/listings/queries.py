"""What is public: by time, by words, and what is on now. Each is one indexed query."""

from datetime import datetime

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from ontact.commons.listings.models import Listing
from ontact.commons.listings.words import as_initials, folded
from ontact.foundation.clock import now

LONGEST_QUERY = 100


def visible(moment: datetime | None = None) -> QuerySet[Listing]:
    """Everything that may be shown now, with its host."""
    moment = moment or now()
    standing = Q(visible_until=None) | Q(visible_until__gt=moment)
    rows: QuerySet[Listing] = Listing.objects.filter(standing, visible_from__lte=moment)
    return rows.select_related("host")


def between(begin: datetime, end: datetime) -> QuerySet[Listing]:
    """What touches the stretch of time [begin, end), soonest first."""
    lasting = Q(ends_at__gt=begin) | Q(ends_at=None, begins_at__gte=begin)
    return visible().filter(lasting, begins_at__lt=end).order_by("begins_at", "id")


def search(words: str, limit: int = 50, moment: datetime | None = None) -> list[Listing]:
    """Rows that hold every word; what begins with the first word first, then what comes soonest, then the
    past.

    Words of consonants only (ㅅㅇㅅ) are looked up among the initials. An empty query finds nothing.
    """
    wanted = _words_in(words)
    if not wanted:
        return []
    moment = moment or now()
    rows = _holding(visible(moment), wanted)
    return list(
        rows.annotate(
            fit=Case(
                When(_begins_with(wanted[0]), then=Value(0)), default=Value(1), output_field=IntegerField()
            ),
            past=Case(When(_is_over(moment), then=Value(1)), default=Value(0), output_field=IntegerField()),
            coming=Case(When(~_is_over(moment), then=F("begins_at")), default=None),
        ).order_by(
            "fit", "past", F("coming").asc(nulls_last=True), F("begins_at").desc(nulls_last=True), "id"
        )[:limit]
    )


def holding(
    words: str, *, app: str, limit: int, moment: datetime | None = None, over_too: bool = False
) -> list[str] | None:
    """Identities of one app's objects that hold every word, the soonest first; None: no word was asked for.

    What is over is left out unless wanted. One query.
    """
    wanted = _words_in(words)
    if not wanted:
        return None
    moment = moment or now()
    rows = _holding(visible(moment).filter(app=app), wanted)
    if not over_too:
        rows = rows.exclude(_is_over(moment))
    return list(rows.order_by("begins_at", "id").values_list("object_id", flat=True)[:limit])


def _words_in(words: str) -> list[str]:
    return [word for word in words[:LONGEST_QUERY].split() if folded(word)]


def _holding(rows: QuerySet[Listing], wanted: list[str]) -> QuerySet[Listing]:
    for word in wanted:
        rows = rows.filter(_holds(word))
    return rows


def _holds(word: str) -> Q:
    initials = as_initials(word)
    return Q(initials__contains=initials) if initials else Q(search_text__contains=folded(word))


def _begins_with(word: str) -> Q:
    initials = as_initials(word)
    field, word = ("initials", initials) if initials else ("search_text", folded(word))
    return Q(**{f"{field}__startswith": word}) | Q(**{f"{field}__contains": f"\n{word}"})


def _is_over(moment: datetime) -> Q:
    return Q(ends_at__lte=moment) | Q(ends_at=None, begins_at__lt=moment)
