"""`manage worker`: works through queued tasks and walks the minute's rounds beside them."""

import threading
from typing import Any

from django_tasks_db.management.commands import db_worker

from ontact.config.rounds import walk_for_ever


class Command(db_worker.Command):
    help = "Run queued tasks, and each minute the rounds of every package."

    def handle(self, *args: Any, **options: Any) -> None:
        options["interval"] = 0.5
        options["startup_delay"] = False
        threading.Thread(target=walk_for_ever, args=(threading.Event(),), name="rounds", daemon=True).start()
        super().handle(*args, **options)
