"""The kinds of disposal with what they show, and the time that an inquiry adds. Every column has its default in the database."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_open_cases'),
        ('handling', '0002_deadline_by_case'),
        ('offices', '0002_substitution'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='deadline',
            name='added_by_inquiry',
            field=models.PositiveSmallIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='disposal',
            name='contact',
            field=models.CharField(db_default='', default='', max_length=120),
        ),
        migrations.AddField(
            model_name='disposal',
            name='kind',
            field=models.CharField(db_default='served', default='served', max_length=24),
        ),
        migrations.AddField(
            model_name='disposal',
            name='legal_ground',
            field=models.CharField(db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='disposal',
            name='tell_by',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='disposal',
            name='told_at',
            field=models.DateTimeField(null=True),
        ),
    ]
