"""Sentences about figures: what they say, and that the reader reads the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.facts import facts
from wardbook.lib.period import Period
from wardbook.lib.ratio import rounded
from wardbook.reader.read import read
from wardbook.reader.schema import Figure
from wardbook.reports.sentences import Fact, Level, sentence, text_of


def fact(**more: Any) -> Fact:
    given: dict[str, Any] = {
        "key": "result/1",
        "value": Decimal(1250),
        "measure": "hồ sơ",
        "period": "2025",
        "name": "Hồ sơ tiếp nhận",
        "kind": "count",
    }
    return Fact(**given | more)


def said(**more: Any) -> str:
    return text_of(sentence(fact(**more)))


def level(value: str, **more: Any) -> Level:
    given: dict[str, Any] = {"key": "result/2", "value": Decimal(value), "measure": "hồ sơ"}
    return Level(**given | more)


def test_a_level_is_told_with_its_period_and_unit() -> None:
    assert said() == "Năm 2025, hồ sơ tiếp nhận là 1.250 hồ sơ."


def test_what_should_grow_is_reached() -> None:
    assert said(better="up") == "Năm 2025, hồ sơ tiếp nhận đạt 1.250 hồ sơ."


@pytest.mark.parametrize(
    ("bound", "words"), [("at_least", "ít nhất"), ("at_most", "không quá"), ("about", "khoảng")]
)
def test_a_bound_is_told_before_the_number(bound: str, words: str) -> None:
    assert said(bound=bound) == f"Năm 2025, hồ sơ tiếp nhận là {words} 1.250 hồ sơ."


def test_a_ratio_has_both_counts_and_its_percentage() -> None:
    told = said(kind="ratio", value=Decimal(18), base=Decimal(11), measure="thanh niên")

    assert told == "Năm 2025, hồ sơ tiếp nhận là 18/11 thanh niên (163,64%)."


def test_a_percentage_has_as_many_places_as_its_paper_gave() -> None:
    told = said(kind="ratio", value=Decimal(2), base=Decimal(3), place=Decimal("0.1"))

    assert told.endswith("2/3 hồ sơ (66,7%).")


def test_of_nothing_there_is_no_percentage() -> None:
    assert said(kind="ratio", value=Decimal(0), base=Decimal(0)).endswith("là 0/0 hồ sơ.")


def test_money_keeps_its_rate() -> None:
    told = said(kind="money", value=Decimal(65500000), measure="đồng/người/năm")

    assert told.endswith("là 65,5 triệu đồng/người/năm.")


def test_a_day_of_counting_stands_for_a_missing_period() -> None:
    told = said(period="", as_of=date(2025, 12, 31))

    assert told == "Tính đến ngày 31/12/2025, hồ sơ tiếp nhận là 1.250 hồ sơ."


def test_an_earlier_figure_shows_the_change_both_ways() -> None:
    told = said(earlier=level("1000", period="2024"))

    assert told.endswith(", tăng 250 hồ sơ (25%) so với năm 2024 (1.000 hồ sơ).")


def test_a_fall_is_called_a_fall() -> None:
    told = said(earlier=level("2500", period="2024"))

    assert ", giảm 1.250 hồ sơ (50%) so với năm 2024 (2.500 hồ sơ)." in told


def test_shares_change_by_percentage_points() -> None:
    told = said(
        kind="percent",
        value=Decimal("1.25"),
        measure="%",
        earlier=level("1.65", period="2024", measure="%"),
    )

    assert told.endswith(", giảm 0,4 điểm phần trăm so với năm 2024 (1,65%).")


def test_what_is_only_bounded_is_not_reckoned_with() -> None:
    told = said(bound="at_least", earlier=level("1000", period="2024"))

    assert told.endswith("ít nhất 1.250 hồ sơ; năm 2024 là 1.000 hồ sơ.")


@pytest.mark.parametrize(
    ("target", "better", "words"),
    [
        ("95", "up", "vượt chỉ tiêu (95%)"),
        ("96.5", "up", "đạt chỉ tiêu 96,5%"),
        ("98", "up", "chưa đạt chỉ tiêu 98%"),
        ("98", "down", "trong chỉ tiêu 98%"),
        ("95", "down", "vượt chỉ tiêu (95%)"),
    ],
)
def test_the_word_for_a_target_follows_the_numbers(target: str, better: str, words: str) -> None:
    told = said(
        kind="percent",
        value=Decimal("96.5"),
        measure="%",
        better=better,
        target=level(target, measure="%"),
    )

    assert told.endswith(f"96,5%, {words}.")


def test_a_count_shows_how_much_of_its_target_was_reached() -> None:
    assert said(target=level("1300")).endswith(", bằng 96,15% chỉ tiêu 1.300 hồ sơ.")


def test_a_change_is_told_by_its_word() -> None:
    told = said(kind="change", value=Decimal(250), direction="down")

    assert told == "Năm 2025, hồ sơ tiếp nhận giảm 250 hồ sơ."


def test_what_is_named_a_change_is_told_after_a_colon() -> None:
    told = said(kind="change", name="Mức giảm tỷ lệ hộ nghèo", measure="%", direction="down")

    assert told == "Năm 2025, mức giảm tỷ lệ hộ nghèo: giảm 1.250%."


def test_another_unit_is_named() -> None:
    assert "hồ sơ tiếp nhận tại Khu vực 3 là" in said(where="Khu vực 3")


def found(told: Fact) -> Figure | None:
    figures = read(text_of(sentence(told))).figures
    same = (one for one in figures if (one.value, one.kind) == (told.value, told.kind))
    return next(same, None)


@settings(max_examples=300)
@given(facts())
def test_the_reader_reads_what_was_written(told: Fact) -> None:
    figure = found(told)

    assert figure is not None
    assert (figure.value_max, figure.unit, figure.bound) == (
        told.value_max,
        told.measure,
        told.bound,
    )
    assert figure.denominator == told.base
    assert figure.direction == (told.direction or None)
    assert figure.period
    days = Period(figure.period)
    assert (days.start_on, days.end_on) == (
        Period(told.period).start_on,
        Period(told.period).end_on,
    )


@settings(max_examples=100)
@given(facts(kinds=("count", "money", "percent")), st.integers(1, 400))
def test_every_computed_number_holds_when_the_reader_recomputes_it(told: Fact, part: int) -> None:
    earlier = Level(
        key="result/2",
        value=rounded(told.value * part / 200, Decimal("0.01" if told.kind == "percent" else 1)),
        measure=told.measure,
        period=Period(told.period).years_later(-1).text,
    )

    checks = read(text_of(sentence(replace(told, bound="exact", earlier=earlier)))).checks

    assert not [check for check in checks if check.verdict != "holds"]
