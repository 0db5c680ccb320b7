"""A list of figures as tables: in words for people, in codes for machines, of the same rows."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language, gettext, override, pgettext

from wardbook.figures.catalogue import Indicator, in_force
from wardbook.figures.models import Result
from wardbook.reports.table import Column, Label, Table, Value
from wardbook.web.templatetags.wardbook import VERDICTS, bound, day

TITLE = {"vi": "Danh sách số liệu", "en": "List of figures"}
STATES = {
    "waiting": {"vi": "chờ công bố", "en": "waiting for release"},
    "public": {"vi": "đang công khai", "en": "public"},
    "corrected": {"vi": "đã đính chính", "en": "corrected"},
    "withdrawn": {"vi": "đã rút", "en": "withdrawn"},
    "discarded": {"vi": "đã bỏ", "en": "discarded"},
}


class Row(NamedTuple):
    """What one line of the list says, in both sheets in this order."""

    indicator: Value
    unit: Value
    period: Value
    bound: Value
    value: Value
    value_max: Value
    denominator: Value
    measure: Value
    state: Value
    verdict: Value
    paper: Value
    paper_number: Value
    filed_on: Value
    released_on: Value
    withdrawn_on: Value


LABELS: dict[str, tuple[str, str, Any]] = {
    "indicator": ("Chỉ tiêu", "Indicator", "text"),
    "unit": ("Đơn vị", "Unit", "text"),
    "period": ("Kỳ", "Period", "period"),
    "bound": ("Mức", "Bound", "text"),
    "value": ("Giá trị", "Value", "number"),
    "value_max": ("Đến", "Up to", "number"),
    "denominator": ("Trên tổng số", "Out of", "number"),
    "measure": ("Đơn vị tính", "Measure", "text"),
    "state": ("Trạng thái", "State", "text"),
    "verdict": ("Kiểm tra", "Check", "text"),
    "paper": ("Văn bản", "Paper", "text"),
    "paper_number": ("Số, ký hiệu", "Number and symbol", "text"),
    "filed_on": ("Ngày ghi sổ", "Filed on", "day"),
    "released_on": ("Ngày công bố", "Released on", "day"),
    "withdrawn_on": ("Ngày rút", "Withdrawn on", "day"),
}
COLUMNS = [
    Column(name, {"vi": LABELS[name][0], "en": LABELS[name][1]}, LABELS[name][2])
    for name in Row._fields
]
# Machines want the row's own number and codes beside them; they are given first.
KEYS = [
    Column("result", {"vi": "Số thứ tự trong sổ", "en": "Number in the book"}, "number"),
    Column("book", {"vi": "Sổ", "en": "Book"}),
]


def for_people(results: Iterable[Result], notes: Sequence[Label], language: str) -> Table:
    """``results`` of ``wardbook.figures.listing`` in the words of a language."""
    with override(language):
        rows = [_in_words(result, language) for result in results]
    return Table("figures", TITLE, notes, COLUMNS, rows)


def for_machines(results: Iterable[Result]) -> Table:
    """The same ``results`` in codes, each with its number and book."""
    rows = [(row.pk, row.book.code, *_in_codes(row)) for row in results]
    return Table("figures", TITLE, (), [*KEYS, *COLUMNS], rows)


def _in_codes(result: Any) -> Row:
    paper = result.claim.document
    return Row(
        indicator=result.indicator,
        unit=result.unit.code,
        period=result.period or None,
        bound=result.bound,
        value=result.value,
        value_max=result.value_max,
        denominator=result.denominator,
        measure=result.measure or None,
        state=result.state,
        verdict=result.verdict or None,
        paper=paper.title,
        paper_number=paper.number or None,
        filed_on=_day(result.filed_at),
        released_on=_day(result.out_at),
        withdrawn_on=_day(result.back_at),
    )


def _in_words(result: Any, language: str) -> Row:
    return _in_codes(result)._replace(
        indicator=name_of(result, in_force(result.indicator, result.event_on)),
        unit=result.unit.label[language],
        bound=bound(result.bound) or None,
        state=STATES[result.state][language],
        verdict=verdict_words(result.verdict),
    )


def name_of(result: Result, indicator: Indicator | None) -> str:
    """What is counted, in the language now spoken; its code where the catalogue lost it."""
    if indicator is None:
        return result.indicator
    return indicator.name_en if get_language() == "en" else indicator.name_vi


def restated(results: Iterable[Result]) -> str:
    """What the figures of samples restate, each newspaper once; blank where none is a sample."""
    samples = [result.claim.document for result in results if result.book.sample]
    named = {f"{one.newspaper}, {day(one.newspaper_on)}": None for one in samples if one.newspaper}
    if not named:
        return gettext("from the demonstration book; no ward published it.") if samples else ""
    words = gettext("figures restated from %(newspapers)s; not published by the ward.")
    return words % {"newspapers": "; ".join(named)}


def verdict_words(verdict: str) -> str:
    """What recomputing said, in the language now spoken."""
    known = VERDICTS.get(verdict)
    return str(known[0]) if known else pgettext("verdict", "cannot be checked")


def _day(moment: datetime | None) -> Value:
    return timezone.localdate(moment) if moment else None
