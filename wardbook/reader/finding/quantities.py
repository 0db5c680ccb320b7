"""What stands at a number: its value, unit and span, with "a/b", ranges and compound money."""

import re
from decimal import Decimal
from typing import NamedTuple

from wardbook.lib.numbers_vi import NUMERAL, Written, upper_end, with_scale_of, written_at
from wardbook.reader.finding.words import (
    DIVISIBLE,
    FOREIGN_MONEY,
    MONEY,
    NO_UNIT,
    PEOPLE_UNITS,
    PERCENT,
    RATE,
    UNITS,
)

_PERCENT = re.compile(r" ?(?:%|‰|phần trăm|phần nghìn|điểm ?(?:phần trăm|%))")
_WORD = re.compile(r" ?(đ/c|[^\W\d_]{1,12}(?:(?:-[^\W\d_]{1,8}){1,2}|[23²³](?![^\W_]))?)")
_OF_SEX = re.compile(r" ?(?:nam|nữ)(?= )")
# Verbs and other words that begin like a unit: "tháng 6 giải ngân".
_NO_UNIT = re.compile(
    r" ?(?:giải (?:ngân|quyết|tỏa|toả|phóng|trình|thể|đáp|cứu)|công (?:bố|nhận|khai|tác(?! viên))"
    r"|phần (?:lớn|đông|nào|mềm)|lần lượt|điểm (?:danh|lại)|đường lối|mục tiêu|nhà nước|đơn giản"
    r"|kỳ vọng)(?!\w)"
)
_STROKE = re.compile(r" ?/ ?(?!(?:dự(?! án)|kế|chỉ|tổng|kh|dt|nq)(?!\w))([^\W\d_]+)")
_GOODS = re.compile(rf"(?: [^\W\d_]{{1,7}}){{1,3}}(?={RATE.pattern})")
# "3/4 khối lượng", "2/3 kế hoạch": a part of what is no thing to count
_FRACTION_OF = re.compile(
    r" (?:khối lượng|kế hoạch|chỉ tiêu|dự toán|diện tích|sản lượng|thời gian|chặng|quãng)(?!\w)"
)
_SLASH = re.compile(r" ?/ ?(?=[0-9])")
_DASH = re.compile(r" ?[-–—] ?(?=[0-9])| (?:đến|tới) (?=[0-9])")
_LEVEL = re.compile(
    r" (?:(?:lên|xuống|còn)(?: còn| đến| tới)?|trên(?: tổng số)?|trong(?: tổng)? số) (?=[0-9])"
)
_IN_TURN = re.compile(r"(?:(?:,| và|, và) [0-9][0-9.]*(?:,[0-9]+)?){0,5}(?:,? và|,) (?=[0-9])")
_HALF = re.compile(r" rưỡi(?!\w)")


class Quantity(NamedTuple):
    """One number of the text with what it is measured in; ``known`` tells a unit from a guess."""

    start: int
    digits_end: int  # before the unit
    end: int
    value: Decimal | None
    unit: str = ""
    known: bool = False
    value_max: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def is_money(self) -> bool:
        return self.unit.startswith(("đồng", "USD")) and not self.unit.startswith("đồng chí")

    @property
    def is_share(self) -> bool:
        return self.unit.startswith(PERCENT)


class _Unit(NamedTuple):
    """A unit as written and where it ends; ``head`` is its first word, to tell what parts."""

    text: str
    end: int
    known: bool

    @property
    def head(self) -> str:
        return self.text.partition("/")[0]

    @property
    def name(self) -> str:
        """The shortest word that counts; "lượt người" and "lượt hộ" are both visits."""
        return "lượt" if self.text.startswith("lượt ") else self.text


_NONE = _Unit("", 0, known=False)


