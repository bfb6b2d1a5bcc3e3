from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whom nobody has told yet is found by an index, built while work goes on."""

    atomic = False
    dependencies = [("handling", "0003_disposal_kinds")]

    operations = [
        AddIndexConcurrently(
            model_name="disposal",
            index=models.Index(
                fields=["tell_by"],
                condition=models.Q(("tell_by__isnull", False), ("told_at__isnull", True)),
                name="disposal_untold",
            ),
        ),
    ]
