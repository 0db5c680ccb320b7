"""A number of a worksheet as its cell shows it, written the Vietnamese way.

Excel keeps a number (0.15) and a format (``0.0%``) and shows 15.0%; a report says 15,0%. Numbers
come as the text in the file and stay exact decimals. Formats: ECMA-376 part 1, §18.8.30 and 31.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache

BUILT_IN = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    14: "dd/mm/yyyy", 15: "dd/mm/yyyy", 16: "dd/mm", 17: "mm/yyyy", 18: "h:mm", 19: "h:mm:ss",
    20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm", 37: "#,##0;-#,##0", 38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00", 41: "#,##0", 42: "#,##0",
    43: "#,##0.00", 44: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 49: "@",
}  # fmt: skip # one table

_TOKEN = re.compile(r'"([^"]*)"?|\\(.)|[_*].|\[([^\]]*)\]?|(.)', re.DOTALL)
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"[hms]+", re.IGNORECASE)
_EXCEL_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)  # further digits are noise of doubles
_EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
_LAST_DAY = 2_958_465  # 31 December 9999


@dataclass(frozen=True, slots=True)
class _Section:
    """One of the parts of a format that ";" divides: for numbers above, below and at zero."""

    before: str
    pattern: str  # placeholders and separators only: "#,##0.00"
    after: str
    percents: int
    dates: str  # letters of dates and times, in order

    @property
    def literal(self) -> str:
        return (self.before + self.after).strip()

    @property
    def general(self) -> bool:
        return not self.pattern and not self.dates


@lru_cache(maxsize=1_000)
def _sections(code: str) -> tuple[_Section, ...]:
    parts = re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', code) or ["General"]
    return tuple(_section(part) for part in parts)


def _section(part: str) -> _Section:
    if part.strip().lower() in {"general", "@"}:
        return _Section("", "", "", 0, "")
    before = pattern = after = dates = ""
    percents = 0
    for quoted, escaped, bracket, sign in _TOKEN.findall(part):
        currency = _CURRENCY.match(bracket)
        literal = quoted or escaped or (currency[1] if currency else "")
        if sign in set("0#?,./") and sign and (sign in "0#?" or pattern):
            pattern += sign
        elif sign.lower() in set("dmyhs") and sign:
            dates += sign.lower()
        elif bracket and _ELAPSED.fullmatch(bracket):
            dates += bracket.lower()
        else:
            percents += sign == "%"
            literal = literal or sign
        before, after = (before, after + literal) if pattern else (before + literal, after)
    return _Section(before, pattern, after, percents, dates)


def show(raw: str, code: str, *, from_1904: bool = False) -> str:
    """``show("0.15", "0.0%")`` is "15,0%"; what is no number is given back as it is."""
    try:
        value = Decimal(raw)
    except InvalidOperation:
        return raw
    if not value.is_finite() or not -30 < value.adjusted() < 30:
        return raw
    sections = _sections(code)
    section = _pick(sections, value)
    if section.dates and not section.pattern.strip("./,0"):
        return _moment(value, section.dates, from_1904=from_1904) or _general(value)
    sign = "-" if value < 0 else ""
    size = abs(_EXCEL_DIGITS.create_decimal(value))
    if size == 0 and "0" not in section.pattern and section.literal:
        return section.literal
    if section.general:
        return sign + _general(size)
    shown = _digits(size, section)
    if value >= 0:
        return shown
    # Brackets are one more way to write a minus; a minus before zero says nothing.
    shown = shown.replace("(", "").replace(")", "").strip(" -")
    return sign + shown if re.search(r"[1-9]", shown) else shown


def _pick(sections: tuple[_Section, ...], value: Decimal) -> _Section:
    if value == 0 and len(sections) > 2:
        return sections[2]
    return sections[1] if value < 0 and len(sections) > 1 else sections[0]


def _general(size: Decimal) -> str:
    """As many digits as a cell of usual width shows: eleven places with the separator."""
    whole = len(str(int(abs(size))))
    return _vietnamese(_rounded(size, max(0, 10 - whole)), 0, grouped=False)


def _digits(size: Decimal, section: _Section) -> str:
    whole, _, fraction = section.pattern.partition(".")
    scaled = len(section.pattern) - len(section.pattern.rstrip(","))
    size = _EXACT.scaleb(size, 2 * section.percents - 3 * scaled)
    number = _vietnamese(
        _rounded(size, sum(fraction.count(place) for place in "0#?")),
        fraction.count("0"),
        grouped="," in whole.rstrip(","),
    )
    number = number.zfill(whole.count("0")) if "," not in number and "." not in number else number
    return f"{section.before}{number}{section.after}".strip()


def _rounded(size: Decimal, places: int) -> Decimal:
    return _EXACT.quantize(size, Decimal(1).scaleb(-places))


def _vietnamese(number: Decimal, least: int, *, grouped: bool) -> str:
    """``12345.50`` with at least one decimal is "12.345,5"."""
    whole, _, fraction = f"{number:,f}".partition(".")
    fraction = fraction.rstrip("0").ljust(least, "0")
    whole = whole.replace(",", "." if grouped else "")
    return f"{whole},{fraction}" if fraction else whole


def _moment(value: Decimal, letters: str, *, from_1904: bool) -> str | None:
    """A day number as dd/mm/yyyy, as far as the format shows it, with its time."""
    days = int(value)
    if not 0 <= value <= _LAST_DAY:
        return None
    seconds = int((value - days) * 86_400 + Decimal("0.5"))
    if from_1904:
        start = date(1904, 1, 1)
    else:  # Excel counts a 29 February 1900 that never was
        start = date(1899, 12, 30) if days >= 60 else date(1899, 12, 31)
    shown = [_day(start, days, letters), _clock(seconds, days, letters)]
    return " ".join(part for part in shown if part)


def _day(start: date, days: int, letters: str) -> str:
    minutes_only = ("h" in letters or "s" in letters) and not set("dy") & set(letters)
    try:
        day = start + timedelta(days)
    except OverflowError:
        return ""
    parts = [("d", f"{day.day:02d}"), ("m", f"{day.month:02d}"), ("y", f"{day.year:04d}")]
    return "" if minutes_only else "/".join(text for key, text in parts if key in letters)


def _clock(seconds: int, days: int, letters: str) -> str:
    if not set("hs") & set(letters):
        return ""
    hours = seconds // 3600 + (0 if set("dy") & set(letters) else 24 * days)
    parts = [("h", hours), ("m", seconds // 60 % 60), ("s", seconds % 60)]
    return ":".join(f"{number:02d}" for key, number in parts if key in letters)
