"""The period of each figure: in its own clause, else from what frames its sentence or list."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from wardbook.reader.dating.against import is_past
from wardbook.reader.dating.ahead import is_later, next_to, same_time, year_now
from wardbook.reader.dating.cues import COMPARED
from wardbook.reader.dating.dated_sentence import DatedSentence
from wardbook.reader.dating.frames import Frame, Frames, heading_frame
from wardbook.reader.dating.order import DAY, DAYS, day_of, years_back
from wardbook.reader.dating.outline import PROSE, TITLE, Line, cells, outline
from wardbook.reader.dating.times import Role, Time
from wardbook.reader.passage import Passage, Span
from wardbook.reader.schema import Figure

_REVIEW = re.compile(r"(?:tổng kết|sơ kết|hội nghị đánh giá)[^.;:,]*$")
_CONGRESS = re.compile(
    r"^(?!.*(?:chỉ tiêu|nghị quyết|phương hướng|mục tiêu|nhiệm vụ)).*đại hội[^.;:\n]{0,60}$"
)
_SITTING = re.compile(r"(?:kỳ|cuộc|phiên) họp|hội nghị|đại hội")
_ISSUE = re.compile(r"\W*tháng\s*\d{1,2}\s?[/.-]\s?\d{4}\W*")  # of a magazine
_REPORT = re.compile(
    r"báo cáo|biểu|bảng|thống kê|tổng hợp|tình hình|kết quả|phụ lục|kế hoạch|thông báo|số liệu"
)
_SUMMER = 7  # the month between two school years
Item = TypeVar("Item", Time, Figure)
_FRAMING = (Role.SPAN, Role.AS_OF, Role.UNTIL, Role.VAGUE)
_PLAN_COLUMN = re.compile(r"dự toán|(?:kế hoạch|chỉ tiêu|kh)\s+(?:cả\s+)?năm")


def date_figures(passage: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with their ``period`` filled where the text names one."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    dater = _Dater(passage, ordered)
    for line in outline(passage, [figure.start for figure in ordered]):
        dater.read_line(line)
    periods = {f.id: p for f, p in zip(ordered, dater.periods, strict=True)}
    return [f._replace(period=periods[f.id]) if periods[f.id] else f for f in figures]


class _Dater:
    """Walks the lines in order, keeping the frames that stand over the present one."""

    def __init__(self, passage: Passage, figures: list[Figure]) -> None:
        self.passage = passage
        self.lower = passage.timely
        self.periods: list[str | None] = []
        times = _outside(passage.times, figures)
        self.figures, self.times = _Queue(figures), _Queue(times)
        self.issued = _issued(self.lower, times)
        self.dated_on = _dated_on(times)
        self.met: Time | None = None  # the day of the meeting the paper is of
        self.frames = Frames()
        self.columns: dict[int, Time] = {}  # of the table being read
        self.plans: set[int] = set()  # its columns that hold the plan of a year
        self.width = 0  # the number of its cells; the row of a total may lack the first
        self.last_span: Time | None = None
        self.year: int | None = None  # the one named last
        self.latest: Time | None = None  # the latest period told of
        self.days: Time | None = None  # of a meeting, named last
        self.counted: Time | None = None  # bound the last sentence with figures
        self.told: list[Time] = []  # periods, each named after the one before

    def read_line(self, line: Line) -> None:
        frame = self.frames.over(line)
        times = list(self._dated(self.times.until(line.end), frame))
        figures = self.figures.until(line.end)
        if line.is_row:
            self._read_row(line, figures, times, frame)
            return
        self.columns, self.width = {}, 0
        if not figures and not times:  # most lines
            if line.level != PROSE or line.opens_list:
                self.frames.set(line, frame, [])
            return
        if not figures:
            self.met = self._meeting(line, times) or self.met
            if _ISSUE.fullmatch(self.lower, line.start, line.end) and self._is_article(line):
                return
        framing = [t for t in times if t.role in _FRAMING and not self._names_congress(line, t)]
        if figures:
            read = self._read_paragraph(line, figures, times, frame)
            frame = heading_frame(framing, frame) if line.level == TITLE else read
        elif line.level != PROSE or line.opens_list:
            frame = heading_frame(framing, frame)
        self._note(line, framing, frame)

    def _note(self, line: Line, framing: list[Time], frame: Frame) -> None:
        """What this line leaves standing over the lines beneath it."""
        for time in framing:
            if time.role is Role.SPAN:
                self.last_span = time
                before = self.lower[max(line.start, time.start - 120) : time.start]
                if line.level == PROSE and _REVIEW.search(before):
                    self.frames.restart(Frame(time))
                    return
        if line.level != PROSE or line.opens_list:
            self.frames.set(line, frame, framing)

    def _names_congress(self, line: Line, time: Time) -> bool:
        """ "Đại hội nhiệm kỳ 2025-2030" looks back; its resolution and its targets look ahead."""
        is_term = line.level == TITLE and ".." in time.period
        return is_term and _CONGRESS.search(self.lower, line.start, time.start) is not None

    def _meeting(self, line: Line, times: list[Time]) -> Time | None:
        """The day in "(Khóa X, kỳ họp thứ 3, ngày 20/12/2016)"."""
        days = (time for time in times if time.role is Role.EVENT)
        return next((t for t in days if _SITTING.search(self.lower, line.start, t.start)), None)

    def _is_article(self, line: Line) -> bool:
        return _REPORT.search(self.lower, 0, line.start) is None

    def _dated(self, times: Sequence[Time], frame: Frame) -> Iterator[Time]:
        """The times of a line, a missing year supplied from what stands nearest."""
        year = frame.span.only_year if frame.span else None
        ahead = _named_ahead(self.lower, times)
        last: Time | None = None
        for time in times:
            known = self._told_by_another(time, frame, last)
            last = known
            if not (known.year or (known.role is Role.EVENT and not known.period)):
                supplied = (
                    year_now(self.lower, known, self.dated_on)
                    or year
                    or self._year_of(known, frame, ahead)
                )
                known = known.in_year(supplied) if supplied else known
            past = is_past(self.lower, time)
            if known.role in (Role.SPAN, Role.AS_OF, Role.UNTIL) and not past:
                year = known.only_year or year
            if not past:
                self._remember(known)
            if not known.lacks_year and (known.period or known.role is not Role.EVENT):
                yield known

    def _year_of(self, time: Time, frame: Frame, ahead: int | None) -> int | None:
        """The year a time without one falls in, where no frame of one year says it."""
        issued = self.issued.year if self.issued else None
        nearest = self._event_year(time) if time.role is Role.EVENT else self.year or ahead
        return _in_school_year(time, frame.span) or nearest or issued

    def _remember(self, time: Time) -> None:
        """What later times may lean on: the year named last, the days of a meeting."""
        is_past = time.role is Role.UNTIL and len(time.period) > len("2025")
        if is_past or time.role in (Role.SPAN, Role.AS_OF):
            self.year = time.only_year or self.year
        if time.role in (Role.SPAN, Role.AS_OF) and is_later(time, self.latest):
            self.latest = time
        if DAYS.fullmatch(time.period):
            self.days = time

    def _told_by_another(self, time: Time, frame: Frame, last: Time | None) -> Time:
        """A time told by one named before: "ngày đầu", "hai năm trước", "năm nay" of a season."""
        words = self.lower[time.start : time.end]
        if time.role is Role.EVENT and not time.period and self.days:
            return replace(time, period=day_of(self.days.period, words) or "")
        told = self.latest or frame.span or self.last_span
        if time.role is Role.VAGUE:
            period = next_to(self.lower, time, told, self.dated_on)
            return replace(time, period=period, role=Role.SPAN) if period else time
        if last and (period := same_time(self.lower, time, last, told)):
            return replace(time, period=period)
        if frame.span:
            is_same = frame.span.year and self._says_this_year(time)
            return replace(time, period=frame.span.period) if is_same else time
        years = years_back(words) if time.role is Role.AGAINST and self.year else 0
        if not years or COMPARED.search(self.lower, max(0, time.start - 12), time.start):
            return time
        return replace(time, period=str((self.year or 0) - years))

    def _says_this_year(self, time: Time) -> bool:
        return time.period == "-" and self.lower[time.start : time.end].startswith("năm")

    def _event_year(self, time: Time) -> int | None:
        """The year of the paper's own date; the one before for a day more than half a year on."""
        year = self.issued.year if self.issued else None
        if self.issued is None or year is None:
            return None
        return year - 1 if time.in_year(year).last_month - self.issued.last_month > 6 else year

    def _read_row(
        self, line: Line, figures: Sequence[Figure], times: list[Time], frame: Frame
    ) -> None:
        spans = cells(self.lower, line)
        starts = [start for start, _ in spans]
        self.width = len(spans) if not figures else self.width
        if not figures:  # "so cùng kỳ" heads a column of the present period
            dated = [time for time in reversed(times) if time.period]  # "2021/2020 (%)" is of 2021
            self.columns = {bisect_right(starts, time.start): time for time in dated}
            self.plans = {
                at for at, (a, b) in enumerate(spans, 1) if _PLAN_COLUMN.search(self.lower, a, b)
            }
            return
        left = iter(times)
        time, own = next(left, None), None
        for figure in figures:
            while time and time.start < figure.start:
                own, time = time, next(left, None)
            column = bisect_right(starts, figure.start) + max(0, self.width - len(spans))
            binding = self.columns.get(column) or own or frame.span
            if binding is None and figure.unit == "%":  # "2021 | 2022 | So sánh (%)"
                binding = self.columns.get(
                    max((at for at in self.columns if at < column), default=0)
                )
            if figure.kind == "target" and frame.deadline and not frame.span:
                binding = frame.deadline
            period = (binding.period or None) if binding else None
            if binding is frame.span and binding and binding.year and column in self.plans:
                period = str(binding.year)  # a budget is of the whole year
            self.periods.append(period)

    def _read_paragraph(
        self, line: Line, figures: Sequence[Figure], times: list[Time], frame: Frame
    ) -> Frame:
        waiting, counted = _Queue(times), _Queue(figures)
        carried: Time | None = None
        met = self.met
        results, aimed = frame, False
        for start, end in self._sentences(line):
            figures = counted.until(end)
            aims = [figure.kind == "target" for figure in figures]
            if aimed and aims and not any(aims):
                frame = results  # the time of a plan frames no results
            if aims and not all(aims):
                aimed = False
            sentence = DatedSentence(
                self.lower,
                start,
                figures,
                frame,
                self.last_span,
                carried=carried,
                told=self.told,
                met=met,
                counted=self.counted,
            )
            sentence.read(waiting.until(end))
            carried, self.told = sentence.current, sentence.told
            met = sentence.event or met
            self.counted = sentence.current if figures else self.counted
            results = results if aims and all(aims) else sentence.frame
            aimed = all(aims) if aims else aimed
            frame, self.last_span = sentence.frame, sentence.last_span
            self.periods.extend(period or None for period in sentence.periods)
        return frame

    def _sentences(self, line: Line) -> Iterator[Span]:
        """Sentences to the full stop: what a semicolon or a wrapped line parts belongs together."""
        start = at = line.start
        while at < line.end:
            _, at = self.passage.sentence_at(at)
            is_open = self.lower[at - 1] in "; " and at < line.end
            if not is_open:
                yield start, at
                start = at


