"""Evidence out of the book: each number is as long as its list, and what is not there is None."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests import make
from tests.cases.loop import world
from wardbook.cases.actions.moves import open_case
from wardbook.cases.loop import previous_of
from wardbook.cases.models import Case, Move
from wardbook.cases.rules.taking import Opening
from wardbook.figures.actions import file_target
from wardbook.figures.models import Result, Target, UnitRating
from wardbook.figures.ratings.assembly import assemble, lists
from wardbook.figures.ratings.evidence import Evidence, Stated
from wardbook.figures.ratings.targets import is_met
from wardbook.org.models import Unit

pytestmark = pytest.mark.django_db
THEN = datetime(2026, 1, 10, 2, tzinfo=UTC)
LATER = datetime(2026, 3, 3, 2, tzinfo=UTC)


def of_committee(year: str = "2026") -> UnitRating:
    return UnitRating(
        book=make.book(), unit=world.committee(), period=year, end_on=date(2027, 1, 1), kind="x"
    )


def known(year: str = "2026") -> Evidence:
    return assemble(of_committee(year), Stated())


def reviewed(year: str = "2025", state: str = "adopted") -> Case:
    """A review that the People's Committee held of itself, with what it named."""
    facts = {"previous": previous_of(world.committee())}
    review = world.owed("review", at=THEN, fields={"year": year}, facts=facts, title="Kiểm điểm")
    Case.objects.filter(pk=review.pk).update(state="held")
    review.refresh_from_db()
    named = {"parent": review, "at": THEN, "facts": {"none_moves": "Chưa có", "new_because": "Mới"}}
    for title in ("Chậm giải quyết hồ sơ đất đai", "Lấn chiếm lòng lề kênh rạch"):
        world.owed("shortcoming", title=title, **named)
    Case.objects.filter(pk=review.pk).update(state=state)
    return review


def mended(case: Case) -> Case:
    world.proof(case, at=LATER)
    world.take(case, "report", world.officer(), at=LATER, items="Đã xử lý")
    return world.take(case, "verify", world.verifier(), at=LATER, items="Đã kiểm tra tại chỗ")


def named_of(review: Case) -> list[Case]:
    return list(Case.objects.filter(parent=review).order_by("pk"))


def test_without_any_record_nothing_is_known_and_nothing_is_nought() -> None:
    assert known() == Evidence()


def test_the_shortcomings_of_the_previous_review_are_counted_as_verified_or_open() -> None:
    first, second = named_of(review := reviewed())
    mended(first)

    found = known()

    assert (found.review, found.shortcomings, found.remedied) == (review.code, 2, 1)
    assert found.open_codes == (second.code,)


def test_what_was_reported_and_not_verified_is_open() -> None:
    first, _second = named_of(reviewed())
    world.proof(first, at=LATER)
    world.take(first, "report", world.officer(), at=LATER, items="Đã xử lý")

    assert first.code in known().open_codes


def test_what_the_tier_above_ended_unverified_is_not_remedied() -> None:
    first, _second = named_of(reviewed())
    above = world.holder("tinh", world.province())
    world.take(first, "overrule", above, at=LATER, overruled="Không còn đối tượng")
    first.refresh_from_db()

    assert first.state == "overruled"
    assert first.code in known().open_codes


def test_what_was_dropped_is_not_remedied() -> None:
    first, _second = named_of(reviewed())
    world.take(first, "drop", world.chair(), at=LATER, reason="Không làm nữa")

    assert first.code in known().open_codes


def test_what_was_merged_is_as_remedied_as_what_it_was_merged_into() -> None:
    first, second = named_of(reviewed())
    world.take(first, "merge", world.chair(), at=LATER, reason="Một", facts={"into": second.code})
    assert known().open_codes == (second.code,)

    mended(second)

    assert (known().shortcomings, known().remedied, known().open_codes) == (1, 1, ())


def test_the_review_of_the_rated_year_itself_is_not_the_previous_one() -> None:
    reviewed("2026")

    assert known("2026").review == ""
    assert known("2027").review != ""


def test_a_review_still_in_preparation_is_none() -> None:
    reviewed("2025", state="preparing")

    assert known().shortcomings is None


def test_the_last_review_counts_and_what_is_open_from_older_ones() -> None:
    older = named_of(reviewed("2024"))
    mended(older[0])
    last = reviewed("2025")

    found = known()

    assert found.review == last.code
    assert (found.shortcomings, found.remedied) == (3, 0)
    assert older[1].code in found.open_codes


def concluded(due: datetime, **more: Any) -> Case:
    given: dict[str, Any] = {
        "book": make.book(),
        "unit": world.ward(),
        "post": world.chair().post,
        "submitted_at": THEN,
        "until": due,
        "title": "Rà soát đất công",
        "fields": {"result": "Báo cáo"},
    }
    return open_case("conclusion", Opening(**given | more), by=make.minh(), at=THEN)


