"""How dangerous a case is. The column has its default in the database, so the code already running need not know it."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="case", name="danger", field=models.CharField(max_length=9, default="none", db_default="none")
        ),
        AddConstraintNotValid(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(danger__in=("none", "urgent", "emergency")), name="case_danger_known"
            ),
        ),
    ]
