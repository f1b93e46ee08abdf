import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
import ontact.foundation.worded
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('email', models.EmailField(blank=True, db_index=True, max_length=254, verbose_name='e-mail')),
                ('phone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('language', models.CharField(default='ko', max_length=8, verbose_name='language')),
                ('time_zone', models.CharField(blank=True, max_length=64, verbose_name='time zone')),
                ('is_active', models.BooleanField(default=True, verbose_name='may sign in')),
                ('claimed_at', models.DateTimeField(blank=True, null=True, verbose_name='claimed at')),
                ('guardian', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to=settings.AUTH_USER_MODEL)),
                ('same_as', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='earlier_selves', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'person',
                'constraints': [models.UniqueConstraint(condition=models.Q(('claimed_at__isnull', False), models.Q(('email', ''), _negated=True)), fields=('email',), name='one_claimed_person_per_address', violation_error_message='This address already belongs to someone who signs in with it.')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('purpose', models.CharField(choices=[('attendance', 'Attendance record'), ('recording', 'Recording'), ('photograph', 'Photographs'), ('contact', 'Being contacted')], max_length=20, verbose_name='purpose')),
                ('wording', models.TextField(verbose_name='wording')),
                ('about_type', models.CharField(blank=True, max_length=60)),
                ('about_id', models.CharField(blank=True, max_length=40)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='withdrawn at')),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'consent',
                'indexes': [models.Index(fields=['about_type', 'about_id'], name='consent_about')],
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('kind', models.CharField(choices=[('city', 'City'), ('department', 'Department'), ('district', 'District office'), ('neighbourhood', 'Neighbourhood office'), ('library', 'Library'), ('museum', 'Museum'), ('company', 'Company'), ('school', 'School'), ('civic_group', 'Civic group'), ('foreign_city', 'Foreign city')], max_length=20, verbose_name='kind')),
                ('name', ontact.foundation.worded.WordedField(default=ontact.foundation.worded.Worded, verbose_name='name')),
                ('telephone', models.CharField(blank=True, max_length=30, verbose_name='telephone')),
                ('languages', models.JSONField(default=list, verbose_name='languages')),
                ('time_zone', models.CharField(default='Asia/Seoul', max_length=64, verbose_name='time zone')),
                ('rank', models.PositiveSmallIntegerField(default=0, verbose_name='order of rank')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='people.organisation')),
            ],
            options={
                'verbose_name': 'office',
                'ordering': ['rank', 'created_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind', 'city')), fields=('kind',), name='one_city', violation_error_message='There is one city.')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('role', models.CharField(choices=[('officer', 'Officer'), ('clerk', 'Clerk'), ('head', 'Head'), ('administrator', 'Administrator')], default='officer', max_length=20, verbose_name='role')),
                ('title', models.CharField(blank=True, max_length=100, verbose_name='job title')),
                ('since', models.DateTimeField(default=ontact.foundation.clock.now, verbose_name='since')),
                ('until', models.DateTimeField(blank=True, null=True, verbose_name='until')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.organisation')),
            ],
            options={
                'verbose_name': 'role',
                'ordering': ['organisation', 'since'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until__isnull', True)), fields=('person', 'organisation', 'role'), name='one_standing_role', violation_error_message='This person already holds that role here.')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('act', models.CharField(choices=[('convene', 'Convene meetings'), ('chair', 'Chair meetings'), ('take_minutes', 'Take minutes'), ('approve', 'Approve minutes')], max_length=20, verbose_name='act')),
                ('role', models.CharField(choices=[('officer', 'Officer'), ('clerk', 'Clerk'), ('head', 'Head'), ('administrator', 'Administrator')], max_length=20, verbose_name='role')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mandates', to='people.organisation')),
            ],
            options={
                'verbose_name': 'mandate',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'act', 'role'), name='one_mandate')],
            },
        ),
        migrations.CreateModel(
            name='SetUp',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('code_digest', models.CharField(blank=True, max_length=64)),
                ('code_made_at', models.DateTimeField(blank=True, null=True)),
                ('failed_attempts', models.PositiveSmallIntegerField(default=0)),
                ('shut_until', models.DateTimeField(blank=True, null=True)),
                ('draft', models.JSONField(default=dict)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='one_set_up')],
            },
        ),
    ]
