"""How times stand to each other, and a period moved by years, quarters or months."""

from dataclasses import replace

from wardbook.lib.period import NotAPeriod, Period
from wardbook.reader.dating.times import Time, is_period


def is_before(a: Time, b: Time) -> bool:
    """Whether ``a`` has ended when ``b`` begins."""
    if not (is_period(a.period) and is_period(b.period)):
        return False
    if ".." in a.period and ".." in b.period:  # a term ends in the year the next begins
        return a.period < b.period
    end = Period(a.period).end_on
    return end is not None and end <= Period(b.period).start_on


def holds(whole: Time, part: Time) -> bool:
    if not (is_period(whole.period) and is_period(part.period)) or whole.period == part.period:
        return False
    return Period(whole.period).contains(Period(part.period))


def from_first_to_last(times: list[Time]) -> Time:
    ends = times[0].period.partition("/")[0], times[-1].period.rpartition("/")[2]
    joined = "/".join(ends)
    return replace(times[-1], start=times[0].start, period=joined if is_period(joined) else "")


def moved_by(period: str, years: int) -> str | None:
    try:
        return str(Period(period).years_later(years))
    except NotAPeriod:
        return None


def one_before(period: str) -> str | None:
    """The quarter or month before a quarter or month."""
    year, _, part = period.partition("-")
    names = (
        [f"Q{n}" for n in range(1, 5)] if part[:1] == "Q" else [f"{n:02d}" for n in range(1, 13)]
    )
    if part not in names:
        return None
    at = names.index(part)
    return f"{year}-{names[at - 1]}" if at else f"{int(year) - 1}-{names[-1]}"


def said(time: Time | None) -> str | None:
    return (time.period or None) if time else None
