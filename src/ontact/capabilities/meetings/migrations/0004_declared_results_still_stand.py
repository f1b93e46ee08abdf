"""The guards of 0002 once more: SQLite dropped them when the tables of votes were rebuilt, and results hold more now."""

from importlib import import_module

from django.db import migrations

before = import_module("ontact.capabilities.meetings.migrations.0002_declared_results_stand")

STANDING = (
    "closed_at",
    "result",
    "motion",
    "entitled",
    "rule",
    "candidates",
    "casting",
    "lot_seed",
    "sha256",
    "manner",
)
RESULT_CHANGES = (
    "OLD.closed_at IS NOT NULL AND ("
    + " OR ".join(f"OLD.{column} {{differs}} NEW.{column}" for column in STANDING)
    + ")"
)


def guard_again(apps, schema_editor):
    before.unguard(apps, schema_editor)
    before.guard(apps, schema_editor, {"vote_result_stands": RESULT_CHANGES})


class Migration(migrations.Migration):
    dependencies = [("meetings", "0003_votes_complete")]
    operations = [migrations.RunPython(guard_again, before.unguard, elidable=False)]
