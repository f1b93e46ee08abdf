import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('programmes', '0001_programmes_and_sessions'),
        ('registrations', '0003_messages_of_the_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='WaitingRoom',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('seed', models.CharField(blank=True, max_length=64)),
                ('drawn', models.PositiveIntegerField(default=0)),
                ('last_number', models.PositiveIntegerField(default=0)),
                ('places', models.PositiveIntegerField(default=0)),
                ('first_line', models.PositiveBigIntegerField(default=0)),
                ('programme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='waiting_room', to='programmes.programme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='WaitingPass',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passes', to='registrations.waitingroom')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('number__isnull', True)), fields=['room', 'created_at'], name='pass_without_a_number')],
                'constraints': [models.UniqueConstraint(fields=('room', 'person'), name='one_pass_per_person'), models.UniqueConstraint(fields=('room', 'number'), name='one_number_per_pass')],
            },
        ),
    ]
