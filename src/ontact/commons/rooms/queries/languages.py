"""Who is on air, and what has been typed as captions, in the protocol's words and for the file."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from ontact.commons.rooms.models import CaptionLine, Room

# Latecomers can read back this much; the whole is on the record's page.
LINES_SHOWN = 40
# A line that was never ended stands this long in the file.
LAST_LINE_STANDS = timedelta(seconds=5)


def air_words(room: Room) -> list[dict[str, Any]]:
    """One query."""
    return [
        {
            "seat": str(air.seat_id),
            "from": air.from_language,
            "to": air.to_language,
            "begins_at": air.begins_at.isoformat(),
            "offered": air.offered_at is not None,
        }
        for air in room.airs.standing()
    ]


def caption_words(line: CaptionLine) -> dict[str, Any]:
    return {
        "id": str(line.pk),
        "at": line.created_at.isoformat(),
        "by": str(line.typed_by_id),
        "speaker": str(line.speaker_id) if line.speaker_id else None,
        "text": line.text,
        "open": line.closed_at is None,
        "corrected": line.corrected_at is not None,
    }


def last_captions(room: Room) -> list[CaptionLine]:
    """The last lines, oldest first. One query."""
    return list(reversed(room.captions.order_by("-created_at", "-id")[:LINES_SHOWN]))


def captions_of_record(room: Room) -> QuerySet[CaptionLine]:
    """Every line with words, in order of time, with its speaker. One query."""
    lines: QuerySet[CaptionLine] = room.captions.exclude(text="").select_related("speaker")
    return lines


def webvtt(room: Room, *, begins_at: datetime) -> str:
    """The captions as a WebVTT file; its time zero is `begins_at`. One query."""
    cues = [
        "WEBVTT",
        f"NOTE {room.title.text(room.title.source)}, {begins_at.isoformat()}".replace("-->", ""),
    ]
    for line in captions_of_record(room):
        start = max(line.created_at - begins_at, timedelta())
        end = max(
            (line.closed_at or line.created_at + LAST_LINE_STANDS) - begins_at, start + timedelta(seconds=1)
        )
        cues.append(f"{_vtt_time(start)} --> {_vtt_time(end)}\n{_voice(line)}{_vtt_text(line.text)}")
    return "\n\n".join(cues) + "\n"


def _vtt_time(span: timedelta) -> str:
    """61.5 s → 00:01:01.500"""
    thousandths = round(span.total_seconds() * 1000)
    seconds, thousandths = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{thousandths:03}"


def _voice(line: CaptionLine) -> str:
    return f"<v {_vtt_text(line.speaker.title)}>" if line.speaker else ""


def _vtt_text(text: str) -> str:
    """What WebVTT would read as a mark is written as words."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\n", " ")
