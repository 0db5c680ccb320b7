"""How public pages leave: small, packed, kept until the book grows, data open to any page."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.portal.reading import page
from wardbook.portal import answer

pytestmark = pytest.mark.django_db

FIRST_PAGE = 100_000  # bytes transferred, without fonts


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str)
    return Path(found).read_bytes()


def weight(names: set[str]) -> int:
    """Style sheets and scripts as they travel, with what they import, each once."""
    seen: set[str] = set()
    todo = list(names)
    while todo:
        name = todo.pop()
        if name in seen or name.endswith((".woff2", ".svg")):
            continue
        seen.add(name)
        text = static(name).decode()
        folder = name.rsplit("/", 1)[0]
        for path in re.findall(r"(?:@import url\(|from )[\"']([^\"']+)", text):
            parts = f"{folder}/{path}".replace("web/../", "").split("/")
            todo.append("/".join(part for part in parts if part != "."))
    assert any(name.endswith("govuk-frontend.min.js") for name in seen)
    return sum(packed(static(name)) for name in seen)


@pytest.mark.parametrize("address", ["/", "/en/", "/units/99901/"])
def test_a_first_page_is_light(address: str) -> None:
    make.released()
    response = Client().get(address, headers={"Accept-Encoding": "gzip"})
    html = gzip.decompress(response.content).decode()

    linked = re.findall(rf'(?:href|src)="{settings.STATIC_URL}([^"]+\.(?:css|js))"', html)

    assert len(response.content) + weight(set(linked)) < FIRST_PAGE


def test_a_page_seen_before_is_not_sent_again() -> None:
    make.released()
    first = Client().get("/")

    again = Client().get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Cache-Control"] == "public, no-cache"


def test_a_new_entry_makes_the_page_anew() -> None:
    make.result()
    first = Client().get("/")
    make.released(make.result(make.claim(text="Năm 2024 có 5 hồ sơ tiếp nhận.", quote="5")))

    again = Client().get("/", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 200


def test_a_page_is_rendered_once_a_head(settings: object) -> None:
    make.released()
    settings.PORTAL_LAG = 5  # type: ignore[attr-defined] # pytest-django's settings
    page("/units/99901/")

    with CaptureQueriesContext(connection) as context:
        page("/units/99901/")

    assert len(context) == 0


def test_large_answers_do_not_fill_the_memory_of_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    make.released()
    kept: list[str] = []
    for name in ("pages", "files"):
        monkeypatch.setattr(caches[name], "set", lambda key, *_, name=name: kept.append(name))

    sizes = [(10**6, 10**6), (0, 10**6), (0, 0)]
    for number, (small, largest) in enumerate(sizes):
        monkeypatch.setattr(answer, "SMALL", small)
        monkeypatch.setattr(answer, "LARGEST", largest)
        page(f"/how-to-read/?made-up={number}")

    assert kept == ["pages", "files"]


def test_a_chain_seen_before_is_not_sent_again() -> None:
    make.released()
    tag = Client().get("/data/ben-sen/chain.jsonl").headers["ETag"]

    again = Client().get("/data/ben-sen/chain.jsonl", headers={"If-None-Match": tag})

    assert again.status_code == 304


def test_packed_and_plain_pages_say_the_same() -> None:
    make.released()

    packed_page = Client().get("/figures/", headers={"Accept-Encoding": "gzip"})

    assert gzip.decompress(packed_page.content) == Client().get("/figures/").content
    assert "Accept-Encoding" in packed_page.headers["Vary"]


@pytest.mark.parametrize("address", ["/index.json", "/figures.csv", "/data/ben-sen/chain.jsonl"])
def test_data_may_be_loaded_by_any_page(address: str) -> None:
    make.released()

    assert Client().get(address).headers["Access-Control-Allow-Origin"] == "*"


def test_search_engines_are_told_what_is_no_page() -> None:
    said = page("/robots.txt")

    assert "Disallow: /office/" in said
    assert 'content="noindex"' in page("/search/?q=x")
    assert Client().get("/index.json").headers["X-Robots-Tag"] == "noindex"


def test_the_printed_head_names_the_figure_its_entry_and_the_cut_off() -> None:
    make.released()

    head = page("/figures/99901/dossiers-received/2025/").split('class="wb-print-head">')[1]

    assert head.startswith("<p>figure/99901/dossiers-received/2025 · sổ ben-sen, bút toán ")
    assert "công bố tính đến 09:00,\u00a020/11/2026" in head.split("</p>")[0]
