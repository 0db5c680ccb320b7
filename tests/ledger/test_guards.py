"""What the database refuses by itself."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from tests import make
from wardbook.ledger import guards
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Body, Book, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def book() -> Book:
    book = make.book()
    make.entry(book, audience="public")
    make.entry(book)
    erase(book.entries.get(seq=2), by="x", at=make.AT, reason="theo luật")
    return Book.objects.get(pk=book.pk)


REFUSED = [
    "UPDATE ledger_entry SET audience = 'office'",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_body SET content = '{}'",
    "DELETE FROM ledger_body",
    "DELETE FROM ledger_book",
    "UPDATE ledger_book SET chain_hash = '0'",
    "UPDATE ledger_book SET last_at = '2999'",
    "UPDATE ledger_book SET seq = seq + 1, last_at = ''",
    "UPDATE ledger_book SET seq = seq + 1",
    "UPDATE ledger_book SET id = 77",
    "INSERT INTO ledger_book (code, sample, seq, chain_hash, last_at)"
    " SELECT 'forged', sample, seq, chain_hash, last_at FROM ledger_book",
    "UPDATE ledger_book SET code = 'other'",
    "UPDATE ledger_book SET seq = 0, last_at = ''",
    "INSERT INTO ledger_entry (book_id, seq, audience, entry_hash, chain_hash)"
    " SELECT book_id, seq + 5, audience, entry_hash, chain_hash FROM ledger_entry",
]
WAYS_AROUND = {
    "sqlite": [
        "REPLACE INTO ledger_entry SELECT id, seq, 'office', entry_hash, chain_hash, book_id"
        " FROM ledger_entry",
        "REPLACE INTO ledger_book (id, code, sample, seq, chain_hash, last_at)"
        " SELECT id, code, 1, 0, '', '' FROM ledger_book",
        "REPLACE INTO ledger_book (code, sample, seq, chain_hash, last_at)"
        " SELECT code, 1, 0, '', '' FROM ledger_book",
        "REPLACE INTO ledger_body (entry_id, salt, at, by, verb, key, content, erases_id)"
        " SELECT 99, salt, at, by, 'erase', key, '', erases_id FROM ledger_body"
        " WHERE erases_id IS NOT NULL",
        "INSERT INTO ledger_body SELECT * FROM ledger_body",
        "INSERT OR REPLACE INTO ledger_body SELECT * FROM ledger_body",
        "UPDATE OR REPLACE ledger_body SET salt = x'00'",
    ],
    "postgresql": [
        "TRUNCATE ledger_body",
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_book CASCADE",
        "INSERT INTO ledger_entry (id, book_id, seq, audience, entry_hash, chain_hash)"
        " SELECT id, book_id, 4, 'office', '', '' FROM ledger_entry WHERE seq = 3"
        " ON CONFLICT (id) DO UPDATE SET audience = 'office'",
        "INSERT INTO ledger_body SELECT * FROM ledger_body"
        " ON CONFLICT (entry_id) DO UPDATE SET content = '{}'",
        "INSERT INTO ledger_book (code, sample, seq, chain_hash, last_at)"
        " SELECT code, true, 0, '', '' FROM ledger_book"
        " ON CONFLICT (code) DO UPDATE SET sample = true",
    ],
}


def refuses(statement: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            connection.check_constraints()  # none may wait, or TRUNCATE fails for that reason
            cursor.execute(statement)
    except DatabaseError as error:
        return "the ledger refuses" in str(error)
    return False


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("statement", REFUSED)
def test_the_database_refuses(statement: str) -> None:
    assert refuses(statement)


@pytest.mark.usefixtures("book")
def test_each_database_refuses_its_own_ways_around() -> None:
    for statement in WAYS_AROUND[connection.vendor]:
        assert refuses(statement), statement


def test_the_orm_cannot_change_an_entry_either(book: Book) -> None:
    for change in (
        lambda: Entry.objects.update(seq=9),
        lambda: Body.objects.all().delete(),
        lambda: Book.objects.filter(pk=book.pk).update(sample=not book.sample),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.usefixtures("book")
def test_the_database_refuses_to_let_an_erasure_go() -> None:
    assert refuses("DELETE FROM ledger_body WHERE erases_id IS NOT NULL")


def test_every_guard_stands_after_migrating() -> None:
    assert guards.missing(connection) == []
    assert guards.strangers(connection) == []


WEAK = "CREATE TRIGGER ledger_body_stays "
WEAKENED = {
    "sqlite": [
        WEAK + "BEFORE UPDATE ON ledger_body BEGIN SELECT 1; END",
        WEAK + "BEFORE UPDATE OF salt ON ledger_body"
        " BEGIN SELECT RAISE(ABORT, 'the ledger refuses UPDATE on ledger_body'); END",
    ],
    "postgresql": [
        WEAK + f"BEFORE {event} EXECUTE FUNCTION ledger_body_stays();"
        " ALTER TABLE ledger_body ENABLE ALWAYS TRIGGER ledger_body_stays"
        for event in (
            "UPDATE ON ledger_body FOR EACH ROW WHEN (false)",
            "UPDATE OF salt ON ledger_body FOR EACH ROW",
            "INSERT ON ledger_body FOR EACH ROW",
            "UPDATE ON ledger_body FOR EACH STATEMENT",
        )
    ]
    + [WEAK + "BEFORE UPDATE ON ledger_body FOR EACH ROW EXECUTE FUNCTION ledger_body_stays()"],
}


def test_a_guard_that_was_weakened_is_named() -> None:
    on = "" if connection.vendor == "sqlite" else " ON ledger_body"
    for weakened in WEAKENED[connection.vendor]:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER ledger_body_stays{on}")
            cursor.execute(weakened)

        assert guards.missing(connection) == ["ledger_body_stays"], weakened


STRANGERS = {
    "sqlite": [
        "CREATE TRIGGER evil BEFORE UPDATE ON Ledger_Book BEGIN SELECT RAISE(IGNORE); END",
        "CREATE TRIGGER evil_too AFTER INSERT ON ledger_entry BEGIN SELECT 1; END",
    ],
    "postgresql": [
        "CREATE TRIGGER evil BEFORE INSERT ON ledger_book"
        " FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "CREATE RULE evil_too AS ON UPDATE TO ledger_body DO INSTEAD NOTHING",
    ],
}


def test_triggers_and_rules_that_are_no_guards_are_named() -> None:
    with connection.cursor() as cursor:
        for statement in STRANGERS[connection.vendor]:
            cursor.execute(statement)

    assert guards.strangers(connection) == ["evil", "evil_too"]


@pytest.mark.django_db(transaction=True)
def test_a_migration_that_remakes_a_table_keeps_guards_and_entries(book: Book) -> None:
    field = models.CharField(max_length=80, default="")
    field.set_attributes_from_name("witness")
    with connection.schema_editor() as editor:
        editor.add_field(Entry, field)
        if connection.vendor == "sqlite":
            editor._remake_table(Entry)
        else:
            editor.remove_field(Entry, field)

    call_command("migrate", verbosity=0)

    assert guards.missing(connection) == []
    assert book.entries.count() == 4
    assert refuses("DELETE FROM ledger_entry")
