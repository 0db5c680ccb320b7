"""Rows of an export become tellings: what another system says of one dossier, word for word."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from wardbook.exchange.layouts import MOMENTS, TEXTS, WORDS, Layout, heading, is_usual
from wardbook.exchange.limits import HEAD_ROWS
from wardbook.exchange.moments import Instant, read_moment
from wardbook.exchange.rows import Row
from wardbook.lib.chain import content_hash
from wardbook.lib.refusal import Refusal, Refused

LONGEST_CODE = 80
NO_CODE = Refusal(
    "EXC-06", "This row has no code, so nothing can be hung on it. Look it up in the other system."
)
LONG_CODE = Refusal("EXC-06", "This code is longer than any code, so the row was not taken.")
NOT_A_DAY = Refusal(
    "EXC-07", "This is no day that can be read. It is kept as it stands and not counted with."
)
UNKNOWN_STATUS = Refusal(
    "EXC-08",
    "What this state means is not known here, so the row counts as being handled. Tell whoever "
    "looks after the catalogue.",
)
UNUSUAL_CODE = Refusal("EXC-09", "This code has another shape than usual; it is kept as it stands.")
OUT_OF_ORDER = Refusal(
    "EXC-10", "By its dates this dossier ended before it was handed in. Have the dates corrected."
)
DUE_BEFORE = Refusal(
    "EXC-20",
    "By its dates this dossier was promised for a day before it was handed in. Have the dates "
    "corrected.",
)
NO_DAY = Refusal(
    "EXC-12", "This row says neither when it was handed in nor when it was accepted: no case."
)
_NUMBERING = {"stt", "tt", "sothutu", "so", "no"}
_PARSED = (*TEXTS, *WORDS)
_AFTER = ("finished", "returned")
FIRST_DAYS = ("submitted", "accepted")  # without one of them a row becomes no case


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell: its row and heading, what stands there, and what to do."""

    row: int
    column: str
    cell: str
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an export says of one dossier.

    ``texts`` and ``moments`` are by our names of fields (``wardbook.exchange.layouts``), blanks
    left out; ``status``, ``channel`` and ``outcome`` are our words for theirs, "" where nobody
    has said what theirs means. ``digest`` changes when anything does that is understood here.
    """

    row: int
    cells: tuple[str, ...]
    code: str
    texts: dict[str, str]
    moments: dict[str, Instant]
    status: str
    channel: str
    outcome: str
    problems: tuple[Problem, ...] = ()
    digest: str

    @property
    def started(self) -> Instant | None:
        return self.moments.get("submitted") or self.moments.get("accepted")


@dataclass(frozen=True, slots=True)
class Heads:
    """The heading of a sheet: where our fields stand, and everything as it is written."""

    layout: Layout
    headings: tuple[str, ...]
    places: dict[str, tuple[int, ...]] = field(repr=False)
    rows: int  # that the heading takes

    @property
    def unknown(self) -> tuple[str, ...]:
        return unknown_headings(self.headings, self.layout)

    def spelled(self, name: str) -> str:
        """The heading under which a field of ours stands here; "" where it has no column."""
        return self.headings[self.places[name][0]] if name in self.places else ""


def unknown_headings(names: Sequence[str], layout: Layout) -> tuple[str, ...]:
    """Headings that nobody has said the meaning of; their cells are kept as they are."""
    known = layout.columns.keys() | _NUMBERING
    return tuple(name for name in names if name and heading(name) not in known)


class Listing:
    """The tellings of a file, one after another, and what was noticed on the way.

    ``heads`` is the heading last found, ``passed`` counts rows that tell of no dossier: titles,
    numbers of columns, sums, signatures. Raises ``Refused`` where no sheet has a heading.
    """

    def __init__(self, rows: Iterable[Row], layouts: Sequence[Layout]) -> None:
        self._rows, self._layouts = iter(rows), layouts
        self.heads: Heads | None = None
        self.passed = 0
        self.problems: list[Problem] = []  # of rows that could not be taken; emptied by who reads

    def __iter__(self) -> Iterator[Told]:
        waiting: list[Row] = []  # rows above a heading that has not been found yet
        heads: Heads | None = None
        sheet, best = 0, ""
        for row in self._rows:
            if row.sheet != sheet:
                self._bare(waiting)
                sheet, heads, waiting = row.sheet, None, []
            if heads:
                yield from self._tell(row, heads)
            elif len(waiting) < HEAD_ROWS:
                waiting.append(row)
                best = max(best, _nearest(row), key=len)
                heads = self._look(waiting)
                if heads:
                    yield from self._late(waiting, heads)
        self._bare(waiting)
        if self.heads is None:
            raise Refused(_no_heading(self._layouts, best))

    def _bare(self, rows: list[Row]) -> None:
        """A heading with nothing below it: a day without a dossier."""
        if self.heads is None and rows:
            self.heads = find_heads(rows[-1].cells, (), self._layouts)

    def _look(self, rows: list[Row]) -> Heads | None:
        """The heading, once the row after it was seen: a heading may take two rows."""
        if len(rows) < 2:
            return None
        found = find_heads(rows[-2].cells, rows[-1].cells, self._layouts)
        self.heads = found or self.heads
        return found

    def _late(self, rows: list[Row], heads: Heads) -> Iterator[Told]:
        """The row that was read to know whether the heading goes on."""
        self.passed += len(rows) - 2
        if heads.rows == 1:
            yield from self._tell(rows[-1], heads)

    def _tell(self, row: Row, heads: Heads) -> Iterator[Told]:
        texts = _texts(row.cells, heads)
        if _is_no_dossier(row, texts, heads):
            self.passed += 1
            return
        if problem := _unusable(row, texts, heads):
            self.problems.append(problem)
            return
        yield tell(row, texts, heads)


def find_heads(
    first: Sequence[str], second: Sequence[str], layouts: Sequence[Layout]
) -> Heads | None:
    """The layout whose columns these rows name best: ``first`` alone, or both where it is merged.

    The layout named by most headings of its own wins, then the one that knows more of them.
    """
    found = []
    for rows, names in ((1, tuple(first)), (2, _merged(first, second))):
        for layout in layouts:
            places = _places(names, layout)
            if set(layout.needs) <= places.keys() and len(places) > 2:
                own = sum(heading(name) in layout.telling for name in names)
                found.append((own, len(places), -rows, Heads(layout, names, places, rows)))
    best = max(found, key=lambda row: row[:3], default=None)
    return best[3] if best else None


def _merged(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    """``Ngày`` above ``Tiếp nhận`` and ``Hẹn trả``: each column takes the words above it, too."""
    names, above = [], ""
    for top, below in zip_longest(first, second, fillvalue=""):
        above = top or (above if below else "")
        names.append(f"{above} {below}".strip() if below != above else above)
    return tuple(names)


def _places(names: Sequence[str], layout: Layout) -> dict[str, tuple[int, ...]]:
    places: dict[str, tuple[int, ...]] = {}
    for place, name in enumerate(names):
        if field_name := layout.columns.get(heading(name)):
            places[field_name] = (*places.get(field_name, ()), place)
    return places


def _nearest(row: Row) -> str:
    return " · ".join(cell for cell in row.cells if cell)[:120]


def _no_heading(layouts: Sequence[Layout], best: str) -> Refusal:
    needed = sorted({name for layout in layouts for name in layout.needs})
    return Refusal(
        "EXC-05",
        "No row of this file names the columns of a list of dossiers (needed at least: %(needs)s). "
        "The row that came nearest: %(row)s",
        (("needs", ", ".join(_SPELLED.get(name, name) for name in needed)), ("row", best or "–")),
    )


_SPELLED = {"code": "Mã hồ sơ", "accepted": "Ngày tiếp nhận"}


def _texts(cells: Sequence[str], heads: Heads) -> dict[str, str]:
    """The first cell of each field that says something."""
    texts = {}
    width = len(cells)
    for name, places in heads.places.items():
        for place in places:
            if place < width and cells[place]:
                texts[name] = cells[place]
                break
    return texts


def _is_no_dossier(row: Row, texts: dict[str, str], heads: Heads) -> bool:
    """The heading again, the numbers of the columns, a sum, a signature."""
    filled = [cell for cell in row.cells if cell]
    if len(filled) < 3 and not is_usual(texts.get("code", "")):
        return True
    if texts.get("code") == heads.spelled("code"):
        return True
    return all(cell.strip("()").isdecimal() and len(cell) < 5 for cell in filled)


def _unusable(row: Row, texts: dict[str, str], heads: Heads) -> Problem | None:
    column, code = heads.spelled("code"), texts.get("code", "")
    if not code:
        return Problem(row.number, column, "", NO_CODE)
    if len(code) > LONGEST_CODE:
        return Problem(row.number, column, code[:LONGEST_CODE], LONG_CODE)
    return None


def tell(row: Row, texts: dict[str, str], heads: Heads) -> Told:
    """One row that has a code; whatever else is wrong with it is said, and it is kept."""
    layout = heads.layout
    cells = {name: texts[name] for name in MOMENTS if name in texts}
    read = {name: read_moment(cell, layout.order) for name, cell in cells.items()}
    moments = {name: moment for name, moment in read.items() if moment}
    status = layout.meaning("status", texts.get("status", ""))
    wrong = [*_wrong_days(cells, moments), *_wrong_words(texts, status)]
    return Told(
        row=row.number,
        cells=tuple(row.cells),
        code=texts["code"],
        texts={name: texts[name] for name in _PARSED if name in texts},
        moments=moments,
        status=status or status_of(moments),
        channel=layout.meaning("channel", texts.get("channel", "")),
        outcome=layout.meaning("outcome", texts.get("outcome", "")),
        problems=tuple(
            Problem(row.number, heads.spelled(name), texts.get(name, ""), refusal)
            for name, refusal in wrong
        ),
        digest=digest(texts),
    )


def _wrong_days(
    cells: dict[str, str], moments: dict[str, Instant]
) -> Iterator[tuple[str, Refusal]]:
    for name, cell in cells.items():
        if name not in moments and any(map(str.isalnum, cell)):  # a dash says that there is none
            yield name, NOT_A_DAY
    if not moments.keys() & set(FIRST_DAYS):
        yield "accepted", NO_DAY
    if _before(moments, _AFTER):
        yield "finished" if "finished" in moments else "returned", OUT_OF_ORDER
    if _before(moments, ("due",)):
        yield "due", DUE_BEFORE


def _wrong_words(texts: dict[str, str], status: str) -> Iterator[tuple[str, Refusal]]:
    if not status and "status" in texts:
        yield "status", UNKNOWN_STATUS
    if not is_usual(texts["code"]):
        yield "code", UNUSUAL_CODE


def status_of(moments: dict[str, Instant]) -> str:
    """Where a dossier is, by the days that are told, when no word or an unknown one says it."""
    for name, status in (("returned", "returned"), ("finished", "resolved")):
        if name in moments:
            return status
    if "asked" in moments and "completed" not in moments:
        return "awaiting_supplement"
    return "processing" if "accepted" in moments else "submitted"


def _before(moments: dict[str, Instant], names: Sequence[str]) -> bool:
    """Does any of these days lie before the one on which it was handed in or accepted?"""
    started = [moments[name].day for name in FIRST_DAYS if name in moments]
    return any(moments[name].day < start for name in names if name in moments for start in started)


def digest(texts: dict[str, str]) -> str:
    """One value for everything that is said and understood, but for when it was synchronised."""
    said = "\x1f".join(f"{name}={texts[name]}" for name in sorted(texts) if name != "updated")
    return content_hash(said.encode())[:32]