class _Queue(Generic[Item]):
    """Times or figures in order, taken up to an offset."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items: Sequence[Item] = items
        self._next = 0

    def until(self, offset: int) -> list[Item]:
        first = self._next
        while self._next < len(self._items) and self._items[self._next].start < offset:
            self._next += 1
        return list(self._items[first : self._next])


def _named_ahead(lower: str, times: Sequence[Time]) -> int | None:
    """The year a line names first, else the one after "cùng kỳ năm 2022"."""
    spans = (time for time in times if time.role is Role.SPAN and not is_past(lower, time))
    span = next((time.year for time in spans if time.year), None)
    same = next((time.year for time in times if time.year and time.role is Role.SAME), None)
    edge = next((_year_at(lower, time) for time in times if time.role is Role.AGAINST), None)
    return span or (same + 1 if same else None) or edge


def _year_at(lower: str, time: Time) -> int | None:
    """The present year beside "so với đầu năm 2023" or "so với cuối năm 2022"."""
    before = lower[max(0, time.start - 6) : time.end]
    if time.year is None or len(time.period) != len("2023"):
        return None
    return time.year if "đầu" in before else time.year + 1 if "cuối" in before else None


def _in_school_year(time: Time, span: Time | None) -> int | None:
    """The year of a day or month that falls in a school year or a crop year such as 2021/2022."""
    if span is None or not re.fullmatch(r"[0-9]{4}/[0-9]{4}", span.period):
        return None
    first, last = map(int, span.period.split("/"))
    if last != first + 1:
        return None
    return first if time.in_year(first).last_month > _SUMMER else last


def _outside(times: list[Time], figures: list[Figure]) -> list[Time]:
    """Times that are not themselves figures."""
    kept, at = [], 0
    for time in times:
        while at < len(figures) and figures[at].end <= time.start:
            at += 1
        if at == len(figures) or figures[at].start >= time.end:
            kept.append(time)
    return kept


def _dated_on(times: list[Time]) -> Time | None:
    """A full day among the first times: the paper's own, even where it only dates its number."""
    days = (t for t in times[:3] if t.role in (Role.EVENT, Role.ASIDE) and DAY.fullmatch(t.period))
    return next(days, None)


def _issued(lower: str, times: list[Time]) -> Time | None:
    """The paper's own date, else a time of the only year it names."""
    for time in times[:3]:
        if time.year and (time.role is Role.EVENT or DAYS.fullmatch(time.period)):
            return time
    named = [t for t in times if t.year and t.role not in (Role.AGAINST, Role.SAME)]
    named = [t for t in named if not is_past(lower, t)]
    return named[0] if len({t.year for t in named}) == 1 else None
