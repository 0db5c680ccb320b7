"""A period as somebody types it: in words, or in the writing of ``wardbook.lib.period``."""

from wardbook.lib.period import NotAPeriod, Period
from wardbook.reader.passage import Passage

_LONGEST = 80


def read_period(typed: str) -> str | None:
    """``6 tháng đầu năm 2026`` or ``2026-H1`` → ``2026-H1``; ``None`` where it names no one period.

    Words mean what they would mean in a paper.
    """
    words = " ".join(typed.split())
    if not words or len(words) > _LONGEST:
        return None
    try:
        return Period(words).text
    except NotAPeriod:
        found = {time.period for time in Passage(words).times if not time.lacks_year}
    return found.pop() if len(found) == 1 else None
