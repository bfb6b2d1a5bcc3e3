"""Prove the constraints for the cases that were there before; nothing is locked meanwhile."""

from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations

NAMES = ("case_state_known", "case_kind_known", "case_outcome_known", "case_satisfaction_known")


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_redress")]

    operations = [ValidateConstraint(model_name="case", name=name) for name in NAMES]
