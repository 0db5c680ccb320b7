"""Finding the figures of a passage, and saying of every other number why it is none."""

from bisect import bisect_right
from dataclasses import dataclass, replace

from wardbook.lib.numbers_vi import NUMERAL, decimal_mark
from wardbook.reader.kinds import bound_of, direction_of, each_of, is_rank
from wardbook.reader.not_figures import CHAIN, shape_at, why_not
from wardbook.reader.passage import Passage
from wardbook.reader.quantities import Quantity, quantity_at
from wardbook.reader.schema import Figure
from wardbook.reader.surroundings import BEHIND, Surroundings
from wardbook.reader.targets import Aims


@dataclass(frozen=True, slots=True)
class Other:
    """A number that is no figure: date, time, period, document, name, ordinal, age, phone …"""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Found:
    """Every number of a passage, each once."""

    figures: list[Figure]
    others: list[Other]


def find_figures(passage: Passage) -> Found:
    """Figures with ``id``, span, value, unit, bound, kind, ratio sides, direction and each."""
    numerals = [match.span() for match in NUMERAL.finditer(passage.flow)]
    decimal = decimal_mark(passage.flow[a:b] for a, b in numerals)
    found = Found([], [])
    aims = Aims(passage)
    done = 0
    for start, end in numerals:
        if start < done:
            continue
        done = _read(passage, start, end, decimal, aims, found)
    return found


def _read(passage: Passage, start: int, end: int, decimal: str, aims: Aims, found: Found) -> int:
    """Files the number at ``start`` and returns where the next may begin."""
    shape = shape_at(passage.flow, start)
    if shape:
        found.others.append(Other(start, shape[1], shape[0]))
        return shape[1]
    quantity = quantity_at(passage.flow, start, end, decimal)
    line, _ = passage.line_at(start)
    around = Surroundings(passage, quantity, max(line, start - BEHIND))
    why = (
        ("other", quantity.end)
        if quantity.value is None
        else why_not(around, _chained(passage, start, found))
    )
    if why:
        found.others.append(Other(start, why[1], why[0]))
        return why[1]
    found.figures.append(_figure(around, aims, found))
    return quantity.end


def _chained(passage: Passage, start: int, found: Found) -> str | None:
    if not found.others or start - found.others[-1].end > 6:
        return None
    other = found.others[-1]
    return other.why if CHAIN.fullmatch(passage.flow, other.end, start) else None


def _figure(around: Surroundings, aims: Aims, found: Found) -> Figure:
    quantity = around.quantity
    direction = direction_of(around)
    rank = is_rank(around)
    kind = _kind(around, aims, rank=rank, direction=direction)
    return Figure(
        id=f"f{len(found.figures) + 1}",
        quote=around.passage.text[quantity.start : quantity.end],
        start=quantity.start,
        end=quantity.end,
        value=quantity.value or 0,
        value_max=quantity.value_max,
        unit="hạng" if rank else quantity.unit,
        bound=bound_of(around),
        kind=kind,
        numerator=quantity.numerator,
        denominator=quantity.denominator,
        direction=direction if kind == "change" else None,
        each=each_of(around),
    )


def _kind(around: Surroundings, aims: Aims, *, rank: bool, direction: str | None) -> str:
    quantity = around.quantity
    if aims.covers(around):
        return "target"
    if rank:
        return "rank"
    if direction:
        return "change"
    if aims.names(around) and not quantity.is_share:
        return "target"
    if quantity.numerator is not None:
        return "ratio"
    if quantity.is_share:
        return "percent"
    return "money" if quantity.is_money else "count"
