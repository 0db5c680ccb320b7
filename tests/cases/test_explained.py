"""Why a date is that date, as it is kept with the promise."""

from datetime import date, datetime
from string import ascii_letters
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from tests import make
from wardbook.cases import explained
from wardbook.cases.actions.calendar import accept_announcement
from wardbook.cases.models import Case
from wardbook.cases.rules.taking import Clock
from wardbook.lib.calendar import Notice
from wardbook.lib.clock import VIETNAM
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9) -> datetime:
    """A moment of September 2026: no day off after the second."""
    return datetime(2026, 9, day, hour, tzinfo=VIETNAM)


def why(case: Case) -> dict[str, Any]:
    clock = Clock(*working_time(case.unit, at(30).date()))
    return explained.why(case, list(case.moves.all()), clock)


def counted(one: dict[str, Any]) -> int:
    grounds = one["grounds"]
    return sum(grounds[ascii_letters.index(letter)]["counted"] for letter in one["days"])


def test_each_day_is_a_letter_and_the_counted_ones_are_the_limit() -> None:
    case = make.step(make.case(at=at(7)), "accept", at=at(7))
    first = why(case)["first"]

    assert first["days"] == "abbbbccb"
    assert counted(first) == 5
    assert [one["counted"] for one in first["grounds"]] == [False, True, False]


def test_days_on_which_its_author_was_waited_for_are_not_counted() -> None:
    case = make.case("feedback", at=at(7))
    make.step(case, "complete", items="Số nhà nào?", at=at(9))
    case = make.step(case, "completed", at=at(14))
    now = why(case)["now"]

    waited = [one for one in now["grounds"] if one["label"]["en"] == explained.WAITED]
    letter = ascii_letters[now["grounds"].index(waited[0])]
    assert now["days"].count(letter) == 3  # 10, 11 and 14 September
    assert counted(now) == 15
    assert now["due"].startswith("2026-10-01")


def test_a_limit_in_hours_tells_the_minutes_of_each_day() -> None:
    procedure = make.procedure("9.000001", limit="8wh")
    case = make.step(make.case(procedure=procedure, at=at(7)), "accept", at=at(7))
    first = why(case)["first"]

    assert sum(first["minutes"]) == 8 * 60
    assert len(first["minutes"]) == len(first["days"])


def test_what_is_promised_nothing_explains() -> None:
    assert why(make.case(at=at(7))) == {"first": None, "now": None}


def test_reasons_stand_in_both_languages() -> None:
    assert explained.in_both("weekend") == {"vi": "nghỉ hằng tuần", "en": "weekend"}


def accepted() -> Case:
    return make.step(make.case(at=at(7)), "accept", at=at(7))


def dates(case: Case) -> list[explained.Promise]:
    return explained.promises(case, list(case.moves.all()))


def test_a_first_promise_is_explained_by_days_that_lead_to_it() -> None:
    (promise,) = dates(accepted())

    assert (promise.agrees, promise.how) == (True, "counted")
    assert promise.explained is not None
    assert [day.on.day for day in promise.explained.days if day.counted] == [8, 9, 10, 11, 14]


def test_a_restart_and_an_extension_are_promises_of_their_own() -> None:
    case = make.step(accepted(), "supplement", items="Bản sao", at=at(8))
    case = make.step(case, "supplemented", at=at(10))
    make.step(case, "extend", reason="Xác minh", until=at(25, 17), at=at(11), by=make.minh())

    found = dates(case)

    assert [one.move.step for one in found] == ["accept", "supplemented", "extend"]
    assert [one.how for one in found] == ["counted", "counted", "set"]


def test_office_and_holder_read_the_same_days_after_a_wait() -> None:
    case = make.case("feedback", at=at(7))
    make.step(case, "complete", items="Số nhà nào?", at=at(9))
    case = make.step(case, "completed", at=at(14))

    last, said = dates(case)[-1], why(case)["now"]

    assert last.explained is not None
    assert [day.counted for day in last.explained.days] == [
        said["grounds"][ascii_letters.index(letter)]["counted"] for letter in said["days"]
    ]
    assert [day.number for day in last.explained.days if day.counted] == list(range(1, 16))


def test_a_result_of_the_same_day_names_the_days_off_that_put_it_off() -> None:
    row = make.procedure("1.000004", limit="", same_day=True)
    friday = at(11, 16)
    case = make.step(make.case(at=friday, procedure=row), "accept", at=friday)

    first = why(case)["first"]

    assert (first["how"], first["days"]) == ("same_day", "abbc")
    reasons = [one["label"]["vi"] for one in first["grounds"]]
    assert reasons[0] == "nộp sau giờ còn trả trong ngày"
    assert [one["counted"] for one in first["grounds"]] == [False, False, True]
    assert first["due"].startswith("2026-09-14")


def test_a_same_day_procedure_whose_day_somebody_named_is_not_explained_by_days() -> None:
    row = make.procedure("1.000004", limit="", same_day=True)
    case = make.step(make.case(at=at(7), procedure=row), "accept", at=at(7), until=at(10))

    assert "grounds" not in why(case)["first"]
    assert [one.agrees for one in dates(case)] == [True]


def test_a_date_that_the_office_named_is_no_result_of_the_same_day() -> None:
    case = make.case(at=at(7), procedure=make.procedure("1.000003", limit=""))
    case = make.step(case, "accept", at=at(8), until=at(11), reason="Cần xác minh")

    first = why(case)["first"]

    assert (first["how"], "reason" in first) == ("given", False)
    assert [one.how for one in dates(case)] == ["given"]


def test_a_slip_asks_for_the_promise_of_its_own_step() -> None:
    case = make.step(accepted(), "supplement", items="Bản sao", at=at(8))
    case = make.step(case, "supplemented", at=at(10))
    moves = list(case.moves.all())

    found = explained.promised_by(case, moves, moves[-1].number)

    assert found is not None
    assert found.due == case.due_at
    assert explained.promised_by(case, moves, moves[0].number) is None


def test_a_date_that_an_announcement_moved_is_a_promise_of_its_own() -> None:
    off = Notice(date(2026, 9, 11), False, "Nghỉ chống bão", "Công văn 1/VPCP", "stated")
    case = accepted()
    accept_announcement(case.unit, [off], book=case.book, by=make.quan(), at=at(10))

    first, moved = dates(Case.objects.get(pk=case.pk))

    assert (first.agrees, moved.agrees, moved.move.step) == (True, True, "calendar")
    assert moved.explained is not None
    assert [day.on.day for day in moved.explained.days if day.counted] == [8, 9, 10, 14, 15]


class AnyLimit(TestCase):
    @given(st.integers(1, 40), st.sampled_from(["wd", "d"]), st.integers(1, 28))
    def test_the_days_end_on_the_promised_one(self, amount: int, unit: str, day: int) -> None:
        procedure = make.procedure(f"9.{amount}{unit}"[:10], limit=f"{amount}{unit}")
        case = make.step(make.case(procedure=procedure, at=at(day)), "accept", at=at(day))
        first = why(case)["first"]
        assert case.due_at is not None
        start = datetime.fromisoformat(first["first_day"]).date()
        ends = case.due_at.astimezone(VIETNAM).date()
        assert len(first["days"]) == (ends - start).days + 1
        assert unit == "d" or counted(first) == amount
