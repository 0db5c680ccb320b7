"""Plain functions that make a world for a test by calling the actions."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.models import Case, Procedure
from wardbook.cases.rules.taking import Opening, Told
from wardbook.documents.actions import Particulars, receive
from wardbook.documents.models import Claim, Document
from wardbook.figures.actions import file_result, release
from wardbook.figures.filing import Filing
from wardbook.figures.models import Result
from wardbook.ledger.actions import action as ledger_action
from wardbook.ledger.actions import open_book, record
from wardbook.ledger.models import Book
from wardbook.lib.text import fold
from wardbook.org.actions import open_account, open_post, start_tenure
from wardbook.org.models import Person, Tenure, Unit
from wardbook.org.roles import Role
from wardbook.reports.actions import Cited, Draft, write
from wardbook.reports.models import Report
from wardbook.reports.statement import Particulars as PaperParticulars

AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)
SYSTEM = "system"
PASSWORD = "dong song mua lu"

PAPER = """BÁO CÁO
Kết quả công tác năm 2025

Năm 2025, bộ phận một cửa phường tiếp nhận 1.250 hồ sơ, trả trước hẹn và đúng hẹn 1.200 hồ sơ, \
đạt 96%.
Thu ngân sách đạt 8,86 tỉ đồng.
"""


def book(code: str = "ben-sen", *, sample: bool = False) -> Book:
    return Book.objects.filter(code=code).first() or open_book(
        code, sample=sample, by=SYSTEM, at=AT
    )


def unit(code: str = "99901", kind: str = "ward", parent: Unit | None = None, **more: Any) -> Unit:
    name = more.pop("name", f"Phường Thử {code}")
    unit, _ = Unit.objects.get_or_create(
        code=code,
        defaults={
            "kind": kind,
            "name_vi": name,
            "name_en": f"{code} Ward",
            "folded": fold(name),
            "parent": parent,
            "source": "invented",
            "mark": "invented",
            **more,
        },
    )
    return unit


def person(username: str, the_book: Book | None = None) -> Person:
    known = Person.objects.filter(username=username).first()
    return known or open_account(
        username, username.title(), PASSWORD, book=the_book or book(), by=SYSTEM, at=AT
    )


def tenure(
    who: str,
    role: str,
    *,
    where: Unit | None = None,
    the_book: Book | None = None,
    acting: bool = False,
    since: date = date(2026, 1, 1),
) -> Tenure:
    """``who`` holds a post of ``role`` in ``where``; the post is opened for it."""
    the_book, where = the_book or book(), where or unit()
    post = open_post(
        f"{where.code}/{role}-{who}",
        book=the_book,
        unit=where,
        role=role,
        title={"vi": f"Chức vụ {role}", "en": f"Post of {role}"},
        start_on=since,
        by=SYSTEM,
        at=AT,
    )
    return start_tenure(
        post, person(who, the_book), start_on=since, acting=acting, by=SYSTEM, at=AT
    )


def quan(**more: Any) -> Tenure:
    """The administrator."""
    return _once("quan", Role.ADMINISTRATOR, **more)


def lan(**more: Any) -> Tenure:
    """The clerk."""
    return _once("lan", Role.CLERK, **more)


def minh(**more: Any) -> Tenure:
    """The leader."""
    return _once("minh", Role.LEADER, **more)


def _once(who: str, role: str, **more: Any) -> Tenure:
    known = Tenure.objects.filter(person__username=who, post__role=role)
    if "where" in more:
        known = known.filter(post__unit=more["where"])
    return known.first() or tenure(who, role, **more)


def document(text: str = PAPER, **more: Any) -> Document:
    """A TXT paper received by Lan."""
    by = more.pop("by", None) or lan()
    about: dict[str, Any] = {
        "book": by.post.book,
        "unit": by.post.unit,
        "title": "Báo cáo năm 2025",
        **more,
    }
    return receive(text.encode(), "bao-cao.txt", Particulars(**about), by=by, at=AT)


def claim(quote: str = "1.250 hồ sơ", **more: Any) -> Claim:
    """The claim of a new paper whose words start with ``quote``."""
    claims = document(**more).claims.all()
    return next(found for found in claims if found.quote.startswith(quote))


def filing(indicator: str = "dossiers-received", **more: Any) -> Filing:
    return Filing(
        **{"indicator": indicator, "measure": "hồ sơ", "bound": "exact", "period": "2025"} | more
    )


def result(the_claim: Claim | None = None, **more: Any) -> Result:
    """A claim filed by Lan as a result, not yet released."""
    found = the_claim or claim()
    return file_result(found, filing(**more), version=found.version, by=lan(), at=AT)


def released(the_result: Result | None = None) -> Result:
    """A result that Minh made public."""
    return release([the_result or result()], by=minh(), at=AT + timedelta(hours=1))[0]


def paper(**more: Any) -> PaperParticulars:
    """What Lan says of a report beside its figures."""
    given: dict[str, Any] = {
        "paper": "BC",
        "about": "Kết quả công tác năm 2025",
        "body": "ỦY BAN NHÂN DÂN\nPHƯỜNG THỬ",
        "number": 5,
        "place": "Phường Thử",
        "dated_on": date(2026, 2, 5),
        "recipients": ("Như trên", "Lưu: VT"),
        "capacity": "TM.",
        "capacity_of": "ỦY BAN NHÂN DÂN",
        "post": "CHỦ TỊCH",
    }
    return PaperParticulars(**given | more)


def report(*cited: Result | Cited, layout: str = "state", **more: Any) -> Report:
    """A report of Lan's with these figures, or with one."""
    chosen = [one if isinstance(one, Cited) else Cited(result=one) for one in cited]
    chosen = chosen or [Cited(result=result())]
    where = chosen[0].result
    draft = Draft(
        book=where.book, unit=where.unit, layout=layout, about=paper(**more), cited=chosen
    )
    return write(draft, by=lan(), at=AT)


