import ontact.foundation.clock
import ontact.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Batch',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('sealed_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='sealed at')),
                ('entries', models.PositiveIntegerField(verbose_name='number of entries')),
                ('lines', models.TextField()),
                ('previous', models.CharField(max_length=64)),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Name',
            fields=[
                ('actor_id', models.UUIDField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='when')),
                ('actor_kind', models.CharField(max_length=10, verbose_name='kind of actor')),
                ('actor_id', models.UUIDField(null=True, verbose_name='actor')),
                ('verb', models.CharField(max_length=80, verbose_name='act')),
                ('object_type', models.CharField(max_length=60, verbose_name='kind of object')),
                ('object_id', models.CharField(max_length=40, verbose_name='object')),
                ('object_label', models.CharField(max_length=200, verbose_name="object's name")),
                ('details', models.JSONField(default=dict, verbose_name='details')),
                ('batch', models.PositiveIntegerField(db_index=True, null=True, verbose_name='batch')),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['object_type', 'object_id'], name='journal_by_object'), models.Index(fields=['actor_id', 'at'], name='journal_by_actor')],
            },
        ),
    ]
