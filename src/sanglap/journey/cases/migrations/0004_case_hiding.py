"""Whether a case's words are hidden from the public page, and why. Both columns have their default in the database."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_case_danger_valid")]

    operations = [
        migrations.AddField(
            model_name="case", name="hidden_rule", field=models.CharField(max_length=24, default="", db_default="")
        ),
        migrations.AddField(
            model_name="case", name="hidden_review", field=models.CharField(max_length=10, default="", db_default="")
        ),
        AddConstraintNotValid(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(hidden_review__in=["", "waiting", "appealed"]), name="case_hidden_review_known"
            ),
        ),
    ]
