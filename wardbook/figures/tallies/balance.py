"""Whether the numbers of a sheet close: pure arithmetic of whole numbers, where no number is no
nought."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from wardbook.figures.tallies.catalogue import (
    BESIDE,
    CLOSING,
    FIRST,
    IN,
    OPENING,
    OUT,
    QUOTA,
    SUM,
    Sheet,
)
from wardbook.lib.ratio import Ratio

Numbers = Mapping[str, int | None]  # code of a line → its number; None and absent: not known


class Fault(StrEnum):
    """In what a sheet does not close."""

    BALANCE = "balance"  # opening + in − out is not the closing
    UNKNOWN = "unknown"  # a line of the identity was left blank
    CHAIN = "chain"  # the opening is not the closing of the period before
    PART = "part"  # a part is more than its whole
    RANGE = "range"  # a line is not within its bounds beside another


@dataclass(frozen=True, slots=True)
class Finding:
    """``line`` says ``says`` where ``expected`` would follow from the others; off by ``by``.

    Of an ``UNKNOWN`` line there are no numbers.
    """

    fault: Fault
    line: str
    says: int | None = None
    expected: int | None = None

    @property
    def by(self) -> int | None:
        if self.says is None or self.expected is None:
            return None
        return self.says - self.expected


def findings(sheet: Sheet, numbers: Numbers, before: int | None = None) -> list[Finding]:
    """Everything in which ``numbers`` do not close; nothing when they do.

    ``before`` is the closing of the period that ended the day before this one began.
    """
    return [
        *_identity(sheet, numbers),
        *_chain(sheet, numbers, before),
        *_parts(sheet, numbers),
        *_ranges(sheet, numbers),
    ]


def closing(sheet: Sheet, numbers: Numbers) -> int | None:
    """The closing as it was typed."""
    return next((numbers.get(code) for code in sheet.of_sign(CLOSING)), None)


def opening(sheet: Sheet, numbers: Numbers) -> int | None:
    return next((numbers.get(code) for code in sheet.of_sign(OPENING)), None)


def total(sheet: Sheet, numbers: Numbers, sign: str) -> int | None:
    """The sum of the lines of a sign; ``None`` where one of them is not known."""
    known = [numbers.get(code) for code in sheet.of_sign(sign)]
    return None if None in known else sum(filter(None, known))


def expected(sheet: Sheet, numbers: Numbers) -> int | None:
    """Opening + in − out; ``None`` while any of them is not known."""
    parts = opening(sheet, numbers), total(sheet, numbers, IN), total(sheet, numbers, OUT)
    first, came, went = parts
    if first is None or came is None or went is None:
        return None
    return first + came - went


def _identity(sheet: Sheet, numbers: Numbers) -> Iterator[Finding]:
    if not sheet.balances:
        return
    for line in sheet.lines:
        if line.sign != BESIDE and numbers.get(line.code) is None:
            yield Finding(Fault.UNKNOWN, line.code)
    says, would = closing(sheet, numbers), expected(sheet, numbers)
    if says is not None and would is not None and says != would:
        yield Finding(Fault.BALANCE, sheet.of_sign(CLOSING)[0], says, would)


def _chain(sheet: Sheet, numbers: Numbers, before: int | None) -> Iterator[Finding]:
    says = opening(sheet, numbers)
    if before is not None and says is not None and says != before:
        yield Finding(Fault.CHAIN, sheet.of_sign(OPENING)[0], says, before)


def _parts(sheet: Sheet, numbers: Numbers) -> Iterator[Finding]:
    for line in sheet.lines:
        part, whole = numbers.get(line.code), numbers.get(line.part_of)
        if part is not None and whole is not None and part > whole:
            yield Finding(Fault.PART, line.code, part, whole)


def _ranges(sheet: Sheet, numbers: Numbers) -> Iterator[Finding]:
    for row in sheet.comparisons:
        says, other = numbers.get(row.line), numbers.get(row.against)
        if row.against == QUOTA or says is None or other is None:
            continue
        if row.low is not None and says < row.low * other:
            yield Finding(Fault.RANGE, row.line, says, ceil(row.low * other))
        elif row.high is not None and says > row.high * other:
            yield Finding(Fault.RANGE, row.line, says, int(row.high * other))


# Several sheets as one


@dataclass(frozen=True, slots=True)
class Sum:
    """What ``known`` of ``of`` bodies told, together; no value where none did."""

    value: int | None
    known: int
    of: int

    @property
    def complete(self) -> bool:
        return self.known == self.of


def over_time(sheet: Sheet, told: Sequence[Numbers]) -> dict[str, int | None]:
    """The numbers of periods that follow each other, the earliest first, as those of one."""
    return {line.code: _over(line.over_time, [one.get(line.code) for one in told])
            for line in sheet.lines}  # fmt: skip


def _over(way: str, known: Sequence[int | None]) -> int | None:
    if not known:
        return None
    if way == SUM:
        return None if None in known else sum(filter(None, known))
    return known[0] if way == FIRST else known[-1]


def over_units(sheet: Sheet, told: Sequence[Numbers | None]) -> dict[str, Sum]:
    """Line by line the sum of several bodies, each with how many told it; ``None``: has not
    reported."""
    found = {}
    for code in sheet.codes:
        known = [n for one in told if one is not None and (n := one.get(code)) is not None]
        found[code] = Sum(sum(known) if known else None, len(known), len(told))
    return found


def share(number: int | None, quota: int | None) -> Ratio | None:
    """So many of the quota; ``None`` while nothing was told or no quota was set."""
    return None if number is None or quota is None else Ratio(number, quota)
