"""The guard of approved minutes leaves their table: the text stands in the edition, which has a guard of its own.

No rows are carried over: nothing had been released when editions came.
"""

from django.db import migrations


def unguard_minutes(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TRIGGER IF EXISTS approved_minutes_stand")
        return
    schema_editor.execute("DROP TRIGGER IF EXISTS approved_minutes_stand ON meetings_minutes")
    schema_editor.execute("DROP FUNCTION IF EXISTS approved_minutes_stand()")


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_editions_of_minutes")]
    operations = [migrations.RunPython(unguard_minutes, migrations.RunPython.noop, elidable=False)]
