"""The name of whom a case belongs to has a column, by which a second dossier is found at once.

`wardbook migrate` fills it for the cases that are there.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_fewer_indexes")]

    operations = [
        migrations.AddField(
            "case",
            "folded_name",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "case",
            models.Index(fields=["unit", "folded_name", "submitted_at"], name="case_by_name"),
        ),
    ]
