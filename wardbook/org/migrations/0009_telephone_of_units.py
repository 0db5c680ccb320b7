"""A unit has a telephone in official capacity."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0008_next_posts_and_charges"),
    ]

    operations = [
        migrations.AddField(
            model_name="unit",
            name="phone",
            field=models.CharField(blank=True, max_length=30),
        ),
    ]
