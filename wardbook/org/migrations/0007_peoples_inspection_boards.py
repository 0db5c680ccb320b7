"""A body may be a people's inspection board."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("org", "0006_hours_and_notices")]

    operations = [
        migrations.RemoveConstraint(model_name="unit", name="unit_kind_known"),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "province",
                            "municipality",
                            "district",
                            "ward",
                            "commune",
                            "special_zone",
                            "party_committee",
                            "inspection_committee",
                            "party_cell",
                            "peoples_council",
                            "peoples_committee",
                            "division",
                            "one_stop_desk",
                            "fatherland_front",
                            "mass_organisation",
                            "residential_group",
                            "peoples_inspection_board",
                        ],
                    )
                ),
                name="unit_kind_known",
            ),
        ),
    ]
