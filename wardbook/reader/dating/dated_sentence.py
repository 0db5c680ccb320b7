"""One sentence: each time binds the figures that follow it, or the one it directly follows."""

from dataclasses import dataclass, field, replace

from wardbook.reader.dating.against import is_former, is_past, period_against, same_clause
from wardbook.reader.dating.cues import (
    ALONE,
    ALTOGETHER,
    ATTENDS,
    BREAK,
    COMPARED,
    CONCLUDES,
    COUNTED,
    DATELINE_AFTER,
    DATELINE_BEFORE,
    GLOSS,
    HEARS,
    LEAD,
    OF_THESE,
    OF_THOSE,
    ONE_YEAR,
    OPENED,
    PARENTHESIS,
    PARTS,
    PER_YEAR,
    PLAN,
    PLAN_BESIDE,
    SENTENCE,
    SIZE,
    STANDS,
    STRETCH,
    THOSE_DAYS,
    WHOLE_YEAR,
    YEARS,
)
from wardbook.reader.dating.frames import NO_FRAME, Frame
from wardbook.reader.dating.order import (
    DAYS,
    count_of,
    from_first_to_last,
    holds,
    is_before,
    moved_by,
    said,
    years_back,
)
from wardbook.reader.dating.times import Role, Time
from wardbook.reader.schema import Figure

_YEAR, _DAY = len("2025"), len("2025-12-31")
_MOMENTS = (Role.AS_OF, Role.UNTIL)
_NEAR = 80  # letters from a time to a figure of its sentence
_TIMELESS = ""  # no period, and none from a time that closes the series


def _is_some_days(period: str) -> bool:
    """Whether a period runs from day to day of one month."""
    return DAYS.fullmatch(period) is not None and period[:7] == period[11:18]


