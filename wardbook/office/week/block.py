"""What a block of the week is, and what all of them are built from."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import get_language

from wardbook.cases.queries.week import Desk, Week
from wardbook.lib.calendar import Calendar
from wardbook.lib.clock import VIETNAM

SHOWN = 4  # lines of a list; the rest is a number, so that everything fits on one sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A count and what it counts, or a sentence alone; ``url`` opens the list behind it."""

    words: str
    count: int | None = None
    url: str = ""
    note: str = ""
    tone: str = ""  # "bad" where somebody should act; the words say it too


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One question of the week. ``empty`` says what it means that there is nothing."""

    name: str
    title: str
    short: str = ""  # on its tile, where the title is long
    empty: str = ""
    total: int | None = None
    url: str = ""
    lines: Sequence[Line] = field(default_factory=list)
    rest: int = 0

    @property
    def bad(self) -> bool:
        return any(line.tone for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Everything a block is built from: whose week, which, and what it is when it is read.

    ``many``: of more than one place, which is named beside a post then.
    ``nameless`` are units of the desk whose people others know and tell (``access.nameless``).
    """

    desk: Desk
    week: Week
    now: datetime
    calendar: Calendar
    many: bool = False
    nameless: Collection[int] = ()

    @property
    def today(self) -> date:
        return self.now.astimezone(VIETNAM).date()

    @property
    def current(self) -> bool:
        return self.week == Week.of(self.today)

    def page(self, name: str, permission: str) -> str:
        """The address of a page that one of the posts opens; none where none does."""
        may = any(permission in post.may for post in self.desk.posts)
        return reverse(name) if may else ""

    def opens(self, which: str, **more: Any) -> str:
        """The address of a list of this week."""
        address = reverse("office:week-list", args=[which])
        return f"{address}?{urlencode({'week': str(self.week), **more})}"


def label(labels: dict[str, str]) -> str:
    return labels[get_language() or "vi"]


def first(lines: Sequence[Line], shown: int = SHOWN) -> dict[str, Any]:
    return {"lines": lines[:shown], "rest": sum(line.count or 1 for line in lines[shown:])}