def quantity_at(text: str, start: int, end: int, decimal: str) -> Quantity:
    """The quantity whose first numeral is ``text[start:end]``; ``text`` is in lower case."""
    low = written_at(text, start, end)
    high = upper_end(text, low)
    last = high or low
    unit = _unit_at(text, last)
    if high and _rises(low, high, unit, decimal):
        return _range(low, high, unit, decimal)
    if high:
        unit = _unit_at(text, low)
    if not unit.text and not low.scaled:
        low, unit = _of_level(text, low, unit)
    return _ratio(text, low, unit, decimal) or _simple(text, low, unit, decimal)


def _of_level(text: str, low: Written, unit: _Unit) -> tuple[Written, _Unit]:
    """The unit and scale told after the next: "từ 25 lên 36 triệu", "lần lượt 12, 15 và 18 ha"."""
    level = _LEVEL.match(text, low.end)
    if not level and text.find("lần lượt", max(0, low.start - 60), low.start) >= 0:
        level = _IN_TURN.match(text, low.end)
    numeral = level and NUMERAL.match(text, level.end())
    if numeral is None:
        return low, unit
    new = written_at(text, *numeral.span())
    said = _unit_at(text, new)
    return with_scale_of(low, new), said._replace(end=low.end) if said.known else unit


def _value(written: Written, unit: _Unit, decimal: str) -> Decimal | None:
    counted = unit.known and unit.head not in DIVISIBLE and not unit.text.startswith(PERCENT)
    whole = counted or (not unit.known and "." in written.parts[0][0])
    value = written.value(whole=whole, decimal=decimal)
    if value is not None and value >= 1000 and unit.text.startswith(PERCENT):
        # "96.734%" is no ninety-six thousand percent
        return written.value(decimal="," if "," in written.parts[0][0] else ".")
    return value


def _simple(text: str, low: Written, unit: _Unit, decimal: str) -> Quantity:
    value = _value(low, unit, decimal)
    end = unit.end or low.end
    if value is not None and unit.known and not low.scaled:
        half = _HALF.match(text, end)
        if half:
            value, end = value + Decimal("0.5"), half.end()
    top = _dashed(text, end, unit, value, decimal)
    if top:
        return top._replace(start=low.start, value=value, value_max=top.value)
    return Quantity(low.start, low.end, end, value, unit.name, unit.known)


def _dashed(
    text: str, at: int, unit: _Unit, value: Decimal | None, decimal: str
) -> Quantity | None:
    """The high end of "5% - 6%" or "10 triệu đến 20 triệu đồng", where both ends name a unit."""
    if not unit.known or unit.head == "giờ":  # "từ 8 giờ đến 11 giờ" are two hours of the day
        return None
    dash = _DASH.match(text, at)
    numeral = dash and NUMERAL.match(text, dash.end())
    if numeral is None or value is None:
        return None
    high = written_at(text, *numeral.span())
    other = _unit_at(text, high)
    top = _value(high, other, decimal)
    if other.head != unit.head or top is None or top <= value:
        return None
    return Quantity(high.start, high.end, other.end, top, other.text, known=True)


def _rises(low: Written, high: Written, unit: _Unit, decimal: str) -> bool:
    bottom = _value(with_scale_of(low, high), unit, decimal)
    top = _value(high, unit, decimal)
    return bottom is not None and top is not None and bottom < top


def _range(low: Written, high: Written, unit: _Unit, decimal: str) -> Quantity:
    return Quantity(
        low.start,
        high.end,
        unit.end or high.end,
        _value(with_scale_of(low, high), unit, decimal),
        unit.name,
        unit.known,
        value_max=_value(high, unit, decimal),
    )


