"""A ward whose cells, desk and committees are rated, and the people who do it."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.make import book, lan, tenure, unit
from wardbook.cases.models import Case, Move
from wardbook.figures.actions import ratings as actions
from wardbook.figures.models import UnitRating
from wardbook.figures.ratings.evidence import Evidence, Stated
from wardbook.figures.ratings.scoring import Choice, Scored, Told
from wardbook.org.models import Tenure, Unit
from wardbook.org.roles import Role

AT = datetime(2026, 1, 20, 1, 0, tzinfo=UTC)
TODAY = date(2026, 1, 20)
YEAR = "2025"
# Everything that the best level asks for.
FINE = Evidence(
    review="KD-1",
    shortcomings=2,
    remedied=2,
    targets_met=5,
    targets_missed=0,
    stated=Stated(tasks=10, on_time=10, late=0, undone=0, beyond=3, disciplined=False),
)
DONE = FINE.stated


def party() -> Unit:
    return unit("99901.party", kind="party_committee", parent=unit())


def cell(number: int = 1) -> Unit:
    return unit(f"99901.cell-{number}", kind="party_cell", parent=party(), name=f"Chi bộ {number}")


def desk() -> Unit:
    return unit("99901.desk", kind="one_stop_desk", parent=committee())


def committee() -> Unit:
    return unit("99901.committee", kind="peoples_committee", parent=unit())


def thu(**more: Any) -> Tenure:
    """The secretary, in the Party committee."""
    return _once("thu", Role.LEADER, party(), **more)


def tam(**more: Any) -> Tenure:
    """Who appraises, in the Party committee."""
    return _once("tam", Role.CLERK, party(), **more)


def binh(where: Unit | None = None, **more: Any) -> Tenure:
    """A leader of the body that is rated."""
    return _once("binh", Role.LEADER, where or cell(), **more)


def _once(who: str, role: str, where: Unit, **more: Any) -> Tenure:
    known = Tenure.objects.filter(person__username=who, post__unit=where).first()
    return known or tenure(who, role, where=where, **more)


def scored(level: str = "good", common: str = "25", task: str = "55", **more: Any) -> Scored:
    given: dict[str, Any] = {"document": "12-QĐ/ĐU", "stated": DONE} | more
    return Scored(level=level, common=Decimal(common), task=Decimal(task), **given)


def opened(of: Unit | None = None, period: str = YEAR) -> UnitRating:
    return actions.open_rating(of or cell(), period, book=book(), by=tam(), at=AT)


def self_rated(of: Unit | None = None, **more: Any) -> UnitRating:
    where = of or cell()
    return actions.self_rate(opened(where), scored(**more), by=binh(where), at=AT)


def proposed(of: Unit | None = None, **more: Any) -> UnitRating:
    return actions.propose(self_rated(of, **more), scored(**more), by=tam(), at=AT)


def decided(of: Unit | None = None, level: str = "good", **more: Any) -> UnitRating:
    rating = proposed(of, level=level, **more)
    choice = Choice(rating=rating, scored=scored(level, **more))
    return actions.decide([choice], by=thu(), at=AT)[0]


def told(level: str = "good", **more: Any) -> Told:
    given: dict[str, Any] = {
        "decided_by": "Ban Thường vụ Thành ủy",
        "document": "7-QĐ/TU",
        "decided_on": date(2026, 1, 10),
    }
    return Told(level=level, **given | more)


def reviewed(of: Unit, year: int = 2024, *, states: tuple[str, ...] = ("remedied",)) -> Case:
    """A review of a body with a shortcoming in each of ``states``, as rows that stand."""
    mark = f"{of.pk}-{year}"
    review = _case("review", of, f"KD-{mark}", "adopted", fields={"year": str(year)})
    for number, state in enumerate(states, 1):
        row = _case("shortcoming", of, f"HC-{mark}-{number}", state, parent=review)
        if state == "remedied":
            _move(row, "verify")
    return review


def task(of: Unit, code: str, *, due: date, ended: date | None = None, state: str = "kept") -> Case:
    """A conclusion for which a post of the body answers."""
    moment = datetime(due.year, due.month, due.day, 10, tzinfo=UTC)
    end = datetime(ended.year, ended.month, ended.day, 9, tzinfo=UTC) if ended else None
    times = {"first_due_at": moment, "due_at": moment, "ended_at": end}
    return _case("conclusion", unit(), code, state, post=binh(of).post, **times)


def _case(kind: str, of: Unit, code: str, state: str, **more: Any) -> Case:
    given: dict[str, Any] = {"submitted_at": datetime(2025, 1, 5, tzinfo=UTC), "post": lan().post}
    given |= {"opened_at": given["submitted_at"]} | more
    return Case.objects.create(book=book(), kind=kind, unit=of, code=code, state=state, **given)


def _move(case: Case, step: str) -> Move:
    return Move.objects.create(
        case=case,
        number=1,
        step=step,
        state=case.state,
        at=AT,
        recorded_at=AT,
        by=lan(),
        post=lan().post,
    )
