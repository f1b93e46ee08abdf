import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('address', models.CharField(max_length=254, verbose_name='address')),
                ('channel', models.CharField(default='mail', max_length=10, verbose_name='channel')),
                ('language', models.CharField(default='ko', max_length=8, verbose_name='language')),
                ('template', models.CharField(max_length=80, verbose_name='template')),
                ('facts', models.JSONField(default=dict, verbose_name='facts')),
                ('sealed', models.BinaryField(null=True)),
                ('about_type', models.CharField(blank=True, max_length=60)),
                ('about_id', models.CharField(blank=True, max_length=40)),
                ('key', models.CharField(max_length=120, unique=True, verbose_name='sent once under this key')),
                ('state', models.CharField(choices=[('queued', 'Waiting to be sent'), ('sent', 'Has left'), ('failed', 'Could not be sent'), ('dropped', 'No longer needed')], default='queued', max_length=10, verbose_name='state')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('due_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='due at')),
                ('leased_until', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='settled at')),
                ('trouble', models.CharField(blank=True, choices=[('no-address', 'There is no usable e-mail address.'), ('server-away', 'The mail server does not answer; we keep trying.'), ('refused', 'The mail server refused this address.'), ('unwritable', 'The letter could not be written.')], max_length=20, verbose_name='trouble')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='notices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'due_at'], name='notice_due'), models.Index(fields=['about_type', 'about_id'], name='notice_about')],
            },
        ),
    ]
