"""What is public tells in columns how it stands, so that lists need not read its words."""

import json
from datetime import date, datetime
from typing import Any

from django.db import migrations, models

_COLUMNS = ("place", "parent", "open", "since", "due", "ended")


def tell(apps: Any, _editor: Any) -> None:
    """Of each row that says so; of an erasure nothing does."""
    rows = apps.get_model("ledger", "Current").objects
    telling = rows.filter(entry__body__content__contains='"open":').select_related("entry__body")
    changed = [row for row in telling.iterator(chunk_size=500) if _told(row)]
    rows.bulk_update(changed, _COLUMNS, batch_size=100)


def _told(row: Any) -> bool:
    """Whether the row takes what its body says; what was tampered with is left to ``verify``."""
    try:
        said = json.loads(row.entry.body.content)
        row.open, row.place = said["open"], said.get("place_code") or ""
        parent = said.get("parent")
        row.parent = f"{parent['kind']}/{parent['code']}" if parent else ""
        row.since, row.due, row.ended = (_day(said.get(name)) for name in ("since", "due", "ended"))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return isinstance(row.open, bool)


def _day(moment: str | None) -> date | None:
    return datetime.fromisoformat(moment).date() if moment else None


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_fewer_indexes")]

    operations = [
        migrations.AddField(
            "current",
            "place",
            models.CharField(blank=True, max_length=60, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "current",
            "parent",
            models.CharField(blank=True, max_length=200, default=""),
            preserve_default=False,
        ),
        migrations.AddField("current", "open", models.BooleanField(null=True)),
        migrations.AddField("current", "since", models.DateField(null=True)),
        migrations.AddField("current", "due", models.DateField(null=True)),
        migrations.AddField("current", "ended", models.DateField(null=True)),
        migrations.AddIndex(
            "current",
            models.Index(
                fields=["topic", "place", "open", "due", "since", "ended", "entry"],
                condition=models.Q(open__isnull=False),
                name="current_by_standing",
            ),
        ),
        migrations.AddIndex(
            "current",
            models.Index(
                fields=["book", "parent"], condition=~models.Q(parent=""), name="current_by_parent"
            ),
        ),
        migrations.RunPython(tell, migrations.RunPython.noop),
    ]
