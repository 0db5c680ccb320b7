from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0004_ratings"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="ratingstep",
            name="recorded_at",
        ),
        migrations.AddField(
            model_name="ratingstep",
            name="decided_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
