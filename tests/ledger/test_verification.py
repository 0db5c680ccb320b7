"""What `verify` reads: it names any damage, and takes no writing for damage."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection, connections

from tests import make
from tests.ledger.test_writers import EACH, WRITERS, write
from wardbook.ledger import guards
from wardbook.ledger.actions import erase, rebuild_current
from wardbook.ledger.models import Body, Book, Current, Entry
from wardbook.ledger.verification import first_break, orphans, snapshot, stale_keys
from wardbook.lib.chain import canonical, chain_hash, entry_hash
from wardbook.lib.refusal import Refused


@pytest.fixture
def book() -> Book:
    """Six entries: the opening, two public, two inside, and the erasure of one."""
    book = make.book()
    for number in range(1, 5):
        make.entry(book, key=f"note/{number}", audience=("office", "public")[number % 2])
    erase(book.entries.get(seq=4), by="x", at=make.AT, reason="theo luật")
    guards.lift(connection)
    return Book.objects.get(pk=book.pk)


def damage(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def found(book: Book) -> tuple[int, str]:
    """The first break; that nothing else raises is part of every test here."""
    with snapshot():
        book = Book.objects.get(pk=book.pk)
        stale_keys(book)
        broken = first_break(book)
    assert broken is not None
    return broken.seq, broken.fault


TYPES = [
    f"UPDATE ledger_body SET {change} WHERE entry_id = (SELECT id FROM ledger_entry WHERE seq = 2)"
    for change in (
        "salt = 42",
        "salt = 999999999999",
        "salt = hex(salt)",
        "salt = CAST('văn' AS TEXT)",
        "content = CAST(content AS BLOB)",
        "content = x'ff'",
        "content = CAST(x'ff' AS TEXT)",
        "at = CAST(at AS BLOB)",
        "by = x'00ff'",
        "verb = CAST(x'fe' AS TEXT)",
        "key = CAST(key AS BLOB)",
    )
] + [
    f"UPDATE ledger_entry SET {change} WHERE seq = 2"
    for change in (
        "entry_hash = x'00'",
        "chain_hash = 5",
        "seq = CAST(seq AS BLOB)",
    )
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("statement", TYPES)
def test_a_value_of_another_type_is_named_with_its_entry(book: Book, statement: str) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a column of PostgreSQL has one type")
    damage(statement)

    assert found(book)[0] == 2


def rewrite(book: Book, seq: int, **changes: object) -> None:
    """Replace a body and make every hash fit, as an intruder with all powers would."""
    Body.objects.filter(entry__seq=seq).update(**changes)
    previous = book.entries.get(seq=seq - 1).chain_hash
    for entry in book.entries.filter(seq__gte=seq).order_by("seq"):
        body = Body.objects.filter(entry=entry).first()
        hashed = entry_hash(bytes(body.salt), *body.fields) if body else entry.entry_hash
        previous = chain_hash(previous, book.code, entry.seq, entry.audience, hashed)
        Entry.objects.filter(pk=entry.pk).update(entry_hash=hashed, chain_hash=previous)
    Book.objects.update(chain_hash=previous)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("seq", "content", "fault"),
    [
        (2, "not json", "not canonical"),
        (2, "[1]", "not canonical"),
        (2, '{"label":{"en":"a","vi":"b"},"share":0.5}', "not canonical"),
        (2, '{ "label":{"en":"a","vi":"b"}}', "not canonical"),
        (2, "[" * 100_000, "not canonical"),
        (2, '{"label":{"vi":"b"}}', "no label"),
    ],
)
def test_content_that_no_action_writes_is_named_although_every_hash_fits(
    book: Book, seq: int, content: str, fault: str
) -> None:
    rewrite(book, seq, content=content)

    assert fault in found(book)[1]
    assert found(book)[0] == seq


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "broken"),
    [
        ({"key": "note/9"}, (6, "it is an erasure and does not say what it erased")),
        ({"audience": "office"}, (6, "it is an erasure and does not say what it erased")),
        ({"seq": None}, (4, "the body is gone and no erasure says so")),
        ({"seq": 2}, (2, "the body stands although its erasure is on record")),
        ({"entry_hash": "0"}, (4, "the body is gone and no erasure says so")),
    ],
)
def test_an_erasure_that_says_something_else_is_found(
    book: Book, change: dict[str, object], broken: tuple[int, str]
) -> None:
    said = Body.objects.get(entry__seq=6).data | change

    rewrite(book, 6, content=canonical(said))

    assert found(book) == broken


@pytest.mark.django_db
def test_a_reference_to_another_body_than_was_erased_is_named(book: Book) -> None:
    Body.objects.filter(entry__seq=6).update(erases=book.entries.get(seq=2))

    assert found(book) == (6, "it is an erasure and does not say what it erased")


@pytest.mark.django_db
def test_a_body_that_lets_another_go_without_being_an_erasure_is_named(book: Book) -> None:
    Body.objects.filter(entry__seq=5).update(erases=book.entries.get(seq=2))

    assert found(book) == (5, "it lets another body go and is no erasure")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "seq"),
    [
        ({"last_at": "2999"}, 6),
        ({"chain_hash": "0"}, 7),
        ({"seq": 9}, 7),
        ({"sample": True}, 1),
        ({"code": "khac"}, 1),
    ],
)
def test_a_head_that_was_changed_is_found(book: Book, change: dict[str, object], seq: int) -> None:
    Book.objects.update(**change)

    assert found(book)[0] == seq


@pytest.mark.django_db(transaction=True)
def test_rows_that_belong_to_nothing_are_named(book: Book) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps its foreign keys")
    damage("PRAGMA foreign_keys = OFF")
    damage(
        "INSERT INTO ledger_body (entry_id, salt, at, by, verb, key, content)"
        " VALUES (4711, x'00', '', '', '', '', '{}')"
    )
    damage("UPDATE ledger_entry SET book_id = 4712 WHERE seq = 6")

    named = orphans()
    damage("DELETE FROM ledger_body WHERE entry_id = 4711")
    damage(f"UPDATE ledger_entry SET book_id = {book.pk} WHERE seq = 6")
    damage("PRAGMA foreign_keys = ON")

    assert [name.split(" belongs")[1] for name in named] == [" to no book", " to no entry"]


@pytest.mark.django_db
def test_what_is_current_can_be_computed_anew(book: Book) -> None:
    asked = sorted(Current.objects.values_list("key", "name", "folded", "entry"))
    for column in ({"name": "khác"}, {"open": True}, {"place": "khác"}):
        rebuild_current(book)
        Current.objects.update(**column)
        assert stale_keys(book)

    rebuild_current(book)

    assert stale_keys(book) == []
    assert sorted(Current.objects.values_list("key", "name", "folded", "entry")) == asked


@pytest.mark.django_db(transaction=True)
def test_a_book_stands_while_eight_write_and_erase() -> None:
    book = make.book()
    make.entry(book, key="note/0", audience="public")

    def erase_some() -> None:
        try:
            for _ in range(EACH):
                said = Body.objects.exclude(verb="erase").order_by("-entry__seq")[0]
                erase(said.entry, by="x", at=make.AT, reason="theo luật")
        finally:
            connections.close_all()

    writers = [threading.Thread(target=write, args=(book, n, "public")) for n in range(WRITERS)]
    writers.append(threading.Thread(target=erase_some))
    for writer in writers:
        writer.start()
    faults = []
    while any(writer.is_alive() for writer in writers):
        with snapshot():
            now = Book.objects.get(pk=book.pk)
            faults += [first_break(now), *stale_keys(now), *orphans()]
    for writer in writers:
        writer.join()

    assert len(faults) > 1
    assert set(faults) == {None}


@pytest.mark.django_db(transaction=True)
def test_of_two_who_erase_a_body_at_once_one_is_told() -> None:
    entry = make.book().entries.get()

    def erase_it(_: int) -> str:
        try:
            return erase(Entry.objects.get(pk=entry.pk), by="x", at=make.AT, reason="a").book.code
        except Refused as refused:
            return refused.refusal.rule
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(erase_it, range(2))) == ["LED-01", "ben-sen"]


KILLED = """
import django, os, sys
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from tests import make
from wardbook.figures.models import Result
from wardbook.ledger import actions
where = sys.argv[2]
whole = getattr(actions, where)
def die(*arguments):
    whole(*arguments)
    os.kill(os.getpid(), 9)
setattr(actions, where, die)
make.released(Result.objects.get())
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["_link", "_project", "append"])
def test_a_release_that_is_killed_leaves_the_book_as_it_was(where: str) -> None:
    result = make.result()
    make.minh()
    before = Book.objects.get()
    name = str(connection.settings_dict["NAME"])

    program = subprocess.run(
        [sys.executable, "-c", KILLED, name, where], cwd=settings.ROOT, check=False
    )

    assert program.returncode == -9
    after = Book.objects.get()
    assert (after.seq, first_break(after), stale_keys(after)) == (before.seq, None, [])
    result.refresh_from_db()
    assert result.released_at is None
    make.released(result)
    assert Book.objects.get().seq > before.seq
