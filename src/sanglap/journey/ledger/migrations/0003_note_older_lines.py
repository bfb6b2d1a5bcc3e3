"""Lines from before there was a log get their place in it too. One statement of its own, which holds up no writer."""

from django.db import migrations

NOTE = "INSERT INTO ledger_waitingline (id, district_id) SELECT id, district_id FROM cases_historyline ON CONFLICT DO NOTHING"


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_note_every_line")]

    operations = [migrations.RunSQL(NOTE, migrations.RunSQL.noop)]
