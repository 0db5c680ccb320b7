"""What stands over a line: the periods that headings, lead-ins and review meetings set."""

from dataclasses import dataclass, replace

from wardbook.reader.dating.outline import LEAD_IN, PROSE, TITLE, Line
from wardbook.reader.dating.times import Role, Time


@dataclass(frozen=True, slots=True)
class Frame:
    """The period a stretch of text reports on, and the deadline its targets have."""

    span: Time | None = None
    deadline: Time | None = None


NO_FRAME = Frame()


@dataclass(frozen=True, slots=True)
class _Over:
    level: int
    frame: Frame
    is_heading: bool  # running text stands under headings only, not under list items


class Frames:
    """The frames over the present line, the nearest last."""

    def __init__(self) -> None:
        self._stack: list[_Over] = []

    def over(self, line: Line) -> Frame:
        """Closes what ``line`` does not stand under; the frame that remains over it."""
        stack = self._stack
        if line.level == PROSE:
            while stack and not stack[-1].is_heading:
                stack.pop()
        elif line.level > TITLE:
            while stack and stack[-1].level >= line.level:
                stack.pop()
        return stack[-1].frame if stack else NO_FRAME

    def set(self, line: Line, frame: Frame, times: list[Time]) -> None:
        """``line`` frames the deeper lines beneath it; a dated title closes all before it."""
        if line.level == TITLE:
            if times:
                self.restart(frame)
            return
        is_heading = line.is_heading and line.level != PROSE
        level = LEAD_IN if line.level == PROSE else line.level
        self._stack.append(_Over(level, frame, is_heading))

    def restart(self, frame: Frame) -> None:
        """A title or the name of a review meeting frames all beneath it."""
        self._stack = [_Over(TITLE, frame, is_heading=True)]


def heading_frame(times: list[Time], over: Frame) -> Frame:
    """What a heading sets: the first period it names, else its as-of date; and a deadline."""
    if not times:
        return over
    first = {t.role: t for t in reversed(times)}
    until = first.get(Role.UNTIL)
    span = first.get(Role.SPAN) or first.get(Role.AS_OF) or first.get(Role.VAGUE)
    return replace(over, span=span or over.span, deadline=until or over.deadline)
