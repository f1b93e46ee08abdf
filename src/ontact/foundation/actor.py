"""An actor signs what is done: a person, a seat, the system. The journal knows actors, not persons."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Actor:
    """kind: "person", "seat" or "system"; label: the name shown beside the act, erasable later."""

    kind: str
    id: UUID | None
    label: str


SYSTEM = Actor("system", None, "Ontact")
