from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """How many an office waits for the citizen's word of is read from an index, built while cases go on arriving."""

    atomic = False
    dependencies = [("cases", "0005_case_hiding_valid")]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(condition=models.Q(("state", "resolved")), fields=["office"], name="case_resolved_by_office"),
        ),
    ]
