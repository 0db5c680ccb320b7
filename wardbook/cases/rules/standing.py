"""In what relation to work of the loop somebody must be: the ``who`` of a step.

Each answers for one tenure; nothing is allowed but by one of them.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db.models import Q

from wardbook.cases.kinds import KINDS, OWED
from wardbook.cases.kinds.obligation import DOING
from wardbook.cases.models.case import Case, Move
from wardbook.cases.models.scan import Scan
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refusal
from wardbook.org.heirs import took_over
from wardbook.org.kinds import PARTY_SIDE, Kind
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Permission
from wardbook.org.rules import NOT_ALLOWED, why_not_act
from wardbook.org.verifiers import why_not_verify_for

Standing = Callable[[Case, str, Tenure, date], Refusal | None]

OTHER_SIDE = Refusal("FOL-02", "What the Party side keeps, a post of the Party side moves on.")
NOT_OWNER = Refusal("FOL-01", "Only who holds the post that answers for it does this.")
NOT_GIVER = Refusal("FOL-01", "Who answers for it does not decide this: the body that set it does.")
ASKED_ITSELF = Refusal("FOL-01", "Whoever asked takes it back or asks again; you answer it.")
NOT_ABOVE = Refusal("FOL-09", "Only the tier above ends it without verification.")
ABOVE_ITSELF = Refusal(
    "FOL-09", "You answered for this, now or earlier: somebody else of the tier above ends it."
)
NOT_INDEPENDENT = Refusal(
    "FOL-03", "You answered for this or worked on it, now or earlier: somebody else verifies it."
)


def why_not_stand(
    who: str, case: Case, permission: str, *, by: Tenure, at: datetime
) -> Refusal | None:
    """FOL-01. What is done to work of the loop takes a post in the right relation to it."""
    return WHO[who](case, permission, by, at.astimezone(VIETNAM).date())


def why_not_keep(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-02. The body that keeps it acts, or one above it; for the Party side, the Party side."""
    return _in_book(case, by) or why_not_keep_at(case.unit, permission, by, on)


