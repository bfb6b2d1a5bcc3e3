"""What the citizen says of a disposal: a table of its own, so nothing that runs is kept waiting."""

import django.db.models.deletion
import sanglap.foundation.districts
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0009_open_cases'),
        ('handling', '0004_untold_disposals'),
    ]

    operations = [
        migrations.CreateModel(
            name='CitizenWord',
            fields=[
                ('pk', models.CompositePrimaryKey('district_id', 'id', blank=True, editable=False, primary_key=True, serialize=False)),
                ('district_id', models.CharField(max_length=16)),
                ('id', models.UUIDField()),
                ('case_id', models.UUIDField()),
                ('at', models.DateTimeField()),
                ('verdict', models.CharField(max_length=12)),
                ('stars', models.PositiveSmallIntegerField(null=True)),
                ('effects', models.JSONField(default=list)),
                ('words', models.TextField(blank=True)),
                ('case', sanglap.foundation.districts.DistrictForeignKey(column='case_id', from_fields=['district_id', 'case_id'], on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='cases.case', to_fields=['district_id', 'id'])),
            ],
            options={
                'indexes': [models.Index(fields=['district_id', 'case_id', 'at'], name='citizen_word_by_case')],
                'constraints': [models.CheckConstraint(condition=models.Q(('stars', None), ('stars__range', (1, 5)), _connector='OR'), name='citizen_word_stars_known')],
            },
        ),
        migrations.AddConstraint(
            model_name='citizenword',
            constraint=sanglap.foundation.districts.DistrictReference(column='case_id', name='citizen_word_of_case', to_table='cases_case'),
        ),
    ]
