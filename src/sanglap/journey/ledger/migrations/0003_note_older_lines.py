"""Lines from before there was a log get their place in it too. One statement of its own, which holds up no writer."""

from django.db import migrations

NOTE = """
INSERT INTO ledger_waitinglines (noted_at, id, lines, districts)
SELECT clock_timestamp(), gen_random_uuid(), array_agg(id), array_agg(district_id)
  FROM (SELECT id, district_id, (row_number() OVER (ORDER BY id) - 1) / 5000 AS part FROM cases_historyline) AS numbered
 GROUP BY part ORDER BY part
"""  # what the trigger noted already is noted twice, which does no harm: a line gets one place


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_note_every_line")]

    operations = [migrations.RunSQL(NOTE, migrations.RunSQL.noop)]