def why_not_keep_at(unit: Unit, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-02. The body that keeps it acts, or one above it; for the Party side, the Party side.

    A post acts for its own body and what stands below it, not for its neighbours in the ward; and
    for the body of its kind in a place that has ended and that its own took over.
    """
    if not (by.may(permission) and by.holds(on)):
        return NOT_ALLOWED
    near = by.post.unit.code in {above.code for above in unit.path}
    if not (near or took_over(by.post.unit, unit, on)):
        return NOT_ALLOWED
    return None if same_side(unit, by.post.unit) else OTHER_SIDE


def same_side(unit: Unit, body: Unit) -> bool:
    """Whether ``body`` may see and keep what ``unit`` keeps: all may but of the Party side."""
    return unit.kind not in PARTY_SIDE or body.kind in PARTY_SIDE


def is_above(one: Unit, other: Unit) -> bool:
    """Is ``one`` of the tier above: of a place over that of ``other``, or its Party committee?

    A committee over its own division is the same tier: it may verify, not end without that.
    """
    over_place = one.territory.code in {unit.code for unit in other.territory.path[:-1]}
    over_cell = one.kind == Kind.PARTY_COMMITTEE and one.code in {u.code for u in other.path[:-1]}
    return (over_place or over_cell) and same_side(other, one)


def why_not_own(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-01. What is done to work of the loop takes a post in the right relation to it.

    Who holds the one post that answers for it.
    """
    if not (by.may(permission) and by.holds(on) and by.post.book_id == case.book_id):
        return NOT_ALLOWED
    return None if by.post_id == case.post_id else NOT_OWNER


def why_not_own_or_keep(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-01. What is done to work of the loop takes a post in the right relation to it.

    Who answers for it, or the body that keeps it.
    """
    if why_not_own(case, permission, by, on) is None:
        return None
    return why_not_keep(case, permission, by, on)


def why_not_ask(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-01. What is done to work of the loop takes a post in the right relation to it.

    Who asked, not the tier above that is asked.
    """
    if refusal := why_not_own_or_keep(case, permission, by, on):
        return refusal
    return ASKED_ITSELF if is_above(by.post.unit, case.unit) else None


def why_not_give(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-01. What is done to work of the loop takes a post in the right relation to it.

    The body that set it, by somebody who does not answer for it themselves.
    """
    if refusal := why_not_keep(case, permission, by, on):
        return refusal
    return NOT_GIVER if by.person_id in holders(_work(_tree(case))) else None


def why_not_above(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-09. Only the tier above the body whose post answers for it ends it unverified.

    Nobody does who ever answered for it, whatever post they hold above by now.
    """
    allowed = by.may(permission) and by.holds(on) and _in_book(case, by) is None
    if not (allowed and is_above(by.post.unit, case.post.unit)):
        return NOT_ABOVE
    return ABOVE_ITSELF if by.person_id in holders(_work(_tree(case))) else None


def why_not_verify(case: Case, permission: str, by: Tenure, on: date) -> Refusal | None:
    """FOL-03. Somebody verifies it who never answered for it nor worked on it.

    Whoever signs a request upward, or chases it, neither answers for the work nor does it; but
    what they add to it as evidence is work. Their body is one that the dated table names for it
    (``wardbook.org.verifiers``).
    """
    if not (by.may(permission) and by.holds(on)) or _in_book(case, by):
        return NOT_ALLOWED
    tree = _tree(case)
    if by.person_id in holders(_work(tree)) | doers(tree):
        return NOT_INDEPENDENT
    return why_not_verify_for(case.post.unit, by.post.unit, on)


def _in_book(case: Case, by: Tenure) -> Refusal | None:
    return None if by.post.book_id == case.book_id else NOT_ALLOWED


def _tree(case: Case) -> dict[int, str]:
    """What a verifier judges with it, by kind: it, what was opened under it or merged into it."""
    found: dict[int, str] = {}
    level = {case.pk: (case.kind, case.code)}
    while level:
        found |= {pk: kind for pk, (kind, _code) in level.items()}
        codes = [code for _kind, code in level.values()]
        merged = Case.objects.filter(unit=case.unit_id, kind__in=sorted(OWED), state="merged")
        into = merged.filter(moves__step="merge", moves__facts__into__in=codes)
        near = Q(parent__in=level) | Q(pk__in=into.values("pk"))
        rows = Case.objects.filter(near, book=case.book_id).exclude(pk__in=found)
        level = {pk: (kind, code) for pk, kind, code in rows.values_list("pk", "kind", "code")}
    return found


def _work(tree: dict[int, str]) -> list[int]:
    """All of it but requests upward: whoever signs one does not answer for the work.

    A chair who sets a date and also signs the request that the work waits for still sets the date.
    """
    return [case for case, kind in tree.items() if not KINDS[kind].holds_up]


def holders(cases: Iterable[int]) -> set[int]:
    """The persons who ever held a post that ever answered for one of ``cases``."""
    posts = set(Move.objects.filter(case__in=list(cases)).values_list("post", flat=True))
    return set(Tenure.objects.filter(post__in=posts).values_list("person", flat=True))


def doers(cases: Iterable[int]) -> set[int]:
    """The persons who did the work: told of it, reported it, or gave its evidence."""
    these = list(cases)
    moves = Move.objects.filter(case__in=these, step__in=DOING)
    scans = Scan.objects.filter(case__in=these)
    return set(moves.values_list("by__person", flat=True)) | set(
        scans.values_list("received_by__person", flat=True)
    )


def why_not_add_evidence(case: Case, *, by: Tenure, at: datetime) -> Refusal | None:
    """FOL-20. Evidence is given while it is open, by who answers for it or keeps it."""
    if case.state not in KINDS[case.kind].open_states:
        return Refusal("FOL-20", "It has ended: evidence is no longer added.")
    return why_not_stand("owner_or_keeper", case, Permission.FOLLOW_KEEP, by=by, at=at)


def why_not_read(case: Case, *, by: Tenure, on: date) -> Refusal | None:
    """FOL-22. It is read in its place; the Party side's, by the Party side and by who owes it.

    What was released everybody reads who reads anything here.
    """
    if not (by.may(Permission.FOLLOW_READ) and by.holds(on)) or _in_book(case, by):
        return NOT_ALLOWED
    if by.post_id == case.post_id:
        return None
    if why_not_act(by, Permission.FOLLOW_READ, book=case.book, unit=case.unit, on=on):
        return NOT_ALLOWED
    return None if case.released_at or same_side(case.unit, by.post.unit) else OTHER_SIDE


def why_not_read_near(case: Case, *, by: Tenure, on: date) -> Refusal | None:
    """FOL-22. It is read in its place; the Party side's, by the Party side and by who owes it.

    What belongs to it is not read with it by who owes it or reads it since it was released: each
    of these is released by itself.
    """
    if refusal := why_not_read(case, by=by, on=on):
        return refusal
    if why_not_act(by, Permission.FOLLOW_READ, book=case.book, unit=case.unit, on=on):
        return NOT_ALLOWED
    return None if same_side(case.unit, by.post.unit) else OTHER_SIDE


WHO: dict[str, Standing] = {
    "owner": why_not_own,
    "owner_or_keeper": why_not_own_or_keep,
    "": why_not_keep,
    "asker": why_not_ask,
    "giver": why_not_give,
    "verifier": why_not_verify,
    "above": why_not_above,
}
