"""Minutes in editions, one for each approval, and every saved version of the clerk's text."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import ontact.foundation.clock
import ontact.foundation.ids


def kept():
    return [
        ("id", models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
        ("created_at", models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
    ]


def someone():
    return models.ForeignKey(
        blank=True,
        null=True,
        on_delete=django.db.models.deletion.SET_NULL,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
    )


def of_minutes(name):
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="meetings.minutes"
    )


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("meetings", "0011_field_reports"),
    ]
    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                *kept(),
                ("minutes", of_minutes("editions")),
                ("number", models.PositiveSmallIntegerField(verbose_name="edition")),
                ("canonical", models.TextField()),
                ("sha256", models.CharField(max_length=64, verbose_name="SHA-256")),
                ("full", models.TextField(blank=True)),
                ("full_sha256", models.CharField(blank=True, max_length=64, verbose_name="SHA-256 of the full text")),
                ("correction", models.CharField(blank=True, max_length=500, verbose_name="reason of the correction")),
                ("masks", models.JSONField(blank=True, default=list)),
                ("approved_by", someone()),
                ("approved_by_title", models.CharField(blank=True, max_length=120)),
                ("approved_at", models.DateTimeField(verbose_name="approved at")),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="published at")),
            ],
            options={
                "ordering": ["number"],
                "constraints": [models.UniqueConstraint(fields=("minutes", "number"), name="one_edition_per_number")],
            },
        ),
        migrations.CreateModel(
            name="MinutesVersion",
            fields=[
                *kept(),
                ("minutes", of_minutes("versions")),
                ("number", models.PositiveIntegerField(verbose_name="version")),
                ("edits", models.JSONField(blank=True, default=dict)),
                ("person", someone()),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="saved by")),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [models.UniqueConstraint(fields=("minutes", "number"), name="one_row_per_version")],
            },
        ),
        migrations.AddField(
            "minutes",
            "correction",
            models.CharField(blank=True, max_length=500, verbose_name="reason of the correction"),
        ),
        migrations.AddField("minutes", "masks", models.JSONField(blank=True, default=list)),
        migrations.AlterField(
            "minutes",
            "published_at",
            models.DateTimeField(blank=True, null=True, verbose_name="first published at"),
        ),
        migrations.AddField(
            "minutesfile",
            "edition",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="meetings.edition",
            ),
        ),
    ]
