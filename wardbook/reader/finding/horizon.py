"""How far a passage reports, told in its title: what a later sentence opens with is to come."""

import re

from wardbook.reader.finding.shapes import YEAR
from wardbook.reader.passage import Passage

# A month, a quarter, the first months of a year, or a year alone; no span of years.
_TIME = (
    rf"(?:quý (?P<quarter>i{{1,3}}|iv|[1-4])|(?P<months>[0-9]{{1,2}}) tháng(?: đầu)?"
    rf"|tháng (?P<month>[0-9]{{1,2}}))(?: năm | ?[/-] ?| )(?P<year>{YEAR})(?![0-9])"
    rf"|(?<![-–/.0-9])(?P<alone>{YEAR})(?! ?[-–/.]? ?[0-9])"
)
_NAMED = re.compile(_TIME)
_OPENS = re.compile(
    rf"[-–+•*\s]*(?:(?:bước )?sang |trong |riêng |đến (?:hết |cuối )?)?(?:năm )?(?:{_TIME})"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_TITLE = 200  # characters; a longer first line is no title


class Horizon:
    """Tells the sentences that open with a time after that of the title."""

    def __init__(self, passage: Passage) -> None:
        self._flow = passage.flow
        title = next((line for line in passage.lines if self._flow[slice(*line)].strip()), (0, 0))
        is_title = len(passage.lines) > 1 and title[1] - title[0] <= _TITLE
        named = list(_NAMED.finditer(self._flow, *title)) if is_title else []
        self._last = max((_months(time)[1] for time in named), default=None)

    def is_before(self, sentence: int) -> bool:
        """Whether the sentence that begins there speaks of what comes after the title's time."""
        if self._last is None:
            return False
        opening = _OPENS.match(self._flow, sentence)
        return opening is not None and _months(opening)[0] > self._last


def _months(time: re.Match[str]) -> tuple[int, int]:
    """The first and last month that a time covers, counted from year 0."""
    year = 12 * int(time["year"] or time["alone"])
    if time["quarter"]:
        quarter = _QUARTERS.get(time["quarter"]) or int(time["quarter"])
        return year + 3 * quarter - 2, year + 3 * quarter
    if time["month"]:
        return year + int(time["month"]), year + int(time["month"])
    return year + 1, year + (int(time["months"]) if time["months"] else 12)
