"""Reading programmes, one to one with programmes, and the books that are read in them."""

import django.db.models.deletion
from django.db import migrations, models

import ontact.foundation.clock
import ontact.foundation.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("media", "0001_the_first_tables"),
        ("programmes", "0001_programmes_and_sessions"),
    ]

    operations = [
        migrations.CreateModel(
            name="ReadingProgramme",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                (
                    "readers",
                    models.CharField(
                        choices=[
                            ("toddlers", "Toddlers with a parent"),
                            ("children", "Children"),
                            ("youth", "Youth"),
                            ("adults", "Adults"),
                        ],
                        default="adults",
                        max_length=10,
                        verbose_name="readers",
                    ),
                ),
                (
                    "programme",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reading",
                        to="programmes.programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "reading programme",
                "indexes": [models.Index(fields=["readers"], name="reading_by_readers")],
            },
        ),
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("created_at", models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ("title", models.CharField(max_length=200, verbose_name="title of the book")),
                ("author", models.CharField(blank=True, max_length=120, verbose_name="author")),
                ("shelf_mark", models.CharField(blank=True, max_length=60, verbose_name="shelf mark")),
                ("words", models.CharField(blank=True, max_length=300, verbose_name="what it is about")),
                (
                    "cover",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="media.asset",
                    ),
                ),
                (
                    "reading",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="books",
                        to="library_reading.readingprogramme",
                    ),
                ),
                (
                    "session",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="programmes.session",
                    ),
                ),
            ],
            options={
                "verbose_name": "book",
                "ordering": ["created_at", "id"],
            },
        ),
    ]
