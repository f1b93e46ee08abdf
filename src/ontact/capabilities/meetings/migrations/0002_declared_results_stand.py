"""The database itself refuses to change what has been declared: vote results, ballots, approved minutes.

A later migration that rebuilds one of these tables on SQLite drops its triggers: run `guard` again after it.
"""

from django.db import migrations

CLOSED = "(SELECT closed_at FROM meetings_vote WHERE id = NEW.vote_id) IS NOT NULL"
RESULT_CHANGES = (
    "OLD.closed_at IS NOT NULL AND (OLD.closed_at {differs} NEW.closed_at OR OLD.result {differs} NEW.result "
    "OR OLD.motion {differs} NEW.motion OR OLD.entitled {differs} NEW.entitled)"
)
MINUTES_CHANGE = "OLD.sha256 <> '' AND (OLD.sha256 {differs} NEW.sha256 OR OLD.canonical {differs} NEW.canonical)"

GUARDS = [
    ("vote_result_stands", "meetings_vote", "UPDATE", RESULT_CHANGES, "a declared result never changes"),
    ("named_ballot_stands", "meetings_namedballot", "UPDATE", "1 = 1", "a cast ballot never changes"),
    ("ballot_stands", "meetings_ballot", "UPDATE", "1 = 1", "a cast ballot never changes"),
    ("no_named_ballot_after_closing", "meetings_namedballot", "INSERT", CLOSED, "this vote is closed"),
    ("no_ballot_after_closing", "meetings_ballot", "INSERT", CLOSED, "this vote is closed"),
    ("approved_minutes_stand", "meetings_minutes", "UPDATE", MINUTES_CHANGE, "approved minutes never change"),
]


def guard(apps, schema_editor, instead=None):
    sqlite = schema_editor.connection.vendor == "sqlite"
    for name, table, act, when, words in GUARDS:
        condition = (instead or {}).get(name, when).replace("{differs}", "IS NOT" if sqlite else "IS DISTINCT FROM")
        if sqlite:
            schema_editor.execute(
                f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
            continue
        schema_editor.execute(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF; "
            f"RETURN NEW; END $$"
        )
        schema_editor.execute(
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        )


def unguard(apps, schema_editor):
    for name, table, _act, _when, _words in GUARDS:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")
            continue
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}")
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_the_first_tables")]
    operations = [migrations.RunPython(guard, unguard, elidable=False)]
