"""Why somebody came to a post or left it, the next one, and which area a post answers for."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("org", "0007_peoples_inspection_boards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Charge",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=40)),
                ("start_on", models.DateField()),
                ("end_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(max_length=400)),
                ("released_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="tenure",
            name="began_by",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="tenure",
            name="began_paper",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="tenure",
            name="began_reason",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="tenure",
            name="ended_by",
            field=models.CharField(blank=True, max_length=30),
        ),
        migrations.AddField(
            model_name="tenure",
            name="ended_paper",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="tenure",
            name="ended_reason",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="tenure",
            name="follows",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="followed",
                to="org.tenure",
            ),
        ),
        migrations.AddConstraint(
            model_name="tenure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("follows__isnull", True),
                    models.Q(("follows", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="tenure_follows_another",
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="post",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="org.post"
            ),
        ),
        migrations.AddField(
            model_name="charge",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="charges", to="org.unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="charge",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("start_on__isnull", True),
                    ("end_on__isnull", True),
                    ("end_on__gt", models.F("start_on")),
                    _connector="OR",
                ),
                name="charge_ends_after_start",
            ),
        ),
    ]
