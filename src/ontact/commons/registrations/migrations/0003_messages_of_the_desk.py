"""What the desk wrote to many at once."""

import django.db.models.deletion
from django.db import migrations, models

import ontact.foundation.clock
import ontact.foundation.ids
import ontact.foundation.worded


class Migration(migrations.Migration):
    dependencies = [
        ("programmes", "0001_programmes_and_sessions"),
        ("registrations", "0002_letters_late_marks_and_calendar_addresses"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeskMessage",
            fields=[
                ("id", models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ("created_at", models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ("to", models.CharField(choices=[("everybody", "Everybody who has a place or may still get one"), ("placed", "Those who have a place"), ("waiting", "Those on the waiting list"), ("chosen", "Those whom I choose")], max_length=10, verbose_name="to")),
                ("subject", ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name="subject")),
                ("text", ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name="message")),
                ("sent_by_id", models.UUIDField(null=True)),
                ("letters", models.PositiveIntegerField(verbose_name="letters")),
                ("without_address", models.PositiveIntegerField(default=0, verbose_name="without an address")),
                ("programme", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="desk_messages", to="programmes.programme")),
            ],
            options={
                "ordering": ["-created_at"],
            },
        ),
    ]
