import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_drafts_and_presence"),
        ("figures", "0003_tallies_and_quotas"),
        ("ledger", "0001_books_and_entries"),
        ("org", "0001_units_people_posts"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitRating",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("period", models.CharField(max_length=40)),
                ("end_on", models.DateField()),
                ("kind", models.CharField(max_length=30)),
                ("rule", models.CharField(max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("self_rated", "Self Rated"),
                            ("proposed", "Proposed"),
                            ("decided", "Decided"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=20)),
                ("opened_at", models.DateTimeField()),
                ("released", models.PositiveIntegerField(blank=True, null=True)),
                ("version", models.PositiveIntegerField(default=0)),
                (
                    "book",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="ledger.book"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="ratings",
                        to="org.unit",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RatingStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "step",
                    models.CharField(
                        choices=[
                            ("self_rating", "Self Rating"),
                            ("proposal", "Proposal"),
                            ("decision", "Decision"),
                            ("adjust", "Adjust"),
                            ("cancel", "Cancel"),
                        ],
                        max_length=12,
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=20)),
                ("bound", models.CharField(default="exact", max_length=8)),
                ("common", models.CharField(blank=True, max_length=40, null=True)),
                ("task", models.CharField(blank=True, max_length=40, null=True)),
                ("reason", models.CharField(blank=True, max_length=1000)),
                ("document", models.CharField(blank=True, max_length=200)),
                ("decided_by", models.CharField(blank=True, max_length=200)),
                ("told", models.BooleanField(default=False)),
                ("outstanding", models.BooleanField(default=False)),
                ("stated", models.JSONField(default=dict)),
                ("evidence", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="org.tenure",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "rating",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to="figures.unitrating",
                    ),
                ),
            ],
            options={
                "ordering": ("rating", "number"),
            },
        ),
        migrations.CreateModel(
            name="RatingBreach",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rule", models.CharField(max_length=10)),
                ("message", models.CharField(max_length=300)),
                ("values", models.JSONField(default=list)),
                (
                    "step",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="breaches",
                        to="figures.ratingstep",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("step", "rule", "message"), name="rating_breach_once"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="unitrating",
            index=models.Index(fields=["book", "kind", "end_on"], name="unit_rating_by_group"),
        ),
        migrations.AddConstraint(
            model_name="unitrating",
            constraint=models.UniqueConstraint(
                fields=("book", "unit", "period"), name="rating_once_a_unit_and_period"
            ),
        ),
        migrations.AddConstraint(
            model_name="unitrating",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state__in", ["open", "self_rated", "proposed", "decided", "cancelled"])
                ),
                name="unit_rating_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="unitrating",
            constraint=models.CheckConstraint(
                condition=models.Q(("state", "decided"), ("level", ""), _connector="OR"),
                name="unit_rating_level_only_when_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.UniqueConstraint(
                fields=("rating", "number"), name="rating_step_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("number__gt", 0)), name="rating_step_from_one"
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("step__in", ["self_rating", "proposal", "decision", "adjust", "cancel"])
                ),
                name="rating_step_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("bound__in", ["exact", "at_least"])),
                name="rating_step_bound_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("level", ""), ("step", "cancel")),
                    models.Q(
                        models.Q(("step", "cancel"), _negated=True),
                        models.Q(("level", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rating_step_has_a_level_unless_it_cancels",
            ),
        ),
        migrations.AddConstraint(
            model_name="ratingstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("told", False),
                    models.Q(
                        models.Q(("decided_by", ""), _negated=True),
                        models.Q(("document", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="rating_told_by_whom_in_which_document",
            ),
        ),
    ]
