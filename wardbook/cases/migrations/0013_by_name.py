"""The name of whom a case belongs to has a column, by which a second dossier is found at once."""

from typing import Any

from django.db import migrations, models

from wardbook.lib.text import fold


def tell(apps: Any, _editor: Any) -> None:
    rows = apps.get_model("cases", "Case").objects
    named = rows.filter(kind__in=["dossier", "feedback"]).only("fields")
    names = {row.pk: _name(row.fields) for row in named.iterator(chunk_size=500)}
    for number, name in names.items():
        rows.filter(pk=number).update(whose=name)


def _name(fields: dict[str, Any]) -> str:
    return fold(str(fields.get("applicant", ""))).strip()[:200]


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_fewer_indexes")]

    operations = [
        migrations.AddField(
            "case",
            "whose",
            models.CharField(blank=True, default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddIndex(
            "case",
            models.Index(
                fields=["unit", "whose", "submitted_at"],
                condition=~models.Q(whose=""),
                name="case_by_name",
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
