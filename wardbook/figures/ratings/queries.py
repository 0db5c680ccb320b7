"""Ratings for a page: the group that shares a quota, a body over the years, and the roll-up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from wardbook.figures.models import RatingBreach, RatingState, RatingStep, StepName, UnitRating
from wardbook.figures.ratings import law
from wardbook.figures.ratings.evidence import Stated
from wardbook.figures.ratings.law import LEVELS, RatingRule
from wardbook.figures.ratings.quota import Quota, quota
from wardbook.figures.ratings.rules import of_party, stood_in
from wardbook.ledger.models import Book
from wardbook.ledger.queries import TAKEN_BACK, latest
from wardbook.lib.period import Period
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Succession, Tenure, Unit
from wardbook.org.roles import Permission

ABOVE = "unit__parent__parent__parent__parent"
# A Party body or an office of one, as ``rules.of_party`` has it.
_OF_PARTY = (
    Q(unit__kind__in=PARTY_SIDE)
    | Q(unit__parent__isnull=False, unit__parent__kind__in=PARTY_SIDE)
    | Q(unit__parent__parent__isnull=False, unit__parent__parent__kind__in=PARTY_SIDE)
)
EFFECTIVE = (StepName.DECISION, StepName.ADJUST)


def readable(tenures: Sequence[Tenure]) -> Q:
    """True of ratings whose level these posts may read: of a released one everybody reads it."""
    return _read(tenures, ~_OF_PARTY | Q(released__isnull=False))


def inside(tenures: Sequence[Tenure]) -> Q:
    """True of ratings of which these posts may read everything: of a Party body only its side."""
    return _read(tenures, ~_OF_PARTY)


def _read(tenures: Sequence[Tenure], elsewhere: Q) -> Q:
    """``elsewhere`` is what posts outside the Party side may read in their place."""
    found = Q(pk=None)
    for held in tenures:
        if held.may(Permission.RATING_READ):
            place = held.post.place_of(Permission.RATING_READ)
            seen = Q() if of_party(held.post.unit) else elsewhere
            found |= Q(book=held.post.book_id) & below(place) & seen
    return found


def below(place: Unit) -> Q:
    """True of ratings of the unit or of one below it, five levels deep."""
    found = Q()
    for level in range(5):
        found |= Q(**{"__".join(["unit", *["parent"] * level]): place.pk})
    return found


def ratings() -> QuerySet[UnitRating]:
    """Ratings with their units and steps, the latest period first, bodies by name."""
    steps = RatingStep.objects.select_related("by__post__unit", "by__person", "paper")
    steps = steps.defer("paper__text", "paper__checks").prefetch_related(
        Prefetch("breaches", RatingBreach.objects.order_by("pk"))
    )
    rows = UnitRating.objects.select_related("book", ABOVE)
    return rows.prefetch_related(Prefetch("steps", steps.order_by("number"))).order_by(
        "-end_on", "unit__folded", "unit__code", "pk"
    )


def current(rating: UnitRating) -> RatingStep | None:
    """The step by which it is decided now; nothing before a decision and after a cancelling."""
    last = [step for step in rating.steps.all() if step.step in (*EFFECTIVE, StepName.CANCEL)][-1:]
    return last[0] if last and last[0].step != StepName.CANCEL else None


def last_said(rating: UnitRating) -> RatingStep | None:
    """The last step that names a level, as the beginning of the next one."""
    named = [step for step in rating.steps.all() if step.level]
    return named[-1] if named else None


def stated(rating: UnitRating) -> Stated:
    """What was stated last of the body's tasks and discipline: by itself, or in the proposal."""
    said = [step.stated for step in rating.steps.all() if step.stated]
    return Stated(**said[-1]) if said else Stated()


def misindexed(book: Book) -> list[UnitRating]:
    """Ratings whose state or level is not what their steps say."""
    return [row for row in ratings().filter(book=book) if (row.state, row.level) != index_of(row)]


def row_faults(book: Book) -> Iterator[str]:
    """Ratings that are not as their steps say, or not public as they say."""
    for row in misindexed(book):
        yield f"rating {row.pk} is not as its steps say"
    for row in ratings().filter(book=book):
        said = latest(book, row.public_key)
        stands = said is not None and said.verb not in TAKEN_BACK
        if stands != (row.released is not None):
            yield f"rating {row.pk} is not public as it says"


def index_of(rating: UnitRating) -> tuple[str, str]:
    """State and level as the steps say them."""
    steps = list(rating.steps.all())
    if not steps:
        return RatingState.OPEN, ""
    if held := current(rating):
        return RatingState.DECIDED, held.level
    after = {
        StepName.SELF_RATING: RatingState.SELF_RATED,
        StepName.PROPOSAL: RatingState.PROPOSED,
        StepName.CANCEL: RatingState.CANCELLED,
    }
    return after[StepName(steps[-1].step)], ""


# The group of bodies that share a quota


@dataclass(frozen=True, slots=True)
class Group:
    """Bodies of one kind that one body decides on, over one period, and their quota."""

    rule: RatingRule
    rows: Sequence[UnitRating]
    quota: Quota | None


