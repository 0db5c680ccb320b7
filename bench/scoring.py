"""Scores of predictions against annotated passages, counted as the annotation guide says.

A figure is right when its span overlaps the annotated one and the values are equal; fields are
counted on matched figures; a check is found when its figures agree (Jaccard 0.6 or more).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bench.matching import (
    Edges,
    Span,
    best_match,
    likeness,
    number,
    overlap,
    plain,
    same_unit,
    unit,
    word_f1,
)

Record = dict[str, Any]
NUMERIC = ("numerator", "denominator", "stated_percent", "target", "comparison", "value_max")
# Fields in words, with what it means that they agree; asked for only where the text has them.
_WORDED: dict[str, Callable[[object, object], bool]] = {
    "unit": same_unit,
    "direction": lambda gold, read: plain(gold) == plain(read),
    "each": lambda gold, read: unit(gold) == unit(read),
    "unit_of_government": lambda gold, read: plain(gold) == plain(read),
}
NOT_FOUND = "(not found)"


@dataclass
class Tally:
    """How often a field was right, of how often it was asked for."""

    right: int = 0
    asked: int = 0
    spurious: int = 0  # stated where the annotation states none

    def add(self, *, right: bool) -> None:
        self.asked += 1
        self.right += right

    @property
    def share(self) -> float | None:
        return self.right / self.asked if self.asked else None


@dataclass
class Scores:
    """Everything counted over some passages."""

    passages: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    fields: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    subjects: list[float] = field(default_factory=list)
    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    intruders: Counter[str] = field(default_factory=Counter)  # not_figures extracted, by class
    errors: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return _share(self.counts["matched"], self.counts["matched"] + self.counts["wrong"])

    @property
    def recall(self) -> float:
        return _share(self.counts["matched"], self.counts["gold"])

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def subject(self) -> float:
        return _share(sum(self.subjects), len(self.subjects))

    @property
    def checks(self) -> int:
        return self.verdicts.total()

    @property
    def verdicts_right(self) -> int:
        return sum(n for (gold, read), n in self.verdicts.items() if gold == read)


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def score(gold: Iterable[Record], read: dict[str, Record]) -> Scores:
    """The scores of the predictions ``read``, by passage id, on annotated passages."""
    scores = Scores()
    for record in gold:
        scores.passages += 1
        _Passage(scores, record, read.get(record["id"], {})).score()
    return scores


class _Passage:
    """One annotated passage beside what was read from it."""

    def __init__(self, scores: Scores, gold: Record, read: Record) -> None:
        self.scores, self.gold = scores, gold
        self.figures: list[Record] = gold.get("figures") or []
        self.read: list[Record] = read.get("figures") or []
        self.read_checks: list[Record] = read.get("checks") or []
        self.matched = self._match()

    def score(self) -> None:
        counts = self.scores.counts
        counts["gold"] += len(self.figures)
        counts["matched"] += len(self.matched)
        counts["not_figures"] += len(self.gold.get("not_figures") or ())
        for at, figure in enumerate(self.read):
            if at not in self.matched:
                self._unmatched(figure)
        for at in set(range(len(self.figures))) - set(self.matched.values()):
            self._error("MISSED", self.figures[at]["quote"], self.figures[at]["value"])
        for at, to in self.matched.items():
            self._fields(self.figures[to], self.read[at])
        self._checks()

    def _error(self, *what: object) -> None:
        self.scores.errors.append((self.gold["id"], *map(str, what)))

    def _match(self) -> dict[int, int]:
        edges: Edges = {}
        for at, figure in enumerate(self.read):
            span, value = _span(figure), number(figure.get("value"))
            likely = [
                (likeness(span, _span(other)), to)
                for to, other in enumerate(self.figures)
                if overlap(span, _span(other))
                and value is not None
                and value == number(other["value"])
            ]
            if likely:
                edges[at] = likely
        return best_match(edges)

    def _unmatched(self, figure: Record) -> None:
        on_figure = self._over(figure, self.figures)
        if not on_figure and self._over(figure, self.gold.get("ignore") or ()):
            self.scores.counts["ignored"] += 1
            return
        self.scores.counts["wrong"] += 1
        intruded = self._over(figure, self.gold.get("not_figures") or ())
        if intruded and not on_figure:
            why = intruded[0].get("why", "other")
            self.scores.intruders[why] += 1
            self._error("NOT A FIGURE", why, figure.get("quote"))
        elif on_figure:
            self.scores.counts["wrong_value"] += 1
            self._error("WRONG VALUE", figure.get("quote"), figure.get("value"))
        else:
            self._error("SPURIOUS", figure.get("quote"), figure.get("value"))

    def _over(self, figure: Record, spans: Iterable[Record]) -> list[Record]:
        return [other for other in spans if overlap(_span(figure), _span(other))]

    def _fields(self, gold: Record, read: Record) -> None:
        for name in ("bound", "kind"):
            self._field(name, gold, read, right=read.get(name) == gold[name])
        for name, agree in _WORDED.items():
            if plain(gold.get(name)):
                self._field(name, gold, read, right=agree(gold[name], read.get(name)))
        for name in NUMERIC:
            self._numeric(name, gold, read)
        self._period(gold, read)
        self.scores.subjects.append(word_f1(gold["subject"], read.get("subject")))

    def _numeric(self, name: str, gold: Record, read: Record) -> None:
        wanted, stated = number(gold.get(name)), number(read.get(name))
        if wanted is not None:
            self._field(name, gold, read, right=wanted == stated)
        elif stated is not None:
            self.scores.fields[name].spurious += 1
            self._error("SPURIOUS FIELD", name, gold["quote"], stated)

    def _period(self, gold: Record, read: Record) -> None:
        stated = read.get("period") or ""
        right = stated in {gold.get("period") or "", *(gold.get("period_also") or ())}
        if gold.get("period") or gold.get("period_also") or stated:
            self._field("period", gold, read, right=right)
        if gold.get("period"):
            self.scores.fields["period where stated"].add(right=right)

    def _field(self, name: str, gold: Record, read: Record, *, right: bool) -> None:
        self.scores.fields[name].add(right=right)
        if not right:
            self._error("FIELD", name, gold["quote"], f"{gold.get(name)} ≠ {read.get(name)}")

    def _checks(self) -> None:
        gold: list[Record] = self.gold.get("checks") or []
        found = best_match(self._check_edges(gold))
        by_gold = {to: self.read_checks[at] for at, to in found.items()}
        for to, check in enumerate(gold):
            verdict = by_gold[to].get("verdict") if to in by_gold else NOT_FOUND
            self.scores.verdicts[check["verdict"], str(verdict)] += 1
            if verdict != check["verdict"]:
                self._error("CHECK", check["expr"], f"{check['verdict']} ≠ {verdict}")
            if to in by_gold and check["verdict"] != "holds":
                self._recomputed(check, by_gold[to])
        counts = self.scores.counts
        counts["checks read"] += len(self.read_checks)
        counts["checks unmatched"] += len(self.read_checks) - len(found)
        for at, check in enumerate(self.read_checks):
            if at not in found and check.get("verdict") != "holds":
                counts["false alarms"] += 1
                self._error("FALSE ALARM", check.get("expr"), check.get("verdict"))

    def _recomputed(self, gold: Record, read: Record) -> None:
        if gold.get("recomputed") is None:
            return
        right = _same_result(gold["recomputed"], read.get("recomputed"))
        self.scores.fields["recomputed"].add(right=right)
        if not right:
            self._error("RECOMPUTED", gold["expr"], gold["recomputed"], read.get("recomputed"))

    def _check_edges(self, gold: list[Record]) -> Edges:
        known = {self.read[at].get("id"): self.figures[to]["id"] for at, to in self.matched.items()}
        edges: Edges = {}
        for at, check in enumerate(self.read_checks):
            figures = {known.get(its, ("unknown", its)) for its in check.get("figures") or ()}
            for to, other in enumerate(gold):
                theirs = set(other["figures"])
                shared = _share(len(figures & theirs), len(figures | theirs))
                if shared >= 0.6:
                    bonus = 0.001 if check.get("type") == other.get("type") else 0
                    edges.setdefault(at, []).append((shared + bonus, to))
        return edges


def _span(record: Record) -> Span:
    return record["start"], record["end"]


def _same_result(gold: object, read: object) -> bool:
    """Equal at the decimals the annotation gives."""
    a, b = number(gold), number(read)
    if a is None or b is None:
        return False
    exponent = a.as_tuple().exponent
    return b.quantize(a) == a if isinstance(exponent, int) and exponent <= 0 else a == b
