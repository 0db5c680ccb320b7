"""What the loop looks back at: what was left unfinished, what became of it, what came again."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wardbook.cases.kinds import KINDS, OPEN
from wardbook.cases.kinds.obligation import OVERRULED
from wardbook.cases.models.case import Breach, Case, Move
from wardbook.cases.models.scan import Scan
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM
from wardbook.lib.text import words
from wardbook.org.kinds import STEMS, TERRITORIES
from wardbook.org.models import Succession, Unit

_DEEP = 5  # levels of a body below its place, and one
_ALIKE = 0.6  # of the words of the shorter title; a person then says whether it is the same
_SMALL = frozenset(
    ("va", "cua", "cho", "cac", "nhung", "con", "chua", "viec", "trong", "tren", "duoc", "o", "mot")
)


def standing_before(unit: Unit) -> list[Unit]:
    """The body and every body whose work it goes on with: a merger or a split loses nothing.

    Those it took over itself; and in the places that its place took over, the body of its kind:
    where a place has several of that kind, the one of its name.
    """
    found = _taken_over(unit)
    places = _taken_over(unit.territory)[1:] if unit.kind not in TERRITORIES else []
    if not places:
        return found
    inside = Q()
    for level in range(1, _DEEP):
        inside |= Q(**{f"{'__'.join(['parent'] * level)}__in": places})
    bodies = Unit.objects.filter(inside, kind=unit.kind).order_by("code")
    known = {one.pk for one in found}
    once = unit.kind in STEMS
    return found + [
        one for one in bodies if one.pk not in known and (once or one.name_vi == unit.name_vi)
    ]


def _taken_over(unit: Unit) -> list[Unit]:
    """The unit and what it took over, through any number of successions."""
    found, level = {unit.pk: unit}, [unit]
    while level:
        rows = Succession.objects.filter(new__in=level).select_related("old")
        level = [row.old for row in rows if row.old_id not in found]
        found |= {old.pk: old for old in level}
    return list(found.values())


def unfinished(unit: Unit, series: str) -> QuerySet[Case]:
    """Conclusions of a series that nobody has ended, the oldest first.

    A series is known by its words: whoever spells it otherwise does not begin another one.
    """
    kept = _rows(kind="conclusion", unit__in=standing_before(unit), state__in=OPEN)
    spelled = kept.exclude(series="").order_by().values_list("series", flat=True).distinct()
    same = [one for one in spelled if words(one) == words(series)]
    return kept.filter(series__in=same).order_by("submitted_at", "pk")


def left_to(session: Case) -> QuerySet[Case]:
    """What its series left unfinished so far, but for what the session sets itself."""
    if not session.series:
        return Case.objects.none()
    return unfinished(session.unit, session.series).exclude(parent=session)


def carried(unit: Unit, series: str) -> list[dict[str, Any]]:
    """What a session of a series opens with, as it is frozen in it."""
    return _frozen(unfinished(unit, series))


def agenda(session: Case, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """What it has to speak to: what it opened with and, until it is held, what was left since."""
    told: list[dict[str, Any]] = last_told(moves, "carried") or []
    if session.state != "planned":
        return told
    known = {row["code"] for row in told}
    return told + [row for row in _frozen(left_to(session)) if row["code"] not in known]


def stated(review: Case, moves: Sequence[Move]) -> list[dict[str, Any]]:
    """What it states of earlier shortcomings: as it was held with them, before that as of today."""
    if review.state == "preparing":
        return previous_of(review.unit, review)
    return last_told(moves, "previous") or []


def held_with(case: Case, moves: Sequence[Move]) -> dict[str, Any]:
    """What is frozen with a session or a review when it is held."""
    if case.kind == "session":
        return {"carried": agenda(case, moves)}
    return {"previous": stated(case, moves)} if case.kind == "review" else {}


def last_told(moves: Sequence[Move], name: str) -> Any:
    """A fact as it was frozen last; ``None`` where it never was."""
    return next((move.facts[name] for move in reversed(moves) if name in move.facts), None)


def _frozen(rows: QuerySet[Case]) -> list[dict[str, Any]]:
    return [
        {
            "code": case.code,
            "title": case.title,
            "post": case.post.code,
            "due": _day(case.due_at),
            "state": case.state,
        }
        for case in rows
    ]


def reviews(unit: Unit) -> QuerySet[Case]:
    """The reviews that a body and those it took over held, the last first."""
    found = _rows(kind="review", unit__in=standing_before(unit), state__in=("held", "adopted"))
    return found.order_by("-submitted_at", "-pk")


def previous_of(unit: Unit, review: Case | None = None) -> list[dict[str, Any]]:
    """Form 01 A-III: each shortcoming of the review before, and those older ones still open.

    What ``review`` names itself is not of them.
    """
    last = reviews(unit).first()
    bodies = standing_before(unit)
    rows = _rows(kind="shortcoming", unit__in=bodies).prefetch_related("moves")
    asked = Q(state__in=OPEN) | (Q(parent=last) if last else Q(pk=None))
    found = rows.filter(asked).exclude(state="merged").order_by("submitted_at", "pk")
    found = found.exclude(parent=review) if review else found
    return [
        {"code": case.code, "title": case.title, **standing_of(case, list(case.moves.all()))}
        for case in found
    ]


def standing_of(case: Case, moves: Sequence[Move]) -> dict[str, str]:
    """Remedied, in progress and how far, or not remedied: as form 01 A-III has it.

    What the tier above ended without verification nobody saw to be remedied: its reason is told.
    """
    if ended := overruling(moves):
        return {"state": "not_remedied", "level": ended.overruled}
    if case.state == "remedied":
        return {"state": "remedied", "level": ""}
    told = [move for move in moves if move.step in ("progress", "report")]
    if told and case.state in OPEN:
        return {"state": "in_progress", "level": told[-1].items}
    return {"state": "not_remedied", "level": ""}


def like_it(unit: Unit, title: str, indicator: str) -> Case | None:
    """A shortcoming of this body that moves the same indicator or is called almost the same."""
    rows = Case.objects.filter(kind="shortcoming", unit__in=standing_before(unit))
    rows = rows.exclude(state="merged").order_by("-submitted_at", "-pk")
    said = _telling(title)
    for case in rows:
        same = bool(indicator) and case.indicator == indicator
        if same or _alike(said, _telling(case.title)):
            return case
    return None


def alike(one: str, other: str) -> bool:
    """Whether two titles are made of nearly the same words."""
    return _alike(_telling(one), _telling(other))


def _telling(title: str) -> frozenset[str]:
    return frozenset(words(title)) - _SMALL


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    return shorter > 1 and len(one & other) >= _ALIKE * shorter


def recurrences(case: Case) -> int:
    """How often it had been named before this time."""
    count, seen = 0, {case.pk}
    while case.repeats and case.repeats.pk not in seen:
        count, case = count + 1, case.repeats
        seen.add(case.pk)
    return count


def evidence(case: Case) -> list[Scan]:
    """The last revision of every paper that proves it, on itself or on what was done for it."""
    rows = Scan.objects.filter(Q(case=case) | Q(case__parent=case), replaced_by=None)
    return list(rows.select_related("case", "received_by__post").order_by("received_at", "pk"))


def overruling(moves: Sequence[Move]) -> Move | None:
    """The move by which the tier above ended it without verification, if one did."""
    return next((move for move in moves if move.state == OVERRULED), None)


def open_under(case: Case) -> list[Case]:
    return list(case.children.filter(state__in=OPEN).order_by("pk"))


def asked_above(case: Case) -> bool:
    """Is a request to the tier above open under it?"""
    return case.children.filter(kind="request_up", state="asked").exists()


def may_take_in(case: Case) -> QuerySet[Case]:
    """Open work of its kind and body that it may be merged into; of what is public, public too."""
    rows = Case.objects.filter(book=case.book, origin="", unit=case.unit, kind=case.kind)
    rows = rows.filter(state__in=KINDS[case.kind].open_states).exclude(pk=case.pk)
    return (rows.filter(released_at__isnull=False) if case.released_at else rows).order_by("pk")


def merged_into(case: Case) -> QuerySet[Case]:
    """What was merged into it and goes on here."""
    rows = _rows(book=case.book, unit=case.unit, kind=case.kind, state="merged")
    return rows.filter(moves__step="merge", moves__facts__into=case.code).order_by("pk")


def goes_on_as(case: Case, moves: Sequence[Move]) -> Case | None:
    """What it was merged into."""
    into = next((move.facts.get("into", "") for move in moves if move.step == "merge"), "")
    return by_code(case.book, into)


def by_code(book: Book, code: str) -> Case | None:
    return Case.objects.filter(book=book, origin="", code=code.strip()).first() if code else None


def same_figure(before: dict[str, Any] | None, after: dict[str, Any] | None) -> bool:
    """Is it one filed figure that was frozen twice? Nothing was measured between the two then."""
    pair = [(one or {}).get("result") for one in (before, after)]
    return pair[0] is not None and pair[0] == pair[1]


def draft_of(moves: Sequence[Move]) -> dict[str, Any]:
    """What was last written of a review."""
    drafts = [move.facts for move in moves if move.step == "draft"]
    return drafts[-1] if drafts else {}


def counts_of(case: Case) -> dict[str, int]:
    """The numbers told of it that hold now."""
    rows = case.counts.order_by("move__number").values_list("name", "number")
    return dict(rows)


def breaches_of(rows: Sequence[Case]) -> list[Breach]:
    """The rules that were not kept on some work, each with its move."""
    return list(Breach.objects.filter(case__in=rows).order_by("move", "pk"))


def age(case: Case, on: date) -> int:
    """Days since it was set."""
    return (on - case.submitted_at.astimezone(VIETNAM).date()).days


def _day(at: Any) -> str | None:
    return at.astimezone(VIETNAM).date().isoformat() if at else None


def _rows(**more: Any) -> QuerySet[Case]:
    return Case.objects.filter(**more).select_related("unit", "post__unit")