def scope(unit: Unit, on: date) -> Unit:
    """The place whose bodies of one kind share a quota: where the body stands that decides."""
    rows = law.deciders(unit, on)
    place = unit.territory
    above = any(row.stands == "above" for row in rows)
    return place.parent if above and place.parent else place


def group(rating: UnitRating, *, outstanding: bool = False) -> Group:
    """The ratings that share a quota with ``rating``, itself among them, as they now stand."""
    last = Period(rating.period).last_on or rating.end_on
    place = scope(rating.unit, last)
    rows = ratings().filter(book=rating.book_id, period=rating.period, kind=rating.kind)
    same = [row for row in rows if scope(row.unit, last).pk == place.pk]
    rule = law.rule_of(rating.rule)
    counted = quota_of(rule, [row.level for row in same], outstanding=outstanding)
    return Group(rule, same, counted)


def quota_of(rule: RatingRule, levels: Iterable[str], *, outstanding: bool) -> Quota | None:
    return quota(rule.quota, levels, outstanding=outstanding) if rule.quota else None


# One body over the years


@dataclass(frozen=True, slots=True)
class Year:
    """A rating, or a break: ``changes`` that lie between it and the one before it."""

    rating: UnitRating
    changes: Sequence[Succession]


def history(unit: Unit, seen: Q) -> list[Year]:
    """The ratings of a body and of the bodies of its kind it followed, oldest first.

    Where the territory changed between two of them the line breaks, and the change is named: what
    lies before it was another body's rating.
    """
    line, changes = lineage(unit)
    rows = list(ratings().filter(seen, unit__in=[one.pk for one in line]))
    rows.sort(key=lambda row: (Period(row.period), row.unit.code))
    found: list[Year] = []
    for row in rows:
        before = found[-1].rating if found else None
        found.append(Year(row, _between(before, row, changes)))
    return found


def lineage(unit: Unit) -> tuple[list[Unit], list[Succession]]:
    """The body with those of its kind in the places that its place took over, and the changes."""
    place, found, changes = unit.territory, [unit], []
    known, level = {place.pk}, [place.pk]
    while level:
        rows = list(Succession.objects.filter(new__in=level).select_related("old", "new"))
        changes += rows
        level = [row.old_id for row in rows if row.old_id not in known]
        known |= set(level)
        found += _same_body(unit, [row.old for row in rows if row.old_id in level])
    return found, changes


def _same_body(unit: Unit, places: Sequence[Unit]) -> list[Unit]:
    """What ``unit`` was in earlier places: the place itself, or the body with the same word."""
    if unit.pk == unit.territory.pk:
        return list(places)
    word = unit.code.partition(".")[2]
    return list(
        Unit.objects.filter(code__in=[f"{place.code}.{word}" for place in places], kind=unit.kind)
        .select_related("parent__parent__parent")
        .order_by("code")
    )


def _between(
    before: UnitRating | None, row: UnitRating, changes: Sequence[Succession]
) -> list[Succession]:
    """What happened to the land between the periods of two ratings."""
    if before is None or before.unit_id == row.unit_id:
        return []
    until = row.end_on
    places = {row.unit.territory.pk}
    return [one for one in changes if one.new_id in places and before.end_on <= one.on < until]


# Over the units below


@dataclass(frozen=True, slots=True)
class RollUp:
    """Bodies of one kind below a unit over one period: sums, never averages, in no order of merit.

    ``units`` stood in the period; ``rated`` were decided on; ``levels`` counts them by level, with
    how many a paper names only as "or better". ``unrated`` are the others.
    """

    kind: str
    period: Period
    units: int
    rows: Sequence[UnitRating]
    levels: dict[str, int]
    or_better: int
    unrated: Sequence[Unit]

    @property
    def rated(self) -> int:
        return len(self.rows)


def roll_up(book: Book, unit: Unit, kind: str, period: Period, seen: Q) -> RollUp:
    """How the bodies of a kind below ``unit`` were rated over a period."""
    bodies = [one for one in _bodies(unit, kind) if stood_in(one, period)]
    rows = ratings().filter(seen, book=book, period=period.text, kind=kind)
    given = list(rows.filter(state=RatingState.DECIDED, unit__in=bodies))
    levels = Counter(row.level for row in given)
    steps = [current(row) for row in given]
    rated = {row.unit_id for row in given}
    return RollUp(
        kind=kind,
        period=period,
        units=len(bodies),
        rows=given,
        levels={level: levels.get(level, 0) for level in LEVELS},
        or_better=sum(step is not None and step.bound == "at_least" for step in steps),
        unrated=[one for one in bodies if one.pk not in rated],
    )


def _bodies(unit: Unit, kind: str) -> list[Unit]:
    found: Q = Q()
    for level in range(1, 5):
        found |= Q(**{"__".join(["parent"] * level): unit.pk})
    return list(Unit.objects.filter(found, kind=kind).order_by("folded", "code"))
