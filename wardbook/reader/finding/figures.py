"""Finding the figures of a passage, and saying of every other number why it is none."""

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import NamedTuple

from wardbook.lib.numbers_vi import NUMERAL, decimal_mark
from wardbook.reader.finding.kinds import bound_of, direction_of, each_of, is_rank
from wardbook.reader.finding.neighbours import (
    direction_from,
    each_from,
    goes_on_places,
    goes_on_rank,
    is_thousand,
    unit_from,
)
from wardbook.reader.finding.not_figures import CHAIN, why_not
from wardbook.reader.finding.quantities import Quantity, quantity_at
from wardbook.reader.finding.shapes import shape_at
from wardbook.reader.finding.squeeze import Squeezed
from wardbook.reader.finding.surroundings import BEHIND, Surroundings
from wardbook.reader.finding.tables import Cell, Tables
from wardbook.reader.finding.targets import Aims
from wardbook.reader.passage import Passage
from wardbook.reader.schema import Figure

# "38, 33%", "75. 320 người": the space slipped in.
_SLIP = re.compile(r"[0-9]{1,3}(?:, [0-9]{1,2}(?= ?%|(?:tỷ|tỉ|triệu)(?!\w))|\. [0-9]{3}(?![0-9]))")
_NO_COUNT = {"", "%", "‰", "điểm", "điểm phần trăm", "lần", "đồng", "USD", "hạng", "nhóm", "loại"}
_CLOSED = re.compile(r"[^()]*\)")  # a figure in brackets is beside the count
_NAMES = ("name", "ordinal")
_GOES_ON = re.compile(r", (?:tăng|giảm|gấp|cao hơn|thấp hơn)(?: [^\W\d_]+){0,2} \Z")
_PASSED = re.compile(
    r", (?:đã )?vượt (?:mức )?(?:chỉ tiêu|kế hoạch|dự toán|mục tiêu)"
    r"(?: (?:đề ra|được giao|giao))? \Z"
)
_AGAINST_PLAN = re.compile(
    r",? so với (?:chỉ tiêu|kế hoạch|dự toán|mục tiêu)[^,;.()\d]{0,24} (?:thì )?(?:là|bằng|đạt) "
)
_DIGIT = re.compile("[0-9]")
_PLACED = re.compile(r"(?<!\w)(?:tại|ở) \Z")
_SIGN = re.compile(r"(?:[-−–]|giảm) ?\Z")


class Other(NamedTuple):
    """A number that is no figure.

    ``why`` is date, time, period, document, name, ordinal, age, phone, address or other.
    """

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """Every number of a passage, each once, in the order of the text."""

    figures: list[Figure] = field(default_factory=list)
    others: list[Other] = field(default_factory=list)


def find_figures(passage: Passage) -> Found:
    """The figures with value, unit, span, bound, kind, ratio sides, direction and each."""
    squeezed = Squeezed(passage)
    found = _Search(squeezed.passage).run()
    if squeezed.passage is passage:
        return found
    figures = []
    for figure in found.figures:
        start, end = squeezed.original(figure.start, figure.end)
        figures.append(figure._replace(start=start, end=end, quote=passage.text[start:end]))
    others = [
        Other(*squeezed.original(other.start, other.end), other.why) for other in found.others
    ]
    return Found(figures, others)


