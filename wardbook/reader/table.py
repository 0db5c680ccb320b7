"""A reading as lines for people: the figures in columns, the checks with verdicts in words."""

import re
import unicodedata
from collections.abc import Callable, Iterator

from wardbook.lib.numbers_vi import format_money, format_number
from wardbook.lib.period import NotAPeriod, Period
from wardbook.reader.schema import Check, Figure, Reading

Translate = Callable[[str], str]

_WIDEST = 36  # of a column; longer words end in "…"


def lines(reading: Reading, language: str, gettext: Translate) -> Iterator[str]:
    """The figures and checks of one reading."""
    if not reading.figures:
        yield "  " + gettext("There is no figure in this text.")
        return
    heading = ("", gettext("Quote"), gettext("Value"), gettext("Kind"), gettext("Period"))
    rows: list[tuple[str, ...]] = [(*heading, gettext("Subject"))]
    rows += [_figure(figure, language, gettext) for figure in reading.figures]
    yield from _columns(rows)
    if reading.checks:
        yield ""
        yield from _columns([_check(check, language, gettext) for check in reading.checks])


def _figure(figure: Figure, language: str, gettext: Translate) -> tuple[str, ...]:
    kinds = {
        "count": gettext("count"),
        "money": gettext("money"),
        "percent": gettext("percent"),
        "ratio": gettext("so many of so many"),
        "change": gettext("change"),
        "rank": gettext("rank"),
        "target": gettext("target"),
    }
    quote = re.sub(r"\s+", " ", figure.quote)
    value, period = _value(figure, language, gettext), _period(figure.period, language)
    return figure.id, quote, value, kinds[figure.kind], period, figure.subject


def _value(figure: Figure, language: str, gettext: Translate) -> str:
    bounds = {
        "at_least": gettext("at least %(number)s"),
        "at_most": gettext("at most %(number)s"),
        "about": gettext("about %(number)s"),
    }
    if figure.unit == "đồng" and figure.value_max is None:
        number = format_money(figure.value, language)
    else:
        ends = [figure.value] if figure.value_max is None else [figure.value, figure.value_max]
        number = "–".join(format_number(end, language) for end in ends)
        number = f"{number} {figure.unit}".rstrip()
    return bounds.get(figure.bound, "%(number)s") % {"number": number}


def _period(period: str | None, language: str) -> str:
    try:
        return Period(period).words(language) if period else ""
    except NotAPeriod:
        return period or ""


def _check(check: Check, language: str, gettext: Translate) -> tuple[str, ...]:
    verdicts = {
        "holds": gettext("holds"),
        "truncated": gettext("cut, not rounded"),
        "fails": gettext("does not follow"),
    }
    worked = check.expr
    if check.recomputed is not None:
        worked += f" = {format_number(check.recomputed, language)}"
    stated = ""
    if check.stated is not None:
        number = format_number(check.stated, language)
        stated = gettext("the paper says %(number)s") % {"number": number}
        stated += f" ({check.stated_figure})" if check.stated_figure else ""
    return check.id, verdicts[check.verdict], worked, stated


def _columns(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Rows as lines, every column as wide as its widest cell."""
    short = [[_shortened(cell) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*short, strict=True)]
    for row in short:
        cells = (
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        yield ("  " + "  ".join(cells)).rstrip()


def _shortened(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"


def _width(cell: str) -> int:
    """Places on the screen: marks that combine take none."""
    return sum(not unicodedata.combining(sign) for sign in cell)
