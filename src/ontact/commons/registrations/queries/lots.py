"""One's own lots in a draw: their numbers, and where the draw has put it."""

from dataclasses import dataclass

from ontact.commons.people.models import Person
from ontact.commons.registrations.models import Draw, Line
from ontact.commons.registrations.queries.mine import registrations_of


@dataclass(frozen=True)
class Lot:
    """`names`: who share it because they come together. `place` 0: not drawn yet, or not among those drawn."""

    number: str
    names: str
    place: int = 0
    of: int = 0


def lots_of(draw: Draw, person: Person) -> list[Lot]:
    """Of the household. Two queries."""
    names: dict[str, list[str]] = {}
    mine = registrations_of(person).filter(programme=draw.programme_id).select_related("person")
    for one in mine.order_by("created_at", "pk"):
        names.setdefault(str(one.unit), []).append(str(one.person))
    if not names:
        return []
    line = Line.objects.filter(programme=draw.programme_id, verb=Line.Verb.DRAW).first()
    order: list[str] = line.facts["order"] if line else []
    places = {unit: number for number, unit in enumerate(order, 1)}
    return [Lot(number, ", ".join(who), places.get(number, 0), len(order)) for number, who in names.items()]
