from django.db import migrations
from django.db.models import F


def mark_children(apps, schema_editor):
    """Until now a guardian's name made someone a minor, and the given name was what the clerk had typed."""
    Participant = apps.get_model("meetings", "Participant")
    Participant.objects.exclude(guardian_name="").update(is_minor=True, public_name=F("name"))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0017_guardians_are_asked")]

    operations = [migrations.RunPython(mark_children, migrations.RunPython.noop)]
