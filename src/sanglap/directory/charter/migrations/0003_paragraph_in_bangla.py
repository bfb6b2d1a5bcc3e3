from django.db import migrations, models


class Migration(migrations.Migration):
    """The paragraph of a clock in the country's first language; cue words are read from the pack and no longer kept.

    The table of cue words stays until the release after this one: workers of the release before may still load a pack.
    """

    dependencies = [("charter", "0002_edited_routing")]

    operations = [
        migrations.AddField(
            model_name="clock",
            name="paragraph_bn",
            field=models.CharField(blank=True, db_default="", default="", max_length=300),
        ),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel(name="Cue")]),
    ]
