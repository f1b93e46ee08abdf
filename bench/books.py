"""The book read alone: an oracle that imports nothing of ours reckons the table from the lines."""

import json

from ontact.config.launch.hall import Hall

COMPARE = """
import json
from ontact.commons.registrations.models import Line, Registration
from ontact.commons.registrations.tests.oracle import recompute
differing = {{}}
for programme in {programmes}:
    lines = Line.objects.filter(programme=programme).order_by("number").values("number", "verb", "at", "facts")
    rows = Registration.objects.filter(programme=programme)
    table = {{str(row.pk): (row.state, row.rank) for row in rows}}
    found = recompute(list(lines))
    differing[programme] = sum(table.get(one) != found.get(one) for one in table.keys() | found.keys())
print("BENCH" + json.dumps(differing))
"""


def rows_unlike_the_book(hall: Hall, programmes: list[str]) -> dict[str, int]:
    """How many registrations of each programme stand in the table otherwise than follows from its book."""
    said = hall.manage("shell", "-v", "0", "-c", COMPARE.format(programmes=programmes))
    found: dict[str, int] = json.loads(said.split("BENCH")[1])
    return found
