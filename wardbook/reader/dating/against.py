"""What a figure is told against: the period of the other value, and which figures are of it."""

from wardbook.reader.dating.cues import CLAUSE, FORMER, PAST, TO
from wardbook.reader.dating.order import moved_by, one_before, said, week_before, years_back
from wardbook.reader.dating.times import Role, Time
from wardbook.reader.schema import Figure

_YEAR = len("2025")


def period_against(lower: str, current: Time | None, time: Time) -> str | None:
    """ "Cùng kỳ năm 2021" is the present stretch, moved to that year."""
    if not current or not current.year:
        return said(time)
    words = lower[time.start : time.end]
    years = 0 if time.period else years_back(words)
    if years:
        return moved_by(current.period, -years)
    if not time.period and words.endswith(("năm ngoái", "năm trước")):  # "quý 1 năm ngoái"
        if words.startswith(("đầu", "cuối")):
            return str(current.year - 1)
        is_whole = len(current.period) == _YEAR and not words.startswith("cùng")
        return None if is_whole else moved_by(current.period, -1)
    if not time.period and words.startswith(("quý", "quí", "tháng")):
        return one_before(current.period)
    if words.startswith("tuần"):
        return week_before(current.period)
    if time.role is not Role.SAME or not time.year:
        return said(time)
    return moved_by(current.period, time.year - current.year) or time.period


def is_former(lower: str, figure: Figure, before: str) -> bool:
    """Whether the words before a figure call it a value that was: "từ 45 hộ xuống"."""
    found = FORMER.search(before)
    if not found or figure.value_max is not None:
        return False
    return not found[0].startswith("từ") or TO.match(lower, figure.end) is not None


def same_clause(lower: str, time: Time, figure: Figure) -> bool:
    return figure.start - time.end < 40 and not CLAUSE.search(lower, time.end, figure.start)


def is_past(lower: str, time: Time) -> bool:
    """ "Hồi năm 2020 …": a year told of as long gone; no present follows from it."""
    if len(time.period) != _YEAR:
        return False
    return PAST.search(lower, max(0, time.start - 12), time.start) is not None
