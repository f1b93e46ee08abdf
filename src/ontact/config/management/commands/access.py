"""`manage access`: who may come near each route, and why; `--matrix`: what each of eight kinds of people gets there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ontact.config.access import Route, routes
from ontact.config.discovery import HOUSE


class Command(BaseCommand):
    help = (
        "Print every route with its policy and reason; --matrix prints the tested table of what people get."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--matrix", action="store_true", help="print the tables that tests/house checks")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["matrix"]:
            self._print_matrix()
            return
        every = sorted(routes(), key=lambda route: (route.path, route.method))
        for route in every:
            self.stdout.write(_line(route))
        undeclared = [route.path for route in every if route.policy is None]
        if undeclared:
            raise CommandError(f"Without a policy, so they answer 404: {', '.join(undeclared)}")

    def _print_matrix(self) -> None:
        """The tables lie beside the tests of each package and leave with it."""
        tables = sorted(HOUSE.glob("**/tests/access.tsv"))
        if not tables:
            raise CommandError("This installation carries no tests, so it has no tables.")
        for table in tables:
            self.stdout.write(table.read_text().expandtabs(14))


def _line(route: Route) -> str:
    who = route.policy.who.value if route.policy else "NOT DECLARED"
    why = f" · {route.policy.why}" if route.policy and route.policy.why else ""
    return f"{route.method:7} {route.path:75} {who}{why}"
