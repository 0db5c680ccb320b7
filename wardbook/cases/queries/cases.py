"""Finding work: by whose it is, when it is due, and what was typed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import BigIntegerField, QuerySet

from wardbook.cases.kinds import FOLLOW_UP
from wardbook.cases.models.case import LONGEST_NAME, Case, Move
from wardbook.lib.text import fold
from wardbook.org.models import Post, Tenure, Unit
from wardbook.web.prepared import Given, Prepared

_SHOWN = ("applicant", "phone", "about")  # fields by which people look for it


def found_by(case: Case) -> tuple[str, str]:
    """``folded`` and ``folded_name``: what a search looks into, and by whom a second is found."""
    return _folded(case), name_of(str(case.fields.get("applicant", "")))


def name_of(applicant: str) -> str:
    """A name as ``folded_name`` has it: without accents and capitals."""
    return fold(applicant).strip()[:LONGEST_NAME]


def _folded(case: Case) -> str:
    """Code, title, procedure and the applicant, without accents."""
    words = [case.code, case.title, case.procedure.name if case.procedure else ""]
    words += [str(case.fields.get(name, "")) for name in _SHOWN]
    return fold(" ".join(word for word in words if word))


def cases(**more: Any) -> QuerySet[Case]:
    """Rows with what every list shows of them."""
    return Case.objects.filter(**more).select_related("unit", "post__unit", "procedure", "book")


def case_by(number: int, near: Iterable[Tenure] = ()) -> Case | None:
    """One case of the counter with all that its page and its steps need beside it, its moves too.

    ``near`` are posts that were read already, those of whoever asks: often one of them answers for
    it. Its unit is as a rule that of its post or above, and its book the same.
    """
    moves = _with_case(case=number)
    found = moves[0].case if moves else next(iter(_cases(number=number)), None)
    if found:
        found.moves_read = () if found.mirrored else moves  # a list made anew may be as long
        held = next((one.post for one in near if one.post_id == found.post_id), None)
        found.post = post = held or _posts(post=found.post_id)[0]
        if post.book_id == found.book_id:
            found.book = post.book
        if unit := next((one for one in post.unit.path if one.pk == found.unit_id), None):
            found.unit = unit
    return found


def followed_by(number: int) -> Case | None:
    """One case, of the loop as a rule, with whoever answers for it and whom it concerns."""
    return next(iter(_followed(number=number)), None)


def moves_of(case: Case) -> list[Move]:
    """What was done on it so far, in order; as it was read with the case, while that stands."""
    read = case.moves_read
    return list(read) if read and len(read) == case.version else _moves(case=case.pk)


_cases = Prepared(
    lambda: Case.objects.filter(pk=Given("number", BigIntegerField())).select_related("procedure")
)
_posts = Prepared(
    lambda: Post.objects.filter(pk=Given("post", BigIntegerField())).select_related(
        "book", "unit__parent__parent__parent"
    )
)
_followed = Prepared(
    lambda: Case.objects.filter(pk=Given("number", BigIntegerField())).select_related(
        "book",
        "unit__parent__parent__parent",
        "post__unit__parent__parent__parent",
        "procedure",
        "parent",
        "about",
        "repeats",
    )
)
_moves = Prepared(
    lambda: Move.objects.filter(case=Given("case", BigIntegerField())).order_by("number")
)
_with_case = Prepared(
    lambda: (
        Move.objects.filter(case=Given("case", BigIntegerField()))
        .select_related("case__procedure")
        .order_by("number")
    )
)


def search(typed: str, unit: Unit) -> QuerySet[Case]:
    """Work of a unit in which every typed word stands, with or without accents."""
    rows = cases(unit=unit).exclude(kind__in=FOLLOW_UP)
    for word in fold(typed).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-opened_at")
