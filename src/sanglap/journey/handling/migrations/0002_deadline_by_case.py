"""Find a case's clocks, stopped ones too, without reading the whole table; made while the house goes on working."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("handling", "0001_initial")]

    operations = [
        AddIndexConcurrently(
            model_name="deadline", index=models.Index(fields=["district_id", "case_id"], name="deadline_by_case")
        ),
    ]
