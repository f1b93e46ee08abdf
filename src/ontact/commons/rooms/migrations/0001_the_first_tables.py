import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
import ontact.foundation.worded
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('media', '0001_the_first_tables'),
        ('people', '0001_the_first_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('title', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='title')),
                ('begins_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(verbose_name='ends')),
                ('doors_before_minutes', models.PositiveSmallIntegerField(default=30, verbose_name='doors open before')),
                ('manner', models.CharField(choices=[('round_table', 'Everyone may speak'), ('broadcast', 'Few speak, many listen'), ('one_to_one', 'Two parties and an interpreter')], default='round_table', max_length=20, verbose_name='manner')),
                ('has_lobby', models.BooleanField(default=True, verbose_name='lobby')),
                ('capacity', models.PositiveSmallIntegerField(default=300, verbose_name='connections at most')),
                ('livekit_name', models.CharField(max_length=64, unique=True)),
                ('page', models.CharField(max_length=200, verbose_name='page')),
                ('helpline', models.CharField(blank=True, max_length=30, verbose_name='telephone for help')),
                ('locked_at', models.DateTimeField(blank=True, null=True, verbose_name='locked at')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='closed at')),
                ('end_announced_at', models.DateTimeField(blank=True, null=True)),
                ('version', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['ends_at'], name='room_by_end')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='room_ends_after_it_begins', violation_error_message='The end must lie after the beginning.')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='rooms.room')),
                ('title', models.CharField(max_length=120, verbose_name='title')),
                ('role', models.CharField(choices=[('host', 'Chair'), ('clerk', 'Clerk'), ('speaker', 'Presenter'), ('listener', 'Participant'), ('interpreter', 'Interpreter'), ('observer', 'Observer')], default='listener', max_length=20, verbose_name='role')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                ('on_behalf_of', models.CharField(blank=True, max_length=120, verbose_name='speaks for')),
                ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='order of rank')),
                ('is_invited', models.BooleanField(default=True, verbose_name='invited by name')),
                ('admitted_at', models.DateTimeField(blank=True, null=True, verbose_name='admitted at')),
                ('silenced_at', models.DateTimeField(blank=True, null=True, verbose_name='silenced at')),
                ('taken_back_at', models.DateTimeField(blank=True, null=True, verbose_name='taken back at')),
            ],
            options={
                'ordering': ['rank', 'created_at'],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sittings', to='rooms.seat')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sittings', to=settings.AUTH_USER_MODEL)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('people', models.PositiveSmallIntegerField(default=1, verbose_name='people at this camera')),
                ('is_substitute', models.BooleanField(default=False, verbose_name='substitute')),
                ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='agreed at')),
                ('begins_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='from')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'ordering': ['begins_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True), ('person__isnull', False)), fields=('seat', 'person'), name='one_person_sits_once'), models.CheckConstraint(condition=models.Q(('people__gte', 1)), name='someone_sits')],
            },
        ),
        migrations.CreateModel(
            name='Pass',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passes', to='rooms.seat')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('expires_at', models.DateTimeField(verbose_name='valid until')),
                ('revoked_at', models.DateTimeField(blank=True, null=True, verbose_name='revoked at')),
                ('used_at', models.DateTimeField(blank=True, null=True, verbose_name='first used at')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='rooms.seat')),
                ('key_digest', models.CharField(max_length=64, null=True, unique=True)),
                ('mode', models.CharField(choices=[('video', 'Picture and sound'), ('audio', 'Sound only'), ('text', 'Text only')], default='video', max_length=10, verbose_name='mode')),
                ('is_companion', models.BooleanField(default=False, verbose_name='listens only')),
                ('entered_at', models.DateTimeField(blank=True, null=True, verbose_name='entered at')),
                ('seen_at', models.DateTimeField(blank=True, null=True, verbose_name='last heard of')),
                ('quality', models.CharField(blank=True, max_length=12, verbose_name='quality of the line')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended at')),
                ('end_reason', models.CharField(blank=True, choices=[('left', 'Left the room'), ('elsewhere', 'Opened on another device'), ('removed', 'Removed from the room'), ('taken_back', 'The seat was taken back'), ('over', 'The room closed')], max_length=20)),
            ],
            options={
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True), ('is_companion', False)), fields=('seat',), name='one_line_speaks_for_a_seat')],
            },
        ),
        migrations.CreateModel(
            name='Knock',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='knocks', to='rooms.seat')),
                ('seen_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='last seen')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='answered at')),
                ('was_admitted', models.BooleanField(null=True, verbose_name='admitted')),
            ],
            options={
                'ordering': ['created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('seat',), name='one_open_knock')],
            },
        ),
        migrations.CreateModel(
            name='Ban',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bans', to='rooms.seat')),
                ('lifted_at', models.DateTimeField(blank=True, null=True, verbose_name='lifted at')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='reason')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at__isnull', True)), fields=('seat',), name='one_standing_ban')],
            },
        ),
        migrations.CreateModel(
            name='Hand',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='rooms.room')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hands', to='rooms.seat')),
                ('place', models.BigIntegerField(verbose_name='place in the queue')),
                ('lowered_at', models.DateTimeField(blank=True, null=True, verbose_name='lowered at')),
            ],
            options={
                'ordering': ['place', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lowered_at__isnull', True)), fields=('seat',), name='one_raised_hand')],
            },
        ),
        migrations.CreateModel(
            name='Turn',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='rooms.room')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='rooms.seat')),
                ('begins_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='begins')),
                ('limit_s', models.PositiveIntegerField(blank=True, null=True, verbose_name='limit in seconds')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
            ],
            options={
                'ordering': ['begins_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True)), fields=('room',), name='one_has_the_floor')],
            },
        ),
        migrations.CreateModel(
            name='Slides',
            fields=[
                ('room', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='slides', serialize=False, to='rooms.room')),
                ('asset', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='media.asset')),
                ('page', models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.CreateModel(
            name='ChatLine',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chat', to='rooms.room')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='rooms.seat')),
                ('name', models.CharField(max_length=100)),
                ('text', models.CharField(max_length=1000)),
                ('hidden_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['created_at'],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='rooms.line')),
                ('key', models.CharField(max_length=64)),
                ('version', models.PositiveIntegerField()),
                ('at', models.DateTimeField(db_index=True, default=ontact.foundation.clock.now)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('line', 'key'), name='answered_once')],
            },
        ),
        migrations.CreateModel(
            name='RoomEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='events', to='rooms.room')),
                ('version', models.PositiveIntegerField()),
                ('at', models.DateTimeField(default=ontact.foundation.clock.now)),
                ('kind', models.CharField(max_length=40)),
                ('payload', models.JSONField(default=dict)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('room', 'version'), name='one_event_per_version')],
            },
        ),
        migrations.CreateModel(
            name='Inbox',
            fields=[
                ('event_id', models.CharField(max_length=80, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('livekit_name', models.CharField(max_length=64)),
                ('room_sid', models.CharField(blank=True, max_length=40)),
                ('identity', models.CharField(blank=True, max_length=64)),
                ('sid', models.CharField(blank=True, max_length=40)),
                ('joined_at', models.DateTimeField(null=True)),
                ('at', models.DateTimeField()),
                ('received_at', models.DateTimeField(default=ontact.foundation.clock.now)),
                ('applied_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['applied_at', 'received_at'], name='inbox_unapplied')],
            },
        ),
        migrations.CreateModel(
            name='Span',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spans', to='rooms.line')),
                ('sid', models.CharField(blank=True, max_length=40)),
                ('begins_at', models.DateTimeField(verbose_name='begins')),
                ('ends_at', models.DateTimeField(blank=True, null=True, verbose_name='ends')),
                ('seen_at', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='last seen')),
                ('sources', models.JSONField(default=list, verbose_name='evidence')),
            ],
            options={
                'ordering': ['begins_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('sid', ''), _negated=True), fields=('line', 'sid'), name='one_span_per_sid'), models.UniqueConstraint(condition=models.Q(('ends_at__isnull', True), ('sid', '')), fields=('line',), name='one_open_span_by_heartbeat')],
            },
        ),
        migrations.CreateModel(
            name='UsherLease',
            fields=[
                ('room', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='lease', serialize=False, to='rooms.room')),
                ('holder', models.CharField(max_length=64)),
                ('until', models.DateTimeField()),
                ('fence', models.PositiveIntegerField(default=1)),
                ('told_version', models.PositiveIntegerField(default=0)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
