"""Which work of the loop a person reads, and by which of their posts they do something with it."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.http import Http404

from wardbook.cases import loop
from wardbook.cases.kinds import FOLLOW_UP
from wardbook.cases.kinds.table import Step
from wardbook.cases.models import Case, Scan
from wardbook.cases.queries import follow_up as queries
from wardbook.cases.queries.cases import followed_by
from wardbook.cases.rules.standing import (
    why_not_keep_at,
    why_not_read,
    why_not_read_near,
    why_not_stand,
)
from wardbook.office.access import StaffRequest
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.queries import bodies, posts_held
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED


def item_of(request: StaffRequest, number: int) -> Case:
    """Work of the loop that one of the person's posts reads; for others there is none (FOL-22)."""
    found = followed_by(number)
    if found is None or found.kind not in FOLLOW_UP or readable(request, found) is None:
        raise Http404
    return found


def readable(request: StaffRequest, case: Case | None) -> Case | None:
    """The work, if one of the person's posts reads it."""
    if case is None:
        return None
    reads = (why_not_read(case, by=one, on=request.today) for one in request.tenures)
    return case if any(refusal is None for refusal in reads) else None


def reads_near(request: StaffRequest, case: Case) -> bool:
    """Whether what belongs to the work is read with it, or each of these by itself."""
    found = (why_not_read_near(case, by=one, on=request.today) for one in request.tenures)
    return any(refusal is None for refusal in found)


def children(request: StaffRequest, case: Case, *, near: bool) -> list[Case]:
    """What was opened under it, as far as it is read, the soonest due first."""
    rows = case.children.select_related("post__unit", "unit").order_by("due_at", "pk")
    return list(rows if near else rows.filter(queries.readable(request.tenures)))


def evidence(request: StaffRequest, case: Case, *, near: bool) -> list[Scan]:
    """What proves it, and what was done for it, as far as the person reads papers of these."""
    return [row for row in loop.evidence(case) if near or owns(request, row.case)]


def owns(request: StaffRequest, case: Case) -> bool:
    """Whether one of the person's posts answers for the work."""
    return any(one.post_id == case.post_id for one in request.tenures)


def reads_papers(request: StaffRequest, case: Case) -> bool:
    """Its evidence is of the body that keeps it and of who owes it: that is never released."""
    return reads_near(request, case) or owns(request, case)


def listed(
    request: StaffRequest, case: Case, rows: Sequence[dict[str, Any]], *, near: bool
) -> list[dict[str, Any]]:
    """Of a list that was frozen in it, what is read, each with its number as ``pk``."""
    if not rows:
        return []
    known = Case.objects.filter(book=case.book_id, code__in=[row["code"] for row in rows])
    known = known if near else known.filter(queries.readable(request.tenures))
    numbers = dict(known.values_list("code", "pk"))
    return [
        row | {"pk": numbers.get(row["code"])} for row in rows if near or row["code"] in numbers
    ]


def by_for(request: StaffRequest, case: Case, step: Step, at: datetime) -> Tenure:
    """The post by which the person may take a step; else one that is refused, for what it lacks.

    Of several posts the one that stands nearest is refused: of a post elsewhere there is less to
    say than of the one that answers for the work.
    """
    refused: dict[str, Tenure] = {}
    place = case.unit.territory
    for one in sorted(request.tenures, key=lambda one: one.post.unit.territory != place):
        refusal = why_not_stand(step.who, case, step.permission, by=one, at=at)
        if refusal is None:
            return one
        refused.setdefault("far" if refusal == NOT_ALLOWED else "near", one)
    return refused.get("near") or refused["far"]


def keeping(request: StaffRequest) -> list[Unit]:
    """The bodies and places for which one of the person's posts keeps work of the loop."""
    found: dict[int, Unit] = {}
    for one in request.tenures:
        for unit in _near(one.post.unit):
            if why_not_keep_at(unit, Permission.FOLLOW_KEEP, one, request.today) is None:
                found[unit.pk] = unit
    return list(found.values())


def keeper(request: StaffRequest, unit: Unit) -> Tenure:
    """The post by which the person keeps work of ``unit``, or their first one."""
    for one in request.tenures:
        if why_not_keep_at(unit, Permission.FOLLOW_KEEP, one, request.today) is None:
            return one
    return request.tenures[0]


def _near(unit: Unit) -> Iterator[Unit]:
    yield unit
    for _depth, below in bodies(unit):
        if below.end_on is None:
            yield below


def accountable(request: StaffRequest, units: list[Unit]) -> list[Post]:
    """Posts that somebody holds in the places of ``units``: who may be made to answer."""
    places = {unit.territory.pk for unit in units}
    books = {one.post.book.pk: one.post.book for one in request.tenures}
    held = posts_held(books.values(), request.today)
    return [post for post in held if post.unit.territory.pk in places]