def _ratio(text: str, low: Written, unit: _Unit, decimal: str) -> Quantity | None:
    """ "18/11 thanh niên" is one figure; "48 lượt/61 lượt người" is two."""
    slash = _SLASH.match(text, unit.end or low.end)
    numeral = slash and NUMERAL.match(text, slash.end())
    if numeral is None:
        return None
    below = written_at(text, *numeral.span())
    under = _unit_at(text, below)
    if unit.known and under.known and _kin(unit.text) != _kin(under.text):
        return None
    of = under if under.text else unit
    top = _value(with_scale_of(low, below), of, decimal)
    bottom = _value(below, of, decimal)
    if top is None or bottom is None:
        return None
    name = of.name
    end = under.end or below.end
    known = of.known
    if top < bottom <= 10 and (not known or _FRACTION_OF.match(text, below.end)):
        name, end = "phần", below.end  # "2/3 lực lượng"
    return Quantity(low.start, below.end, end, top, name, known, numerator=top, denominator=bottom)


_SAME = {"đv": "đảng viên", "đ/c": "đồng chí", "hộ dân": "hộ", "người dân": "người"}


def _kin(unit: str) -> str:
    return _SAME.get(unit, unit)


def _unit_at(text: str, number: Written) -> _Unit:
    """The unit right after a number; a scale word without one means đồng."""
    at = number.end
    unit = _share(text, at) or _money(text, at) or _counted(text, at)
    if unit.known:
        return unit
    if number.scaled and max(power for _, power in number.parts) >= 3:
        return _with_rates(text, "đồng", at)
    return unit


def _plain(words: str) -> str:
    """A rate without the spaces about its stroke."""
    return "/".join(" ".join(part.split()) for part in words.split("/"))


def _with_rates(text: str, unit: str, at: int) -> _Unit:
    goods = _GOODS.match(text, at) if unit in DIVISIBLE else None
    at = goods.end() if goods else at  # "6,2 tấn lúa/ha" are tấn/ha
    for _ in range(2):
        rate, end = _rate(text, unit, at)
        if not rate:
            break
        unit, at = unit + rate, end
    return _Unit(unit, at, known=True)


def _rate(text: str, unit: str, at: int) -> tuple[str, int]:
    """ "/tháng", "/10.000 dân"; money and land go to each of all that counts: "ha/thửa"."""
    rate = RATE.match(text, at)
    if rate:
        of_itself = rate[1] and rate[2] == unit  # "92,4 điểm/100 điểm" is a ratio
        return ("", at) if of_itself else (_plain(rate[0]), rate.end())
    money = unit.startswith("đồng")
    stroke = _STROKE.match(text, at) if money or unit in DIVISIBLE else None
    if stroke is None:
        return "", at
    pattern = UNITS.get(stroke[1])
    found = pattern.match(text, stroke.start(1)) if pattern else None
    if not found and not money:
        return "", at
    return f"/{(found or stroke)[0].lstrip(' /')}", (found or stroke).end()


def _share(text: str, at: int) -> _Unit | None:
    match = _PERCENT.match(text, at)
    if match is None:
        return None
    name = " ".join(match[0].split())
    return _with_rates(text, {"phần trăm": "%", "phần nghìn": "‰"}.get(name, name), match.end())


def _money(text: str, at: int) -> _Unit | None:
    match = MONEY.match(text, at)
    if match:
        return _with_rates(text, "đồng", match.end())
    match = FOREIGN_MONEY.match(text, at)
    return _with_rates(text, "USD", match.end()) if match else None


def _counted(text: str, at: int) -> _Unit:
    sex = _OF_SEX.match(text, at) if text.startswith(" n", at) else None
    people = _counted(text, sex.end()) if sex else _NONE
    if people.text in PEOPLE_UNITS:  # "12 nữ đại biểu"
        return people
    match = _WORD.match(text, at)
    if match is None:
        return _NONE
    pattern = UNITS.get(match[1]) or UNITS.get(match[1].partition("-")[0])
    if pattern and _NO_UNIT.match(text, at):
        return _NONE
    found = pattern.match(text, match.start(1)) if pattern else None
    if found:
        return _with_rates(text, " ".join(found[0].split()), found.end())
    if match[1] in NO_UNIT or match.start(1) == at:
        return _NONE
    return _Unit(match[1], match.end(), known=False)
