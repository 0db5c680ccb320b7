"""How far a passage reports, by its title or its own date: what a later time opens is to come."""

import re

from wardbook.reader.finding.shapes import DAY, MONTH, YEAR
from wardbook.reader.passage import Passage

# A month, a quarter, the first months of a year, a year alone, or the years of a term.
_TIME = (
    rf"(?:quý (?P<quarter>i{{1,3}}|iv|[1-4])|(?P<months>[0-9]{{1,2}}) tháng(?: đầu)?"
    rf"|tháng (?P<month>[0-9]{{1,2}}))(?: năm | ?[/-] ?| )(?P<year>{YEAR})(?![0-9])"
    rf"|(?<![-–/.0-9])(?P<first>{YEAR}) ?[-–] ?(?P<last>{YEAR})(?![0-9])"
    rf"|(?<![-–/.0-9])(?P<alone>{YEAR})(?! ?[-–/.]? ?[0-9])"
)
_NAMED = re.compile(_TIME)
_OPENS = re.compile(
    r"[-–+•*\s]*(?:[ivx]{1,4}[.)] ?)?(?:(?:bước )?sang |trong |riêng |đến (?:hết |cuối )?|cuối )?"
    rf"(?:năm |năm học |nhiệm kỳ |giai đoạn )?(?:{_TIME})"
)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
# "Phước Hưng, ngày 18 tháng 5 năm 2023", "(22/8/2016)": the day of the paper itself.
_DAY = re.compile(
    rf"(?:ngày {DAY} tháng (?P<m>{MONTH}) năm|(?<![0-9/])ngày {DAY}/(?P<n>{MONTH})/"
    rf"|(?<![0-9/]){DAY}/(?P<o>{MONTH})/) ?(?P<year>{YEAR})(?= ?(?:[)\n]|-|–|$))"
)
_DIGIT = re.compile("[0-9]|quý")
_OPENING = 40  # letters within which a sentence that opens with a time has its digits
_TITLES = 6  # lines among which the title stands
_LETTERHEAD = re.compile(r"(?<!\w)ngày(?!\w)|số ?:|/[a-zđ]{2,}-")
_TITLE = 200  # characters; a longer first line is no title
_HEAD = 400  # characters within which a paper tells its own day


class Horizon:
    """Tells the sentences that open with a time after those the paper can report."""

    def __init__(self, passage: Passage) -> None:
        self._flow = passage.flow
        named = self._named(passage)
        years = [time for time in named if not time["first"]]
        self._last = max((_months(time)[1] for time in years), default=None) or self._issued()
        # After a term comes the next term; a single year may yet be told of under its name.
        self._term = max((_months(time)[1] for time in named), default=self._last)

    def _named(self, passage: Passage) -> list[re.Match[str]]:
        """The times of the first title that names one; a letterhead may stand over it."""
        if len(passage.lines) < 2:
            return []
        for start, end in passage.lines[:_TITLES]:
            line = self._flow[start:end].strip()
            if end - start > _TITLE or line.endswith((".", ";")):
                return []
            if not _LETTERHEAD.search(line) and (named := [*_NAMED.finditer(line)]):
                return named
        return []

    def _issued(self) -> int | None:
        """The month of the paper's own day; one of January still plans its year."""
        day = _DAY.search(self._flow, 0, _HEAD)
        return 12 * int(day["year"]) + int(day["m"] or day["n"] or day["o"]) if day else None

    def is_before(self, sentence: int) -> bool:
        """Whether the sentence that begins there speaks of what comes after that time."""
        if self._term is None or not _DIGIT.search(self._flow, sentence, sentence + _OPENING):
            return False
        opening = _OPENS.match(self._flow, sentence)
        if opening is None:
            return False
        last = self._term if opening["first"] else self._last
        return last is not None and _months(opening)[0] > last


def _months(time: re.Match[str]) -> tuple[int, int]:
    """The first and last month that a time covers, counted from year 0.

    A term begins in the year that the one before it ends in.
    """
    if time["first"]:
        return 12 * int(time["first"]) + 13, 12 * int(time["last"]) + 12
    year = 12 * int(time["year"] or time["alone"])
    if time["quarter"]:
        quarter = _QUARTERS.get(time["quarter"]) or int(time["quarter"])
        return year + 3 * quarter - 2, year + 3 * quarter
    if time["month"]:
        return year + int(time["month"]), year + int(time["month"])
    return year + 1, year + (int(time["months"]) if time["months"] else 12)
