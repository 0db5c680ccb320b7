"""What the records of a body show that a review might name: clusters, repeats, what did not help.

A sign is a question to the body itself, never a verdict; nothing of it is public.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import F, Q

from wardbook.cases import loop
from wardbook.cases.kinds import OWED
from wardbook.cases.models.case import Case
from wardbook.cases.queries.postings import boards, places
from wardbook.lib.clock import VIETNAM
from wardbook.lib.text import words
from wardbook.org.models import Unit

LATE_CLUSTER, REPEATED, STALE = 5, 3, 3  # how many make a sign
_WRONG = ("stale", "missing", "unreadable")
_LONG = 3  # letters of a word that tells something
_SAME = 3  # such words that two feedbacks share


@dataclass(frozen=True, slots=True)
class Sign:
    """``key`` names it for ever, so that a shortcoming which names it can be told from silence.

    ``values`` fill the sentence of its kind; ``cases`` are the numbers of the rows it was counted
    from.
    """

    kind: str  # late · repeated · stale · target · without_effect · owed
    key: str
    count: int
    values: dict[str, str]
    cases: tuple[int, ...] = ()
    indicator: str = ""
    rows: Sequence[Case] = field(default=(), compare=False)


def signs(unit: Unit, start: date, end: date, now: datetime) -> list[Sign]:
    """Everything of the days from ``start`` to ``end``, the strongest first."""
    place = unit.territory
    span = (datetime.combine(start, time.min, VIETNAM), datetime.combine(end, time.max, VIETNAM))
    found = [
        *_late(place, span, now),
        *_repeated(place, span),
        *_stale(place, now.astimezone(VIETNAM).date()),
        *_without_effect(unit, span),
        *_owed(unit, now),
    ]
    return sorted(found, key=lambda one: (-one.count, one.key))


def _late(place: Unit, span: tuple[datetime, datetime], now: datetime) -> Iterator[Sign]:
    """Five dossiers or more of one procedure against their first date, ended or still open."""
    rows = Case.objects.filter(unit=place, kind="dossier", first_due_at__range=span)
    late = Q(ended_at__gt=F("first_due_at")) | Q(ended_at=None, first_due_at__lt=now)
    found: dict[str, list[tuple[int, str]]] = {}
    asked = rows.filter(late).exclude(procedure=None)
    for pk, key, name in asked.values_list("pk", "procedure__key", "procedure__name"):
        found.setdefault(key, []).append((pk, name))
    for key, these in found.items():
        if len(these) >= LATE_CLUSTER:
            numbers = tuple(pk for pk, _name in these)
            yield Sign("late", f"late/{key}", len(these), {"name": these[0][1]}, numbers)


def _repeated(place: Unit, span: tuple[datetime, datetime]) -> Iterator[Sign]:
    """Three feedbacks or more that share words, or whose answer did not mend it."""
    rows = Case.objects.filter(unit=place, kind="feedback", submitted_at__range=span)
    told = [(row.pk, _telling(str(row.fields.get("about", "")))) for row in rows.order_by("pk")]
    left = dict(told)
    for pk, said in told:
        group = [other for other, its in left.items() if len(said & its) >= _SAME]
        if pk in left and len(group) >= REPEATED:
            shared = Counter(word for one in group for word in left[one])
            common = " ".join(word for word, n in shared.most_common(4) if n >= REPEATED)
            yield Sign("repeated", f"repeated/{pk}", len(group), {"words": common}, tuple(group))
            left = {other: its for other, its in left.items() if other not in group}
    not_mended = tuple(rows.filter(state__in=("not_mended", "partly")).values_list("pk", flat=True))
    if len(not_mended) >= REPEATED:
        yield Sign("not_mended", "not_mended", len(not_mended), {}, not_mended)


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if len(word) >= _LONG)


def _stale(place: Unit, on: date) -> Iterator[Sign]:
    """Places of posting where notices are old, gone or not readable."""
    for board in boards(places([place], on), on):
        wrong = sum(board.counts[name] for name in _WRONG)
        if wrong >= STALE:
            values = {"name": board.place.label["vi"]}
            yield Sign("stale", f"stale/{board.place.code}", wrong, values)


def _without_effect(unit: Unit, span: tuple[datetime, datetime]) -> Iterator[Sign]:
    """Shortcomings that were verified, and whose indicator stands as it did, or that came again."""
    bodies = loop.standing_before(unit)
    rows = Case.objects.filter(kind="shortcoming", unit__in=bodies, state="remedied")
    for case in rows.filter(ended_at__range=span).prefetch_related("moves"):
        moves = list(case.moves.all())
        after = [m.facts["after"] for m in moves if m.facts.get("after")]
        before = moves[0].facts.get("before")
        same = before and after and Decimal(before["value"]) == Decimal(after[-1]["value"])
        again = case.repeated.exists()
        if same or again:
            values = {"name": case.title, "code": case.code}
            yield Sign("without_effect", f"effect/{case.code}", 1, values, (case.pk,),
                       case.indicator)  # fmt: skip


def _owed(unit: Unit, now: datetime) -> Iterator[Sign]:
    """What posts of the body owe and have been late with for a month or more."""
    month = now - timedelta(days=30)
    rows = Case.objects.filter(kind__in=OWED, post__unit=unit, ended_at=None, due_at__lt=month)
    numbers = tuple(rows.values_list("pk", flat=True))
    if numbers:
        yield Sign("owed", "owed", len(numbers), {}, numbers)


def named(sign: Sign, unit: Unit, review: Case | None) -> Case | None:
    """The shortcoming that names a sign: by its key, its indicator, or its words.

    Of a review, or, outside any, of those that the body has open.
    """
    if review:
        rows = review.children.filter(kind="shortcoming")
    else:
        kept = Case.objects.filter(kind="shortcoming", unit__in=loop.standing_before(unit))
        rows = kept.filter(ended_at=None)
    for case in rows:
        by_key = case.fields.get("source", "").startswith(f"[{sign.key}]")
        by_indicator = bool(sign.indicator) and case.indicator == sign.indicator
        by_words = loop.alike(case.title, " ".join(sign.values.values()))
        if by_key or by_indicator or by_words:
            return case
    return None
