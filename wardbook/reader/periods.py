"""The period of each figure: in its own clause, else from what frames its sentence or list."""

import re
from dataclasses import dataclass, replace

from wardbook.lib.period import NotAPeriod, Period
from wardbook.reader.outline import LEAD_IN, PROSE, TITLE, Line, cells, column, outline
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure
from wardbook.reader.time_words import Role, Time, find_times, lowered

_SIZE = re.compile(
    r"\b(?:dài|rộng|cao|sâu|dày|tải trọng|trọng tải|khẩu độ)"
    r"(?:\s+(?:trên|hơn|gần|khoảng|là|tới|từ|trung bình|bình quân|toàn tuyến))*\s*$"
)
_FORMER = re.compile(
    r"(?:\btừ(?:\s+(?:mức|chỗ))?|trước đây[^.;\d]{0,30}|trước đó[^.;\d]{0,20}"
    r"|đầu nhiệm k[ỳì][^.;,\d]{0,30}|so với[^.;,()%\d]{0,30}\()"
    r"(?:\s+(?:trên|hơn|gần|khoảng|dưới))?\s*$"
)
_TO = re.compile(r"[^.;\d]{0,40}?\b(?<!trở )(?:xuống|lên|còn|thành|đến|tới)\b")
_WHOLE_YEAR = re.compile(r"dự toán|(?:kế hoạch|chỉ tiêu|kh)\s+(?:cả\s+)?năm|cả năm")
_BREAK = re.compile(r"[,;:](?=\s)|\s[–—-]\s|\||\t|\bvà\s+(?:trong\s+)?$")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_IN_PARENTHESES = re.compile(r"[^\W\d]*\s*\((?:\s*(?:tính|đến|tới|hết|cuối|trong|số liệu))*\s*")
_COMPARED = re.compile(r"\b(?:so|với|hơn|bằng|như)\s*$|cùng\s*$")
_ATTENDS = re.compile(
    r"đại biểu|cử tri|phiếu|trúng cử|(?:tham\s+)?dự\b|thành viên|ý kiến|có mặt|bầu"
)
_MEETING = re.compile(
    r"làm việc|hội nghị|kỳ họp|tổng kết|sơ kết|tiếp xúc|giám sát|kiểm tra|đại hội|buổi họp"
    r"|họp báo|tọa đàm|hội thảo"
)
_REVIEW = re.compile(r"(?:tổng kết|sơ kết|hội nghị đánh giá)[^.;:,]*$")
_OUTLOOK = re.compile(r"(?:nhiệm vụ|phương hướng|kế hoạch|giải pháp|mục tiêu)[^.;:]*$")
_PER_YEAR = re.compile(r"bình quân|h[ằà]ng năm|mỗi năm|nhiệm k[ỳì]|/năm")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands over a stretch of text: the period reported on and the deadline of targets."""

    span: Time | None = None
    deadline: Time | None = None

    def hearing(self, time: Time) -> "Frame":
        if time.role is Role.AS_OF:
            return replace(self, deadline=time)
        return replace(self, span=time)


@dataclass(frozen=True, slots=True)
class _Over:
    """A frame some line set for the lines of a deeper level beneath it."""

    level: int
    frame: Frame
    is_heading: bool  # running text stands under headings only, not under list items


def date_figures(passage: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with their ``period`` filled where the text names one."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    dater = _Dater(passage, ordered)
    for line in outline(passage, [figure.start for figure in ordered]):
        dater.read_line(line)
    periods = {f.id: p for f, p in zip(ordered, dater.periods, strict=True)}
    return [replace(figure, period=periods[figure.id]) for figure in figures]


class _Dater:
    """Walks the lines in order, keeping the frames that stand over the present one."""

    def __init__(self, passage: Passage, figures: list[Figure]) -> None:
        self.passage = passage
        self.lower = lowered(passage.text)
        self.figures = figures
        self.times = _outside(find_times(self.lower), figures)
        self.periods: list[str | None] = []
        self.stack: list[_Over] = []
        self.columns: dict[int, Time] = {}
        self.next_time = 0
        self.issued = _issue_year(self.times)
        self.last_span: Time | None = None

    def read_line(self, line: Line) -> None:
        times = self._take_times(line.end)
        figures = self._take_figures(line.end)
        frame = self._frame_over(line)
        times = self._with_years(times, frame)
        if line.is_row:
            self._read_row(line, figures, times, frame)
            return
        self.columns = {}
        if not figures:
            self._read_heading(line, times, frame)
            return
        after = self._read_paragraph(line, figures, times, frame)
        self._hear_review(line, times)
        if line.opens_list or line.level != PROSE:
            self.stack.append(_Over(LEAD_IN if line.level == PROSE else line.level, after, False))

    def _frame_over(self, line: Line) -> Frame:
        """Closes what this line does not stand under and returns what remains over it."""
        stack = self.stack
        if line.level == PROSE:
            while stack and not stack[-1].is_heading:
                stack.pop()
        elif line.level > TITLE:
            while stack and stack[-1].level >= line.level:
                stack.pop()
        return stack[-1].frame if stack else Frame()

    def _take_times(self, end: int) -> list[Time]:
        first = self.next_time
        while self.next_time < len(self.times) and self.times[self.next_time].start < end:
            self.next_time += 1
        return self.times[first : self.next_time]

    def _take_figures(self, end: int) -> list[Figure]:
        first = last = len(self.periods)
        while last < len(self.figures) and self.figures[last].start < end:
            last += 1
        return self.figures[first:last]

    def _with_years(self, times: list[Time], frame: Frame) -> list[Time]:
        """The times of a line with a missing year supplied from what stands nearest."""
        year = frame.span.year if frame.span else None
        ahead = next((t.year for t in times if t.year and t.role is Role.SPAN), None)
        known = []
        for time in times:
            supply = (self.issued or year) if time.role is Role.EVENT and not year else year
            supply = supply or ahead or self.issued
            time = time.in_year(supply) if supply else time
            if time.year and time.role in (Role.SPAN, Role.AS_OF) and ".." not in time.period:
                year = time.year
            known.append(time)
        return [t for t in known if not t.period.startswith("-")]

    def _read_heading(self, line: Line, times: list[Time], frame: Frame) -> None:
        level = LEAD_IN if line.level == PROSE else line.level
        if line.level == PROSE and not line.opens_list:
            self._hear_review(line, times)
            return
        for time in times:
            if (
                time.role is Role.SPAN and (frame.span is None or self._is_first(time, times))
            ) or time.role in (Role.AS_OF, Role.VAGUE):
                frame = frame.hearing(time)
        if frame.span:
            self.last_span = frame.span
        if level == TITLE and self._dated(times):
            self.stack = []
        self.stack.append(_Over(level, frame, line.level != PROSE))

    def _dated(self, times: list[Time]) -> bool:
        return any(t.role in (Role.SPAN, Role.AS_OF, Role.VAGUE) for t in times)

    def _is_first(self, time: Time, times: list[Time]) -> bool:
        return next(t for t in times if t.role is Role.SPAN) is time

    def _hear_review(self, line: Line, times: list[Time]) -> None:
        """The name of a review meeting frames all beneath it."""
        for time in times:
            if time.role is Role.SPAN:
                self.last_span = time
                if _REVIEW.search(self.lower[line.start : time.start]):
                    self.stack = [_Over(TITLE, Frame(time), True)]

    def _read_row(self, line: Line, figures: list[Figure], times: list[Time], frame: Frame) -> None:
        if not figures:
            self.columns = {column(self.lower, line, t.start): t for t in times}
            if not cells(self.lower, line):
                self.columns = {}
            return
        for figure in figures:
            own = [t for t in times if t.start < figure.start]
            time = self.columns.get(column(self.lower, line, figure.start))
            time = time or (own[-1] if own else None) or frame.span
            if figure.kind == "target" and frame.deadline and not frame.span:
                time = frame.deadline
            self.periods.append(time.period or None if time else None)

    def _read_paragraph(
        self, line: Line, figures: list[Figure], times: list[Time], frame: Frame
    ) -> Frame:
        for start, end in self._sentences(line):
            inside = [t for t in times if start <= t.start < end]
            counted = [f for f in figures if start <= f.start < end]
            sentence = _Sentence(self, inside, counted, frame)
            frame = sentence.read()
            self.periods.extend(sentence.periods)
        return frame

    def _sentences(self, line: Line) -> list[tuple[int, int]]:
        """Sentences to the full stop: the pieces a semicolon parts belong together."""
        spans: list[tuple[int, int]] = []
        at = line.start
        while at < line.end:
            start, end = self.passage.sentence_at(at)
            if spans and self.lower[spans[-1][1] - 1] == ";":
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
            at = end
        return spans


def _outside(times: list[Time], figures: list[Figure]) -> list[Time]:
    """Times that are not themselves figures."""
    kept, at = [], 0
    for time in times:
        while at < len(figures) and figures[at].end <= time.start:
            at += 1
        if at == len(figures) or figures[at].start >= time.end:
            kept.append(time)
    return kept


def _issue_year(times: list[Time]) -> int | None:
    """The year of the paper's own date, else the only year it names."""
    for time in times[:3]:
        if time.role is Role.EVENT and time.year:
            return time.year
    years = {t.year for t in times if t.year and t.role not in (Role.AGAINST, Role.SAME)}
    return years.pop() if len(years) == 1 else None


