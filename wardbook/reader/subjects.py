"""What each figure counts: a short noun phrase made of the words that stand around it."""

import re
from dataclasses import dataclass, replace

from wardbook.reader.bodies import find_bodies
from wardbook.reader.outline import Line, cells, outline
from wardbook.reader.passage import Passage
from wardbook.reader.phrases import (
    AGAINST,
    AGE,
    BARE_MEASURES,
    GENERIC,
    LIGHT,
    MEASURES,
    MOVES,
    PLANNED,
    STOPS,
    TEAMS,
    TIERS,
    TIME,
    strip_links,
    strip_openers,
    strip_organ,
    strip_place,
)
from wardbook.reader.schema import Figure

_BREAK = re.compile(r"[;.:(\n|…](?=\s|$|[(“])|\)|,(?!\s?\d)")
_TOTAL_ENDS = re.compile(
    r"\b(?:gồm|trong đó|phân loại|trong số (?:này|đó)|cụ thể|chia ra)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"[.!?…]\s")
_STRUCTURE = re.compile(
    r"(?:gồm|cụ thể|trong đó|phân loại|như sau|kết quả|ghi chú|thuyết minh|nhận xét|đánh giá"
    r"|cho biết|nói|khoe|chia sẻ|khẳng định|báo cáo|cho rằng|nhấn mạnh|[“\"])"
)
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
        self.previous: _Named | None = None  # of the figure just before
        self.taken = 0  # up to here the words belong to the figure before
        self.named: list[tuple[str, _Named]] = []

    def read(self) -> list[str]:
        if self.line.is_row:
            return [_row_label(self.text, self.line)] * len(self.figures)
        return [self._name(at) for at in range(len(self.figures))]

    def _name(self, at: int) -> str:
        figure = self.figures[at]
        start = self.figures[at - 1].end if at else self.line.body
        between = self.text[start : figure.start]
        self._follow_structure(at, between)
        named = self._gloss(at, between) if at else None
        if named is None:
            named = self._own(at, self.text[max(start, self.taken) : figure.start])
            self.last = named
            self.named.append((figure.unit, named))
        self.previous = named
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
            if len(self.topic.split()) > 8:
                self.topic = ""

    def _gloss(self, at: int, between: str) -> _Named | None:
        """A percent, change or plan that only says more about a figure before it."""
        figure, last = self.figures[at], self.last
        if last is None or _SENTENCE.search(between):
            return None
        bare = between.strip()
        if bare == "/":
            right, self.taken = self._right(at)
            return _named(self._head(figure, right), last.core)
        is_inside = "(" in bare and ")" not in bare[bare.index("(") :]
        left = _last_piece(self.text[max(figure.start - len(between), self.taken) : figure.start])
        left = left.strip("+-−– ")
        if figure.kind == "target":
            plan = PLANNED.search(between.lower())
            if plan:
                whole = self.whole[0] if self.whole else last
                return _Named("", "", f"{plan[0]} {whole.text}")
        rest = _naming(left, figure.kind)
        if rest[:2] == ["bình", "quân"] and figure.kind != "change":
            return _Named("", "", f"{last.text} bình quân")
        if rest and rest[:2] != ["bình", "quân"] and not _said(rest, last.text):
            return None
        if is_inside or left.lower().startswith("mỗi "):
            return self.previous
        if not strip_openers(left.split()) or figure.kind in ("count", "ratio"):
            return None
        return self._same_unit(figure) if figure.kind == "change" else last

    def _same_unit(self, figure: Figure) -> _Named | None:
        """What a change speaks of: the nearest figure before it in its own unit."""
        for unit, named in reversed(self.named) if figure.unit not in ("%", "lần") else ():
            if unit == figure.unit:
                return named
        return self.last

    def _own(self, at: int, between: str) -> _Named:
        figure = self.figures[at]
        left = _last_piece(between)
        core = "" if left.split()[-1:] == ["và"] else _core(left)
        if core.lower() in BARE_MEASURES and self.last:
            core = f"{core.removeprefix('đạt ')} {self.last.core or self.last.text}"
        right, self.taken = self._right(at)
        if not right and self._is_joined(at + 1):
            right = self._right(at + 1)[0]
        head = self._head(figure, right)
        if not core and not right and self.last and between.strip() in ("và", ",", ", và"):
            core = self.last.core
        if not core and not head and self.last:
            return self.last
        if (
            self.topic
            and len(f"{head} {core}".split()) <= 4
            and not _said(self.topic.split(), core)
        ):
            core = f"{core} {self.topic}".strip()
        if core.lower() in ("thu", "chi") and "ngân sách" in self.text:
            core = f"{core} ngân sách"
        words = core.split()
        if right and len(words) <= 2 and words and words[-1].lower() in LIGHT | {"chức"}:
            words = []
        if len(head.split()) > 3:
            words = words[-3:]
        core = " ".join(words)
        if head.lower() == figure.unit.lower() and _said(head.split(), core):
            head = ""  # "thuê bao Internet là 15.208" already says what unit it is
        return _named(head, "" if _said(words, head) else core)

    def _is_joined(self, at: int) -> bool:
        """Whether only "và" or a comma parts a figure from the one before it."""
        if at >= len(self.figures):
            return False
        between = self.text[self.figures[at - 1].end : self.figures[at].start]
        return between.strip() in ("và", ",", ", và")

    def _right(self, at: int) -> tuple[str, int]:
        """What qualifies the noun after a number, and the offset where it ends."""
        figure = self.figures[at]
        end = min(self.line.end, figure.end + 90)
        runs_on = at + 1 < len(self.figures) and self.figures[at + 1].start < end
        if runs_on:
            end = self.figures[at + 1].start
        right = AGE.sub(lambda match: "_" * len(match[0]), self.text[figure.end : end])
        stop = STOPS.search(_ACRONYM.sub(lambda match: "_" * len(match[0]), right))
        if stop:
            right = right[: stop.start()]
            words = right.replace("_", " ").split()
        else:
            words = right.replace("_", " ").split()
            if runs_on and strip_links(words):
                return "", figure.end
            words = strip_links(words)
        words = _ACRONYM.sub("", TIME.sub(" ", " ".join(words))).split()
        if words[:2] == ["còn", "lại"]:
            words = words[2:]
        return " ".join(words[:7]), figure.end + len(right)

    def _head(self, figure: Figure, right: str) -> str:
        unit = figure.unit
        quote = self.text[figure.start : figure.end]
        at = quote.lower().rfind(unit.lower()) if unit else -1
        if at >= 0:  # "43 lượt đồng chí": the noun behind the classifier
            right = f"{quote[at + len(unit) :].strip(' /')} {right}".strip()
        if figure.kind == "rank":
            return ""
        if self.whole and unit.lower() in GENERIC:
            unit = self.whole[1]
        lower = unit.lower()
        if "/" in lower or lower in MEASURES or lower.startswith("điểm"):
            return right
        if right.lower().startswith(lower) or (lower == "căn" and right.startswith("nhà")):
            return right
        return f"{unit} {right}".strip()


def _named(head: str, core: str) -> _Named:
    words = f"{head} {core}".split()
    return _Named(head, core, " ".join(words[:_LONGEST]).strip(","))


def _said(words: list[str], text: str) -> bool:
    return set(map(str.lower, words)) <= set(text.lower().split())


def _naming(left: str, kind: str) -> list[str]:
    """The words before a gloss that would name something of its own."""
    text = TIME.sub(" ", left.lower())
    if kind != "target":
        text = AGAINST.sub(" ", text)
    return strip_openers(strip_links(text.split()))


def _last_piece(between: str) -> str:
    """What follows the last break before a number."""
    window = between.rstrip(' :(“"')[-140:]
    found = [m.end() for m in _BREAK.finditer(window)]
    if not found:
        return window
    piece = window[found[-1] :]
    start = found[-2] if len(found) > 1 else 0
    if window[found[-1] - 1] == "," and _continues(window[start : found[-1] - 1], piece):
        return window[start:]
    return piece


def _continues(before: str, piece: str) -> bool:
    """Whether a comma only joins two short members of one phrase: "trong sạch, vững mạnh"."""
    rest = strip_links(piece.split())
    if not 0 < len(rest) <= 3 or strip_openers(rest) != rest or rest[0].lower() in LIGHT:
        return False
    first = strip_openers(TIME.sub(" ", before.lower()).split())
    return 0 < len(first) <= 7 and len(first) == len(before.split())


def _core(left: str) -> str:
    """The noun or verb phrase of the words before a number."""
    text = AGE.sub(" ", " ".join(left.split()))
    words: list[str] = []
    end = len(text)
    for match in [*reversed(list(TIME.finditer(text.lower()))), None]:
        words = _phrase(text[match.end() if match else 0 : end])
        if words or not match:
            break
        end = match.start()
    if words and words[0].lower() in MOVES and len(words) > 2:
        words = words[1:]
    return " ".join(words[-8:]).strip(",– -")


def _phrase(text: str) -> list[str]:
    words = strip_links(strip_openers(strip_place(text).split()))
    acting = strip_openers(strip_organ(words))
    words = acting if acting or not words or words[0].lower() not in TEAMS else words
    while len(words) > 2 and words[-2].lower() == "của" and words[-1].lower() in TIERS:
        words = strip_links(words[:-2])
    return words


def _row_label(text: str, line: Line) -> str:
    for start, end in cells(text, line):
        label = re.sub(r"^\s*(?:[IVX]+|\d+|[a-z])[.)]\s*", "", text[start:end]).strip()
        if len(label) > 2 and not re.fullmatch(r"[\d.,%IVX ]+", label):
            return label
    return ""
