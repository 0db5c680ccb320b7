"""Finding units, indicators and figures, with and without accents."""

from datetime import timedelta

import pytest

from tests import make
from tests.portal.reading import body, page
from wardbook.figures.actions import release, withdraw
from wardbook.portal import places

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("words", ["ho so tiep nhan", "Hồ sơ", "TIEP thu 2025", "dossiers ward"])
def test_figures_are_found_by_words_of_indicator_unit_and_period(words: str) -> None:
    make.released()

    said = body(f"/search/?q={words}")

    assert [figure["value"] for figure in said["figures"]] == ["1250"]


def test_indicators_and_units_are_found_beside() -> None:
    make.released()

    assert [one["code"] for one in body("/search/?q=ho so")["indicators"]] == ["dossiers-received"]
    assert [one["code"] for one in body("/search/?q=99901")["units"]] == ["99901"]


def test_what_was_withdrawn_is_not_found() -> None:
    withdraw(make.released(), "Nhầm kỳ", by=make.minh(), at=make.AT + timedelta(days=1))

    assert body("/search/?q=ho so")["count"] == 0
    assert body("/indicators/")["indicators"] == []


def test_an_empty_search_says_that_nothing_is_not_zero() -> None:
    make.released()

    assert "wb-empty" in page("/search/?q=khongco")
    assert "wb-empty" not in page("/search/")
    assert "&lt;b&gt;" in page("/search/?q=<b>")


def test_a_long_answer_has_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "A_PAGE", 2)
    paper = "".join(f"Năm {2020 + n} tiếp nhận {1001 + n} hồ sơ.\n" for n in range(3))
    claims = make.document(paper).claims.order_by("start")
    results = [make.result(claim, period=str(2020 + n)) for n, claim in enumerate(claims)]
    release(results, by=make.minh(), at=make.AT)

    first, second = body("/search/?q=ho so"), body("/search/?q=ho so&page=2")

    assert [len(first["figures"]), len(second["figures"])] == [2, 1]
    assert (second["first"], second["last"], second["count"]) == (3, 3, 3)
    assert 'href="?q=ho+so&amp;page=2"' in page("/search/?q=ho so")


@pytest.mark.parametrize("number", ["0", "-1", "x", "99999", "9" * 40])
def test_an_odd_page_number_shows_a_page(number: str) -> None:
    make.released()

    assert len(body(f"/figures/?page={number}")["figures"]) == 1


def test_filters_in_the_address_narrow_the_list() -> None:
    make.released()

    assert body("/figures/?unit=99901&indicator=dossiers-received")["count"] == 1
    assert body("/figures/?unit=99902")["count"] == 0
    assert body("/figures/?book=ben-sen")["count"] == 1
    assert body("/figures/?book=khac")["count"] == 0


def test_units_stand_below_the_units_they_lie_in() -> None:
    city = make.unit("99", "municipality", name="Thành phố Thử")
    make.unit("99901", parent=city)
    make.released()

    (root,) = body("/units/")["tree"]

    assert (root["code"], root["figures"], root["below"]) == ("99", 0, 1)
    assert [(part["code"], part["below"]) for part in root["parts"]] == [("99901", 1)]


def test_the_page_of_a_unit_leads_to_the_units_within_it() -> None:
    city = make.unit("99", "municipality", name="Thành phố Thử")
    make.unit("99901", parent=city)
    make.released()

    (ward,) = body("/units/99/")["within"]

    assert (ward["code"], ward["figures"]) == ("99901", 1)
    assert 'href="/units/99901/"' in page("/units/99/")
    assert body("/units/99901/")["within"] == []


def test_an_indicator_lists_units_by_name_and_shows_no_values() -> None:
    make.released()

    said = body("/indicators/dossiers-received/")

    assert [unit["code"] for unit in said["units"]] == ["99901"]
    assert "1.250" not in page("/indicators/dossiers-received/")
