"""What the database itself refuses: changing, deleting, replacing or truncating the ledger.

The audit of the office is guarded likewise, but for rows older than the newest it keeps.

Each table's guards look only at that table, so that a later migration which remakes one of them
is not stopped half-way; the guards it drops are installed again after every migration.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

from wardbook.web.models import KEPT


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses ``event`` on ``table``; for rows where ``when`` holds, or always."""

    name: str
    table: str
    event: str  # UPDATE · DELETE · INSERT · TRUNCATE
    when: str = ""

    @property
    def sentence(self) -> str:
        return f"the ledger refuses {self.event} on {self.table}"


# The body of an erasure stays; another goes when a body stands that erases it.
_KEPT = (
    "OLD.erases_id IS NOT NULL"
    " OR NOT EXISTS (SELECT 1 FROM ledger_body WHERE erases_id = OLD.entry_id)"
)
_NEXT = "(SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_entry WHERE book_id = NEW.book_id)"
_REPLACED_ENTRY = "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)"
_REPLACED_BODY = (
    "EXISTS (SELECT 1 FROM ledger_body WHERE entry_id = NEW.entry_id OR erases_id = NEW.erases_id)"
)
_NOT_A_NEW_BOOK = (
    "NEW.seq <> 0 OR EXISTS (SELECT 1 FROM ledger_book WHERE id = NEW.id OR code = NEW.code)"
)
# A head moves by entries only: its name never changes, its number grows, its time follows.
_NOT_THE_NEXT_HEAD = (
    "NEW.id <> OLD.id OR NEW.code <> OLD.code OR NEW.sample <> OLD.sample"
    " OR NEW.seq < OLD.seq OR NEW.last_at < OLD.last_at"
    " OR (NEW.seq = OLD.seq) <> (NEW.chain_hash = OLD.chain_hash)"
    " OR (NEW.seq = OLD.seq AND NEW.last_at <> OLD.last_at)"
)
_RECENT = f"OLD.id > (SELECT MAX(id) - {KEPT} FROM web_auditevent)"  # noqa: S608 - a number of ours
_REPLACED_EVENT = "EXISTS (SELECT 1 FROM web_auditevent WHERE id = NEW.id)"

GUARDS = (
    Guard("ledger_entry_stays", "ledger_entry", "UPDATE"),
    Guard("ledger_entry_remains", "ledger_entry", "DELETE"),
    Guard("ledger_entry_follows", "ledger_entry", "INSERT", f"NEW.seq <> {_NEXT}"),
    Guard("ledger_body_stays", "ledger_body", "UPDATE"),
    Guard("ledger_body_remains", "ledger_body", "DELETE", _KEPT),
    Guard("ledger_book_stays", "ledger_book", "UPDATE", _NOT_THE_NEXT_HEAD),
    Guard("ledger_book_remains", "ledger_book", "DELETE", "OLD.seq > 0"),
    Guard("ledger_book_is_new", "ledger_book", "INSERT", _NOT_A_NEW_BOOK),
    Guard("web_auditevent_stays", "web_auditevent", "UPDATE"),
    Guard("web_auditevent_remains", "web_auditevent", "DELETE", _RECENT),
)
TABLES = frozenset(guard.table for guard in GUARDS)
# SQLite's REPLACE changes a row without an UPDATE. Its DELETE without WHERE fires the row guards;
# PostgreSQL's TRUNCATE does not.
_OF = {
    "sqlite": (
        Guard("ledger_entry_is_new", "ledger_entry", "INSERT", _REPLACED_ENTRY),
        Guard("ledger_body_is_new", "ledger_body", "INSERT", _REPLACED_BODY),
        Guard("web_auditevent_is_new", "web_auditevent", "INSERT", _REPLACED_EVENT),
    ),
    "postgresql": tuple(Guard(f"{table}_whole", table, "TRUNCATE") for table in sorted(TABLES)),
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every guard in place, replacing those that stand."""
    lift(connection)
    with connection.cursor() as cursor:
        for guard in _guards(connection):
            for statement in _create(connection, guard):
                cursor.execute(statement)


def lift(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away: for :func:`install`, and for the flush between tests."""
    with connection.cursor() as cursor:
        for guard in GUARDS + _OF["sqlite"] + _OF["postgresql"]:  # whatever once stood
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that do not stand exactly as written here."""
    standing = _standing(connection)
    return [
        guard.name
        for guard in _guards(connection)
        if standing.get(guard.name) != _kept(connection, guard)
    ]


def strangers(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers and rules on the tables that are no guards: they could undo a guard."""
    known = {guard.name for guard in _guards(connection)}
    return sorted(_standing(connection).keys() - known)


def _guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    return GUARDS + _OF[connection.vendor]


def _create(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """The statements that make ``guard``."""
    if connection.vendor == "sqlite":
        when = f"WHEN {guard.when} " if guard.when else ""
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
        ]
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$guard${_source(guard)}$guard$",
        _trigger(guard),
        f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}",
    ]


def _source(guard: Guard) -> str:
    """The body of the PostgreSQL function behind ``guard``."""
    refuse = f"RAISE EXCEPTION '{guard.sentence}';"
    body = f"IF {guard.when} THEN {refuse} END IF;" if guard.when else refuse
    kept = "OLD" if guard.event == "DELETE" else "NEW"
    return f"BEGIN {body} RETURN {'NULL' if guard.event == 'TRUNCATE' else kept}; END"


def _trigger(guard: Guard) -> str:
    """The PostgreSQL trigger of ``guard``, word by word as the database says it again."""
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    return (
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {guard.name}()"
    )


def _kept(connection: BaseDatabaseWrapper, guard: Guard) -> tuple[object, ...]:
    """What :func:`_standing` answers of a guard that stands."""
    if connection.vendor == "sqlite":
        return tuple(_create(connection, guard))
    return _trigger(guard), _source(guard), "plpgsql", "A"


_STANDING = {
    "sqlite": """SELECT name, sql FROM sqlite_master WHERE type = 'trigger'
        AND lower(tbl_name) IN ({tables})""",
    "postgresql": """SELECT tgname, pg_get_triggerdef(pg_trigger.oid, true), prosrc, lanname,
            tgenabled::text FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
        JOIN pg_language ON pg_language.oid = prolang
        WHERE NOT tgisinternal AND tgrelid::regclass::text IN ({tables})
        UNION ALL SELECT rulename, definition, '', '', '' FROM pg_rules
        WHERE tablename IN ({tables})""",
}


def _standing(connection: BaseDatabaseWrapper) -> dict[str, tuple[object, ...]]:
    """name → how it is defined, of every trigger and rule on the guarded tables."""
    tables = ", ".join(f"'{table}'" for table in sorted(TABLES))
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor].format(tables=tables))
        return {name: tuple(definition) for name, *definition in cursor.fetchall()}
