"""The write gate: nobody waits for ever, and the sites say so in a sentence."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client

from tests import make
from wardbook.config.sqlite.base import Gate
from wardbook.portal import places


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Gate]:
    """The gate of a process that writes and writes; two open files lock each other out."""
    gate = Gate(tmp_path / "book.gate")
    gate.enter(0)
    yield gate
    gate.leave()


def test_who_waits_too_long_for_another_process_is_told(elsewhere: Gate) -> None:
    mine = Gate(elsewhere._path)

    with pytest.raises(OperationalError, match="locked"):
        mine.enter(0.01)


def test_who_waits_too_long_for_another_thread_is_told(elsewhere: Gate) -> None:
    with pytest.raises(OperationalError, match="locked"):
        elsewhere.enter(0.01)


def test_who_gave_up_may_enter_later(elsewhere: Gate) -> None:
    mine = Gate(elsewhere._path)
    with pytest.raises(OperationalError):
        mine.enter(0)

    elsewhere.leave()
    mine.enter(0)
    mine.leave()
    elsewhere.enter(0)


@pytest.fixture
def _stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another process holds the book and does not let go."""
    if connection.vendor != "sqlite":
        pytest.skip("the gate is that of SQLite")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "timeout", 0.05)
    gate = Gate(Path(f"{connection.settings_dict['NAME']}.gate"))
    gate.enter(5)
    yield
    gate.leave()


@pytest.mark.django_db(transaction=True)
def test_a_stuck_writer_leaves_the_public_pages_readable(request: pytest.FixtureRequest) -> None:
    make.released()
    request.getfixturevalue("_stuck")

    assert Client().get("/units/99901/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_stuck_writer_gets_the_office_a_sentence(request: pytest.FixtureRequest) -> None:
    make.lan()
    request.getfixturevalue("_stuck")
    words = {"username": "lan", "password": make.PASSWORD}

    answer = Client(raise_request_exception=False).post("/en/office/sign-in/", words)

    assert answer.status_code == 503
    assert "Nothing was lost" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("error", "status"), [(OperationalError, 503), (ValueError, 500)])
def test_only_a_database_that_cannot_answer_is_worth_another_try(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception], status: int
) -> None:
    def fail(*_: Any) -> Any:
        raise error

    monkeypatch.setattr(places, "home", fail)

    answer = Client(raise_request_exception=False).get("/en/")

    assert answer.status_code == status
    assert ("Retry-After" in answer.headers) == (status == 503)
