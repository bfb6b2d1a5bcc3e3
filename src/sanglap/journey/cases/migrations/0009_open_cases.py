from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models

OPEN = ["appealed", "in_hand", "inquiry", "needs_information", "received", "reopened", "with_cell", "with_office"]


class Migration(migrations.Migration):
    """More states are open ones: the desk's indexes are built anew, while cases go on arriving, before the old ones go."""

    atomic = False
    dependencies = [("cases", "0008_redress_valid")]

    operations = [
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["office", "due_at", "id"], condition=models.Q(("state__in", OPEN)), name="open_case_by_office"
            ),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(fields=["due_at", "id"], condition=models.Q(("state__in", OPEN)), name="open_case_by_due"),
        ),
        AddIndexConcurrently(
            model_name="case",
            index=models.Index(
                fields=["district_id", "merged_into_id"],
                condition=models.Q(("merged_into_id__isnull", False)),
                name="case_merged_into",
            ),
        ),
        RemoveIndexConcurrently(model_name="case", name="case_open_by_office"),
        RemoveIndexConcurrently(model_name="case", name="case_open_by_due"),
    ]
