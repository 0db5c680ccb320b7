"""Statements of almost every request: their SQL is composed once, and only filled in.

For a row by its number Django spends ten times as long on composing the SQL as the database does
on answering. A prepared query is written like any other, with :class:`Given` where a value comes
later; what it answers is read anew every time, and nothing of it is kept. What is written so
(:class:`Insert`, :class:`Update`) is what ``bulk_create`` and ``update`` of a queryset would write.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import local
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import AutoField, Expression, Field, IntegerField, Model, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=Model)
_populators: Any = get_related_populators  # its stub is that of a later Django


class Given(Expression):
    """A value of the type of ``field`` that is given, by name, when the statement is run."""

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
            values = _filled(composed.values, given)
        except EmptyResultSet:
            return []
        with connection.cursor() as cursor:
            cursor.execute(composed.sql, values)
            rows = cursor.fetchall()
        return [composed.built(row) for row in rows]


class Update:
    """``columns`` of the rows of a queryset become what is given; answers how many rows it were."""

    def __init__(self, compose: Callable[[], QuerySet[Any]], *columns: str) -> None:
        self._compose, self._columns, self._kept = compose, columns, local()

    def __call__(self, **given: Any) -> int:
        if not hasattr(self._kept, "statement"):
            self._kept.statement = self._statement()
        sql, values = self._kept.statement
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(values, given))
            return int(cursor.rowcount)

    def _statement(self) -> Any:
        rows = self._compose()
        query: Any = rows.query.chain(UpdateQuery)
        named = {name: rows.model._meta.get_field(name) for name in self._columns}
        query.add_update_fields([(one, None, Given(name, one)) for name, one in named.items()])
        return query.get_compiler(connection=connection).as_sql()


class Insert(Generic[M]):
    """New rows of ``model``, in one statement that is composed once for each number of rows."""

    def __init__(self, model: type[M]) -> None:
        self._model, self._kept = model, local()
        fields: Any = model._meta.concrete_fields
        self._fields = [one for one in fields if not isinstance(one, AutoField)]

    def __call__(self, *rows: M) -> None:
        """Each row has its number afterwards."""
        values = [value for row in rows for value in self._values(row)]
        with connection.cursor() as cursor:
            cursor.execute(self._sql(len(rows)), values)
            numbers = cursor.fetchall()
        for row, (number,) in zip(rows, numbers, strict=True):
            row.pk, row._state.adding, row._state.db = number, False, connection.alias

    def _values(self, row: Any) -> list[Any]:
        row._prepare_related_fields_for_save("insert")  # numbers of rows that were new themselves
        fields = self._fields
        return [one.get_db_prep_save(one.pre_save(row, add=True), connection) for one in fields]

    def _sql(self, count: int) -> str:
        kept: dict[Any, str] = self._kept.__dict__
        if count not in kept:
            given = {one.attname: Given(one.attname, one) for one in self._fields}
            query: Any = InsertQuery(self._model)
            query.insert_values(self._fields, [self._model(**given) for _ in range(count)])
            compiler = query.get_compiler(connection=connection)
            compiler.returning_fields = [self._model._meta.pk]
            ((kept[count], _),) = compiler.as_sql()
        return kept[count]


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

    def built(self, found: tuple[Any, ...]) -> Any:
        row = list(found)
        for at, convert, expression in self.converters:
            row[at] = convert(row[at], expression, connection)
        names, first = self.names, self.first
        made = self.model.from_db(connection.alias, names, row[first : first + len(names)])
        for one in self.related:
            one.populate(row, made)
        return made


def _filled(values: tuple[Any, ...], given: dict[str, Any]) -> list[Any]:
    return [_value(one, given) if isinstance(one, Given) else one for one in values]


def _value(one: Given, given: dict[str, Any]) -> Any:
    """As the database takes it; a number that no row can have raises ``EmptyResultSet``."""
    value, field = given[one.name], one.output_field
    if isinstance(field, IntegerField) and value is not None:
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
