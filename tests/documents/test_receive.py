"""Receiving a paper: what is kept, and what is refused before anything is."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests import make
from wardbook.documents import actions
from wardbook.documents.models import Claim, Document
from wardbook.documents.queries import checks_of, documents, original, verdicts
from wardbook.documents.rules import why_not_again
from wardbook.ledger.models import Body, Book
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def originals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(settings, "ORIGINALS", tmp_path)
    return tmp_path


def kept(originals: Path) -> list[Path]:
    return [path for path in originals.rglob("*") if path.is_file()]


def test_a_paper_is_kept_as_it_came(originals: Path) -> None:
    document = make.document()

    (path,) = kept(originals)
    assert path.read_bytes() == make.PAPER.encode()
    assert document.sha256 == content_hash(make.PAPER.encode()) == path.name


def test_an_upload_that_was_cut_short_leaves_no_half_of_a_paper(
    originals: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError("disk full")

    make.lan()
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        make.document()

    assert not kept(originals)


def test_the_same_paper_kept_by_many_at_once_is_whole(originals: Path) -> None:
    content = b"a" * 500_000
    digest = content_hash(content)

    with ThreadPoolExecutor(8) as pool:
        paths = set(pool.map(lambda _: actions.keep_original(content, digest), range(24)))

    assert kept(originals) == list(paths) == [original(digest)]
    assert original(digest).read_bytes() == content


@pytest.mark.django_db(transaction=True)
def test_of_the_same_paper_sent_twice_at_once_one_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lan, both, look = make.lan(), Barrier(2), actions._known

    def seen_by_both(book: Book, digest: str) -> Document | None:
        found = look(book, digest)
        with suppress(BrokenBarrierError):  # the gate of SQLite lets them in one by one
            both.wait(0.3)
        return found

    def send(_: int) -> str:
        try:
            return make.document(by=lan).title
        except Refused as refused:
            return refused.refusal.rule
        finally:
            connections.close_all()

    monkeypatch.setattr(actions, "_known", seen_by_both)
    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(send, range(2)))

    assert answers == ["Báo cáo năm 2025", "DOC-02"]
    assert Document.objects.count() == 1


def test_its_figures_become_claims_at_their_places() -> None:
    document = make.document()

    quotes = [document.text[claim.start : claim.end] for claim in document.claims.all()]

    assert quotes == [claim.figure["quote"] for claim in document.claims.all()]
    assert quotes[0].startswith("1.250 hồ sơ")


def test_a_paper_with_combining_letters_keeps_its_places() -> None:
    document = make.document(
        "Na\u0306m 2025, phu\u031bo\u031b\u0300ng tha\u0309o luận 12 cuộc họp."
    )

    claim = document.claims.get()

    assert claim.quote == claim.figure["quote"]
    assert claim.quote.startswith("12")


def test_the_ledger_says_that_it_came_but_not_what_it_says() -> None:
    document = make.document()

    body = Body.objects.get(key=f"document/{document.pk}")
    assert body.data["sha256"] == document.sha256
    assert body.data["text_sha256"] == content_hash(document.text.encode())
    assert "1.250" not in body.content


def test_a_paper_whose_own_date_cannot_be_right_is_kept_with_a_warning() -> None:
    head = "Bến Sen, ngày 17 tháng 02 năm 2025\n\n"
    paper = head + "Kết quả năm 2025: tiếp nhận 12 hồ sơ, trả 11 hồ sơ, xây 3 căn nhà, mở 2 lớp.\n"

    document = make.document(paper)

    assert [warning["values"]["dated"] for warning in document.warnings] == ["17/02/2025"]


def test_the_same_paper_twice_is_recognised() -> None:
    make.document()

    with pytest.raises(Refused, match="DOC-02"):
        make.document(title="Tên khác")


def test_the_day_of_an_earlier_receipt_is_the_wards() -> None:
    document = make.document()
    document.received_at = datetime(2026, 11, 20, 18, 30, tzinfo=UTC)  # half past one in the ward

    refusal = why_not_again(document)

    assert refusal is not None
    assert dict(refusal.values)["day"] == "21/11/2026"


@pytest.mark.parametrize("mark", ["MẬT", "TỐI MẬT", "TUYỆT MẬT"])
def test_a_paper_with_a_secrecy_mark_leaves_no_trace(originals: Path, mark: str) -> None:
    make.lan()

    with pytest.raises(Refused):
        make.document(f"{mark}\n\nBÁO CÁO\nNăm 2025 có 12 hồ sơ.")

    assert not Document.objects.exists()
    assert not kept(originals)


def test_a_paper_that_cannot_be_opened_leaves_no_trace(originals: Path) -> None:
    lan = make.lan()
    about = actions.Particulars(book=lan.post.book, unit=lan.post.unit, title="Hỏng")

    with pytest.raises(Refused):
        actions.receive(b"PK\x03\x04 broken", "a.docx", about, by=lan, at=make.AT)

    assert not Document.objects.exists()
    assert not kept(originals)


def test_a_leader_does_not_receive_papers() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        make.document(by=make.minh())


def test_a_restated_paper_never_enters_a_real_book() -> None:
    with pytest.raises(Refused, match="DOC-01"):
        make.document(newspaper="Báo Thử", newspaper_on=make.TODAY)


def test_a_failure_half_way_keeps_no_row(monkeypatch: pytest.MonkeyPatch) -> None:
    lan = make.lan()

    def fail(*_: Any, **__: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Claim.objects, "bulk_create", fail)
    with pytest.raises(OSError, match="disk full"):
        make.document(by=lan)

    assert not Document.objects.exists()


def test_a_claim_shows_the_worst_of_its_checks() -> None:
    document = make.document()
    document.checks = [
        {"figures": ["f1", "f2"], "verdict": "holds"},
        {"figures": ["f2"], "verdict": "fails"},
    ]

    assert verdicts(document) == {"f1": "holds", "f2": "fails"}
    second = document.claims.get(name="f2")
    second.document = document
    assert [check["verdict"] for check in checks_of(second)] == ["fails", "holds"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_papers_takes_one_query(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make.document(f"Năm 2025 có {number + 2} hồ sơ.")

    books = [make.book()]

    with django_assert_num_queries(1):
        rows = [(paper.unit.code, paper.read, paper.unfiled) for paper in documents(books)]

    assert rows == [("99901", 1, 1)] * count
