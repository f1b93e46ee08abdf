"""`manage house`: the map of the house, which discovery would otherwise hide; `--doors` adds every route's policy."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from ontact.config.access import routes
from ontact.foundation.capability import capabilities


class Command(BaseCommand):
    help = "Print which packages stand in the house, what they offer and keep; --doors: who may come near each route."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--doors", action="store_true", help="print every route with its policy and reason"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for capability in capabilities():
            tile = capability.tile()
            pages = f"/{capability.url_prefix}" if capability.has_pages() else "-"
            models = ", ".join(sorted(model.__name__ for model in capability.get_models())) or "no tables"
            self.stdout.write(
                f"{capability.name.removeprefix('ontact.'):28} {pages:16} {tile.title if tile else ''}"
            )
            self.stdout.write(f"{'':28} {models}")
        if options["doors"]:
            self._doors()

    def _doors(self) -> None:
        self.stdout.write("")
        for route in sorted(routes(), key=lambda route: (route.path, route.method)):
            who = route.policy.who.value if route.policy else "NOT DECLARED (answers 404)"
            why = f"  because: {route.policy.why}" if route.policy and route.policy.why else ""
            self.stdout.write(f"{route.method:10} {route.path:60} {who}{why}")
