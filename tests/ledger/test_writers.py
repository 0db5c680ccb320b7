"""Eight writers on one book lose nothing and number without gaps."""

import subprocess
import sys
import threading

import pytest
from django.conf import settings
from django.db import connection, connections

from tests import make
from wardbook.ledger.models import Body, Book
from wardbook.ledger.verification import first_break

WRITERS, EACH = 8, 12


def write(book: Book, writer: int, audience: str = "office") -> None:
    try:
        for number in range(EACH):
            make.entry(book, key=f"note/{writer}-{number}", audience=audience)
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_eight_threads_lose_nothing() -> None:
    book = make.book()

    threads = [threading.Thread(target=write, args=(book, n)) for n in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    book.refresh_from_db()
    assert book.seq == 1 + WRITERS * EACH
    assert Body.objects.values("key").distinct().count() == 1 + WRITERS * EACH
    assert first_break(book) is None


PROGRAM = """
import django, sys
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from tests.ledger.test_writers import write
from wardbook.ledger.models import Book
write(Book.objects.get(), int(sys.argv[2]))
"""


@pytest.mark.django_db(transaction=True)
def test_eight_processes_lose_nothing() -> None:
    book = make.book()
    name = str(connection.settings_dict["NAME"])

    programs = [
        subprocess.Popen([sys.executable, "-c", PROGRAM, name, str(n)], cwd=settings.ROOT)
        for n in range(WRITERS)
    ]

    assert [program.wait(120) for program in programs] == [0] * WRITERS
    book.refresh_from_db()
    assert book.seq == 1 + WRITERS * EACH
    assert first_break(book) is None
