"""One figure of one unit over time: kinds of period apart, gaps and breaks said in words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from wardbook.lib import period as periods
from wardbook.lib.period import NotAPeriod, Period

Content = dict[str, Any]
Label = dict[str, str]

_YEAR = re.compile(r"[0-9]{4}")
_SIZES = {r"Y": "year", r"Y-H[12]": "half", r"Y-Q[1-4]": "quarter", r"Y-[0-9]{2}": "month",
          r"Y-[0-9]{2}-[0-9]{2}": "day", r"Y\.\.Y": "term", r".*/": "since"}  # fmt: skip
MEANING = ("definition", "label", "valid_from")  # another of these is another thing counted
KINDS = ("year", "half", "quarter", "month", "term", "span", "since", "day", "undated")
KIND_LABELS: dict[str, Label] = {
    "year": {"vi": "Theo năm", "en": "By year"},
    "half": {"vi": "Theo 6 tháng", "en": "By half year"},
    "quarter": {"vi": "Theo quý", "en": "By quarter"},
    "month": {"vi": "Theo tháng", "en": "By month"},
    "term": {"vi": "Theo nhiệm kỳ", "en": "By term of office"},
    "span": {"vi": "Cùng một số tháng, năm", "en": "By the same stretch of time"},
    "since": {"vi": "Lũy kế từ một mốc", "en": "Counted since a day"},
    "day": {"vi": "Tại một ngày", "en": "On single days"},
    "undated": {"vi": "Không nêu kỳ", "en": "Period not stated"},
}


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of the series: its line of a list, and what it meant when it was released."""

    summary: Content
    meaning: Content  # the indicator as its body has it

    @property
    def period(self) -> Period | None:
        return parsed(self.summary["period"])


def parsed(text: str | None) -> Period | None:
    try:
        return Period(text) if text else None
    except NotAPeriod:
        return None


def kind_of(text: str | None) -> tuple[str, str]:
    """Kind of period, and what two of them must share to stand in one series."""
    period = parsed(text)
    if period is None:
        return "undated", ""
    first = period.start_on.year
    calendar, _, writing = period.text.rpartition(":")
    shape = _YEAR.sub("Y", writing)
    kind = next((name for form, name in _SIZES.items() if re.fullmatch(form, shape)), "span")
    if kind == "span":  # nine months with nine months, four years with four years
        return kind, calendar + _YEAR.sub(lambda match: f"+{int(match[0]) - first}", writing)
    return kind, calendar if kind != "since" else period.text


def groups(points: Iterable[Point], unit: Content) -> list[Content]:
    """The series a list of figures falls into: same measure, same kind of period, in time order.

    Each with ``rows``: figures, and between them ``gap`` (nothing was published) and ``break``
    (what stands on both sides is not the same thing), each in words.
    """
    found: dict[tuple[int, str, str], list[Point]] = {}
    for point in points:
        kind, share = kind_of(point.summary["period"])
        key = KINDS.index(kind), share, point.summary["measure"] or ""
        found.setdefault(key, []).append(point)
    return [_group(key, found[key], unit) for key in sorted(found)]


def _group(key: tuple[int, str, str], points: list[Point], unit: Content) -> Content:
    kind, ordered = KINDS[key[0]], sorted(points, key=_order)
    calendar = kind_of(ordered[0].summary["period"])[1] if kind not in {"span", "since"} else ""
    rows = list(_rows(ordered, kind if not calendar else "", unit))
    breaks = [row for row in rows if row["type"] == "break"]
    for number, broken in enumerate(breaks, 1):
        broken["number"] = number
    return {
        "kind": kind,
        "label": KIND_LABELS[kind],
        "measure": key[2],
        "figures": len(ordered),
        "breaks": len(breaks),
        "rows": rows,
    }


def _order(point: Point) -> tuple[date, date, str]:
    period = point.period
    if period is None:
        return date.min, date.min, ""
    return period.start_on, period.end_on or date.max, period.text


