"""Wrong tries of number and telephone."""

import sanglap.foundation.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='WrongTry',
            fields=[
                ('id', models.UUIDField(default=sanglap.foundation.ids.new_id, editable=False, primary_key=True, serialize=False)),
                ('subject', models.CharField(max_length=32)),
                ('at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['subject', 'at'], name='wrong_try_by_subject'), models.Index(fields=['at'], name='wrong_try_by_age')],
            },
        ),
    ]
