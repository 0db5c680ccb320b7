"""Downloads hold exactly the list; the data package describes them column by column."""

import csv
import json
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests import make
from tests.portal.reading import body, page
from wardbook.figures.actions import release
from wardbook.portal import places

pytestmark = pytest.mark.django_db

LISTS = ["/figures.csv", "/units.csv", "/indicators.csv", "/releases.csv", "/units/99901.csv",
         "/figures/99901/dossiers-received.csv"]  # fmt: skip


def rows(address: str, separator: str = ",") -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200, address
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline=""), delimiter=separator))


def released(count: int) -> None:
    paper = "".join(f"Năm {1990 + n} tiếp nhận {1001 + n} hồ sơ.\n" for n in range(count))
    claims = make.document(paper).claims.order_by("start")
    results = [make.result(claim, period=str(2010 + n)) for n, claim in enumerate(claims)]
    release(results, by=make.minh(), at=make.AT)


@pytest.mark.parametrize("address", LISTS)
def test_every_list_is_a_file(address: str) -> None:
    released(1)

    assert len(rows(address)) == 1
    assert len(rows(f"{address}?for=excel", ";")) == 1
    assert Client().get(address.replace(".csv", ".json")).status_code == 200


def test_machines_get_exact_values() -> None:
    make.released()

    (row,) = rows("/figures.csv")

    assert (row["unit"], row["period"], row["value"]) == ("99901", "2025", "1250")
    assert (row["released_on"], row["denominator"]) == ("2026-11-20", "")


def test_people_get_their_language() -> None:
    make.released()

    (row,) = rows("/figures.csv?for=excel", ";")
    (english,) = rows("/en/figures.csv?for=excel")

    assert (row["Kỳ"], row["Ngày công bố"]) == ("năm 2025", "20/11/2026")
    assert english["Indicator"] == "Dossiers received"


def test_a_file_of_a_filtered_list_holds_all_its_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    released(3)
    monkeypatch.setattr(places, "A_PAGE", 2)

    said = body("/figures/")

    assert (said["count"], said["pages"], len(said["figures"])) == (3, 2, 2)
    assert len(rows("/figures.csv")) == 3
    assert len(body("/figures/?page=all")["figures"]) == 3
    assert [row["period"] for row in rows("/figures.csv?q=2012")] == ["2012"]
    assert "/figures.json?page=all" in page("/figures/")


def test_a_page_for_people_never_holds_a_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    released(3)
    monkeypatch.setattr(places, "A_PAGE", 2)

    assert page("/figures/?page=all").count('scope="row"') == 2


def test_the_unit_page_prints_as_many_figures_as_it_lists() -> None:
    released(3)

    said = body("/units/99901/")

    listed = [figure for area in said["areas"] for figure in area["figures"]]
    assert said["figures"] == len(listed) == len(rows("/units/99901.csv")) == 3
    assert [unit["figures"] for unit in body("/units/")["units"]] == [3]
    assert [row["figures"] for row in rows("/indicators.csv")] == ["3"]


@pytest.fixture
def package() -> dict[str, Any]:
    released(2)
    said: dict[str, Any] = json.loads(Client().get("/data/ben-sen/datapackage.json").content)
    return said


def test_a_package_describes_every_column_of_every_file(package: dict[str, Any]) -> None:
    tables = [one for one in package["resources"] if one["format"] == "csv"]

    assert [one["name"] for one in tables] == ["figures", "units", "indicators", "releases"]
    for one in tables:
        parts = urlsplit(one["path"])
        found = rows(f"{parts.path}?{parts.query}" if parts.query else parts.path)
        assert list(found[0]) == [field["name"] for field in one["schema"]["fields"]]
        assert set(one["schema"]["primaryKey"]) <= set(found[0])


def test_a_package_is_of_one_entry_and_names_its_papers(package: dict[str, Any]) -> None:
    seq = body("/data/ben-sen/")["seq"]

    assert package["version"] == str(seq)
    assert [source["title"] for source in package["sources"]] == ["Báo cáo năm 2025"]
    assert "licenses" not in package  # nobody gave one
