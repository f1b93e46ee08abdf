"""Votes complete: rules, elections, amendments, paper ballots, and the box of a secret vote.

SQLite cannot rebuild a table that a trigger speaks of: the guards of 0002 are laid aside and put up again in 0004.
"""

from importlib import import_module

import django.db.models.deletion
import ontact.foundation.clock
import ontact.foundation.ids
import uuid
from django.db import migrations, models


guards = import_module("ontact.capabilities.meetings.migrations.0002_declared_results_stand")


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0002_declared_results_stand'),
    ]

    operations = [
        migrations.RunPython(guards.unguard, guards.guard, elidable=False),
        migrations.AddField(
            model_name='namedballot',
            name='reason',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='namedballot',
            name='source',
            field=models.CharField(choices=[('seat', 'Cast in the room'), ('paper', 'On paper, entered by the clerk'), ('spoken', 'Spoken, entered by the clerk')], default='seat', max_length=10),
        ),
        migrations.AddField(
            model_name='vote',
            name='candidates',
            field=models.JSONField(blank=True, default=list, verbose_name='candidates'),
        ),
        migrations.AddField(
            model_name='vote',
            name='casting',
            field=models.CharField(blank=True, max_length=10, verbose_name="the chair's casting vote"),
        ),
        migrations.AddField(
            model_name='vote',
            name='cleared_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='traces cleared at'),
        ),
        migrations.AddField(
            model_name='vote',
            name='kind',
            field=models.CharField(choices=[('motion', 'Motion'), ('election', 'Election')], default='motion', max_length=10, verbose_name='kind'),
        ),
        migrations.AddField(
            model_name='vote',
            name='lot_seed',
            field=models.CharField(default=ontact.foundation.ids.new_secret, editable=False, max_length=64),
        ),
        migrations.AddField(
            model_name='vote',
            name='members',
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='vote',
            name='rule',
            field=models.JSONField(blank=True, default=dict, verbose_name='rule'),
        ),
        migrations.AddField(
            model_name='vote',
            name='runoff_of',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='runoffs', to='meetings.vote'),
        ),
        migrations.AddField(
            model_name='vote',
            name='sha256',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='vote',
            name='tied_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='tied at'),
        ),
        migrations.AlterField(
            model_name='ballot',
            name='choice',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='namedballot',
            name='choice',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='vote',
            name='manner',
            field=models.CharField(choices=[('open', 'Open vote'), ('named', 'Vote by roll'), ('secret', 'Secret vote')], default='open', max_length=10, verbose_name='manner'),
        ),
        migrations.CreateModel(
            name='BoxedBallot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('choice', models.CharField(max_length=200)),
                ('vote', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.CASCADE, related_name='boxed', to='meetings.vote')),
            ],
        ),
        migrations.CreateModel(
            name='PaperBox',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('count', models.PositiveIntegerField()),
                ('reason', models.CharField(max_length=200)),
                ('vote', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_boxes', to='meetings.vote')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=ontact.foundation.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('created_at', models.DateTimeField(default=ontact.foundation.clock.now, editable=False)),
                ('text', models.CharField(max_length=500, verbose_name='wording')),
                ('replaces', models.CharField(blank=True, max_length=500)),
                ('moved_by', models.CharField(blank=True, max_length=120, verbose_name='moved by')),
                ('state', models.CharField(choices=[('pending', 'On the table'), ('carried', 'Carried'), ('lost', 'Not carried'), ('withdrawn', 'Withdrawn')], default='pending', max_length=10, verbose_name='state')),
                ('amends', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='amendments', to='meetings.proposal')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='proposals', to='meetings.agendaitem')),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='meetings.meeting')),
            ],
            options={
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.AddField(
            model_name='vote',
            name='proposal',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='votes', to='meetings.proposal'),
        ),
    ]
