"""Dates and times as people here say them: 9월 24일 (목) 오후 2:00 – 3:30."""

from datetime import datetime, timedelta, tzinfo

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext

from ontact.foundation.clock import now

WEEKDAYS_KO = "월화수목금토일"
WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_words(moment: datetime, *, zone: tzinfo | None = None, language: str | None = None) -> str:
    """9월 24일 (목), or Thu 24 September; with the year when it is not this year."""
    local = _local(moment, zone)
    this_year = _local(now(), zone).year
    if _is_korean(language):
        year = "" if local.year == this_year else f"{local.year}년 "
        return f"{year}{local.month}월 {local.day}일 ({WEEKDAYS_KO[local.weekday()]})"
    year = "" if local.year == this_year else f" {local.year}"
    return f"{WEEKDAYS_EN[local.weekday()]} {local.day} {MONTHS_EN[local.month - 1]}{year}"


def clock_words(moment: datetime, *, zone: tzinfo | None = None, language: str | None = None) -> str:
    """오후 2:00, or 2:00 pm."""
    local = _local(moment, zone)
    time = f"{local.hour % 12 or 12}:{local.minute:02d}"
    return f"{_half_ko(local)} {time}" if _is_korean(language) else f"{time} {_half_en(local)}"


def moment_words(moment: datetime, *, zone: tzinfo | None = None, language: str | None = None) -> str:
    """9월 24일 (목) 오후 2:00, or Thu 24 September, 2:00 pm."""
    day, clock = (words(moment, zone=zone, language=language) for words in (day_words, clock_words))
    return f"{day} {clock}" if _is_korean(language) else f"{day}, {clock}"


def span_words(
    begins: datetime, ends: datetime | None, *, zone: tzinfo | None = None, language: str | None = None
) -> str:
    """One line for a beginning and an end; says each day and each half of the day only once."""
    if ends is None:
        return moment_words(begins, zone=zone, language=language)
    first, last = _local(begins, zone), _local(ends, zone)
    if first.date() != last.date():
        return " – ".join(moment_words(moment, zone=zone, language=language) for moment in (begins, ends))
    day = day_words(begins, zone=zone, language=language)
    return f"{day} {_clocks(first, last)}" if _is_korean(language) else f"{day}, {_clocks_en(first, last)}"


def clocks_words(
    begins: datetime, ends: datetime | None, *, zone: tzinfo | None = None, language: str | None = None
) -> str:
    """Only the times of span_words: 오후 2:00 – 3:30. Across midnight it names the days."""
    if ends is None:
        return clock_words(begins, zone=zone, language=language)
    first, last = _local(begins, zone), _local(ends, zone)
    if first.date() != last.date():
        return span_words(begins, ends, zone=zone, language=language)
    return _clocks(first, last) if _is_korean(language) else _clocks_en(first, last)


def city_words(begins: datetime, ends: datetime | None) -> str:
    """The same span on the city's clock, or nothing where the reader's clock shows the same."""
    city = timezone.get_default_timezone()
    if _local(begins, None).utcoffset() == _local(begins, city).utcoffset():
        return ""
    return gettext("%(time)s on the city's clock") % {"time": span_words(begins, ends, zone=city)}


def relative_words(begins: datetime, ends: datetime | None = None, *, at: datetime | None = None) -> str:
    """Help beside a date: starts in 23 minutes, on now, ended. client/relative.ts keeps it true."""
    moment = at or now()
    if moment < begins:
        return _starts_in(begins - moment)
    if ends is None or moment < ends:
        return gettext("on now")
    return gettext("ended")


def ago_words(moment: datetime, *, at: datetime | None = None) -> str:
    """How long something is past: just now, 5 minutes ago, 3 hours ago, then the date."""
    minutes = int(((at or now()) - moment).total_seconds() // 60)
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(count)d minute ago", "%(count)d minutes ago", minutes) % {"count": minutes}
    if minutes < 24 * 60:
        hours = minutes // 60
        return ngettext("%(count)d hour ago", "%(count)d hours ago", hours) % {"count": hours}
    return moment_words(moment)


def length_words(length: timedelta) -> str:
    """1시간 30분, or 1 h 30 min; seconds only below a minute."""
    seconds = int(length.total_seconds())
    hours, minutes = seconds // 3600, seconds % 3600 // 60
    if seconds < 60:
        return gettext("%(seconds)d s") % {"seconds": seconds}
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if not minutes:
        return gettext("%(hours)d h") % {"hours": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": minutes}


def _starts_in(wait: timedelta) -> str:
    minutes = -(-int(wait.total_seconds()) // 60)
    if minutes <= 90:
        return ngettext("starts in %(count)d minute", "starts in %(count)d minutes", minutes) % {
            "count": minutes
        }
    if minutes < 24 * 60:
        hours = round(minutes / 60)
        return ngettext("starts in %(count)d hour", "starts in %(count)d hours", hours) % {"count": hours}
    days = minutes // (24 * 60)
    return ngettext("starts in %(count)d day", "starts in %(count)d days", days) % {"count": days}


def _clocks(first: datetime, last: datetime) -> str:
    start = f"{_half_ko(first)} {first.hour % 12 or 12}:{first.minute:02d}"
    same_half = (first.hour < 12) == (last.hour < 12)
    end = f"{last.hour % 12 or 12}:{last.minute:02d}"
    return f"{start} – {end if same_half else f'{_half_ko(last)} {end}'}"


def _clocks_en(first: datetime, last: datetime) -> str:
    start = f"{first.hour % 12 or 12}:{first.minute:02d}"
    same_half = (first.hour < 12) == (last.hour < 12)
    end = f"{last.hour % 12 or 12}:{last.minute:02d} {_half_en(last)}"
    return f"{start if same_half else f'{start} {_half_en(first)}'} – {end}"


def _half_ko(local: datetime) -> str:
    return "오전" if local.hour < 12 else "오후"


def _half_en(local: datetime) -> str:
    return "am" if local.hour < 12 else "pm"


def _local(moment: datetime, zone: tzinfo | None) -> datetime:
    return timezone.localtime(moment, zone)


def _is_korean(language: str | None) -> bool:
    return (language or get_language() or "ko").startswith("ko")
