"""One figure over time: kinds of period apart, gaps said, breaks said with their reason."""

from datetime import date
from typing import Any

import pytest

from tests import make
from tests.portal.reading import body, page
from wardbook.figures.actions import file_result, release
from wardbook.org.models import Succession, Unit

pytestmark = pytest.mark.django_db

SERIES = "/figures/99901/poor-households/"


def published(*periods: str, unit: Unit | None = None) -> None:
    """Poor households of each period, as one paper states them."""
    lines = [f"Kỳ {n} phường còn {50 - n} hộ nghèo." for n in range(len(periods))]
    where = unit or make.unit()
    lan = make.lan(where=where)
    claims = make.document("\n".join(lines), by=lan).claims.order_by("start")
    claims = [claim for claim in claims if claim.quote.endswith("hộ")]
    filing = {"indicator": "poor-households", "measure": "hộ"}
    results = [
        file_result(
            claim, make.filing(**filing, period=period), version=claim.version, by=lan, at=make.AT
        )
        for claim, period in zip(claims, periods, strict=True)
    ]
    release(results, by=make.minh(where=where), at=make.AT)


def rows(group: dict[str, Any]) -> list[str]:
    """``2018``, ``gap 2019``, ``break``, …"""
    return [
        " ".join(part for part in (row["type"].replace("figure", ""), row.get("period")) if part)
        for row in group["rows"]
    ]


def test_kinds_of_period_stand_apart_and_in_order_of_time() -> None:
    published("2019", "2018", "2018-H1", "2018-01/2018-09", "2019-01/2019-09", "2018-01/2018-04")

    groups = body(SERIES)["groups"]

    assert [(group["kind"], rows(group)) for group in groups] == [
        ("year", ["2018", "2019"]),
        ("half", ["2018-H1"]),
        ("span", ["2018-01/2018-04"]),
        ("span", ["2018-01/2018-09", "2019-01/2019-09"]),
    ]


def test_what_was_not_published_is_a_gap_and_never_zero() -> None:
    published("2017", "2018", "2021")

    (group,) = body(SERIES)["groups"]

    assert rows(group) == ["2017", "2018", "gap 2019/2020", "2021"]
    assert "Chưa công bố số liệu từ năm 2019 đến năm 2020. Đây không phải là số không." in page(
        SERIES
    )


def test_another_standard_breaks_the_series_and_is_named() -> None:
    published("2020", "2021", "2022")

    (group,) = body(SERIES)["groups"]

    (broken,) = [row for row in group["rows"] if row["type"] == "break"]
    assert rows(group) == ["2020", "2021", "break", "2022"]
    assert (broken["kind"], broken["on"]) == ("definition", "2022-01-01")
    assert "07/2021/NĐ-CP" in broken["words"]["en"]
    assert group["breaks"] == 1
    assert page(f"/en{SERIES}").count("Break in the series") == 2  # above the drawing, in the table


def test_a_change_of_territory_breaks_the_series() -> None:
    place, old = make.unit(), make.unit("99902-2024", end_on=date(2024, 7, 1))
    Succession.objects.create(
        old=old, new=place, share="part", on=date(2024, 7, 1), source="invented", mark="invented"
    )
    published("2023", "2024", "2025")

    (group,) = body(SERIES)["groups"]

    assert rows(group) == ["2023", "break", "2024", "2025"]
    assert group["rows"][1]["words"]["en"] == (
        "The territory changed: it took over a part of 99902-2024 Ward."
    )


def test_the_same_figure_of_units_before_is_named_beside_and_not_joined() -> None:
    place, old = make.unit(), make.unit("99902-2024", end_on=date(2025, 1, 1))
    Succession.objects.create(
        old=old, new=place, share="whole", on=date(2025, 1, 1), source="invented", mark="invented"
    )
    published("2023", "2024", unit=old)
    published("2025")

    said = body(SERIES)

    assert [len(said["figures"]), said["elsewhere"][0]["figures"]] == [1, 2]
    assert 'href="/figures/99902-2024/poor-households/"' in page(SERIES)


def test_the_drawing_and_its_table_hold_the_same_numbers() -> None:
    published("2023", "2024", "2025")

    words = page(SERIES)
    drawing, table = words.split('class="wb-chart"')[1].split("</svg>")[0], words.split("<tbody")[1]

    assert 'role="img"' in drawing
    assert "<title" in drawing
    for value in ("50 hộ", "49 hộ", "48 hộ"):
        assert value in drawing
        assert value in table
    assert "style=" not in words


def test_one_figure_is_not_drawn_over_time() -> None:
    published("2025")

    assert '<svg class="wb-chart"' not in page(SERIES)


def test_a_series_of_nothing_is_not_found(client: Any) -> None:
    make.released()

    assert client.get("/figures/99901/poor-households/").status_code == 404
