"""Everything open, by its date and by who owes it, for the lists of the loop."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0008_reminders"),
        ("ledger", "0001_books_and_entries"),
        ("org", "0009_telephone_of_units"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=[
                    "book",
                    "due_at",
                    "submitted_at",
                    "waits_on",
                    "kind",
                    "state",
                    "unit",
                    "post",
                    "released_at",
                    "field",
                    "ended_at",
                ],
                name="case_open_by_date",
            ),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=[
                    "book",
                    "post",
                    "kind",
                    "due_at",
                    "waits_on",
                    "state",
                    "unit",
                    "released_at",
                    "ended_at",
                ],
                name="case_open_by_post",
            ),
        ),
    ]
