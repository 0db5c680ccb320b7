"""The annotated passages are sound: exact spans, no digit left out, true verdicts.

The verdicts are worked out here without the reader, from the quotes and values alone.
"""

import ast
import itertools
import json
import operator
import re
import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

GOLDEN = Path(__file__).parent / "golden"
SCALE = re.compile("nghìn|ngàn|triệu|trđ|tỷ|tỉ")
POWER = {"nghìn": 3, "ngàn": 3, "triệu": 6, "trđ": 6, "tỷ": 9, "tỉ": 9}
WHY = {"date", "time", "period", "document", "name", "ordinal", "age", "phone", "address", "other"}
KINDS = {"target", "rank", "change", "ratio", "percent", "money", "count"}
BOUNDS = {"exact", "at_least", "at_most", "about"}
ONE = r"\d{4}(-(H[12]|Q[1-4]|\d\d(-\d\d)?))?"
PERIOD = re.compile(rf"{ONE}(/({ONE})?)?|\d{{4}}\.\.\d{{4}}")
OPERATIONS: dict[type, Any] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.GtE: operator.ge,
    ast.LtE: operator.le,
}

RECORDS = [
    json.loads(line)
    for path in sorted(GOLDEN.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
CHECKS = [
    pytest.param(record, check, id=f"{record['id']}-{check['id']}")
    for record in RECORDS
    for check in record["checks"]
]
each_record = pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])


def spans(record: dict[str, Any]) -> list[dict[str, Any]]:
    return [*record["figures"], *record["not_figures"], *record["ignore"]]


def place(quote: str, value: Decimal) -> Decimal:
    """The last place of a number as written: 100000000 for "1,5 tỷ", 0 for a whole number."""
    words = SCALE.findall(unicodedata.normalize("NFC", quote))
    if len(words) > 1 or "rưỡi" in quote:
        decimals = re.search(r",(\d+)\D*$", quote)
        half = 1 if "rưỡi" in quote else len(decimals[1]) if decimals else 0
        return Decimal(10) ** (POWER[words[-1]] - half)
    step = value / int(re.sub(r"\D", "", quote.split("/", maxsplit=1)[0].removesuffix("m2")))
    decimals = step < 1 or re.search(r"[.,] ?\d{1,2}(?!\d)", quote)
    return step if words or decimals else Decimal(0)


def operand(figures: dict[str, Any], name: str) -> tuple[Decimal, Decimal, str]:
    """Value, last place and bound of "f3", "f3.num" or "f3.den"."""
    ident, _, side = name.partition(".")
    figure = figures[ident]
    quote = figure["quote"]
    if not side:
        value = Decimal(figure["value"])
        return value, place(quote, value), figure["bound"]
    value = Decimal(figure["numerator" if side == "num" else "denominator"])
    left, right = quote.split("/", 1)
    scale = " tỷ" if SCALE.search(right) else ""
    return value, place(left + scale if side == "num" else right, value), figure["bound"]


def bracket(value: Decimal, step: Decimal, bound: str) -> tuple[Decimal, Decimal]:
    """The lowest and highest number that a value so written can stand for."""
    low, high = value - step / 2, value + step / 2
    if bound in {"about", "at_most"}:
        low = min(low, value * Decimal("0.95"))
    if bound in {"about", "at_least"}:
        high = max(high, value * Decimal("1.05"))
    return low, high


def work_out(node: ast.expr, values: dict[str, Decimal]) -> Any:
    match node:
        case ast.Constant(value=int() | float()):
            return Decimal(str(node.value))
        case ast.BinOp():
            operate = OPERATIONS[type(node.op)]
            return operate(work_out(node.left, values), work_out(node.right, values))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return OPERATIONS[type(op)](work_out(left, values), work_out(right, values))
        case _:
            return values[ast.unparse(node)]


def verdict(record: dict[str, Any], check: dict[str, Any]) -> tuple[Decimal | None, str]:
    """What the rules of the annotation guide say of one check, in their order."""
    figures = {figure["id"]: figure for figure in record["figures"]}
    tree = ast.parse(check["expr"], mode="eval").body
    names = sorted(set(re.findall(r"f\d+(?:\.num|\.den)?", check["expr"])))
    operands = {name: operand(figures, name) for name in names}
    result = work_out(tree, {name: value for name, (value, _, _) in operands.items()})
    if check["stated"] is None:
        return None, "holds" if result else "fails"
    if "stated_figure" in check:
        stated, step, bound = operand(figures, check["stated_figure"])
    else:
        stated, bound = Decimal(check["stated"]), "exact"
        step = Decimal(1).scaleb(int(stated.as_tuple().exponent))
    whole = step == 0 and "%" not in figures.get(check.get("stated_figure"), {}).get("unit", "%")
    step = step or Decimal(1)
    recomputed = (result / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    if (result if whole else recomputed) == stated:
        return recomputed, "holds"
    corners = itertools.product(*(bracket(*operands[name]) for name in names))
    reached = [work_out(tree, dict(zip(names, corner, strict=True))) for corner in corners]
    low, high = bracket(stated, step, bound)
    hedged = bound != "exact" or min(reached) != max(reached)
    if hedged and min(reached) <= high and max(reached) >= low:
        return recomputed, "holds"
    cut = (result / step).quantize(Decimal(1), ROUND_DOWN) * step == stated
    return recomputed, "truncated" if bound == "exact" and cut and not whole else "fails"


def test_there_are_passages_and_no_identifier_is_used_twice() -> None:
    identifiers = [record["id"] for record in RECORDS]
    assert identifiers
    assert len(identifiers) == len(set(identifiers))


@each_record
def test_every_quote_stands_where_it_says(record: dict[str, Any]) -> None:
    for span in spans(record):
        assert record["text"][span["start"] : span["end"]] == span["quote"]


@each_record
def test_every_digit_lies_in_exactly_one_span(record: dict[str, Any]) -> None:
    covered = [0] * len(record["text"])
    for span in spans(record):
        for index in range(span["start"], span["end"]):
            covered[index] += 1
    digits = [
        times for times, letter in zip(covered, record["text"], strict=True) if letter.isdigit()
    ]
    assert set(digits) == {1}
    assert max(covered) == 1


@each_record
def test_fields_hold_only_what_the_guide_allows(record: dict[str, Any]) -> None:
    assert {span["why"] for span in record["not_figures"]} <= WHY
    for figure in record["figures"]:
        assert figure["kind"] in KINDS
        assert figure["bound"] in BOUNDS
        assert (figure["kind"] == "change") == ("direction" in figure)
        assert ("numerator" in figure) == ("denominator" in figure)
        periods = [figure.get("period", "2000"), *figure.get("period_also", [])]
        assert all(PERIOD.fullmatch(period) for period in periods)


@each_record
def test_a_subject_uses_only_words_of_the_text(record: dict[str, Any]) -> None:
    text = unicodedata.normalize("NFC", record["text"]).lower()
    for figure in record["figures"]:
        assert all(word in text for word in re.findall(r"[^\W_]+", figure["subject"].lower()))


@pytest.mark.parametrize(("record", "check"), CHECKS)
def test_a_verdict_follows_from_the_numbers(record: dict[str, Any], check: dict[str, Any]) -> None:
    recomputed, follows = verdict(record, check)
    assert follows == check["verdict"]
    if recomputed is not None:
        assert recomputed == Decimal(check["recomputed"])
