"""What the database refuses by itself."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, models, transaction

from tests import make
from wardbook.ledger import guards
from wardbook.ledger.models import Body, Book, Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def book() -> Book:
    book = make.book()
    make.entry(book, audience="public")
    make.entry(book)
    return Book.objects.get(pk=book.pk)


REFUSED = [
    "UPDATE ledger_entry SET audience = 'office'",
    "DELETE FROM ledger_entry",
    "UPDATE ledger_body SET content = '{}'",
    "DELETE FROM ledger_body",
    "DELETE FROM ledger_book",
    "UPDATE ledger_book SET code = 'other'",
    "UPDATE ledger_book SET seq = 0, last_at = ''",
    "INSERT INTO ledger_entry (book_id, seq, audience, entry_hash, chain_hash)"
    " SELECT book_id, seq + 5, audience, entry_hash, chain_hash FROM ledger_entry",
    "INSERT INTO ledger_body SELECT * FROM ledger_body",
]
WAYS_AROUND = {
    "sqlite": [
        "REPLACE INTO ledger_entry SELECT id, seq, 'office', entry_hash, chain_hash, book_id"
        " FROM ledger_entry",
        "INSERT OR REPLACE INTO ledger_body SELECT * FROM ledger_body",
        "UPDATE OR REPLACE ledger_body SET salt = x'00'",
    ],
    "postgresql": [
        "TRUNCATE ledger_body",
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_book CASCADE",
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


def test_every_guard_stands_after_migrating() -> None:
    assert guards.missing(connection) == []


def test_a_guard_that_was_weakened_is_named() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER ledger_body_stays")
            cursor.execute(
                "CREATE TRIGGER ledger_body_stays BEFORE UPDATE ON ledger_body BEGIN SELECT 1; END"
            )
        else:
            cursor.execute("ALTER TABLE ledger_body DISABLE TRIGGER ledger_body_stays")

    assert guards.missing(connection) == ["ledger_body_stays"]


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
    assert book.entries.count() == 2
    assert refuses("DELETE FROM ledger_entry")
