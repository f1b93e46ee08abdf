"""Prints the one-time code that opens the set-up pages of an empty city; prints nothing once there is a
city.
"""

from typing import Any

from django.core.management.base import BaseCommand

from ontact.commons.people.actions.set_up import make_set_up_code
from ontact.commons.people.errors import AlreadySetUp


class Command(BaseCommand):
    help = "Print a new set-up code; earlier ones stop working. Silent when the city exists."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self.stdout.write(make_set_up_code())
        except AlreadySetUp:
            return
