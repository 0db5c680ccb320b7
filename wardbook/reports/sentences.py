"""A figure in a Vietnamese sentence: every word that depends on its data is a piece bound to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wardbook.lib.numbers_vi import format_money, format_number
from wardbook.lib.period import Period
from wardbook.lib.ratio import Ratio

PLACE = Decimal("0.01")  # percentages are rounded half-up to this, unless the paper has fewer
BOUNDS = {"exact": "", "at_least": "ít nhất", "at_most": "không quá", "about": "khoảng"}
DIRECTIONS = {"up": "tăng", "down": "giảm", "same": "không thay đổi"}
POINTS = "điểm phần trăm"
UNTOLD = 1000  # percent
_CHANGES = ("Mức ", "Tăng, giảm ")  # how names of changes begin
REACHED, MISSED, PASSED, WITHIN = "đạt", "chưa đạt", "vượt", "trong"


class Piece(NamedTuple):
    """Words of a paper. ``kind`` is blank for free ones; ``key`` names the result they say.

    Kinds: number · unit · bound · period · date · direction · reached · name. ``part`` tells the
    numbers of one sentence apart: value, value_max, base, percent, target, achieved, difference,
    growth, earlier …
    """

    text: str
    kind: str = ""
    key: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """So much of something: what results, targets and earlier results have in common.

    A ratio's ``value`` is its numerator; ``base`` is what it is out of.
    """

    key: str
    value: Decimal
    value_max: Decimal | None = None
    base: Decimal | None = None
    measure: str = ""
    bound: str = "exact"
    period: str = ""

    @property
    def sure(self) -> bool:
        """One exact number, that can be reckoned with."""
        return self.bound == "exact" and self.certain

    @property
    def certain(self) -> bool:
        """One number that says which side of it is meant."""
        return self.bound != "about" and self.value_max is None and self.base is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Level):
    """A result as a report says it, frozen: with its name, target and earlier result."""

    name: str
    kind: str
    direction: str = ""  # of a change: up · down
    better: str = "none"  # which way is good: up · down · none
    place: Decimal = PLACE
    as_of: date | None = None
    where: str = ""  # a unit below the one that reports
    target: Level | None = None
    earlier: Level | None = None


def text_of(pieces: list[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def sentence(fact: Fact) -> list[Piece]:
    """``Năm 2025, hồ sơ tiếp nhận là 1.250 hồ sơ, tăng 250 hồ sơ (25%) so với năm 2024 …``."""
    pieces = [*_when(fact), *_about(fact), *_said(fact), *_percent(fact)]
    if fact.target:
        pieces += _against_target(fact, fact.target)
    if fact.earlier:
        pieces += _since(fact, fact.earlier)
    first, *rest = pieces
    return [first._replace(text=first.text[0].upper() + first.text[1:]), *rest, Piece(".")]


def period_words(period: str) -> str:
    """The period in the words of a paper; one of a named calendar is told by its days, too."""
    named = Period(period)
    if ":" in period and named.last_on:
        return f"từ ngày {named.start_on:%d/%m/%Y} đến ngày {named.last_on:%d/%m/%Y}"
    words = named.words("vi")
    return f"ngày {words}" if words[0].isdigit() and words.count("/") == 2 else words


def _when(fact: Fact) -> list[Piece]:
    if fact.period:
        return [Piece(period_words(fact.period), "period", fact.key, "period"), Piece(", ")]
    if fact.as_of:
        day = Piece(f"ngày {fact.as_of:%d/%m/%Y}", "date", fact.key, "as_of")
        return [Piece("Tính đến "), day, Piece(", ")]
    return []


def _about(fact: Fact) -> list[Piece]:
    name = fact.name if fact.name[1:2].isupper() else fact.name[0].lower() + fact.name[1:]
    where = [Piece(" tại "), Piece(fact.where, "name", fact.key, "where")] if fact.where else []
    return [Piece(name, "name", fact.key, "name"), *where]


def _said(fact: Fact) -> list[Piece]:
    """What the figure is: a level, a change, a rank."""
    if fact.kind == "change":
        word = Piece(DIRECTIONS[fact.direction], "direction", fact.key, "direction")
        mark = ": " if fact.name.startswith(_CHANGES) else " "  # "mức giảm …: giảm 0,4 điểm …"
        return [Piece(mark), word, Piece(" "), *_level(fact)]
    if fact.kind == "rank":
        return [Piece(" xếp thứ "), *_level(fact)]
    reached = fact.better == "up" or "so với" in fact.name  # after which "là" tells of a plan
    return [Piece(" đạt " if reached else " là "), *_level(fact)]


def _level(level: Level, part: str = "value") -> list[Piece]:
    """``ít nhất 1.250 hồ sơ``, ``12 đến 15 căn``, ``18/11 thanh niên``."""
    pieces = []
    if level.bound != "exact":
        pieces = [Piece(BOUNDS[level.bound], "bound", level.key, f"{part}-bound"), Piece(" ")]
    if level.base is not None:
        return [*pieces, *_quotient(level, part)]
    both = level.value_max is None or level.measure.startswith(("đồng", "%", "‰"))
    low = _number(level.value, level, part, unit=both)
    if level.value_max is None:
        return [*pieces, *low]
    return [*pieces, *low, Piece(" đến "), *_number(level.value_max, level, f"{part}-max")]


def _quotient(level: Level, part: str) -> list[Piece]:
    """``18/11 thanh niên``; ``8,86 tỷ đồng/9,2 tỷ đồng``, or without scale where they differ."""
    assert level.base is not None  # noqa: S101  its one caller has looked
    scaled = _scale(level.value) == _scale(level.base) if level.measure.startswith("đồng") else None
    top = _number(level.value, level, part, unit=bool(scaled), scaled=bool(scaled))
    below = _number(level.base, level, f"{part}-base", scaled=scaled is not False)
    return [*top, Piece("/"), *below]


def _scale(value: Decimal) -> str:
    return format_money(value).partition(" ")[2]


def _number(
    value: Decimal, level: Level, part: str, *, unit: bool = True, scaled: bool = True
) -> list[Piece]:
    measure, key = level.measure, level.key
    if measure.startswith("đồng") and unit and scaled:
        written = format_money(value).removesuffix(" đồng")
    else:
        written = format_number(value)
    pieces = [Piece(written, "number", key, part)]
    if unit and measure:
        gap = [] if measure.startswith(("%", "‰")) else [Piece(" ")]
        pieces += [*gap, Piece(measure, "unit", key, f"{part}-unit")]
    return pieces


def _share(value: Decimal | None, key: str, part: str) -> list[Piece]:
    """A percentage in brackets; nothing where there was nothing to divide by, or too much of it.

    From a thousand percent a point could be taken for one of decimals.
    """
    if value is None or value >= UNTOLD:
        return []
    share = Level(key=key, value=value, measure="%")
    return [Piece(" ("), *_level(share, part), Piece(")")]


def _percent(fact: Fact) -> list[Piece]:
    if fact.base is None or fact.kind == "rank":
        return []
    return _share(Ratio(fact.value, fact.base).percent(fact.place), fact.key, "percent")


def _against_target(fact: Fact, target: Level) -> list[Piece]:
    aim = _level(target, "target")
    if not fact.sure or not target.certain or fact.measure != target.measure:
        return [Piece(", chỉ tiêu "), *aim]
    counted = not fact.measure.startswith(("%", "‰")) and fact.better != "down"
    achieved = Ratio(fact.value, target.value).percent(PLACE)
    if counted and target.sure and achieved is not None and achieved < UNTOLD:
        share = Level(key=fact.key, value=achieved, measure="%")
        return [Piece(", bằng "), *_level(share, "achieved"), Piece(" chỉ tiêu "), *aim]
    said = reached(fact.value, target.value, target.bound, fact.better)
    word = Piece(said, "reached", fact.key, "reached")
    if said == PASSED:  # "vượt chỉ tiêu 95%" might be read as being 95% above it
        return [Piece(", "), word, Piece(" chỉ tiêu ("), *aim, Piece(")")]
    return [Piece(", "), word, Piece(" chỉ tiêu "), *aim]


def reached(value: Decimal, target: Decimal, bound: str, better: str) -> str:
    """The word that follows from a value and its target: ``vượt``, ``đạt``, ``chưa đạt`` …"""
    if value == target:
        return REACHED
    if bound != "exact":
        return REACHED if (value > target) == (bound == "at_least") else MISSED
    if better == "down":
        return WITHIN if value < target else PASSED
    return PASSED if value > target else MISSED


def direction(value: Decimal, earlier: Decimal) -> str:
    return "same" if value == earlier else "up" if value > earlier else "down"


def _since(fact: Fact, earlier: Level) -> list[Piece]:
    then = Piece(period_words(earlier.period), "period", earlier.key, "earlier-period")
    if not (fact.sure and earlier.sure and fact.kind in {"count", "money", "percent"}):
        shown = _level(earlier, "earlier")
        return [Piece("; "), then, Piece(" là "), *shown]
    way = direction(fact.value, earlier.value)
    word = Piece(DIRECTIONS[way], "direction", fact.key, "direction")
    level = [Piece(" ("), *_level(earlier, "earlier"), Piece(")")]
    size = [] if way == "same" else [Piece(" "), *_difference(fact, earlier)]
    mark = "; " if fact.target else ", "  # so that the size is not taken for one of the target
    return [Piece(mark), word, *size, Piece(" so với "), then, *level]


def _difference(fact: Fact, earlier: Level) -> list[Piece]:
    gap = abs(fact.value - earlier.value)
    if fact.kind == "percent":
        return _level(Level(key=fact.key, value=gap, measure=POINTS), "difference")
    size = _level(Level(key=fact.key, value=gap, measure=fact.measure), "difference")
    return [*size, *_share(Ratio(gap, earlier.value).percent(PLACE), fact.key, "growth")]
