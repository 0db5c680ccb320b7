"""What a stranger can verify of a book: its export, its entries, and the ten-line recipe."""

import gzip
import hashlib
import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests import make
from tests.portal.reading import body, page
from wardbook.ledger import guards
from wardbook.ledger.actions import erase
from wardbook.ledger.models import Body, Book
from wardbook.ledger.queries import current_of
from wardbook.portal import chain

pytestmark = pytest.mark.django_db

BOOK = "/data/ben-sen/"
RECIPE = Path(chain.__file__).with_name("templates") / "portal" / "_recipe.html"


def lines(query: str = "") -> list[dict[str, Any]]:
    response = Client().get(f"{BOOK}chain.jsonl{query}")
    written = b"".join(response).decode()  # type: ignore[arg-type] # a streaming response
    return [json.loads(line) for line in written.splitlines()]


def recipe(written: list[dict[str, Any]], folder: Path) -> subprocess.CompletedProcess[str]:
    """What the ten lines printed on the page say of an export."""
    file = folder / "chain.jsonl"
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in written))
    words = [sys.executable, "-c", RECIPE.read_text(encoding="utf-8"), str(file)]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def tampered(seq: int, **fields: str) -> None:
    """Somebody with full power over the database."""
    with connection.cursor() as cursor:
        guards.lift(connection)
        for name, value in fields.items():
            cursor.execute(
                f"UPDATE ledger_body SET {name} = %s WHERE entry_id ="
                " (SELECT id FROM ledger_entry WHERE seq = %s)",
                [value, seq],
            )


def public_seq() -> int:
    row = current_of("figure/99901/dossiers-received/2025")
    assert row is not None
    return row.entry.seq


def test_the_export_holds_every_link_and_bodies_of_public_entries_alone() -> None:
    make.released()

    head, *links = lines()

    book = Book.objects.get()
    assert (head["seq"], head["chain_hash"]) == (book.seq, book.chain_hash)
    assert [link["seq"] for link in links] == list(range(1, book.seq + 1))
    assert all(("content" in link) == (link["audience"] == "public") for link in links)


def test_the_export_travels_packed() -> None:
    make.released()

    response = Client().get(f"{BOOK}chain.jsonl", headers={"Accept-Encoding": "gzip"})

    packed = b"".join(response)  # type: ignore[arg-type] # a streaming response
    assert response.headers["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed).decode().splitlines()[0])["book"] == "ben-sen"


def test_nothing_of_the_office_is_in_the_export() -> None:
    make.released()

    said = json.dumps(lines(), ensure_ascii=False)

    for name in ("lan@", "bao-cao.txt", "Lan", "minh.password", "open_account"):
        assert f'"{name}"' not in said


def test_an_export_may_begin_behind_an_entry_that_is_known() -> None:
    make.released()
    seq = Book.objects.get().seq

    assert [link["seq"] for link in lines(f"?after={seq - 2}")[1:]] == [seq - 1, seq]


def test_the_recipe_of_the_page_verifies_the_export(tmp_path: Path) -> None:
    make.released()

    said = recipe(lines(), tmp_path)

    assert said.stdout.split()[0] == "stands:", said.stderr
    assert len(RECIPE.read_text(encoding="utf-8").strip().splitlines()) <= 12


@pytest.mark.parametrize("name", ["content", "audience", "entry_hash", "salt", "by"])
def test_the_recipe_finds_any_change(name: str, tmp_path: Path) -> None:
    make.released()
    written = lines()
    written[public_seq()][name] = "0" * 64

    said = recipe(written, tmp_path)

    assert f"entry {public_seq()} does not fit" in said.stderr


def test_the_server_says_that_the_chain_stands_and_of_how_many_entries() -> None:
    make.released()

    verified = body(BOOK)["verified"]

    seq = Book.objects.get().seq
    assert (verified["first"], verified["last"], verified["fault"]) == (1, seq, None)
    assert verified["public"] == len([link for link in lines()[1:] if "salt" in link])
    assert f"Entries 1 to {seq} stand." in page(f"/en{BOOK}")


def test_the_server_verifies_a_long_chain_in_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    make.released()
    monkeypatch.setattr(chain, "A_PAGE", 4)
    monkeypatch.setattr(chain, "CHUNK", 3)

    first, second = body(BOOK)["verified"], body(f"{BOOK}?after=4")["verified"]

    assert (first["first"], first["last"], first["next"]) == (1, 4, 4)
    assert (second["first"], second["last"]) == (5, 8)


def test_the_first_entry_that_does_not_fit_is_named() -> None:
    make.released()
    tampered(public_seq(), content="{}")

    verified = body(BOOK)["verified"]

    assert (verified["last"], verified["fault"]) == (public_seq(), "body")


def test_an_erased_body_is_no_break_and_leads_to_its_erasure() -> None:
    make.released()
    seq = public_seq()
    erase(Body.objects.get(entry__seq=seq).entry, by="99901/admin", at=make.AT + timedelta(days=1),
          reason="Yêu cầu xóa số 45")  # fmt: skip

    verified = body(BOOK)["verified"]

    assert (verified["fault"], verified["erased"]) == (None, 1)
    assert body(f"{BOOK}{seq}/")["erased_by"] == Book.objects.get().seq
    assert "1.250" not in page(f"{BOOK}{seq}/")


def test_an_entry_shows_the_bytes_that_were_hashed() -> None:
    make.released()

    said = body(f"{BOOK}{public_seq()}/")

    assert json.loads(said["body"]["content"])["value"] == "1250"
    assert len(said["previous"]) == len(hashlib.sha256().hexdigest())


def test_an_entry_of_the_office_shows_its_hashes_alone() -> None:
    make.result()

    said = body(f"{BOOK}2/")

    assert (said["audience"], said["body"]) == ("office", None)


def test_a_kept_hash_is_found_again_or_missed() -> None:
    make.released()
    kept = Book.objects.get().chain_hash

    assert body(f"{BOOK}?hash={kept}")["found"]["seq"] == Book.objects.get().seq
    assert body(f"{BOOK}?hash={kept[:-1]}x")["found"] is None
    assert "wb-banner--warning" in page(f"{BOOK}?hash=abc")


@pytest.mark.parametrize(
    "address", ["/data/khong/", "/data/ben-sen/999/", "/data/khong/chain.jsonl",
                "/data/khong/datapackage.json", "/data/khong/feed.atom", "/releases/ben-sen/1/"]
)  # fmt: skip
def test_what_is_not_there_is_not_found(address: str) -> None:
    make.released()

    assert Client().get(address).status_code == 404


@pytest.mark.parametrize("query", ["after=x", "after=-1", "after=99999999999999", "after=%00"])
def test_an_odd_start_begins_anew(query: str) -> None:
    make.released()

    assert body(f"{BOOK}?{query}")["verified"]["fault"] is None
    assert Client().get(f"{BOOK}chain.jsonl?{query}").status_code == 200
