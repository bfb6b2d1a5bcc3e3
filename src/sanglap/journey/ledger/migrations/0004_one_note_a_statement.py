"""What one statement writes is noted in one row. The next migration carries notes of the older form over.

The table of the older form stays, empty: workers of before the update go on looking into it until they are started anew.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

NOTE = """
SET LOCAL lock_timeout = '10s';
LOCK TABLE cases_historyline IN SHARE ROW EXCLUSIVE MODE;  -- who noted in the older form has finished when this is granted
CREATE OR REPLACE FUNCTION ledger_note_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_waitinglines (noted_at, id, lines, districts)
    SELECT clock_timestamp(), gen_random_uuid(), array_agg(id), array_agg(district_id)
      FROM (SELECT id, district_id, (row_number() OVER () - 1) / 5000 AS part FROM new_lines) AS numbered GROUP BY part;
    RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_note_older_lines")]

    operations = [
        migrations.CreateModel(
            name="VanishedLine",
            fields=[
                ("id", models.UUIDField()),
                ("district_id", models.CharField(max_length=16)),
                ("pk", models.CompositePrimaryKey("id", "district_id", blank=True, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="WaitingLines",
            fields=[
                ("noted_at", models.DateTimeField()),
                ("id", models.UUIDField()),
                ("lines", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("districts", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=16), size=None)),
                ("pk", models.CompositePrimaryKey("noted_at", "id", blank=True, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.RunSQL(NOTE, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="WaitingLine")]),
    ]
