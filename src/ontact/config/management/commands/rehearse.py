"""`manage rehearse`: seats robots in a hall of its own on this machine, or (`--rush`) lets them press at the opening of a
sign-up, and says what the machine can hold.
"""

import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _

from ontact.config.launch import livekit, robots
from ontact.config.launch.apart import hall_of_its_own
from ontact.config.launch.meters import available_cores
from ontact.config.launch.trouble import Trouble
from ontact.config.rehearsal import rehearse
from ontact.config.rush_rehearsal import PEOPLE_AT_MOST, UNKNOWN, rehearse_rush, wanted_of
from ontact.config.rush_verdict import is_fit as rush_is_fit
from ontact.config.rush_verdict import sentences as rush_sentences
from ontact.config.verdict import is_fit, sentences

SEATS_AT_MOST = 450
MINUTES_AT_MOST = 30


class Command(BaseCommand):
    help = "Seat robots in a hall of its own on this machine, and say what the machine can hold. Exit code 1 if it cannot."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seats", type=int, default=220)
        parser.add_argument("--minutes", type=float, default=3)
        parser.add_argument("--camera", action="store_true", help="whoever speaks is also seen")
        parser.add_argument("--rush", action="store_true", help="an opening of sign-up instead of a meeting")
        parser.add_argument("--programme", help="its places, list and way of allotting; else 100 places")
        parser.add_argument("--people", type=int, default=2_000, help="robots that press")
        parser.add_argument("--language", choices=["ko", "en"], default=settings.LANGUAGE_CODE)

    def handle(self, *args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            if options["rush"]:
                self._rush(options["programme"], options["people"])
                return
            self._rehearse(options["seats"], options["minutes"], with_camera=options["camera"])

    def _rehearse(self, seats: int, minutes: float, *, with_camera: bool) -> None:
        self._look_before(seats, minutes)
        try:
            with hall_of_its_own(Path(settings.VAR), demo=False) as hall:
                found = rehearse(
                    hall, seats=seats, minutes=minutes, with_camera=with_camera, say=self.stdout.write
                )
        except Trouble as trouble:
            raise CommandError(_("The rehearsal could not be held: %(why)s") % {"why": trouble}) from trouble
        cores, memory_bytes = available_cores(), os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        self.stdout.write("")
        for sentence in sentences(found, cores=cores, memory_bytes=memory_bytes):
            self.stdout.write(sentence)
        if not is_fit(found, cores):
            sys.exit(1)

    def _rush(self, programme: str | None, people: int) -> None:
        if sys.platform != "linux":
            raise CommandError(_("A rehearsal measures with what only Linux tells."))
        if not 2 <= people <= PEOPLE_AT_MOST:
            raise CommandError(_("Between 2 and %(people)s robots.") % {"people": PEOPLE_AT_MOST})
        try:
            wanted = wanted_of(programme) if programme else UNKNOWN
            with hall_of_its_own(Path(settings.VAR), demo=False, livekit=False) as hall:
                rush, turned = rehearse_rush(hall, wanted, people, self.stdout.write)
        except Trouble as trouble:
            raise CommandError(_("The rehearsal could not be held: %(why)s") % {"why": trouble}) from trouble
        self.stdout.write("")
        for sentence in rush_sentences(rush, turned):
            self.stdout.write(sentence)
        if not rush_is_fit(rush, turned):
            sys.exit(1)

    def _look_before(self, seats: int, minutes: float) -> None:
        if sys.platform != "linux":
            raise CommandError(_("A rehearsal measures with what only Linux tells."))
        if not (2 <= seats <= SEATS_AT_MOST and 0 < minutes <= MINUTES_AT_MOST):
            raise CommandError(
                _("Between 2 and %(seats)s seats, for at most %(minutes)s minutes.")
                % {"seats": SEATS_AT_MOST, "minutes": MINUTES_AT_MOST}
            )
        try:
            if livekit.program() is None:
                self.stdout.write(_("LiveKit is missing; it is built now, which takes 3-4 minutes …"))
                livekit.build()
            if not robots.program().exists():
                self.stdout.write(_("The robots are missing; they are built now, which takes 2-3 minutes …"))
                robots.build()
        except Trouble as trouble:
            raise CommandError(
                _("LiveKit or the robots are missing, and building them with Go failed: %(why)s")
                % {"why": trouble}
            ) from trouble
