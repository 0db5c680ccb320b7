"""Kept pages: the very answer of Django, and never an older promise."""

import subprocess
import sys
import threading
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as sites
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections, transaction
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.portal.own import accepted
from wardbook.cases.actions.telephone import set_phone
from wardbook.cases.models import Case
from wardbook.ledger import holder
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Audience, Book, Entry
from wardbook.portal.tracking import tracking
from wardbook.web import kept

DAY = timedelta(days=1)
Answer = tuple[str, list[tuple[str, str]], bytes]


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages in a place of their own; and the test's transaction outlives a request."""
    settings.KEPT = tmp_path / "kept"
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


def asked(case: Case, language: str = "", **environ: str) -> Answer:
    """Status, headers and bytes that the server gets for the page, which may then be kept."""
    application, said = tracking(WSGIHandler()), list[Any]()

    def start(status: str, headers: list[tuple[str, str]], *_more: Any) -> None:
        said[:] = [status, headers]

    more: dict[str, Any] = {"HTTP_HOST": "testserver", **environ}
    request = RequestFactory().get(f"{language}/d/{case.word}/", **more)
    answer = application(request.environ, start)
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return said[0], said[1], body


def queries(case: Case, **environ: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        asked(case, **environ)
    return len(counted)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["", "/en"])
def test_the_kept_page_is_the_answer_of_django_to_the_byte_and_header(language: str) -> None:
    case = accepted()
    first = asked(case, language)

    with CaptureQueriesContext(connection) as counted:
        again = asked(case, language)

    assert first == again
    assert not len(counted)
    assert dict(again[1])["Content-Security-Policy"]
    assert dict(again[1])["Content-Language"] == ("en" if language else "vi")


@pytest.mark.django_db
def test_a_step_lets_the_page_go_and_the_next_reader_has_the_new_one_kept() -> None:
    case = accepted()
    before = asked(case)

    case = make.step(case, "supplement", items="Giấy khai sinh", at=make.AT + DAY)
    after = asked(case)

    assert "Giấy khai sinh".encode() in after[2]
    assert before != after
    assert asked(case) == after


@pytest.mark.django_db
def test_a_new_telephone_of_the_office_lets_the_page_go() -> None:
    case = accepted()
    asked(case)

    set_phone(make.unit(), "0292 3855 555", book=make.book(), by=make.quan(), at=make.AT + DAY)

    assert b"0292 3855 555" in asked(case)[2]


@pytest.mark.django_db
def test_what_is_erased_is_gone_from_the_disk_at_once(tmp_path: Any) -> None:
    case = accepted()
    asked(case)
    last = Entry.objects.filter(audience=Audience.HOLDER).latest("seq")

    erase(last, by="99901/administrator", at=make.AT, reason="Theo yêu cầu")

    assert not list(kept.names())
    assert asked(case)[0].startswith("404")
    assert not list(kept.names())


@pytest.mark.django_db
def test_no_word_stands_in_the_name_of_a_file(tmp_path: Any) -> None:
    case = accepted()
    asked(case)

    (path,) = [one for one in tmp_path.rglob("*") if one.is_file()]

    assert path.stem == holder.digest(case.word)
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_what_says_something_else_from_a_day_on_is_kept_until_then(monkeypatch: Any) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: make.AT)
    case = accepted()
    asked(case)
    page = kept.load(holder.digest(case.word), "vi")
    assert page is not None
    assert case.due_at is not None
    assert page.until == int(case.due_at.timestamp())

    monkeypatch.setattr("wardbook.portal.tracking.time.time", lambda: page.until + 1)

    assert queries(case) > 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    "environ",
    [
        {"HTTP_HOST": "elsewhere.example.org"},
        {"REQUEST_METHOD": "POST"},
        {"REQUEST_METHOD": "HEAD"},
        {"QUERY_STRING": "x=1"},
    ],
)
def test_what_is_no_plain_request_goes_to_django(environ: dict[str, str]) -> None:
    case = accepted()
    kept_page = asked(case)

    assert asked(case, **environ)[:2] != kept_page[:2] or queries(case, **environ) > 0


