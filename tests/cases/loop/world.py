"""A ward with its bodies, and work of the loop in it, made by calling the actions."""

from datetime import date, datetime, timedelta
from typing import Any

from tests import make
from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.actions.scans import add_scan
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Opening, Told
from wardbook.org.actions import start_tenure
from wardbook.org.models import Post, Tenure, Unit
from wardbook.org.roles import Role

AT = make.AT
LATER = AT + timedelta(days=30)
PNG = b"\x89PNG\r\n\x1a\n"


def province() -> Unit:
    return make.unit("99", "province", name="Tỉnh Thử")


def ward() -> Unit:
    return make.unit("99901", parent=province())


def body(kind: str, stem: str, parent: Unit | None = None, **more: Any) -> Unit:
    return make.unit(f"99901/{stem}", kind, parent or ward(), name=f"Cơ quan {stem}", **more)


def party() -> Unit:
    return body("party_committee", "party")


def committee() -> Unit:
    return body("peoples_committee", "committee")


def division() -> Unit:
    return body("division", "office", committee())


def group() -> Unit:
    return body("residential_group", "khu-vuc-1")


def front() -> Unit:
    return body("fatherland_front", "front")


def council() -> Unit:
    return body("peoples_council", "council")


def checkers() -> Unit:
    return body("inspection_committee", "inspection", party())


def cell() -> Unit:
    return body("party_cell", "cell-1", party())


def holder(who: str, where: Unit, role: str = Role.LEADER, **more: Any) -> Tenure:
    """``who`` in a post of ``role`` at ``where``, once."""
    known = Tenure.objects.filter(person__username=who, post__unit=where, post__role=role)
    return known.first() or make.tenure(who, role, where=where, **more)


def chair() -> Tenure:
    """Keeps what the People's Committee keeps, and answers for none of it."""
    return holder("chu-tich", committee())


def officer() -> Tenure:
    """Whose post answers for it."""
    return holder("can-bo", division(), Role.CLERK)


def verifier() -> Tenure:
    """Of the Front, which the dated table names for a division."""
    return holder("mat-tran", front(), Role.INSPECTOR)


def joins(post: Post, who: str, since: date, until: date | None = None) -> Tenure:
    """``who`` acts in a post that somebody else holds."""
    person = make.person(who)
    return start_tenure(
        post, person, start_on=since, end_on=until, acting=True, by=make.SYSTEM, at=AT
    )


def owed(kind: str = "shortcoming", **more: Any) -> Case:
    """Something that the officer owes to the People's Committee, in thirty days."""
    by = more.pop("by", None) or chair()
    at = more.pop("at", AT)
    fields = {"cause": "Thiếu kiểm tra", "result": "Hết vi phạm"} | more.pop("fields", {})
    given: dict[str, Any] = {
        "book": by.post.book,
        "unit": committee(),
        "post": officer().post,
        "submitted_at": at,
        "until": at + timedelta(days=30),
        "title": "Thu hồ sơ đất đai còn chậm",
        "facts": {"none_moves": "Chưa có chỉ tiêu"},
        "fields": fields,
    }
    return open_case(kind, Opening(**given | more), by=by, at=at)


def proof(case: Case, by: Tenure | None = None, *, text: bytes = b"", at: datetime = AT) -> None:
    add_scan(case, PNG + (text or case.code.encode()), "anh.png", by=by or officer(), at=at)


def take(case: Case, step: str, by: Tenure, at: datetime = AT, **told: Any) -> Case:
    row = Case.objects.select_related("book", "unit", "post__unit", "procedure", "parent").get(
        pk=case.pk
    )
    return take_step(row, step, Told(**told), by=by, at=at)


def reported(kind: str = "shortcoming", **more: Any) -> Case:
    """Owed, with evidence, and reported as done by the officer."""
    case = owed(kind, **more)
    proof(case)
    return take(case, "report", officer(), items="Đã xử lý xong")
