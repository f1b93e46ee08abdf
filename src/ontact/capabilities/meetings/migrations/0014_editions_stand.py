"""Approved text has one home, the edition; the database refuses to change it."""

import django.db.models.deletion
from django.db import migrations, models

CHANGES = "OR ".join(
    f"OLD.{column} {{differs}} NEW.{column} "
    for column in ("canonical", "sha256", "full", "full_sha256", "number", "correction", "minutes_id")
)


def guard(apps, schema_editor):
    sqlite = schema_editor.connection.vendor == "sqlite"
    condition = CHANGES.replace("{differs}", "IS NOT" if sqlite else "IS DISTINCT FROM")
    words = "approved minutes never change"
    if sqlite:
        schema_editor.execute(
            f"CREATE TRIGGER edition_stands BEFORE UPDATE ON meetings_edition FOR EACH ROW WHEN {condition} "
            f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
        )
        return
    schema_editor.execute(
        f"CREATE FUNCTION edition_stands() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'check_violation'; END IF; "
        f"RETURN NEW; END $$"
    )
    schema_editor.execute(
        "CREATE TRIGGER edition_stands BEFORE UPDATE ON meetings_edition FOR EACH ROW EXECUTE FUNCTION edition_stands()"
    )


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS edition_stands")
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS edition_stands ON meetings_edition")
    schema_editor.execute("DROP FUNCTION IF EXISTS edition_stands()")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_let_approved_minutes_go")]
    operations = [
        migrations.RemoveConstraint("minutesfile", "one_file_per_language_and_format"),
        migrations.RemoveField("minutesfile", "minutes"),
        migrations.AlterField(
            "minutesfile",
            "edition",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="files", to="meetings.edition"
            ),
        ),
        migrations.AddConstraint(
            "minutesfile",
            models.UniqueConstraint(
                fields=("edition", "language", "format"), name="one_file_per_language_and_format"
            ),
        ),
        migrations.RemoveField("minutes", "canonical"),
        migrations.RemoveField("minutes", "sha256"),
        migrations.RemoveField("minutes", "approved_by"),
        migrations.RemoveField("minutes", "approved_by_title"),
        migrations.RemoveField("minutes", "approved_at"),
        migrations.RunPython(guard, unguard, elidable=False),
    ]