@ledger_action
def entry(
    the_book: Book,
    *,
    key: str = "note/1",
    audience: str = "office",
    text: str = "Xin chào",
    by: str = SYSTEM,
    at: datetime = AT,
) -> None:
    """One entry of no importance."""
    label = {"vi": text, "en": text}
    record(
        the_book,
        audience=audience,
        by=by,
        at=at,
        verb="say",
        key=key,
        content={"label": label, "count": Decimal("1.50")},
    )


def procedure(key: str = "2.000635", the_book: Book | None = None, **more: Any) -> Procedure:
    """A version of a procedure as the loader would leave it: five working days."""
    known = Procedure.objects.filter(key=key, valid_to=None).first()
    return known or Procedure.objects.create(
        **{
            "book": the_book or book(),
            "key": key,
            "version": 1,
            "code": key,
            "name": "Cấp bản sao trích lục hộ tịch",
            "name_en": "Extract of civil status",
            "field": "civil-status",
            "field_vi": "Hộ tịch",
            "field_en": "Civil status",
            "level": "commune",
            "limit": "5wd",
            "source": "Thử",
            "mark": "verified",
            "notice": f"n{key}"[:12],
            "folded": fold("Cấp bản sao trích lục hộ tịch"),
        }
        | more
    )


def case(kind: str = "dossier", **more: Any) -> Case:
    """Work opened by Lan on the morning of ``AT``, for which her post answers."""
    by = more.pop("by", None) or lan()
    at = more.pop("at", AT)
    about: dict[str, Any] = {
        "book": by.post.book,
        "unit": by.post.unit,
        "post": by.post,
        "submitted_at": at,
        "fields": {"applicant": "Nguyễn Thị Thử"},
        **({"procedure": procedure()} if kind == "dossier" and "procedure" not in more else {}),
        **more,
    }
    return open_case(kind, Opening(**about), by=by, at=at)


def step(the_case: Case, name: str, **told: Any) -> Case:
    """The next step on a case as it stands, taken by Lan; ``at`` is when."""
    by, at = told.pop("by", None) or lan(), told.pop("at", AT)
    the_case.refresh_from_db()
    return take_step(the_case, name, Told(**told), by=by, at=at)