@dataclass(slots=True)
class DatedSentence:
    """A sentence read from left to right; ``periods`` grows with its figures.

    A period is ``""`` where the figure can have none, ``None`` where the text names none.
    """

    lower: str
    start: int
    figures: list[Figure]
    frame: Frame  # what the paragraph keeps; grows with the sentence
    last_span: Time | None  # the period named last, wherever that was
    carried: Time | None = None  # what bound the end of the sentence before
    told: list[Time] = field(default_factory=list)  # periods, each named after the one before
    met: Time | None = None  # the day of what the paragraph tells of
    counted: Time | None = None  # what bound the last sentence with figures, wherever that was
    periods: list[str | None] = field(default_factory=list)
    current: Time | None = None  # binds the next figure
    deadline: Time | None = None
    event: Time | None = None
    against: Time | None = None
    over: Frame = NO_FRAME  # what the sentence found standing over it
    is_series: bool = False  # times told one after the other frame nothing
    inner: Time | None = None  # opens a parenthesis and binds what stands in it

    def read(self, times: list[Time]) -> None:
        self.over = self.frame
        self.current, self.deadline = self.frame.span, self.frame.deadline
        if OF_THESE.match(self.lower, self.start):
            self.current = self.carried
            if self.current is None and OF_THOSE.match(self.lower, self.start):
                self.current = self.counted
        elif len(self.told) > 1 and (all_of := ALTOGETHER.match(self.lower, self.start)):
            self.current = from_first_to_last(self.told[-count_of(all_of[1]) :])
            self.frame = Frame(span=self.current)
        for time in times:
            self._date_until(time.start)
            if time.role is not Role.ASIDE and not self._bind_back(time):
                self._hear(time)
        self._date_until(len(self.lower))
        if self.is_series:
            self.frame = self.over

    def _date_until(self, offset: int) -> None:
        while len(self.periods) < len(self.figures):
            figure = self.figures[len(self.periods)]
            if figure.start >= offset:
                return
            self.periods.append(self._period(figure))

    # Times.

    def _bind_back(self, time: Time) -> bool:
        """A time in the clause of the figure before it binds that figure, or the whole series."""
        if not self.periods or time.role in (Role.AGAINST, Role.SAME):
            return False
        figure = self.figures[len(self.periods) - 1]
        between = self.lower[figure.end : time.start]
        opened = OPENED.search(between)
        if opened and not self.lower.startswith(")", time.end):
            self.inner = time
            return True
        clause = between[: opened.start()] if opened else PARENTHESIS.sub("", between)
        if time.role in (Role.VAGUE, Role.NOW) or BREAK.search(clause):
            return False
        if time.role is Role.UNTIL and self.current and figure.kind != "target":
            return False
        is_whole = self.current is not None and holds(time, self.current)
        if is_whole and (opened or (figure.kind != "target" and PLAN.search(clause))):
            return True  # "quý III 9 vụ (năm 2022)", "đạt 62% kế hoạch năm 2024"
        if figure.kind == "target" and time.role is Role.UNTIL:
            self.deadline = time
        self.periods[-1] = time.period
        if not opened:
            self._reach(time)
        return True

    def _reach(self, time: Time) -> None:
        """A time behind a figure binds those before it; years also those that go on from it."""
        if self.current is None:
            self._spread(time, len(self.periods) - 1)
        is_free = self.current is self.frame.span and not said(self.current)
        if is_free and YEARS.fullmatch(time.period):
            self.current = time  # "11 tỷ đồng huy động giai đoạn 2011-2014, trong đó dân góp 2 tỷ"

    def _spread(self, time: Time, count: int) -> None:
        """A time that closes a series of undated figures binds them all."""
        for at in range(count - 1, -1, -1):
            after = self.figures[at + 1].start if at + 1 < len(self.figures) else time.start
            gap = self.lower[self.figures[at].end : min(after, time.start)]
            if self.periods[at] or PARTS.search(gap):
                return
            if self.periods[at] is None:
                self.periods[at] = time.period

    def _hear(self, time: Time) -> None:
        words = self.lower[time.start : time.end]
        if self.current and words == "hiện" and not self._opens(time):
            return
        is_year = (
            time.role is Role.VAGUE and self.current and len(self.current.period) in (_YEAR, _DAY)
        )
        if is_year and ONE_YEAR.search(words):
            return  # "qua một năm" is the year that frames it
        if self.current and self.current.role is Role.SPAN and words == "năm qua":
            return
        if time.role is Role.VAGUE and self._is_whole(words):
            return  # "nhiệm kỳ qua", "sau năm năm" are the term the paper looks back on
        if time.role in (Role.AGAINST, Role.SAME):
            self._compare(time)
        elif time.role is Role.EVENT:
            self._hear_event(time)
        elif not (self.event and ".." in time.period):  # a congress is named by its term
            time = self._after_whole_year(time)
            self.current = time
            self._hear_frame(time)

    def _after_whole_year(self, time: Time) -> Time:
        """ "Năm 2022 thu 6 tỷ; 9 tháng năm nay thu 5 tỷ": a year told whole is not this one."""
        told = self.current.period if self.current and self.periods else ""
        is_told = len(told) == _YEAR and self.figures[len(self.periods) - 1].kind != "target"
        is_this = self.lower.find("năm nay", time.start, time.end) >= 0
        if not (is_told and is_this and time.only_year == int(told)):
            return time
        return replace(time, period=moved_by(time.period, 1) or "")

    def _hear_frame(self, time: Time) -> None:
        """A period before the first figure of a sentence frames the paragraph from there on."""
        if time.role is Role.UNTIL:
            self.deadline = time
        else:
            self.deadline = None if self.periods else self.deadline
            if time.role is Role.SPAN and time.period:
                is_next = bool(self.told) and is_before(self.told[-1], time)
                self.told = [*self.told, time] if is_next else [time]
                self.last_span = time
        if self.periods:
            self._set_against_frame(time)
        if self.periods or time.role is Role.NOW or not self._opens(time):
            return
        over = None if self.lower.startswith(":", time.end) else self.over.span
        if over and time.role is Role.SPAN and (is_before(time, over) or self._is_part(time, over)):
            return
        if time.role not in (Role.AS_OF, Role.UNTIL):
            self.frame = Frame(span=time)
        elif self._is_open():
            self.frame = replace(self.frame, span=time)

    def _is_open(self) -> bool:
        """Whether nothing, a bare moment or a stretch without a year frames the paragraph."""
        span = self.frame.span
        return span is None or not span.period or span.role in (*_MOMENTS, Role.EVENT)

    def _is_part(self, time: Time, over: Time) -> bool:
        """ "Riêng quý III …" under "9 tháng": a part of the frame, for its own sentence."""
        before = self.lower[max(self.start, time.start - 12) : time.start]
        return ALONE.search(before) is not None and holds(over, time)

    def _is_whole(self, words: str) -> bool:
        """Whether a stretch without years is as long as the years that frame it."""
        years = YEARS.fullmatch(self.frame.span.period) if self.frame.span else None
        if years is None:
            return False
        length = STRETCH.search(words)
        is_term = ".." in years[0] and "nhiệm" in words
        apart = int(years[2]) - int(years[1])
        return is_term or bool(length and count_of(length[1]) in (apart, apart + 1))

    def _set_against_frame(self, time: Time) -> None:
        """Years told one after the other frame nothing; what sums them up does."""
        first = self.frame.span
        told = (Role.SPAN, Role.UNTIL)  # "năm 2018 có 3 lớp thì đến năm 2022 đã có 9"
        if first is None or first is self.over.span or time.role not in told:
            return
        if len(first.period) == len(time.period) and is_before(first, time):
            self.is_series = True
        elif self.is_series and holds(time, first):
            self.frame, self.is_series = Frame(span=time), False

    def _opens(self, time: Time) -> bool:
        """Whether it opens the sentence; without a frame any place before a figure will do."""
        if is_past(self.lower, time):
            return False
        if not said(self.frame.span) or self.lower.startswith(",", time.end):
            return True
        return LEAD.fullmatch(self.lower, self.start, time.start) is not None

    def _hear_event(self, time: Time) -> None:
        if self._is_dateline(time):
            return
        self.event = time
        if self._looks_back(time):
            return
        if self.current is None:
            self._spread(time, len(self.periods))
        self.current = time
        if not self.periods and self.frame.span is None:
            self.frame = replace(self.frame, span=time)

    def _looks_back(self, time: Time) -> bool:
        if COUNTED.match(self.lower, time.end):
            return False
        start = max(self.start, time.start - 60)
        end = SENTENCE.search(self.lower, time.end, time.end + 120)
        return HEARS.search(self.lower, start, end.start() if end else time.end + 120) is not None

    def _is_dateline(self, time: Time) -> bool:
        return (
            not self.periods
            and DATELINE_BEFORE.fullmatch(self.lower, self.start, time.start) is not None
            and DATELINE_AFTER.match(self.lower, time.end) is not None
        )

    def _compare(self, time: Time) -> None:
        """ "So với năm 2021" says that the period named before is the present one."""
        self.against = time
        before = self.lower[max(0, time.start - 12) : time.start]
        stands_alone = not time.period or years_back(self.lower[time.start : time.end])
        if stands_alone and not self.periods and not COMPARED.search(before):
            self.current = time
        span = self.carried or self.last_span
        if self.current is None and span and span.year and time.year and span.year > time.year:
            later = moved_by(time.period, span.year - time.year) if len(time.period) > 4 else None
            self.current = replace(span, period=later or span.period)
            if later is None:
                self.frame = replace(self.frame, span=span)

    # Figures.

    def _period(self, figure: Figure) -> str | None:
        before = self.lower[max(self.start, figure.start - 60) : figure.start]
        if figure.kind == "count" and SIZE.search(before):
            return _TIMELESS
        if self.inner and ")" not in self.lower[self.inner.end : figure.start]:
            return said(self.inner)
        if figure.kind == "target":
            return self._target_period(figure, before)
        if self.periods and self._glosses(figure):
            return self._glossed_period(figure)
        if figure.kind == "change":
            return self._change_period(figure)
        return self._level_period(figure, before)

    def _level_period(self, figure: Figure, before: str) -> str | None:
        against = self.against if self.against and self._is_set_against(figure) else None
        named = period_against(self.lower, self.current, against) if against else None
        if named or (against and not is_former(self.lower, figure, before)):
            return named
        if is_former(self.lower, figure, before):
            return _TIMELESS
        if self._is_standing() and self.lower.find(";", self.start, figure.start) < 0:
            return None
        event = self.event or (self.met if self.current is self.over.span else None)
        if event and ATTENDS.search(self._around(figure, 30 if figure.kind == "count" else 50)):
            return event.period
        return said(self.current)

    def _is_standing(self) -> bool:
        """ "Chi bộ có 40 đảng viên" under the day of an event: how large the body always is."""
        over = self.over.span
        is_event = over is not None and (over.role is Role.EVENT or _is_some_days(over.period))
        return (
            is_event and self.current is over and STANDS.match(self.lower, self.start) is not None
        )

    def _glosses(self, figure: Figure) -> bool:
        last = self.figures[len(self.periods) - 1]
        return GLOSS.fullmatch(self.lower, last.end, figure.start) is not None

    def _glossed_period(self, figure: Figure) -> str | None:
        """The period of the figure glossed; behind a change, a level is what it came from."""
        last = self.figures[len(self.periods) - 1]
        is_level = last.kind == "change" and figure.kind in ("count", "money", "ratio")
        if is_level and self.against and self.against.start > last.start - 40:
            return period_against(self.lower, self.current, self.against)
        return self.periods[-1]

    def _is_set_against(self, figure: Figure) -> bool:
        """In the clause of what it is compared with, or told of "khi đó" behind it."""
        time = self.against
        if time is None or same_clause(self.lower, time, figure):
            return time is not None
        near = not self.periods and figure.start - time.end < _NEAR
        return near and THOSE_DAYS.search(self.lower, time.end, figure.start) is not None

    def _target_period(self, figure: Figure, before: str) -> str | None:
        """Its own deadline or plan; never an as-of date of the result beside it."""
        span, deadline = self.current, self.deadline
        if PLAN_BESIDE.search(before):
            deadline = None
        if span and span.role in _MOMENTS and span is not deadline:
            span = self.frame.span
        if self.periods:
            before = before[-max(1, figure.start - self.figures[len(self.periods) - 1].end) :]
        is_whole_year = WHOLE_YEAR.search(before + figure.quote) is not None
        if span and span.role in _MOMENTS and span is not deadline:
            is_whole_year = PLAN.search(before) is not None
            span = span if is_whole_year else None
        if span is None and is_whole_year and not deadline:
            span = self.last_span
        if span and span.year and is_whole_year:
            return str(span.year)
        frame = self.frame.span
        is_yearly = frame and ".." in frame.period and PER_YEAR.search(self._around(figure))
        return said(deadline if deadline and not is_yearly else span)

    def _change_period(self, figure: Figure) -> str | None:
        """A change takes the period of the level it led to; a yearly mean, of the whole way."""
        over = self.over.span
        if self.current and over and self._concludes(figure):
            is_past = self.current.role is Role.AGAINST or is_before(self.current, over)
            return said(over if is_past else self.current)
        is_led_to = not self.current and self.periods and self.periods[-1] is not None
        ends = [p for p in self.periods[-2:] if p] if is_led_to else []
        if len(ends) == 2 and ends[0] < ends[1] and PER_YEAR.search(self._around(figure)):
            return f"{ends[0]}/{ends[1]}"
        return ends[-1] if ends else said(self.current)

    def _concludes(self, figure: Figure) -> bool:
        """ "Nhiệm kỳ trước là 38; như thế đã ít đi 9": from the level told to the present one."""
        last = self.figures[len(self.periods) - 1].end if self.periods else figure.start
        return CONCLUDES.search(self.lower, last, figure.start) is not None

    def _around(self, figure: Figure, before: int = 30) -> str:
        return self.lower[max(0, figure.start - before) : figure.end + 30]
