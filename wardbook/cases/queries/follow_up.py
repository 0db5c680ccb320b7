"""Which work of the loop somebody may read, the list of it, and who verifies whose."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from wardbook.cases import loop
from wardbook.cases.kinds import FOLLOW_UP, OWED, inspection, pledge, session
from wardbook.cases.kinds.table import Label
from wardbook.cases.models.case import Case, Move
from wardbook.cases.queries.cases import cases
from wardbook.lib.text import fold
from wardbook.org.kinds import PARTY_SIDE
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.queries import bodies, within
from wardbook.org.roles import Permission


def seen(tenures: Sequence[Tenure]) -> Q:
    """True of all work but what the Party side keeps, for posts that are not of it (FOL-22).

    What was released, and what one's own post answers for, everybody sees.
    """
    held = [one for one in tenures if one.may(Permission.FOLLOW_READ)]
    found = ~Q(unit__in=_party_side()) | ~Q(kind__in=FOLLOW_UP)
    found |= Q(released_at__isnull=False) | Q(post__in=[one.post_id for one in held])
    for one in held:
        if one.post.unit.kind in PARTY_SIDE:
            found |= below(one.post.place_of(Permission.FOLLOW_READ))
    return found


def below(*places: Unit) -> Q:
    """True of rows whose unit is one of the places or stands below it.

    The units are looked for once, not beside every row; those of the Party side likewise.
    """
    return Q(unit__in=within(places).values("pk"))


def _party_side() -> QuerySet[Any]:
    return Unit.objects.filter(kind__in=PARTY_SIDE).values("pk")


@dataclass(frozen=True, slots=True)
class Mutual:
    """Work that ``verifier`` verified for ``owner``, who reported it and verified ``back`` of the
    verifier's own: allowed, and shown."""

    case: Case
    owner: Tenure
    verifier: Tenure
    back: int


def mutual(rows: QuerySet[Case]) -> list[Mutual]:
    """What persons verified for each other, whichever of their posts they did it by; last first."""
    found: list[tuple[Move, Move]] = []
    reports: dict[int, Move] = {}
    moves = Move.objects.filter(case__in=rows, case__kind__in=OWED, step__in=("report", "verify"))
    people = ("case", "by__person", "by__post")
    for move in moves.select_related(*people).order_by("case", "number").iterator():
        if move.step == "report":
            reports[move.case_id] = move
        elif told := reports.get(move.case_id):
            found.append((told, move))
    times = Counter((told.by.person_id, yes.by.person_id) for told, yes in found)
    return [
        Mutual(yes.case, told.by, yes.by, back)
        for told, yes in sorted(found, key=lambda pair: pair[1].at, reverse=True)
        if (back := times[yes.by.person_id, told.by.person_id])
    ]


# The list

HOW = ("", "late", "reported", "above", "ended", "all")
COUNTS: dict[str, Label] = session.COUNTS | inspection.COUNTS | pledge.COUNTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """What a list of the loop shows: of which kind, how it stands, whose, with which words."""

    kind: str = ""
    how: str = ""
    words: str = ""
    whose: str = ""  # "mine", "others", or everybody's
    posts: Sequence[Post] = ()


def listed(tenures: Sequence[Tenure], asked: Listed, now: datetime) -> QuerySet[Case]:
    """The rows, the soonest due first; those that have ended, the last ended first."""
    rows = _standing(_narrowed(tenures, asked), asked.how, now)
    if asked.how == "ended":
        return rows.order_by("-ended_at", "-pk")
    return rows.order_by("due_at", "pk")


def counted(tenures: Sequence[Tenure], asked: Listed, now: datetime) -> dict[str, int]:
    """How many stand how: one question about what is open, and one about what has ended."""
    rows = _narrowed(tenures, asked).order_by()
    found = _counted(rows.filter(ended_at=None), HOW[:4], now)
    ended = rows.filter(_how("ended", now)).count()
    return found | {"ended": ended, "all": found[""] + ended}


def _counted(rows: QuerySet[Case], names: Sequence[str], now: datetime) -> dict[str, int]:
    found = rows.aggregate(
        **{name or "open": Count("pk", filter=_how(name, now)) for name in names}
    )
    return {name: found[name or "open"] for name in names}


def _narrowed(tenures: Sequence[Tenure], asked: Listed) -> QuerySet[Case]:
    rows = cases(kind__in=sorted(FOLLOW_UP)).filter(readable(tenures))
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.whose == "mine":
        rows = rows.filter(post__in=asked.posts)
    if asked.whose == "others":
        rows = rows.exclude(post__in=asked.posts)
    for word in fold(asked.words).split():
        rows = rows.filter(folded__contains=word)
    return rows


def _standing(rows: QuerySet[Case], how: str, now: datetime) -> QuerySet[Case]:
    return rows.filter(_how(how, now))


def _how(how: str, now: datetime) -> Q:
    going = Q(ended_at=None)
    return {
        "": going,
        "late": going & Q(due_at__lt=now),
        "reported": going & Q(state="reported"),
        "above": going & Q(waits_on="above"),
        "ended": Q(ended_at__isnull=False),
        "all": Q(),
    }[how]


def readable(tenures: Sequence[Tenure]) -> Q:
    """True of work of the loop that these posts may read (FOL-22); all of it is of their books."""
    held = [one for one in tenures if one.may(Permission.FOLLOW_READ)]
    found = Q(post__in=[one.post_id for one in held])
    for one in held:
        kept = below(*_places(one.post.place_of(Permission.FOLLOW_READ)))
        place = kept & Q(book=one.post.book_id)
        open_to_all = ~Q(unit__in=_party_side()) | Q(released_at__isnull=False)
        found |= place if one.post.unit.kind in PARTY_SIDE else place & open_to_all
    return found & Q(book__in=sorted({one.post.book_id for one in held}))


def _places(place: Unit) -> list[Unit]:
    """The place, and places and bodies that ended and left to it what they kept."""
    left = loop.standing_before(place)[1:]
    return [place, *(one for one in left if one.end_on or one.territory.end_on)]


def kept_by(unit: Unit, now: datetime) -> dict[str, int]:
    """How what a body keeps stands: open, late, to be verified, waiting above."""
    rows = Case.objects.filter(unit=unit, kind__in=sorted(FOLLOW_UP), ended_at=None)
    return _counted(rows.order_by(), HOW[:4], now)


def series_of(units: Sequence[Unit]) -> list[tuple[str, Unit]]:
    """The series of sessions that these bodies have held or planned, each with its body."""
    rows = Case.objects.filter(kind="session", unit__in=units).exclude(series="")
    found = sorted(rows.order_by().values_list("series", "unit").distinct())
    by_number = {unit.pk: unit for unit in units}
    return [(name, by_number[number]) for name, number in found]


def bodies_of(place: Unit) -> list[tuple[int, Unit]]:
    """What stands below a place today."""
    return [(depth, unit) for depth, unit in bodies(place) if unit.end_on is None]


def in_words(kind: str, name: str, text: str, language: str) -> str:
    """A chosen value in words; a typed one as it is."""
    if name != "form":
        return text
    known: dict[str, Label] = {code: row for code, (row, _counts) in session.FORMS.items()}
    label = (known | inspection.FORMS).get(text)
    return label.texts[language] if label else text
