"""What hangs where: the last look at every notice of every place, beside what should hang."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from wardbook.cases.models.posting import Place, Posting, Seen
from wardbook.cases.models.procedure import Procedure
from wardbook.cases.queries.procedures import standing
from wardbook.org.models import Unit, in_force

# A notice hangs as it should · an old version hangs · none · not readable · nobody looked · a
# notice hangs of what is in force no longer.
STANDINGS = ("current", "stale", "missing", "unreadable", "never", "ended")


@dataclass(frozen=True, slots=True)
class Line:
    """One procedure at one place: the version that should hang, and the last look."""

    procedure: Procedure
    seen: Posting | None
    standing: str


@dataclass(frozen=True, slots=True)
class Board:
    """Everything that hangs, or should, at one place."""

    place: Place
    lines: tuple[Line, ...]

    @property
    def counts(self) -> dict[str, int]:
        found = Counter(line.standing for line in self.lines)
        return {name: found[name] for name in STANDINGS}

    @property
    def last_at(self) -> datetime | None:
        return max((line.seen.seen_at for line in self.lines if line.seen), default=None)

    @property
    def wrong(self) -> list[Line]:
        """What somebody has to mend there."""
        return [line for line in self.lines if line.standing != "current"]


def places(units: Iterable[Unit], on: date) -> list[Place]:
    """The places that these territories and the bodies below them keep that day, by name."""
    within = {unit.pk for unit in units}
    rows = Place.objects.filter(in_force(on)).select_related("book", "unit__parent__parent")
    found = [row for row in rows if within & {above.pk for above in row.unit.path}]
    return sorted(found, key=lambda row: row.pk)


def boards(rows: Sequence[Place], on: date) -> list[Board]:
    """Each of ``rows``, all of one book, with its lines; the number of queries does not grow."""
    if not rows:
        return []
    due = list(standing(rows[0].book, on))
    looked = _last_looks(rows)
    return [Board(row, tuple(_lines(due, looked.get(row.pk, {}), on))) for row in rows]


def _last_looks(rows: Sequence[Place]) -> dict[int, dict[str, Posting]]:
    """place → key of a procedure → the last look at its notice there."""
    found: dict[int, dict[str, Posting]] = {}
    asked = Posting.objects.filter(place__in=rows).values("place", "procedure__key")
    last = asked.annotate(last=Max("id")).values_list("last", flat=True)
    for look in Posting.objects.filter(pk__in=list(last)).select_related("procedure", "by__post"):
        found.setdefault(look.place_id, {})[look.procedure.key] = look
    return found


def _lines(due: Iterable[Procedure], looked: dict[str, Posting], on: date) -> list[Line]:
    lines = [Line(one, looked.get(one.key), _standing(one, looked.get(one.key))) for one in due]
    known = {line.procedure.key for line in lines}
    ended = [
        Line(look.procedure, look, "ended")
        for key, look in looked.items()
        if key not in known and look.state == Seen.HANGS and not look.procedure.stands(on)
    ]
    return lines + sorted(ended, key=lambda line: line.procedure.folded)


def _standing(due: Procedure, seen: Posting | None) -> str:
    if seen is None:
        return "never"
    if seen.state != Seen.HANGS:
        return seen.state
    return "current" if seen.procedure_id == due.pk else "stale"


def postings_body(unit: Unit, found: Iterable[Board]) -> dict[str, Any]:
    """What the public reads of the places of a ward: counts, and what is not as it should be."""
    rows = list(found)
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.counts)
    return {
        "label": unit.label,
        "unit": {"code": unit.code, "label": unit.label},
        "procedures": len(
            {line.procedure.key for row in rows for line in row.lines if line.standing != "ended"}
        ),
        "counts": {name: total[name] for name in STANDINGS},
        "places": [_public_board(row) for row in rows],
    }


def _public_board(row: Board) -> dict[str, Any]:
    return {
        "code": row.place.code,
        "label": row.place.label,
        "counts": row.counts,
        "last_on": row.last_at.isoformat() if row.last_at else None,
        "wrong": [
            {"key": line.procedure.key, "label": line.procedure.label, "standing": line.standing}
            for line in row.wrong
            if line.standing != "never"
        ],
    }
