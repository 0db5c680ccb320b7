"""People who were planted in a book reach no page, feed, file or log that a stranger may see."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests import make
from tests.office import people
from tests.security.addresses import addresses
from tests.security.crawl import public
from tests.security.planted import PEOPLE, Planted, found
from wardbook.documents.actions import Particulars, receive, reject
from wardbook.documents.models import Document
from wardbook.figures.actions import file_result, mask, release
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refused
from wardbook.web.logs import Discreet

pytestmark = pytest.mark.django_db

PER_PAPER, PER_SENTENCE = 50, 10
ACCOUNTS, BARE = PEOPLE[:40], PEOPLE[40:60]
TOLD = PEOPLE[60:]


def groups(of: list[Planted], size: int) -> list[list[Planted]]:
    return [of[start : start + size] for start in range(0, len(of), size)]


def sentence(of: list[Planted], month: int, *, address: str = "bà ") -> str:
    """A figure that may be filed, among people of whom everything is told."""
    told = ", ".join(
        f"{address}{one.name} (điện thoại {one.phone}, CCCD {one.identity})" for one in of
    )
    year, month = 2016 + month // 12, month % 12 + 1
    return f"Tháng {month} năm {year}, cùng {told}, tổ một cửa tiếp nhận {1001 + month} hồ sơ.\n"


def paper(text: str, name: str) -> Document:
    by = make.lan()
    about = Particulars(book=by.post.book, unit=by.post.unit, title="Báo cáo tháng")
    return receive(f"BÁO CÁO\n\n{text}".encode(), name, about, by=by, at=make.AT)


def filed(document: Document) -> list[Result]:
    """Each figure of dossiers as a result of its month; the rest is left out, with a reason."""
    results = []
    for claim in document.claims.all():
        if "hồ sơ" in claim.quote and claim.figure.get("period"):
            filing = make.filing(period=claim.figure["period"])
            results.append(
                file_result(claim, filing, version=claim.version, by=make.lan(), at=make.AT)
            )
        else:
            reject(claim, f"của {TOLD[0].name}", version=claim.version, by=make.lan(), at=make.AT)
    return results


def plant() -> int:
    """A book full of people: accounts, papers, file names, reasons, quotes; answers its figures."""
    for number, one in enumerate(ACCOUNTS):
        make.open_account(
            f"nguoi{number}", one.name, make.PASSWORD, book=make.book(), by="system", at=make.AT
        )
    months = iter(range(1000))
    results: list[Result] = []
    for page in groups(TOLD, PER_PAPER):
        told = [sentence(of, next(months)) for of in groups(page, PER_SENTENCE)]
        results += filed(paper("".join(told), f"{page[0].name}.txt"))
    bare = paper(sentence(BARE, next(months), address=""), "bao-cao.txt")
    for result in filed(bare):
        results.append(mask(result, _named(result), by=make.lan(), at=make.AT))
    release(results, by=make.minh(), at=make.AT + timedelta(hours=1))
    return len(results)


def _named(result: Result) -> list[tuple[int, int]]:
    """Names that follow no form of address: a person must mask them, and does."""
    words = [word for one in BARE for word in (one.name, one.phone, one.identity)]
    at = [(result.quote.find(word), len(word)) for word in words]
    return [(start, start + length) for start, length in at if start >= 0]


def test_the_scan_sees_everybody_where_they_are_written() -> None:
    plant()
    client = people.lan()
    pages = [client.get(f"/office/documents/{one.pk}/") for one in Document.objects.all()]

    seen = found("".join(page.content.decode() for page in pages))

    assert len(seen) == 3 * len(TOLD + BARE)


def test_no_public_page_feed_or_file_names_anybody() -> None:
    figures = plant()
    portal = [
        one.path for one in addresses({}) if one.name.startswith("portal:") and not one.arguments
    ]

    pages = public("/", "/en/", *portal)

    assert figures > 40
    assert len([address for address in pages if "/dossiers-received/20" in address]) >= figures
    assert not {address: seen for address, page in pages.items() if (seen := found(page))}


def test_a_title_that_names_somebody_is_not_released() -> None:
    by = make.lan()
    about = Particulars(
        book=by.post.book, unit=by.post.unit, title=f"Báo cáo của bà {TOLD[0].name}"
    )
    document = receive(make.PAPER.encode(), "a.txt", about, by=by, at=make.AT)
    claim = next(one for one in document.claims.all() if one.quote.startswith("1.250"))

    with pytest.raises(Refused, match="FIG-12"):
        make.released(make.result(claim))


@pytest.fixture
def log() -> Iterator[StringIO]:
    """What reaches the log of a place, formatted as its handler formats it."""
    written = StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Discreet())
    handler.setLevel(logging.WARNING)
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_no_log_line_names_anybody(log: StringIO, settings: Any, tmp_path: Any) -> None:
    settings.ORIGINALS = tmp_path / "originals"
    make.lan()
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for one in PEOPLE[:60]:
        client.get(f"/figures/{one.name}/{one.phone}/{one.identity}/")
        client.get(f"/office/{one.name}/", headers={"User-Agent": one.phone})
        client.post("/office/sign-in/", {"username": one.name, "password": one.identity})
        Client().post("/office/sign-in/", {"username": one.phone, "password": one.name})
        client.get("/", headers={"Host": f"{one.phone}.example.org"})

    assert not found(log.getvalue())


def test_what_fails_is_logged_without_numbers_and_names(log: StringIO) -> None:
    one = PEOPLE[0]

    logging.getLogger("wardbook").error(
        "could not store bà %s, %s, %s, a@b.vn of row 17", one.name, one.phone, one.identity
    )

    assert not found(log.getvalue())
    assert "a@b.vn" not in log.getvalue()
    assert "of row 17" in log.getvalue()


def test_commands_say_nothing_of_anybody(settings: Any, tmp_path: Any) -> None:
    settings.ORIGINALS = tmp_path / "originals"
    plant()
    said = StringIO()

    call_command("verify", stdout=said)
    call_command("backup", str(tmp_path / "backup.zip"), stdout=said)

    assert "entries stand" in said.getvalue()
    assert not found(said.getvalue())
