"""What was noted in the older form while the trigger was changed is carried over, when nobody writes that form any more."""

from django.db import migrations

CARRY_OVER = """
WITH taken AS (DELETE FROM ledger_waitingline RETURNING id, district_id)
INSERT INTO ledger_waitinglines (noted_at, id, lines, districts)
SELECT clock_timestamp(), gen_random_uuid(), array_agg(id), array_agg(district_id)
  FROM (SELECT id, district_id, (row_number() OVER (ORDER BY id) - 1) / 5000 AS part FROM taken) AS numbered
 GROUP BY part ORDER BY part;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_one_note_a_statement")]

    operations = [migrations.RunSQL(CARRY_OVER, migrations.RunSQL.noop)]
