import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('media', '0001_the_first_tables'),
        ('people', '0003_consent_to_take_part'),
        ('programmes', '0001_programmes_and_sessions'),
        ('rooms', '0011_children_and_questions'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='programme',
            name='programme_by_beginning',
        ),
        migrations.AlterField(
            model_name='session',
            name='programme',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='programmes.programme'),
        ),
        migrations.AddIndex(
            model_name='programme',
            index=models.Index(fields=['begins_at', 'id', 'ends_at', 'publishes_at', 'age_from', 'age_to', 'manner', 'host', 'opens_at', 'closes_at', 'cancelled_at'], name='programme_by_beginning'),
        ),
        migrations.AddIndex(
            model_name='session',
            index=models.Index(fields=['programme', 'weekday', 'begins_minute', 'begins_at', 'ends_at', 'cancelled_at'], name='session_by_hour'),
        ),
    ]
