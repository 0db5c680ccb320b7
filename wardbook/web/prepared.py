"""Rows that almost every request asks for: their SQL is composed once, and only filled in.

For a row by its number Django spends ten times as long on composing the SQL as the database does
on answering. A prepared query is written like any other, with :class:`Given` where a value comes
later; what it answers is read anew every time, and nothing of it is kept.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import local
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Field, IntegerField, Model, QuerySet
from django.db.models.query import get_related_populators

M = TypeVar("M", bound=Model)
_populators: Any = get_related_populators  # its stub is that of a later Django


class Given(Expression):
    """A value of the type of ``field`` that is given, by name, when the rows are asked for."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        return "%s", [self]


class Prepared(Generic[M]):
    """The rows of the queryset that ``compose`` gives; its SQL is kept for each thread."""

    def __init__(self, compose: Callable[[], QuerySet[M]]) -> None:
        self._compose, self._kept = compose, local()

    def __call__(self, **given: Any) -> list[M]:
        if not hasattr(self._kept, "composed"):
            self._kept.composed = _composed(self._compose())
        composed: _Composed = self._kept.composed
        try:
            values = composed.filled(given)
        except EmptyResultSet:
            return []
        with connection.cursor() as cursor:
            cursor.execute(composed.sql, values)
            rows = cursor.fetchall()
        return [composed.built(row) for row in rows]


@dataclass(frozen=True, slots=True)
class _Composed:
    """What Django makes of a queryset on the way to its rows."""

    sql: str
    values: tuple[Any, ...]  # those of the queryset, and what is given
    converters: tuple[tuple[int, Any, Any], ...]  # of which column, how, and its expression
    model: type[Model]
    names: list[str]
    first: int
    related: list[Any]

    def filled(self, given: dict[str, Any]) -> list[Any]:
        return [_value(one, given) if isinstance(one, Given) else one for one in self.values]

    def built(self, found: tuple[Any, ...]) -> Any:
        row = list(found)
        for at, convert, expression in self.converters:
            row[at] = convert(row[at], expression, connection)
        names, first = self.names, self.first
        made = self.model.from_db(connection.alias, names, row[first : first + len(names)])
        for one in self.related:
            one.populate(row, made)
        return made


def _value(one: Given, given: dict[str, Any]) -> Any:
    """As the database takes it; a number that no row can have raises ``EmptyResultSet``."""
    value, field = given[one.name], one.output_field
    if isinstance(field, IntegerField):
        least, most = connection.ops.integer_field_range(field.get_internal_type())
        if not least <= int(value) <= most:
            raise EmptyResultSet
    return field.get_db_prep_value(value, connection)


def _composed(rows: QuerySet[Any]) -> _Composed:
    compiler: Any = rows.query.get_compiler(connection=connection)
    sql, values = compiler.as_sql()
    select, about = compiler.select, compiler.klass_info
    columns = about["select_fields"]
    converters = compiler.get_converters([expression for expression, _, _ in select])
    return _Composed(
        sql=sql,
        values=tuple(values),
        converters=tuple(
            (at, one, expression)
            for at, (several, expression) in converters.items()
            for one in several
        ),
        model=about["model"],
        names=[select[at][0].target.attname for at in columns],
        first=columns[0],
        related=_populators(about, select, connection.alias),
    )