@pytest.mark.django_db
def test_over_tls_a_plain_request_is_sent_on_though_the_page_is_kept(settings: Any) -> None:
    case = accepted()
    asked(case)
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = True

    assert asked(case)[0].startswith("301")


@pytest.mark.django_db
def test_a_page_made_of_an_older_word_of_the_ledger_is_not_kept() -> None:
    case = accepted()
    name = holder.digest(case.word)
    old = holder.said(name)
    assert old is not None
    make.step(case, "supplement", items="Giấy khai sinh", at=make.AT + DAY)

    page = kept.Kept((), b"old", old.pk, 0)

    assert not holder.keep(name, "vi", page, book=case.book_id)
    assert not list(kept.names())


@pytest.mark.django_db
def test_verification_names_a_page_that_is_older_than_the_ledger() -> None:
    case = accepted()
    name = holder.digest(case.word)
    kept.save(name, "vi", kept.Kept((), b"old", 1, 0))

    assert holder.stale() == [f"{name}.vi"]


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits at the gate of SQLite gives up soon; PostgreSQL is asked not to wait at all."""
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("impatient")
def test_while_somebody_writes_in_the_book_nothing_is_kept() -> None:
    case = accepted()
    assert kept_meanwhile(case)[0] is False
    assert kept_of(case)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite plans nothing ahead")
def test_what_is_not_kept_lets_no_plan_of_the_connection_go() -> None:
    """The driver lets all of them go after a rollback, and eight clerks write all day."""
    assert not any(sql.startswith("ROLLBACK") for sql in kept_meanwhile(accepted())[1])


def kept_of(case: Case) -> bool:
    name = holder.digest(case.word)
    body = holder.said(name)
    assert body is not None
    return holder.keep(name, "vi", kept.Kept((), b"x", body.pk, 0), book=case.book_id)


def kept_meanwhile(case: Case) -> tuple[bool, list[str]]:
    """Whether its page was kept while somebody writes in the book, and what that asked for."""
    said: list[tuple[bool, list[str]]] = []

    def keep() -> None:
        with CaptureQueriesContext(connection) as asked_for:
            was_kept = kept_of(case)
        said.append((was_kept, [one["sql"] for one in asked_for.captured_queries]))
        connections.close_all()

    with transaction.atomic():
        Book.objects.select_for_update().get(pk=case.book_id)
        reader = threading.Thread(target=keep)
        reader.start()
        reader.join()
    return said[0]


KILLED = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
settings.DATABASES["default"]["NAME"], settings.KEPT, where = sys.argv[1:4]
from datetime import timedelta
from django.db import connection
from tests import make
from wardbook.cases.actions.telephone import set_phone
from wardbook.cases.models import Case
from wardbook.ledger import holder
die = lambda: os.kill(os.getpid(), signal.SIGKILL)
def after(real):
    def run(*words):
        real(*words)
        die()
    return run
if where == "before the commit":
    holder.let_go = after(holder.let_go)
else:
    connection._commit = after(connection._commit)
make.step(Case.objects.get(), "supplement", items="Giấy khai sinh", at=make.AT + timedelta(days=1))
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("where", ["before the commit", "after the commit"])
def test_a_killed_writer_leaves_no_old_promise(where: str) -> None:
    case = accepted()
    asked(case)
    make.lan()
    name = str(connection.settings_dict["NAME"])
    words = [sys.executable, "-c", KILLED, name, str(sites.KEPT), where]

    program = subprocess.run(words, cwd=sites.ROOT, check=False)

    waits = b"wb-own__todo--now" in asked(case)[2]
    assert program.returncode == -9
    assert not holder.stale()
    assert waits == (where == "after the commit")
    assert waits == (Case.objects.get().state == "waiting")
