"""What guests were told, and how the meeting differs from it now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ontact.capabilities.meetings.models import Meeting
from ontact.foundation.worded import Worded


@dataclass(frozen=True)
class Change:
    """One difference. kind: "title", "time", "agenda" or "papers"; before and after as people read them."""

    kind: str
    before: Any = None
    after: Any = None

    def as_fact(self) -> dict[str, Any]:
        """For a mail: Worded texts and times stay what they are until the mail is written."""
        return {"kind": self.kind, "before": self.before, "after": self.after}


@dataclass(frozen=True)
class Told:
    """The facts of a meeting that stand in every invitation."""

    title: Worded
    begins_at: datetime
    ends_at: datetime
    agenda: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "title": self.title.as_json(),
            "begins_at": self.begins_at.isoformat(),
            "ends_at": self.ends_at.isoformat(),
            "agenda": list(self.agenda),
            "papers": list(self.papers),
        }

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> "Told":
        return cls(
            title=Worded.from_json(body["title"]),
            begins_at=datetime.fromisoformat(body["begins_at"]),
            ends_at=datetime.fromisoformat(body["ends_at"]),
            agenda=tuple(body["agenda"]),
            papers=tuple(body["papers"]),
        )


def facts_to_tell(meeting: Meeting) -> Told:
    items = list(meeting.items.prefetch_related("papers__asset"))
    return Told(
        title=meeting.title,
        begins_at=meeting.begins_at,
        ends_at=meeting.ends_at,
        agenda=tuple(item.title.text(item.title.source) for item in items),
        papers=tuple(paper.asset.name for item in items for paper in item.papers.all()),
    )


def changes(before: Told, after: Told) -> list[Change]:
    """In the order of importance to a guest: when, what, agenda, papers."""
    found = []
    if (before.begins_at, before.ends_at) != (after.begins_at, after.ends_at):
        found.append(Change("time", [before.begins_at, before.ends_at], [after.begins_at, after.ends_at]))
    if before.title.texts != after.title.texts:
        found.append(Change("title", before.title, after.title))
    if before.agenda != after.agenda:
        found.append(Change("agenda", list(before.agenda), list(after.agenda)))
    added = [name for name in after.papers if name not in before.papers]
    if added:
        found.append(Change("papers", None, added))
    return found


def untold_changes(meeting: Meeting) -> list[Change]:
    """What guests have not been told yet; nothing before the first invitation."""
    if not meeting.told:
        return []
    return changes(Told.from_json(meeting.told), facts_to_tell(meeting))
