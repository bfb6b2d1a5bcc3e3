"""Prove the constraint for the cases that were there before; nothing is locked meanwhile."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_case_hiding")]

    operations = [ValidateConstraint(model_name="case", name="case_hidden_review_known")]
