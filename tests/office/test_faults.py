"""A full or read-only disk, a locked book: a sentence, and nothing that was typed is lost."""

import errno
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from tests import make
from tests.portal.say import TYPED, filled_in, send
from wardbook.cases.models import Case, Serial
from wardbook.config.sqlite.base import Gate
from wardbook.documents.models import Document
from wardbook.ledger.models import Entry
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Nguyễn Thị Đang Gõ"


@pytest.fixture
def clerk() -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(make.lan().person, "wardbook.org.accounts.Accounts")
    return client


@pytest.fixture
def typed() -> dict[str, Any]:
    papers = "\n".join(f"Giấy tờ thứ {number} {'x' * 40}" for number in range(60))
    return {
        "procedure": make.procedure().pk,
        "applicant": NAME,
        "channel": "direct",
        "then": "keep",
        "other_papers": papers,
    }


def _full() -> Iterator[None]:
    """The file of the book cannot grow by one page."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count={pages}")
        yield
        cursor.execute("PRAGMA max_page_count=1073741823")


def _read_only() -> Iterator[None]:
    lite = connection.vendor == "sqlite"
    words = "PRAGMA query_only={}" if lite else "SET default_transaction_read_only={}"
    with connection.cursor() as cursor:
        cursor.execute(words.format("on"))
        yield
        cursor.execute(words.format("off"))


def _locked() -> Iterator[None]:
    """Another process holds the book and does not let go."""
    options, gate = connection.settings_dict["OPTIONS"], None
    before, options["timeout"] = options["timeout"], 0.05
    gate = Gate(Path(f"{connection.settings_dict['NAME']}.gate"))
    gate.enter(5)
    yield
    gate.leave()
    options["timeout"] = before


@pytest.fixture(params=[_full, _read_only, _locked], ids=["full", "read-only", "locked"])
def fault(request: pytest.FixtureRequest) -> Any:
    """A fault of the machine, from when it is called until the test ends."""
    if connection.vendor != "sqlite" and request.param is not _read_only:
        pytest.skip("a fault of a file")
    fault = request.param()

    def begin() -> None:
        next(fault)
        request.addfinalizer(lambda: next(fault, None))

    return begin


def test_what_was_typed_comes_back_and_may_be_sent_again(
    clerk: Client, typed: dict[str, Any], fault: Any
) -> None:
    fault()
    answer = clerk.post("/office/counter/", typed)
    page = answer.content.decode()

    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert NAME in page
    assert "Giấy tờ thứ 59" in page
    assert "chưa lưu gì" in page


def test_nothing_of_it_is_kept(clerk: Client, typed: dict[str, Any], fault: Any) -> None:
    entries = Entry.objects.count()
    fault()
    clerk.post("/office/counter/", typed)

    assert not Case.objects.exists()
    assert not Serial.objects.exists()
    assert Entry.objects.count() == entries


def test_a_step_hands_its_words_back(clerk: Client, fault: Any) -> None:
    case, reason = make.case(), "Lý do đang gõ " * 50
    fault()
    answer = clerk.post(
        f"/en/office/cases/{case.pk}/steps/reject/", {"version": 1, "reason": reason}
    )

    assert answer.status_code == 503
    assert "Lý do đang gõ" in answer.content.decode()
    assert "nothing was saved" in answer.content.decode()
    assert Case.objects.get().state == "submitted"


def test_feedback_comes_back_whole_to_be_sent_again(fault: Any) -> None:
    make.lan()
    client = Client()
    checked = filled_in(client, words=f"{TYPED['words']} {'Sửa giúp. ' * 180}")
    fault()
    answer = send(client, checked)

    assert answer.status_code == 503
    assert TYPED["words"] in answer.content.decode()
    assert "chưa lưu gì" in answer.content.decode()
    assert not Case.objects.exists()


def test_a_session_that_cannot_be_written_is_not_called_ended(clerk: Client, fault: Any) -> None:
    session = clerk.session
    fault()
    session["more"] = secrets.token_hex(5000)
    with pytest.raises(DatabaseError):
        session.save()


def test_the_book_stays_readable(clerk: Client, fault: Any) -> None:
    case = make.case()
    fault()

    assert clerk.get(f"/office/cases/{case.pk}/").status_code == 200
    assert Client().get(f"/d/{case.word}/").status_code == 200


def test_afterwards_it_is_opened_with_the_first_number(
    clerk: Client, typed: dict[str, Any]
) -> None:
    fault = _read_only()
    next(fault)
    clerk.post("/office/counter/", typed)
    next(fault, None)
    clerk.post("/office/counter/", typed)

    assert Case.objects.get().code.endswith("-001")


def test_a_paper_that_finds_no_room_is_refused(
    clerk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any, **__: Any) -> Any:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("wardbook.documents.actions.tempfile.mkstemp", full)
    with pytest.raises(Refused, match="LED-04"):
        make.document("Giấy không còn chỗ: 7 hồ sơ.")  # no other test has kept its bytes
    assert not Document.objects.exists()


def test_the_book_is_synced_at_every_commit() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("settings of SQLite")
    with connection.cursor() as cursor:
        assert cursor.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert cursor.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