class _Search:
    """One walk over the numerals of a passage."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.flow = passage.flow
        self.numerals = [match.span() for match in NUMERAL.finditer(self.flow)]
        self.decimal = decimal_mark(self.flow[start:end] for start, end in self.numerals)
        self.aims = Aims(passage)
        self.tables = Tables(passage)
        self.found = Found()

    def run(self) -> Found:
        done = 0
        for start, end in self.numerals:
            if start >= done:
                done = self._read(start, end)
            while done < end:  # "2030.120 căn": what was read ends inside the numeral
                rest = NUMERAL.search(self.flow, done, end)
                done = self._read(*rest.span()) if rest else end
        return self.found

    def _read(self, start: int, end: int) -> int:
        """Files the number at ``start`` and returns where the next may begin."""
        cell = self.tables.cell_at(start)
        if cell and cell.role == "order":
            return self._set_aside(start, end, "ordinal")
        if cell and cell.is_number and not _DIGIT.search(self.flow, cell.start, start):
            quantity = _in_cell(quantity_at(self.flow, start, end, self.decimal), cell)
            if quantity and quantity.end >= cell.words_end:
                return self._file_cell(self._around(quantity, cell), cell)
        shape = shape_at(self.passage.text, self.flow, start)
        if shape:
            return self._set_aside(start, shape[1], shape[0])
        quantity = quantity_at(self.flow, start, end, self.decimal)
        if quantity.value is None:
            return self._set_aside(start, quantity.end, "other")
        around = self._around(quantity, cell)
        why = why_not(around, self._chained(start))
        if why and not (why[0] in _NAMES and goes_on_places(self._previous(start)[0], around)):
            return self._set_aside(start, why[1], why[0])
        return self._file(self._mended(around))

    def _around(self, quantity: Quantity, cell: Cell | None) -> Surroundings:
        """The number with the words of its line before it, of its cell in a table."""
        start = quantity.start
        line = self.flow.rfind("\n", max(0, start - BEHIND), start) + 1
        first = max(line, start - BEHIND, cell.start if cell else 0)
        return Surroundings(self.passage, quantity, first)

    def _set_aside(self, start: int, end: int, why: str) -> int:
        self.found.others.append(Other(start, end, why))
        return end

    def _chained(self, start: int) -> str | None:
        """Why the number just before is none, where a comma or "và" joins the two."""
        if not self.found.others or start - self.found.others[-1].end > 20:
            return None
        other = self.found.others[-1]
        return other.why if CHAIN.fullmatch(self.flow, other.end, start) else None

    def _mended(self, around: Surroundings) -> Surroundings:
        """The number with a space that slipped in after its comma taken out."""
        quantity = around.quantity
        slip = None if quantity.unit else _SLIP.match(self.flow, quantity.start)
        if slip is None:
            return around
        mended = quantity_at(self.flow, quantity.start, slip.end(), self.decimal)
        return replace(around, quantity=mended) if mended.known else around

    def _file(self, around: Surroundings) -> int:
        quantity = around.quantity
        previous, gap = self._previous(quantity.start)
        direction = direction_of(around)
        if direction is None and previous:
            direction = direction_from(previous, gap, around)
        each = each_of(around) or each_from(self.found.figures, around)
        rank = is_rank(around) or bool(previous and goes_on_rank(previous, gap, around))
        kind = self._kind(around, rank=rank, direction=direction)
        if previous:
            kind = _beside(previous, gap, kind, around.quantity)
        unit = "hạng" if rank else self._unit(around)
        if is_thousand(unit, around):
            whole = (quantity.value or Decimal(0)) * 1000
            quantity = quantity._replace(value=whole.to_integral_value())
        self._add(quantity, unit, kind, bound_of(around), direction, each)
        return quantity.end

    def _unit(self, around: Surroundings) -> str:
        """Its own, or that of what is counted before: "phát hiện 9 sạp, đã dỡ 6/9" are sạp."""
        quantity = around.quantity
        counted = self._counted_before(quantity.start)
        ends = not around.right.strip()[:1].isalnum()  # "1/3 số hộ" is a part
        bare = ends and quantity.unit == "phần" and not quantity.known
        if bare and counted and counted.value == quantity.denominator:
            return counted.unit
        return quantity.unit or unit_from(counted, around)

    def _kind(self, around: Surroundings, *, rank: bool, direction: str | None) -> str:
        """The first that fits, in the order of the annotation guide."""
        if self.aims.covers(around) or self.aims.names(around, firmly=True):
            return "target"
        if rank:
            return "rank"
        if direction:
            return "change"
        if self.aims.names(around):
            return "target"
        return _plain_kind(around.quantity)

    def _file_cell(self, around: Surroundings, cell: Cell) -> int:
        quantity, direction = around.quantity, None
        if cell.role == "change":
            direction = "down" if _SIGN.search(self.flow, cell.start, quantity.start) else "up"
        kind = cell.role if cell.role in ("change", "target") else _plain_kind(quantity)
        self._add(quantity, quantity.unit, kind, bound_of(around), direction, None)
        return quantity.end

    def _add(
        self,
        quantity: Quantity,
        unit: str,
        kind: str,
        bound: str,
        direction: str | None,
        each: str | None,
    ) -> None:
        figures = self.found.figures
        figures.append(
            Figure(
                id=f"f{len(figures) + 1}",
                quote=self.passage.text[quantity.start : quantity.end],
                start=quantity.start,
                end=quantity.end,
                value=quantity.value if quantity.value is not None else Decimal(0),
                value_max=quantity.value_max,
                unit=unit,
                bound=bound,
                kind=kind,
                numerator=quantity.numerator,
                denominator=quantity.denominator,
                direction=direction if kind == "change" else None,
                each=each,
            )
        )

    def _previous(self, start: int) -> tuple[Figure | None, str]:
        """The figure before and the text between, where that is short."""
        figures = self.found.figures
        if not figures or start - figures[-1].end > 60:
            return None, ""
        return figures[-1], self.flow[figures[-1].end : start]

    def _counted_before(self, at: int) -> Figure | None:
        """The last figure before in the same line that counts things."""
        start = self.flow.rfind("\n", max(0, at - 2 * BEHIND), at)
        where = None  # "1.046 hội viên sinh hoạt tại 9 chi hội; kết nạp 278"
        for figure in reversed(self.found.figures[-6:]):
            if figure.start < start:
                return where
            counts = (
                figure.kind not in ("percent", "money", "change")
                and figure.unit.partition("/")[0] not in _NO_COUNT
            )
            if counts and not _CLOSED.match(self.flow, figure.end, at):
                if not _PLACED.search(self.flow, max(0, figure.start - 5), figure.start):
                    return figure
                where = where or figure
        return where


def _beside(previous: Figure, gap: str, kind: str, quantity: Quantity) -> str:
    """The kind after a look at the figure before."""
    if kind == "change" and previous.kind == "target" and _GOES_ON.match(gap):
        return "target"
    if kind == "change" and _PASSED.search(gap) and _is_plan_of(previous, quantity):
        return "target"
    if kind == "target" and quantity.is_share and _AGAINST_PLAN.fullmatch(gap):
        return kind if previous.unit[:1] == quantity.unit[:1] else "percent"
    if kind == "target" and previous.kind == "ratio" and quantity.is_share and gap[-1:] == "(":
        return "percent"  # "4/9 xã theo chỉ tiêu năm (44,4%)" glosses what is reached
    return kind


def _is_plan_of(result: Figure, quantity: Quantity) -> bool:
    """ "đạt 97%, vượt chỉ tiêu 95%" names the plan; "đạt 120%, vượt kế hoạch 20%" the excess."""
    value = quantity.value or Decimal(0)
    level = result.kind in ("percent", "count", "money") and result.unit == quantity.unit
    excess = result.unit == "%" and result.value - 100 == value
    return level and not excess and result.value * 7 <= value * 10 <= result.value * 10


def _plain_kind(quantity: Quantity) -> str:
    if quantity.numerator is not None:
        return "ratio"
    if quantity.is_share:
        return "percent"
    return "money" if quantity.is_money else "count"


def _in_cell(quantity: Quantity, cell: Cell) -> Quantity | None:
    """The quantity in the unit and scale that its column or row sets."""
    if quantity.value is None or quantity.known or cell.measure is None:
        return quantity if quantity.value is not None else None
    measure = cell.measure

    def scaled(value: Decimal | None) -> Decimal | None:
        if value is None:
            return None
        whole = value * measure.scale
        return whole.to_integral_value() if whole == whole.to_integral_value() else whole

    return quantity._replace(
        value=scaled(quantity.value),
        value_max=scaled(quantity.value_max),
        numerator=scaled(quantity.numerator),
        denominator=scaled(quantity.denominator),
        unit=measure.unit,
        known=True,
    )
