"""Long lists, a page at a time; the address keeps the filters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

GAP = None
SIZE = 20


@dataclass(frozen=True)
class Leaf:
    """One page of a list, ready for components/paging.html."""

    rows: Sequence[Any]
    number: int
    last: int
    total: int
    query: str
    first_row: int

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_alone(self) -> bool:
        return self.last <= 1

    @property
    def previous(self) -> str:
        return self.address(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        return self.address(self.number + 1) if self.number < self.last else ""

    def address(self, number: int) -> str:
        return f"?{self.query}&page={number}" if self.query else f"?page={number}"

    def numbers(self) -> list[dict[str, Any]]:
        """First, last and the neighbours; a gap is {"number": None}."""
        near = {1, self.last, self.number - 1, self.number, self.number + 1}
        found: list[dict[str, Any]] = []
        before = 0
        for number in sorted(n for n in near if 1 <= n <= self.last):
            if number - before > 1:
                found.append({"number": GAP})
            found.append({"number": number, "href": self.address(number), "here": number == self.number})
            before = number
        return found


def leaf(request: HttpRequest, rows: Any, *, size: int = SIZE, parameter: str = "page") -> Leaf:
    """The page that ?page=… asks for; nonsense shows the first, too far shows the last. Costs two queries."""
    paginator = Paginator(rows, size)
    page = paginator.get_page(request.GET.get(parameter))
    query = request.GET.copy()
    query.pop(parameter, None)
    return Leaf(
        rows=list(page.object_list),
        number=page.number,
        last=paginator.num_pages,
        total=paginator.count,
        query=query.urlencode(),
        first_row=page.start_index(),
    )