class _Sentence:
    """One sentence: each time binds what follows it, or the figure it directly follows."""

    def __init__(
        self, dater: _Dater, times: list[Time], figures: list[Figure], frame: Frame
    ) -> None:
        self.dater = dater
        self.lower = dater.lower
        self.times = times
        self.figures = figures
        self.frame = frame  # what the rest of the paragraph keeps
        self.current = frame.span
        self.deadline = frame.deadline
        self.as_of: Time | None = None
        self.event: Time | None = None
        self.against: Time | None = None
        self.inner: Time | None = None  # opens a parenthesis and binds what stands in it
        self.periods: list[str | None] = []

    def read(self) -> Frame:
        figures = iter(self.figures)
        figure = next(figures, None)
        for time in [*self.times, None]:
            while figure and (time is None or figure.start < time.start):
                self.periods.append(self._period(figure))
                figure = next(figures, None)
            if time and time.role not in (Role.ASIDE, Role.LOOSE):
                self._hear(time)
        return self.frame

    def _hear(self, time: Time) -> None:
        if self._bind_back(time):
            return
        opening = not self.periods
        if time.role in (Role.AGAINST, Role.SAME):
            self._compare(time)
        elif time.role is Role.NOW:
            self.current = time
        elif time.role is Role.AS_OF:
            self._hear_moment(time, opening=opening)
        elif time.role is Role.EVENT:
            self._hear_event(time, opening=opening)
        else:
            self._hear_span(time, opening=opening)

    def _bind_back(self, time: Time) -> bool:
        """A time in the clause of the figure before it binds that figure, or the whole series."""
        if not self.periods or time.role not in (Role.SPAN, Role.AS_OF, Role.EVENT):
            return False
        figure = self.figures[len(self.periods) - 1]
        between = self.lower[figure.end : time.start]
        in_parentheses = _IN_PARENTHESES.fullmatch(between) is not None
        if in_parentheses and not self.lower.startswith(")", time.end):
            self.inner = time
            return True
        if not in_parentheses and _BREAK.search(_PARENTHESIS.sub("", between)):
            return False
        if not in_parentheses and "(" in _PARENTHESIS.sub("", between):
            return False
        if figure.kind == "target" and time.role is Role.AS_OF:
            self.deadline = time
        self.periods[-1] = time.period
        if not in_parentheses and self.current is None:
            self._spread(time)
        return True

    def _spread(self, time: Time) -> None:
        """A time that closes a series of undated figures binds them all, back to a semicolon."""
        for at in range(len(self.periods) - 2, -1, -1):
            gap = self.lower[self.figures[at].end : self.figures[at + 1].start]
            if self.periods[at] or re.search(r";|trong đó", gap):
                return
            self.periods[at] = time.period

    def _compare(self, time: Time) -> None:
        self.against = time
        before = self.lower[max(0, time.start - 12) : time.start]
        if not time.period and not self.periods and not _COMPARED.search(before):
            self.current = time
        span = self.dater.last_span
        if self.current is None and span and span.year and time.year and span.year > time.year:
            self.current = span
            self.frame = self.frame.hearing(span)

    def _hear_moment(self, time: Time, *, opening: bool) -> None:
        self.deadline = time
        framed = self.frame.span is not None
        self.current = time
        if opening and not framed:
            self.frame = replace(self.frame, span=time)

    def _hear_event(self, time: Time, *, opening: bool) -> None:
        self.event = time
        start = self.dater.passage.sentence_at(time.start)[0]
        sentence = self.lower[start : time.end + 200]
        if _MEETING.search(sentence):
            return
        self.current = time
        if opening and self.frame.span is None:
            self.frame = replace(self.frame, span=time)

    def _hear_span(self, time: Time, *, opening: bool) -> None:
        if self.event and ".." in time.period:
            return
        self.current = time
        if time.period:
            self.dater.last_span = time
        if opening:
            self.frame = replace(self.frame, span=time, deadline=None)

    def _period(self, figure: Figure) -> str | None:
        before = self.lower[max(0, figure.start - 60) : figure.start]
        if figure.kind == "count" and _SIZE.search(before):
            return None
        if self.inner and ")" not in self.lower[self.inner.end : figure.start]:
            return self.inner.period
        if self.periods and self._glosses(figure):
            return self.periods[-1]
        if figure.kind not in ("target", "change") and self._is_former(figure, before):
            return None
        if self.against and figure.kind != "change" and self._same_clause(self.against, figure):
            return self._compared_period()
        if figure.kind == "target":
            return self._target_period(figure, before)
        if self.event and _ATTENDS.search(self._around(figure)):
            return self.event.period
        if self.current is None and self.periods and figure.kind == "change":
            return self._from_dated_ends(figure)
        return self.current.period or None if self.current else None

    def _from_dated_ends(self, figure: Figure) -> str | None:
        """A change takes the period of the level it led to; a yearly mean, of the whole way."""
        ends = [p for p in self.periods[-2:] if p]
        if len(ends) == 2 and ends[0] < ends[1] and _PER_YEAR.search(self._around(figure)):
            return f"{ends[0]}/{ends[1]}"
        return ends[-1] if ends else None

    def _around(self, figure: Figure) -> str:
        return self.lower[max(0, figure.start - 30) : figure.end + 30]

    def _glosses(self, figure: Figure) -> bool:
        last = self.figures[len(self.periods) - 1]
        return (
            re.fullmatch(
                r"[^\W\d]*\s*\((?:\s*(?:chiếm|đạt|bằng|tức))?\s*",
                self.lower[last.end : figure.start],
            )
            is not None
        )

    def _is_former(self, figure: Figure, before: str) -> bool:
        found = _FORMER.search(before)
        if not found or figure.value_max is not None:
            return False
        return not found[0].startswith("từ") or _TO.match(self.lower, figure.end) is not None

    def _same_clause(self, time: Time, figure: Figure) -> bool:
        between = self.lower[time.end : figure.start]
        return len(between) < 40 and not re.search(r"[,;:()]\s", between)

    def _compared_period(self) -> str | None:
        time = self.against
        assert time
        if time.role is Role.SAME and self.current and self.current.year and time.year:
            try:
                moved = Period(self.current.period).years_later(time.year - self.current.year)
            except NotAPeriod:
                return time.period
            return str(moved)
        return time.period or None

    def _target_period(self, figure: Figure, before: str) -> str | None:
        span = self.current
        if span and span.role is Role.AS_OF and span is not self.deadline:
            span = self.frame.span
        if span and span.year and _WHOLE_YEAR.search(before + figure.quote):
            return str(span.year)
        if self.deadline and not (
            self.frame.span
            and ".." in self.frame.span.period
            and _PER_YEAR.search(self._around(figure))
        ):
            return self.deadline.period
        return span.period or None if span else None
