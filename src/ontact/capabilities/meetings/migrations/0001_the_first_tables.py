import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
import ontact.foundation.worded
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_the_first_tables'),
        ('people', '0001_the_first_tables'),
        ('rooms', '0001_the_first_tables'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('title', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='title')),
                ('presenter_words', models.CharField(blank=True, max_length=120, verbose_name='presenter')),
                ('planned_minutes', models.PositiveSmallIntegerField(default=10, verbose_name='minutes planned')),
            ],
            options={
                'ordering': ['number', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('purpose', ontact.foundation.worded.WordedField(blank=True, default=ontact.foundation.worded.Worded, verbose_name='purpose')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('convened', 'Convened'), ('opened', 'In session'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='draft', max_length=10, verbose_name='state')),
                ('is_public', models.BooleanField(default=True, verbose_name='shown on the home page')),
                ('keeps_chat', models.BooleanField(default=False, verbose_name='chat goes into the minutes')),
                ('convened_at', models.DateTimeField(blank=True, null=True, verbose_name='convened at')),
                ('opened_at', models.DateTimeField(blank=True, null=True, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('reminded_at', models.DateTimeField(blank=True, null=True, verbose_name='guests were reminded at')),
                ('calendar_sequence', models.PositiveSmallIntegerField(default=0)),
                ('typed', models.JSONField(blank=True, default=dict)),
                ('told', models.JSONField(blank=True, default=dict)),
                ('convened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('host', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('previous', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='next_ones', to='meetings.meeting')),
                ('room', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rooms.room')),
            ],
        ),
        migrations.CreateModel(
            name='Discussion',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('begins_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='taken up at')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='finished at')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='discussions', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='discussions', to='meetings.meeting')),
            ],
            options={
                'ordering': ['begins_at'],
            },
        ),
        migrations.CreateModel(
            name='Cancellation',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('reason', models.CharField(max_length=300, verbose_name='reason')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='cancellation', to='meetings.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='meeting',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='items', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Awaiting approval'), ('approved', 'Approved'), ('published', 'Published')], default='draft', max_length=10, verbose_name='state')),
                ('edits', models.JSONField(blank=True, default=dict, verbose_name="the clerk's text")),
                ('version', models.PositiveIntegerField(default=1)),
                ('remark', models.CharField(blank=True, max_length=1000, verbose_name="the chair's remark")),
                ('canonical', models.TextField(blank=True)),
                ('sha256', models.CharField(blank=True, max_length=64, verbose_name='SHA-256')),
                ('approved_by_title', models.CharField(blank=True, max_length=120)),
                ('approved_at', models.DateTimeField(blank=True, null=True, verbose_name='approved at')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='published at')),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='meetings.meeting')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MinutesFile',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('language', models.CharField(max_length=8, verbose_name='language')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('hwpx', 'HWPX')], max_length=4, verbose_name='format')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.asset')),
                ('minutes', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='meetings.minutes')),
            ],
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('text', models.TextField(max_length=4000, verbose_name='opinion')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='opinions', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='meetings.meeting')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rooms.seat')),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Paper',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('number', models.PositiveSmallIntegerField(default=1, verbose_name='number')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='media.asset')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='papers', to='meetings.agendaitem')),
            ],
            options={
                'ordering': ['number', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Participant',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('part', models.CharField(choices=[('chair', 'Chair'), ('clerk', 'Clerk'), ('member', 'Member'), ('presenter', 'Presenter'), ('observer', 'Observer'), ('citizen', 'Citizen'), ('civic_group', 'Civic group')], default='member', max_length=20, verbose_name='part')),
                ('has_vote', models.BooleanField(default=False, verbose_name='may vote')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('title', models.CharField(blank=True, max_length=120, verbose_name='position')),
                ('on_behalf_of', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('language', models.CharField(default='ko', max_length=8, verbose_name='language')),
                ('guardian_name', models.CharField(blank=True, max_length=100, verbose_name="guardian's name")),
                ('guardian_email', models.EmailField(blank=True, max_length=254, verbose_name="guardian's e-mail")),
                ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('removed_at', models.DateTimeField(blank=True, null=True, verbose_name='removed at')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='participants', to='meetings.meeting')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seat', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rooms.seat')),
            ],
            options={
                'ordering': ['rank', 'created_at'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='presenter',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='items', to='meetings.participant'),
        ),
        migrations.CreateModel(
            name='Vote',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('motion', models.CharField(max_length=500, verbose_name='motion')),
                ('manner', models.CharField(choices=[('open', 'Open vote'), ('secret', 'Secret vote')], default='open', max_length=10, verbose_name='manner')),
                ('entitled', models.JSONField(default=list)),
                ('opened_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='opened at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('result', models.JSONField(blank=True, null=True, verbose_name='result')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='votes', to='meetings.meeting')),
            ],
            options={
                'ordering': ['opened_at'],
            },
        ),
        migrations.CreateModel(
            name='NamedBallot',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('choice', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstain', 'Abstain')], max_length=10)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rooms.seat')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='named_ballots', to='meetings.vote')),
            ],
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('text', models.CharField(max_length=1000, verbose_name='decision')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decisions', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='decisions', to='meetings.meeting')),
                ('vote', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='decision', to='meetings.vote')),
            ],
            options={
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Ballot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choice', models.CharField(choices=[('for', 'For'), ('against', 'Against'), ('abstain', 'Abstain')], max_length=10)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ballots', to='meetings.vote')),
            ],
        ),
        migrations.CreateModel(
            name='Voted',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rooms.seat')),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='took_part', to='meetings.vote')),
            ],
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['state', 'is_public'], name='meeting_by_state'),
        ),
        migrations.AddConstraint(
            model_name='discussion',
            constraint=models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('meeting',), name='one_item_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='minutesfile',
            constraint=models.UniqueConstraint(fields=('minutes', 'language', 'format'), name='one_file_per_language_and_format'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True), models.Q(('email', ''), _negated=True)), fields=('meeting', 'email'), name='one_place_per_address', violation_error_message='This address is already on the list.'),
        ),
        migrations.AddConstraint(
            model_name='participant',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'chair'), ('removed_at__isnull', True)), fields=('meeting',), name='one_chair', violation_error_message='This meeting already has a chair.'),
        ),
        migrations.AddConstraint(
            model_name='vote',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('meeting',), name='one_open_vote'),
        ),
        migrations.AddConstraint(
            model_name='namedballot',
            constraint=models.UniqueConstraint(fields=('vote', 'seat'), name='one_named_ballot_per_seat'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('meeting', 'number'), name='one_decision_per_number'),
        ),
        migrations.AddConstraint(
            model_name='voted',
            constraint=models.UniqueConstraint(fields=('vote', 'seat'), name='one_secret_ballot_per_seat'),
        ),
    ]
