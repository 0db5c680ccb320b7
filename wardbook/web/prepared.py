"""Statements of almost every request: their SQL is composed once, and only filled in.

For a row by its number Django spends ten times as long on composing the SQL as the database does
on answering. A prepared query is written like any other, with :class:`Given` where a value comes
later; what it answers is read anew every time, and nothing of it is kept. What is written so
(:class:`Insert`, :class:`Update`) is what ``bulk_create`` and ``update`` of a queryset would write,
on PostgreSQL both as one statement where one follows from the other (:meth:`Update.with_new`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from operator import attrgetter, methodcaller
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models import (
    AutoField,
    CharField,
    Expression,
    Field,
    ForeignKey,
    IntegerField,
    Model,
    QuerySet,
    TextField,
)
from django.db.models.base import ModelState
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=Model)
FEW = 8  # rows that a step may write into one table
_ROWS, _COUNT = methodcaller("fetchall"), attrgetter("rowcount")


class Given(Expression):
    """A value of the type of ``field`` that is given, by name, when the statement is run."""

    def __init__(self, name: str, field: "Field[Any, Any]") -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        return "%s", [self]


class Prepared(Generic[M]):
    """The rows of the queryset that ``compose`` gives."""

    def __init__(self, compose: Callable[[], QuerySet[M]]) -> None:
        self._compose = compose

    @cached_property
    def _composed(self) -> "_Composed":
        return _composed(self._compose())

    def __call__(self, **given: Any) -> list[M]:
        composed, line = self._composed, _line()
        try:
            values = composed.values.filled(given, line)
        except EmptyResultSet:
            return []
        return composed.built(_run(composed.sql, values, line, _ROWS), line)


class Update:
    """``columns`` of the rows of a queryset become what is given; answers how many rows it were."""

    def __init__(self, compose: Callable[[], QuerySet[Any]], *columns: str) -> None:
        self._compose, self._columns = compose, columns

    def __call__(self, **given: Any) -> int:
        (sql, values), line = self._statement, _line()
        try:
            filled = values.filled(given, line)
        except EmptyResultSet:
            return 0
        return int(_run(sql, filled, line, _COUNT))

    def with_new(self, insert: "Insert[Any]", *rows: Model, **given: Any) -> int:
        """One row becomes what is given and, where it was there, ``rows`` are new.

        PostgreSQL takes both as one statement: every message to it is one more wait.
        """
        line = _line()
        if line.vendor == "postgresql" and len(rows) <= FEW:
            sql, values = self._statement
            try:
                return insert.written(rows, sql, values.filled(given, line))
            except EmptyResultSet:
                return 0
        changed = self(**given)
        if changed:
            insert(*rows)
        return changed

    @cached_property
    def _statement(self) -> "tuple[str, _Values]":
        rows = self._compose()
        query: Any = rows.query.chain(UpdateQuery)
        named = {name: rows.model._meta.get_field(name) for name in self._columns}
        query.add_update_fields([(one, None, Given(name, one)) for name, one in named.items()])
        sql, values = query.get_compiler(connection=_line()).as_sql()
        return sql, _values(values)


class Insert(Generic[M]):
    """New rows of ``model``, in one statement that is composed once for each number of rows.

    More than ``FEW`` go Django's own way, which parts them as the database can take them.
    """

    def __init__(self, model: type[M]) -> None:
        self._model = model
        self._kept: dict[tuple[int, str], str] = {}
        fields: Any = model._meta.concrete_fields
        self._fields = [one for one in fields if not isinstance(one, AutoField)]

    def __call__(self, *rows: M) -> None:
        """Each row has its number afterwards."""
        if len(rows) > FEW:
            self._model._default_manager.bulk_create(rows)
            return
        self.written(rows)

    def written(self, rows: Sequence[M], after: str = "", given: Sequence[Any] = ()) -> int:
        """Write the rows ``after`` a change of one row, if there is one; answers if they were."""
        line = _line()
        values = [*given, *(value for row in rows for value in self._values(row, line))]
        numbers = _run(self._sql(len(rows), after), values, line, _ROWS)
        if after and not numbers:
            return 0
        for row, (number,) in zip(rows, numbers, strict=True):
            row.pk, row._state.adding, row._state.db = number, False, line.alias
        return 1

    def _values(self, row: Any, line: BaseDatabaseWrapper) -> list[Any]:
        row._prepare_related_fields_for_save("insert")  # numbers of rows that were new themselves
        fields = self._fields
        return [_sent(one, one.pre_save(row, add=True), line) for one in fields]

    def _sql(self, count: int, after: str) -> str:
        found = self._kept.get((count, after))
        if found is None:
            found = self._sql_after(after, count) if after else self._sql_alone(count)
            self._kept[count, after] = found
        return found

    def _sql_alone(self, count: int) -> str:
        given = {one.attname: Given(one.attname, one) for one in self._fields}
        query: Any = InsertQuery(self._model)
        query.insert_values(self._fields, [self._model(**given) for _ in range(count)])
        compiler = query.get_compiler(connection=_line())
        compiler.returning_fields = [self._model._meta.pk]
        ((sql, _),) = compiler.as_sql()
        return str(sql)

    def _sql_after(self, change: str, count: int) -> str:
        """Selected from what was changed, so that the change comes first and may forbid the rest.

        Parts of a union are appended one after the other, and so are the numbers that come back.
        The types are without their lengths: to those the database would cut what is too long.
        """
        line, about = _line(), self._model._meta
        name, key = line.ops.quote_name, str(about.pk.column)
        types = [str(one.db_type(line)).partition("(")[0] for one in self._fields]
        row = f"SELECT {', '.join(f'%s::{one}' for one in types)} FROM changed"  # noqa: S608 - of models alone
        columns = ", ".join(name(one.column) for one in self._fields)
        return (
            f"WITH changed AS ({change} RETURNING 1) INSERT INTO {name(about.db_table)} ({columns})"
            f" {' UNION ALL '.join([row] * count)} RETURNING {name(key)}"
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """A model in a row: its columns from ``first`` on, its key among them, and what is joined."""

    model: type[Model]
    names: tuple[str, ...]
    first: int
    key: int
    join: Any
    join_back: Any
    converters: tuple[tuple[str, Any, Any], ...]  # of which column, how, and its expression
    parts: tuple["_Part", ...]

    def built(self, row: tuple[Any, ...], line: BaseDatabaseWrapper, known: dict[Any, Any]) -> Any:
        """As ``Model.from_db`` makes it, without the signals, which nothing here listens to.

        What is joined to several rows is read once, and is one object.
        """
        found = known.get((self.first, row[self.key]))
        if found is not None:
            return found
        made, state = self.model.__new__(self.model), ModelState()
        state.adding, state.db = False, line.alias
        said = vars(made)
        columns = row[self.first : self.first + len(self.names)]
        said.update(zip(self.names, columns, strict=True), _state=state)
        for name, convert, expression in self.converters:
            if said[name] is not None:  # which no field of ours makes anything of
                said[name] = convert(said[name], expression, line)
        known[self.first, row[self.key]] = made
        for part in self.parts:
            joined = None if row[part.key] is None else part.built(row, line, known)
            part.join(made, joined)
            if joined is not None:
                part.join_back(joined, made)
        return made


@dataclass(frozen=True, slots=True)
class _Composed:
    """What Django makes of a queryset on the way to its rows."""

    sql: str
    values: "_Values"
    whole: _Part
    named: tuple[tuple[str, int], ...]  # columns that it is annotated with, given as they come

    def built(self, rows: Sequence[tuple[Any, ...]], line: BaseDatabaseWrapper) -> list[Any]:
        known: dict[Any, Any] = {}
        found = [self.whole.built(row, line, known) for row in rows]
        for name, at in self.named:
            for made, row in zip(found, rows, strict=True):
                setattr(made, name, row[at])
        return found


def _composed(rows: QuerySet[Any]) -> _Composed:
    compiler: Any = rows.query.get_compiler(connection=_line())
    sql, values = compiler.as_sql()
    converters = compiler.get_converters([expression for expression, _, _ in compiler.select])
    return _Composed(
        sql=sql,
        values=_values(values),
        whole=_part(compiler.klass_info, compiler.select, converters),
        named=tuple(compiler.annotation_col_map.items()),
    )


def _part(about: dict[str, Any], select: Any, converters: dict[int, Any]) -> _Part:
    model, columns = about["model"], about["select_fields"]
    names = tuple(select[at][0].target.attname for at in columns)
    joined = about.get("related_klass_infos", ())
    return _Part(
        model=model,
        names=names,
        first=columns[0],
        key=columns[names.index(model._meta.pk.attname)],
        join=about.get("local_setter"),
        join_back=about.get("remote_setter"),
        converters=tuple(
            (name, one, converters[at][1])
            for name, at in zip(names, columns, strict=True)
            if at in converters
            for one in converters[at][0]
        ),
        parts=tuple(_part(one, select, converters) for one in joined),
    )


@dataclass(frozen=True, slots=True)
class _Values:
    """Those of the queryset in their places, and the names in the places of what is given."""

    fields: dict[str, Any]
    places: tuple[tuple[bool, Any], ...]

    def filled(self, given: dict[str, Any], line: BaseDatabaseWrapper) -> list[Any]:
        """What is given is made ready once, however many its places are."""
        sent = {name: _value(field, given[name], line) for name, field in self.fields.items()}
        return [sent[one] if is_given else one for is_given, one in self.places]


def _values(composed: Iterable[Any]) -> _Values:
    values = tuple(composed)
    return _Values(
        fields={one.name: one.output_field for one in values if isinstance(one, Given)},
        places=tuple(
            (True, one.name) if isinstance(one, Given) else (False, one) for one in values
        ),
    )


def _value(field: Any, value: Any, line: BaseDatabaseWrapper) -> Any:
    """As the database takes it; a number that no row can have raises ``EmptyResultSet``."""
    if isinstance(field, IntegerField) and value is not None:
        least, most = line.ops.integer_field_range(field.get_internal_type())
        if not least <= int(value) <= most:
            raise EmptyResultSet
    return _sent(field, value, line)


def _sent(field: Any, value: Any, line: BaseDatabaseWrapper) -> Any:
    """A value as the database takes it; text and whole numbers are taken as they are."""
    if value is None or isinstance(field, _AS_IT_IS.get(type(value), ())):
        return value
    return field.get_db_prep_save(value, line)


# By the type of a value: fields that make nothing else of it.
_AS_IT_IS: dict[type, tuple[type["Field[Any, Any]"], ...]] = {
    str: (CharField, TextField),
    int: (IntegerField, ForeignKey),
}


def rows_of(sql: str, values: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Those that a statement of our own answers; its values stand as ``%s``."""
    found: list[tuple[Any, ...]] = _run(sql, values, _line(), _ROWS)
    return found


