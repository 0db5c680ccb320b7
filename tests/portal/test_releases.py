"""Releases row by row: what was published, what stood before, what became of it."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.portal.reading import body, page
from wardbook.figures.actions import correct, release, withdraw
from wardbook.figures.models import Result

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(days=1)


def corrected() -> Result:
    new = correct(
        make.released(), make.filing(), Decimal(1205), "Đánh máy nhầm", by=make.lan(), at=LATER
    )
    release([new], by=make.minh(), at=LATER)
    return new


def test_a_release_shows_its_figures_as_they_were_then() -> None:
    corrected()
    newest, oldest = body("/releases/")["releases"]

    (then,) = body(oldest["address"])["rows"]
    (now,) = body(newest["address"])["rows"]

    assert (then["value"], then["change"], then["before"]) == ("1250", "first", None)
    assert (then["later"]["verb"], now["later"]) == ("correct", None)
    assert (now["value"], now["before"]["value"], now["reason"]) == (
        "1205",
        "1250",
        "Đánh máy nhầm",
    )


def test_a_release_says_what_was_withdrawn_later() -> None:
    withdraw(make.released(), "Nhầm kỳ", by=make.minh(), at=LATER)
    (only,) = body("/releases/")["releases"]

    said = page(f"/en{only['address']}")

    assert "withdrawn later" in said
    assert "1,250" in said


def test_as_many_rows_as_the_list_says() -> None:
    corrected()

    for line in body("/releases/")["releases"]:
        assert line["figures"] == len(body(line["address"])["rows"])


def test_a_figure_leads_to_the_entries_that_say_it() -> None:
    corrected()

    history = body("/figures/99901/dossiers-received/2025/")["history"]

    assert history[0]["before"] == history[1]["seq"]
    for said in history:
        assert body(said["address"])["chain_hash"] == said["chain_hash"]


def test_nothing_released_is_said() -> None:
    make.book()

    assert "wb-empty" in page("/releases/")