def _rows(points: Sequence[Point], kind: str, unit: Content) -> Iterator[Content]:
    yield {"type": "figure", **points[0].summary}
    changes = _changes(unit)
    for before, after in pairwise(points):
        if broken := _meaning_changed(before.meaning, after.meaning):
            yield broken
        for day in [day for day in changes if _between(day, before.period, after.period)]:
            yield _break("boundary", day.isoformat(), changes.pop(day))  # said once
        if gap := _gap(before.period, after.period, kind):
            yield {"type": "gap", "period": gap}
        yield {"type": "figure", **after.summary}


def _gap(before: Period | None, after: Period | None, kind: str) -> str | None:
    """The stretch between two figures of which nothing was published, in its own writing."""
    if before is None or after is None or before.end_on is None:
        return None
    if before.end_on >= after.start_on or kind not in {"year", "half", "quarter", "month"}:
        return None
    first = _piece(kind, before.end_on)
    last = _piece(kind, after.start_on - timedelta(days=1))
    return first.text if first == last else periods.between(first, last).text


def _piece(kind: str, on: date) -> Period:
    if kind == "half":
        return periods.half(on.year, 1 if on.month <= 6 else 2)
    if kind == "quarter":
        return periods.quarter(on.year, (on.month + 2) // 3)
    return periods.month(on.year, on.month) if kind == "month" else periods.year(on.year)


def _meaning_changed(old: Content, new: Content) -> Content | None:
    """The break where not the same thing is counted; a body that does not say is believed."""
    if all(old.get(name) == new.get(name) for name in MEANING if name in old and name in new):
        return None
    return _break("definition", new.get("valid_from"), _definition_words(old, new))


def _break(kind: str, on: str | None, words: Label) -> Content:
    return {"type": "break", "kind": kind, "on": on, "words": words}


def _changes(unit: Content) -> dict[date, Label]:
    """day → how the territory changed on it, in words; the earliest first."""
    said: dict[date, list[Label]] = {}
    for name in ("predecessors", "successors"):
        for place in unit.get(name, []):
            words = _boundary_words(place, became=name == "successors")
            said.setdefault(date.fromisoformat(place["on"]), []).append(words)
    return {
        day: {code: " ".join(words[code] for words in said[day]) for code in ("vi", "en")}
        for day in sorted(said)
    }


def _between(day: date, before: Period | None, after: Period | None) -> bool:
    """Does ``day`` part the two? A change on the first day of the earlier one does not."""
    if before is None or after is None:
        return False
    return before.start_on < day and (after.end_on is None or day < after.end_on)


def _definition_words(old: Content, new: Content) -> Label:
    was, now = old.get("definition") or old["label"], new.get("definition") or new["label"]
    if was == now:
        sources = f"{old.get('source')} → {new.get('source')}"
        return {"vi": f"Áp dụng chuẩn khác: {sources}.", "en": f"Another standard: {sources}."}
    return {
        "vi": f"Cách tính hoặc chuẩn thay đổi. Trước: “{was['vi']}” Sau: “{now['vi']}”",
        "en": f"What is counted changed. Before: “{was['en']}” After: “{now['en']}”",
    }


def _boundary_words(place: Content, *, became: bool) -> Label:
    label, share = place["label"], place.get("share")
    part = {"whole": ("toàn bộ", "all"), "part": ("một phần", "a part")}.get(
        str(share), ("phần không rõ", "an unknown part")
    )
    if became:
        return {
            "vi": f"Địa giới thay đổi: {part[0]} đơn vị này về {label['vi']}.",
            "en": f"The territory changed: {part[1]} of this unit went to {label['en']}.",
        }
    return {
        "vi": f"Địa giới thay đổi: nhận {part[0]} {label['vi']}.",
        "en": f"The territory changed: it took over {part[1]} of {label['en']}.",
    }
