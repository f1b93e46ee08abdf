import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
import ontact.foundation.worded
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_the_first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Listing',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('app', models.CharField(max_length=40)),
                ('object_id', models.CharField(max_length=40)),
                ('title', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='title')),
                ('summary', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='summary')),
                ('place', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='place')),
                ('state', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='state')),
                ('audience', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='who for')),
                ('begins_at', models.DateTimeField(blank=True, null=True, verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('page', models.CharField(max_length=200, verbose_name='page')),
                ('search_text', models.TextField(blank=True)),
                ('initials', models.TextField(blank=True)),
                ('visible_from', models.DateTimeField(verbose_name='visible from')),
                ('visible_until', models.DateTimeField(blank=True, null=True, verbose_name='visible until')),
                ('host', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='listings', to='people.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['begins_at'], name='listing_by_time')],
                'constraints': [models.UniqueConstraint(fields=('app', 'object_id'), name='one_listing_per_object')],
            },
        ),
    ]
