"""A notice says how often it was tried; it is due on a day."""

from datetime import date

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_drafts_and_scans")]

    operations = [
        migrations.RemoveConstraint(model_name="notice", name="notice_once"),
        migrations.AlterField(
            model_name="notice",
            name="due_on",
            field=models.DateField(default=date(2026, 1, 1)),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="notice",
            name="tries",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["channel", "sent_at", "due_on"], name="notice_to_tell"),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("sent_by__isnull", True), ("sent_at__isnull", False), _connector="OR"
                ),
                name="notice_told_when_and_by_whom",
            ),
        ),
    ]
