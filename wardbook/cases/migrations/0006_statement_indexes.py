from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_ratings_and_spent_tokens"),
        ("ledger", "0001_books_and_entries"),
        ("org", "0006_hours_and_notices"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                fields=[
                    "unit",
                    "kind",
                    "submitted_at",
                    "ended_at",
                    "delivered_at",
                    "state",
                    "origin",
                    "opened_at",
                ],
                name="case_in_statement",
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(fields=["recorded_at", "at", "case"], name="move_by_record"),
        ),
    ]