def _run(sql: str, values: Sequence[Any], line: Any, read: Callable[[Any], Any]) -> Any:
    """What ``read`` finds in a cursor that ran a statement.

    The driver's own cursor is asked, as nothing that Django's does besides is wanted here: it looks
    anew for what to spell differently in a text that never changes. Who counts statements sees
    them by Django's all the same. Not done here: health checks of a connection, which are not set.
    """
    line.ensure_connection()
    ours = line.vendor == "postgresql"
    if line.execute_wrappers or line.queries_logged:
        with line._prepare_cursor(_cursor(line)) if ours else line.cursor() as watched:
            watched.execute(sql, values)
            return read(watched)
    line.validate_no_broken_transaction()
    with line.wrap_database_errors:
        cursor = _cursor(line)
        cursor.execute(sql if ours else _spelt(sql), values)
        return read(cursor)


def _cursor(line: Any) -> Any:
    """On PostgreSQL one whose statements are planned once for a connection, not each time.

    Django's own puts the values into the text there, so that no two texts are alike.
    """
    return line.Database.Cursor(line.connection)


@lru_cache(maxsize=512)
def _spelt(sql: str) -> str:
    """As SQLite's driver wants it: ``?`` for a value."""
    return FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


def _line() -> BaseDatabaseWrapper:
    """The connection of this thread itself: what stands for it is looked through each time."""
    return connections[DEFAULT_DB_ALIAS]
