"""Every new history line is noted in its own transaction, whoever writes it; the lock on the table is held for a moment."""

from django.db import migrations

NOTE = """
SET LOCAL lock_timeout = '10s';
CREATE FUNCTION ledger_note_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO ledger_waitingline (id, district_id) SELECT id, district_id FROM new_lines ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_notes_lines AFTER INSERT ON cases_historyline
    REFERENCING NEW TABLE AS new_lines FOR EACH STATEMENT EXECUTE FUNCTION ledger_note_lines();
"""
UNDO = """
DROP TRIGGER ledger_notes_lines ON cases_historyline;
DROP FUNCTION ledger_note_lines();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("cases", "0005_case_hiding_valid")]

    operations = [migrations.RunSQL(NOTE, UNDO)]
