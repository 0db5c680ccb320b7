"""What each figure counts: a short noun phrase made of the words that stand around it."""

import re
from dataclasses import dataclass, replace

from wardbook.reader.bodies import find_bodies
from wardbook.reader.outline import Line, cells, outline
from wardbook.reader.passage import Passage
from wardbook.reader.phrases import (
    AGAINST,
    GENERIC,
    MEASURES,
    MOVES,
    PIVOTS,
    PLANNED,
    STOPS,
    TIME,
    strip_links,
    strip_openers,
    strip_organ,
)
from wardbook.reader.schema import Figure

_BREAK = re.compile(r"[;.:(\n|“”\"…](?=\s|$|[(“])|\)|,(?=\s|\S)(?!\d)")
_TOTAL_ENDS = re.compile(r"\b(?:gồm|trong đó|phân loại|trong số|cụ thể|chia ra)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?…]\s")
_STRUCTURE = re.compile(r"(?:gồm|cụ thể|trong đó|phân loại|như sau|kết quả|ghi chú|thuyết minh)")
_REST = re.compile(r"^còn lại\s+")
_ACRONYM = re.compile(r"\s*\([^()\d]{1,12}\)")
_LONGEST = 9


@dataclass(slots=True)
class _Named:
    """A figure's subject in its pieces, kept while the line lasts."""

    head: str  # the noun counted, with what qualifies it
    core: str  # what stood before the number
    text: str


def name_subjects(passage: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with ``subject`` and ``unit_of_government`` filled."""
    ordered = sorted(figures, key=lambda figure: figure.start)
    subjects: dict[str, str] = {}
    at = 0
    for line in outline(passage, [figure.start for figure in ordered]):
        first = at
        while at < len(ordered) and ordered[at].start < line.end:
            at += 1
        if at > first:
            namer = _LineNamer(passage.text, line, ordered[first:at])
            subjects.update(zip((f.id for f in ordered[first:at]), namer.read(), strict=True))
    bodies = find_bodies(passage)
    return [
        replace(f, subject=subjects[f.id], unit_of_government=bodies.of(f.start)) for f in figures
    ]


class _LineNamer:
    """Names the figures of one line from left to right; later ones lean on earlier ones."""

    def __init__(self, text: str, line: Line, figures: list[Figure]) -> None:
        self.text = text
        self.line = line
        self.figures = figures
        self.last: _Named | None = None  # what a gloss speaks of
        self.whole: tuple[_Named, str] | None = None  # the total whose parts are listed
        self.topic = ""  # the label before a colon

    def read(self) -> list[str]:
        if self.line.is_row:
            return [_row_label(self.text, self.line)] * len(self.figures)
        return [self._name(at) for at in range(len(self.figures))]

    def _name(self, at: int) -> str:
        figure = self.figures[at]
        between = self.text[self.figures[at - 1].end if at else self.line.body : figure.start]
        self._follow_structure(at, between)
        named = self._gloss(figure, between) if at else None
        if named is None:
            named = self._own(at, between)
            self.last = named
        return named.text[:1].lower() + named.text[1:] if named.text[1:2].islower() else named.text

    def _follow_structure(self, at: int, between: str) -> None:
        """Notes where a sentence ends, where parts begin and which label stands before them."""
        if _SENTENCE.search(between):
            self.whole, self.topic = None, ""
        if at and self.last and self.whole is None and _TOTAL_ENDS.search(between):
            self.whole = (self.last, self.figures[at - 1].unit)
        label = between.rfind(":")
        if label > 0:
            start = max(between.rfind(". ", 0, label), between.rfind("; ", 0, label))
            words = between[start + 1 : label]
            self.topic = "" if _STRUCTURE.search(words.lower()) else _core(words)

    def _gloss(self, figure: Figure, between: str) -> _Named | None:
        """A percent, change or plan that only says more about the figure before it."""
        last = self.last
        if last is None or _SENTENCE.search(between):
            return None
        bare = between.strip()
        if bare == "/":
            head = self._head(figure, self._right(figure))
            return _named(head, last.core)
        left = _last_piece(between)
        rest = strip_openers(strip_links(AGAINST.sub(" ", TIME.sub(" ", left.lower())).split()))
        if rest and rest != ["bình", "quân"]:
            return None
        if figure.kind == "target" and (plan := PLANNED.search(between.lower())):
            return _Named("", "", f"{plan[0]} {last.text}")
        is_gloss = figure.kind in ("change", "rank", "target") or bare.startswith("(")
        is_gloss = is_gloss or (figure.kind == "percent" and bool(left.split()))
        if is_gloss and rest and figure.kind == "money":
            return _Named("", "", f"{last.text} bình quân")
        if not is_gloss or (figure.kind == "change" and bare in ("và", ",")):
            return None
        return last

    def _own(self, at: int, between: str) -> _Named:
        figure = self.figures[at]
        left = _last_piece(between)
        core = _core(left)
        right = self._right(figure, self.figures[at + 1] if at + 1 < len(self.figures) else None)
        head = self._head(figure, right)
        if not core and self.last and between.strip() in ("và", ",", ", và"):
            core = self.last.core
        if not core and not head and self.last:
            return self.last
        if self.topic and len(f"{head} {core}".split()) <= 4 and self.topic != core:
            core = f"{core} {self.topic}".strip()
        return _named(head, core)

    def _right(self, figure: Figure, after: Figure | None = None) -> str:
        end = min(self.line.end, figure.end + 90)
        if after and after.start < end:
            end = after.start
        right = _ACRONYM.sub("", self.text[figure.end : end])
        stop = STOPS.search(right)
        words = (right[: stop.start()] if stop else right).split()
        return _REST.sub("", " ".join(strip_links(words)[:7]))

    def _head(self, figure: Figure, right: str) -> str:
        unit = figure.unit
        if figure.kind == "rank":
            return ""
        if self.whole and unit.lower() in GENERIC:
            unit = self.whole[1]
        if unit.lower().partition("/")[0] in MEASURES:
            return right
        return f"{unit} {right}".strip()


def _named(head: str, core: str) -> _Named:
    words = f"{head} {core}".split()
    return _Named(head, core, " ".join(words[:_LONGEST]).strip(","))


def _last_piece(between: str) -> str:
    """What follows the last break before a number; a label keeps its commas."""
    window = between.rstrip(' :(“"')[-140:]
    found = [m.end() for m in _BREAK.finditer(window)]
    if not found:
        return window
    piece = window[found[-1] :]
    return piece


def _core(left: str) -> str:
    """The noun or verb phrase of the words before a number."""
    text = " ".join(left.split())
    lower = text.lower()
    for match in reversed(list(TIME.finditer(lower))):
        text = text[: match.start()] + " " + text[match.end() :]
    words = strip_links(strip_openers(text.split()))
    words = strip_openers(strip_organ(words))
    for at in range(len(words) - 1, 0, -1):
        if words[at].lower() in PIVOTS and at < len(words) - 1 and at <= 3:
            words = words[at + 1 :]
            break
    if words and words[0].lower() in MOVES and len(words) > 2:
        words = words[1:]
    return " ".join(words[-7:]).strip(",– -")


def _row_label(text: str, line: Line) -> str:
    for start, end in cells(text, line):
        label = re.sub(r"^\s*(?:[IVX]+|\d+|[a-z])[.)]\s*", "", text[start:end]).strip()
        if len(label) > 2 and not re.fullmatch(r"[\d.,%IVX ]+", label):
            return label
    return ""
