"""Atom: valid, with ids that never change; a correction is a new entry that links the old."""

from datetime import datetime, timedelta
from decimal import Decimal
from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import etree

from tests import make
from wardbook.figures.actions import correct, release, withdraw
from wardbook.figures.models import Result
from wardbook.ledger.actions import erase
from wardbook.ledger.queries import current_of
from wardbook.portal import feeds

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}
LATER = make.AT + timedelta(days=1)
BOOK, UNIT = "/data/ben-sen/feed.atom", "/units/99901/feed.atom"


def read(address: str) -> etree._Element:
    response = Client().get(address)
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return etree.fromstring(response.content)


def texts(feed: etree._Element, path: str) -> list[str]:
    return [str(found) for found in feed.xpath(path, namespaces=ATOM)]  # type: ignore[union-attr] # it finds nodes


def corrected(public: Result | None = None) -> None:
    old = public or make.released()
    new = correct(old, make.filing(), Decimal(1205), "Đánh máy nhầm", by=make.lan(), at=LATER)
    release([new], by=make.minh(), at=LATER)


@pytest.mark.parametrize("address", [BOOK, UNIT, f"/en{BOOK}", f"/en{UNIT}"])
def test_a_feed_is_what_rfc_4287_asks_for(address: str) -> None:
    corrected()

    feed = read(address)

    for path in ("/a:feed/a:id", "/a:feed/a:title", "/a:feed/a:updated"):
        assert len(texts(feed, f"{path}/text()")) == 1
    assert texts(feed, "/a:feed/a:link[@rel='self']/@href")[0].endswith(address)
    entries = feed.findall("a:entry", ATOM)
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "author/a:name", "summary"):
            assert len(texts(entry, f"a:{name}/text()")) == 1
        assert len(texts(entry, "a:link[@rel='alternate']/@href")) == 1
    for moment in texts(feed, "//a:updated/text()"):
        assert datetime.fromisoformat(moment).tzinfo
    ids = texts(feed, "//a:id/text()")
    assert len(ids) == len(set(ids))
    assert all(one.startswith("urn:uuid:") for one in ids)


def test_the_newest_entry_gives_the_time_of_the_feed() -> None:
    corrected()

    feed = read(BOOK)

    assert texts(feed, "/a:feed/a:updated/text()") == texts(feed, "//a:entry[1]/a:updated/text()")


def test_a_correction_is_a_new_entry_that_links_the_old() -> None:
    public = make.released()
    before = texts(read(UNIT), "//a:entry/a:id/text()")
    corrected(public)

    feed = read(UNIT)

    assert texts(feed, "//a:entry/a:id/text()")[1:] == before
    (old,) = texts(feed, "//a:entry[1]/a:link[@rel='related']/@href")
    assert Client().get(urlsplit(old).path).status_code == 200
    assert texts(feed, "//a:entry[1]/a:title/text()")[0].startswith("Đã đính chính: ")
    assert "1.205 hồ sơ" in texts(feed, "//a:entry[1]/a:summary/text()")[0]


def test_a_book_tells_releases_and_what_was_corrected_and_taken_back() -> None:
    corrected()
    row = current_of("figure/99901/dossiers-received/2025")
    assert row is not None
    erase(row.entry, by="99901/admin", at=LATER, reason="Yêu cầu xóa số 45")

    assert texts(read(BOOK), "//a:category/@term") == ["erase", "release", "release"]


def test_a_withdrawal_says_why() -> None:
    withdraw(make.released(), "Nhầm kỳ", by=make.minh(), at=LATER)

    feed = read(f"/en{UNIT}")

    assert texts(feed, "//a:entry[1]/a:title/text()")[0].startswith("Withdrawn: ")
    assert texts(feed, "//a:entry[1]/a:summary/text()") == ["Nhầm kỳ"]


def test_every_address_of_a_feed_opens() -> None:
    corrected()

    links = texts(read(BOOK), "//a:link/@href") + texts(read(UNIT), "//a:link/@href")

    for link in links:
        assert Client().get(urlsplit(link).path).status_code == 200, link


def test_older_entries_stand_on_a_further_page(monkeypatch: pytest.MonkeyPatch) -> None:
    corrected()
    monkeypatch.setattr(feeds, "A_PAGE", 1)

    (older,) = texts(read(UNIT), "/a:feed/a:link[@rel='next']/@href")

    parts = urlsplit(older)
    assert texts(read(f"{parts.path}?{parts.query}"), "//a:category/@term") == ["release"]


def test_a_feed_of_nothing_is_a_feed() -> None:
    make.book()

    assert not read(BOOK).findall("a:entry", ATOM)
