"""Minutes approved so far become the first edition; every draft gets the version it stands at."""

from django.db import migrations


def unguard_minutes(apps, schema_editor):
    """The text moves to its edition, which has a guard of its own."""
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS approved_minutes_stand")
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS approved_minutes_stand ON meetings_minutes")
    schema_editor.execute("DROP FUNCTION IF EXISTS approved_minutes_stand()")


def move(apps, schema_editor):
    """A few hundred rows at most: one for each meeting held."""
    Minutes = apps.get_model("meetings", "Minutes")
    for minutes in Minutes.objects.iterator(chunk_size=100):
        minutes.versions.create(number=minutes.version, edits=minutes.edits)
        if not minutes.sha256:
            continue
        edition = minutes.editions.create(
            number=1,
            canonical=minutes.canonical,
            sha256=minutes.sha256,
            approved_by=minutes.approved_by,
            approved_by_title=minutes.approved_by_title,
            approved_at=minutes.approved_at,
            published_at=minutes.published_at,
        )
        minutes.files.update(edition=edition)


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_editions_of_minutes")]
    operations = [
        migrations.RunPython(unguard_minutes, migrations.RunPython.noop, elidable=False),
        migrations.RunPython(move, migrations.RunPython.noop, elidable=False),
    ]
