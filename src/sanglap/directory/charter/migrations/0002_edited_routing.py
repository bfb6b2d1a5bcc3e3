"""An administrator's routes outlive the next load of the country pack."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("charter", "0001_initial")]

    operations = [
        migrations.AddField(model_name="topic", name="routing_edited_at", field=models.DateTimeField(null=True)),
        migrations.AddField(
            model_name="country", name="routing_version", field=models.PositiveIntegerField(default=1, db_default=1)
        ),
    ]
