from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    """Whose sensitive case ended ninety days ago is found by an index, built while cases go on arriving."""

    atomic = False
    dependencies = [("cases", "0009_open_cases")]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["ended_at"],
                condition=models.Q(
                    models.Q(
                        ("sensitivity__in", ["X", "XX"]),
                        ("privacy__in", ("hidden_from_office", "anonymous")),
                        ("has_accused", True),
                        _connector="OR",
                    ),
                    ("ended_at__isnull", False),
                ),
                name="case_sensitive_ended",
            ),
        ),
    ]
