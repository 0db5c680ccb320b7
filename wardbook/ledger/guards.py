"""What the database itself refuses: changing, deleting, replacing or truncating the ledger.

Each table's guards look only at that table, so that a later migration which remakes one of them
is not stopped half-way; the guards it drops are installed again after every migration.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper


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


_ERASED = (
    "EXISTS (SELECT 1 FROM ledger_body WHERE verb = 'erase' AND key = 'entry/' || OLD.entry_id)"
)
_NEXT = "(SELECT COALESCE(MAX(seq), 0) + 1 FROM ledger_entry WHERE book_id = NEW.book_id)"
_REPLACED_ENTRY = "EXISTS (SELECT 1 FROM ledger_entry WHERE id = NEW.id)"
_REPLACED_BODY = "EXISTS (SELECT 1 FROM ledger_body WHERE entry_id = NEW.entry_id)"

GUARDS = (
    Guard("ledger_entry_stays", "ledger_entry", "UPDATE"),
    Guard("ledger_entry_remains", "ledger_entry", "DELETE"),
    Guard("ledger_entry_follows", "ledger_entry", "INSERT", f"NEW.seq <> {_NEXT}"),
    Guard("ledger_entry_is_new", "ledger_entry", "INSERT", _REPLACED_ENTRY),
    Guard("ledger_body_stays", "ledger_body", "UPDATE"),
    Guard("ledger_body_remains", "ledger_body", "DELETE", f"NOT {_ERASED}"),
    Guard("ledger_body_is_new", "ledger_body", "INSERT", _REPLACED_BODY),
    Guard(
        "ledger_book_stays",
        "ledger_book",
        "UPDATE",
        "NEW.code <> OLD.code OR NEW.sample <> OLD.sample OR NEW.seq < OLD.seq",
    ),
    Guard("ledger_book_remains", "ledger_book", "DELETE", "OLD.seq > 0"),
)
TABLES = frozenset(guard.table for guard in GUARDS)
_TRUNCATES = tuple(Guard(f"{table}_whole", table, "TRUNCATE") for table in sorted(TABLES))


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
        for guard in _guards(connection):
            on = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of guards that do not stand exactly as written here."""
    standing = _standing(connection)
    return [
        guard.name
        for guard in _guards(connection)
        if standing.get(guard.name) != _create(connection, guard)[0]
    ]


def _guards(connection: BaseDatabaseWrapper) -> tuple[Guard, ...]:
    """SQLite has no TRUNCATE; its DELETE without WHERE fires the row guards."""
    return GUARDS if connection.vendor == "sqlite" else GUARDS + _TRUNCATES


def _create(connection: BaseDatabaseWrapper, guard: Guard) -> list[str]:
    """The statements that make ``guard``; the first is the one whose text the database keeps."""
    if connection.vendor == "sqlite":
        when = f"WHEN {guard.when} " if guard.when else ""
        return [
            f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} {when}"
            f"BEGIN SELECT RAISE(ABORT, '{guard.sentence}'); END"
        ]
    refuse = f"RAISE EXCEPTION '{guard.sentence}';"
    body = f"IF {guard.when} THEN {refuse} END IF;" if guard.when else refuse
    kept = "OLD" if guard.event == "DELETE" else "NEW"
    each = "STATEMENT" if guard.event == "TRUNCATE" else "ROW"
    source = f"BEGIN {body} RETURN {kept if each == 'ROW' else 'NULL'}; END"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$guard${source}$guard$",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} "
        f"FOR EACH {each} EXECUTE FUNCTION {guard.name}()",
        f"ALTER TABLE {guard.table} ENABLE ALWAYS TRIGGER {guard.name}",
    ]


def _standing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """name → the statement that would make it, of each guard the database holds and obeys."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            return dict(cursor.fetchall())
        cursor.execute(
            "SELECT tgname, 'CREATE OR REPLACE FUNCTION ' || proname || '() RETURNS trigger "
            "LANGUAGE plpgsql AS $guard$' || prosrc || '$guard$' "
            "FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid "
            "WHERE NOT tgisinternal AND tgenabled = 'A'"
        )
        return dict(cursor.fetchall())
