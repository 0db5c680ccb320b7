"""The rows of every table of Wardbook as lines of JSON, and back."""

import json
from base64 import b64encode
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import islice

from django.apps import apps
from django.apps.registry import Apps
from django.contrib.sessions.base_session import AbstractBaseSession
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

BATCH = 500
Table = type[Model]


def tables(registry: Apps = apps) -> dict[str, Table]:
    """Name ("org.unit") → model, of the packages of Wardbook, as ``registry`` knows them.

    Without sessions: whoever holds a backup could go on with one that was open.
    """
    labels = [one.label for one in apps.get_app_configs() if one.name.startswith("wardbook.")]
    return {
        f"{label}.{name}": table
        for label in sorted(labels)
        for name, table in sorted(registry.all_models[label].items())
        if table._meta.managed and not table._meta.proxy
        if not issubclass(apps.all_models[label].get(name, Model), AbstractBaseSession)
    }


def lines(table: Table) -> Iterator[bytes]:
    """A line for each row, by primary key: an object of its columns, as exact text."""
    names = [field.attname for field in table._meta.local_concrete_fields]
    rows = table._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        said = dict(zip(names, row, strict=True))
        text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=_plain)
        yield f"{text}\n".encode()


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, bytes | memoryview):
        return b64encode(value).decode()
    raise TypeError(f"no plain text for {type(value).__name__}")


def load(table: Table, source: Iterable[bytes]) -> None:
    """Store the rows of ``source`` under the keys they had."""
    fields = {field.attname: field for field in table._meta.local_concrete_fields}
    rows = (
        table(**{name: fields[name].to_python(value) for name, value in json.loads(line).items()})
        for line in source
    )
    while batch := list(islice(rows, BATCH)):
        table._base_manager.bulk_create(batch)


def count_on(stored: Iterable[Table]) -> None:
    """Let new rows be numbered after those that were stored with their keys."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(stored)):
            cursor.execute(statement)