def test_tasks_are_what_was_first_promised_for_a_day_of_the_period() -> None:
    due = datetime(2026, 4, 1, 2, tzinfo=UTC)
    cases = [concluded(due, title=f"Việc {number}") for number in range(3)]
    concluded(datetime(2027, 4, 1, 2, tzinfo=UTC), title="Việc năm sau")
    ended = {"state": "kept", "ended_at": LATER}
    Case.objects.filter(pk=cases[0].pk).update(**ended)
    Case.objects.filter(pk=cases[1].pk).update(**ended | {"ended_at": due.replace(month=6)})

    found = known()

    assert (found.tasks, found.on_time, found.late, found.undone) == (3, 1, 1, 1)


def test_a_task_that_the_tier_above_ended_unverified_is_not_done() -> None:
    case = concluded(datetime(2026, 4, 1, 2, tzinfo=UTC))
    above = world.holder("tinh", world.province())
    world.take(case, "overrule", above, at=LATER, overruled="Không còn đối tượng")

    assert (known().on_time, known().late, known().undone) == (0, 0, 1)


def gone(day: datetime, step: str, **told: Any) -> Case:
    """A task of the second of April that was dropped or merged on ``day``."""
    case = concluded(datetime(2026, 4, 2, 2, tzinfo=UTC))
    return world.take(case, step, make.minh(), at=day, reason="Trùng", **told)


def test_a_task_that_was_dropped_after_its_day_is_not_done_and_before_it_is_none() -> None:
    gone(datetime(2026, 4, 1, 2, tzinfo=UTC), "drop")
    assert known().tasks is None

    gone(datetime(2026, 4, 3, 2, tzinfo=UTC), "drop")
    assert (known().tasks, known().undone) == (1, 1)


def test_a_late_task_that_was_merged_is_done_late_with_what_it_goes_on_as() -> None:
    other = concluded(datetime(2027, 4, 1, 2, tzinfo=UTC), title="Việc năm sau")
    gone(datetime(2026, 4, 3, 2, tzinfo=UTC), "merge", facts={"into": other.code})
    assert (known().tasks, known().undone) == (1, 1)

    Case.objects.filter(pk=other.pk).update(state="kept", ended_at=LATER)
    assert (known().tasks, known().on_time, known().late) == (1, 0, 1)


def test_an_extension_makes_nothing_on_time() -> None:
    case = concluded(datetime(2026, 4, 1, 2, tzinfo=UTC))
    late = datetime(2026, 6, 1, 2, tzinfo=UTC)
    Case.objects.filter(pk=case.pk).update(due_at=late, state="kept", ended_at=late)

    assert (known().on_time, known().late) == (0, 1)


def test_each_number_is_the_length_of_its_list() -> None:
    first, _second = named_of(reviewed())
    mended(first)
    concluded(datetime(2026, 4, 1, 2, tzinfo=UTC))

    found, evidence = lists(of_committee()), known()

    assert (len(found.remedied), len(found.open)) == (evidence.remedied, len(evidence.open_codes))
    assert len(found.on_time) + len(found.late) + len(found.undone) == evidence.tasks


def target_and_result(set_at: str, came: str) -> None:
    text = f"BÁO CÁO\n\nChỉ tiêu giải ngân năm 2026 là {set_at}.\nNăm 2026 giải ngân đạt {came}.\n"
    claims = make.document(text).claims.all()
    about = {"indicator": "investment-disbursed-share", "measure": "%", "period": "2026"}
    first = next(one for one in claims if one.quote.startswith(set_at))
    file_target(
        first, make.filing(**about), giver="Tỉnh", version=first.version, by=make.lan(), at=make.AT
    )
    make.result(next(one for one in claims if one.quote.startswith(came)), **about)


@pytest.mark.parametrize(("came", "met", "missed"), [("96%", 1, 0), ("90%", 0, 1)])
def test_a_basic_target_is_met_or_missed_by_figure_and_target(
    came: str, met: int, missed: int
) -> None:
    target_and_result("95%", came)

    assert (known().targets_met, known().targets_missed) == (met, missed)
    assert [one.code for one in lists(of_committee()).targets if one.met is not None] == [
        "disbursement"
    ]


def test_a_figure_that_is_only_about_right_meets_and_misses_nothing() -> None:
    target_and_result("95%", "96%")
    result = Result.objects.get(indicator="investment-disbursed-share")
    result.bound = "about"

    assert is_met(result, Target.objects.get()) is None


def inspected(outcome: str, about: Unit) -> None:
    case = Case.objects.create(
        book=make.book(), kind="inspection", code=f"KT-{outcome}-{about.pk}", unit=world.party(),
        post=world.chair().post, state="concluded", about=about, submitted_at=THEN,
        opened_at=THEN, ended_at=LATER,
    )  # fmt: skip
    Move.objects.create(
        case=case, number=1, step="conclude", state="concluded", at=LATER, recorded_at=LATER,
        by=world.chair(), post=case.post, facts={"outcome": outcome},
    )  # fmt: skip


def test_an_inspection_that_ended_with_discipline_says_so() -> None:
    inspected("discipline", world.committee())

    assert known().disciplined is True
    assert len(lists(of_committee()).inspections) == 1


def test_inspections_that_found_nothing_do_not_say_that_nobody_was_disciplined() -> None:
    inspected("no_breach", world.committee())
    inspected("discipline", world.division())

    assert known().disciplined is None
