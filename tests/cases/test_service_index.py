"""Components of the national index as a ward's own book counts them, each with its cases."""

from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from wardbook.cases.models import Case, Procedure
from wardbook.cases.queries import statement
from wardbook.cases.queries.service_index import Counted, counted
from wardbook.cases.queries.statement import Frame
from wardbook.lib.clock import VIETNAM
from wardbook.lib.period import Period
from wardbook.reports.one_stop.compute import computed

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 20, 8, tzinfo=VIETNAM)


def at(day: int, month: int = 9) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=VIETNAM)


def frame(cut_off: datetime = LATER) -> Frame:
    return statement.frame(make.unit(), Period("2026-09"), cut_off)


def accepted(day: int = 7, **more: Any) -> Case:
    return make.step(make.case(at=at(day), **more), "accept", at=at(day))


def feedback(day: int = 7) -> Case:
    return make.case("feedback", at=at(day))


def component(code: str, cut_off: datetime = LATER) -> Counted:
    return counted(frame(cut_off))[code]


def test_a_dossier_in_time_and_a_late_one_are_one_of_two() -> None:
    good = make.step(accepted(), "resolve", at=at(9))
    late = make.step(accepted(8, fields={"applicant": "Trần Thử"}), "resolve", at=at(28))

    found = component("2.1")

    assert (found.good, found.of, found.rest) == ((good.pk,), (good.pk, late.pk), (late.pk,))


def test_what_was_refused_at_intake_was_not_handled() -> None:
    make.step(make.case(at=at(7)), "reject", at=at(7), reason="Sai nơi nhận")

    assert component("2.1").of == ()


def test_it_is_the_share_that_the_statement_prints() -> None:
    make.step(accepted(), "resolve", at=at(9))
    accepted(8, fields={"applicant": "Trần Thử"})
    make.case(at=at(10), fields={"applicant": "Lê Thử"})
    shares = computed(frame(), make.book())["shares"]
    printed = next(one for one in shares if one["name"] == "index")

    found = component("2.1")

    assert (len(found.good), len(found.of)) == (printed["numerator"], printed["denominator"])
    assert printed["denominator"] == 2


def test_what_has_no_date_is_judged_by_the_limit_of_its_procedure() -> None:
    """The agency that decides has not got it yet, so its clock stands and nothing is promised."""
    case = accepted(competent="Sở Tư pháp", procedure=make.procedure(limit="5wd"))
    assert Case.objects.get(pk=case.pk).due_at is None

    assert component("2.1", at(11)).good == (case.pk,)
    assert component("2.1", at(17)).rest == (case.pk,)


def test_a_version_without_a_limit_is_judged_by_the_one_after_it() -> None:
    old = make.procedure(limit="")
    case = accepted(procedure=old)
    assert component("2.1").apart == (case.pk,)

    Procedure.objects.filter(pk=old.pk).update(
        valid_from=date(2026, 1, 1), valid_to=date(2026, 10, 1)
    )
    later = Procedure.objects.get(pk=old.pk)
    later.pk, later.version, later.limit, later.notice = None, old.version + 1, "5wd", "K7-NEXT"
    later.valid_from, later.valid_to = date(2026, 10, 1), None
    later.save()

    assert component("2.1").rest == (case.pk,)


def test_a_second_request_for_papers_is_late() -> None:
    case = accepted()
    make.step(case, "supplement", at=at(8), items="Bản sao")
    make.step(case, "supplemented", at=at(9))
    make.step(case, "supplement", at=at(9), items="Bản chính", overruled="Thiếu từ đầu",
              by=make.minh())  # fmt: skip
    make.step(case, "supplemented", at=at(10))

    assert component("2.1").rest == (case.pk,)


def test_feedback_answered_in_time_counts_and_late_does_not() -> None:
    good = make.step(feedback(), "answer", at=at(9), reason="Đã dọn")
    late = make.step(feedback(8), "answer", at=at(12, month=10), reason="Đã dọn")

    found = component("5.2")

    assert (found.good, found.rest) == ((good.pk,), (late.pk,))


def test_feedback_open_past_its_date_is_late_and_in_time_before_it() -> None:
    case = feedback()

    assert component("5.2").rest == (case.pk,)
    assert component("5.2", at(9)).good == (case.pk,)


def test_feedback_that_waits_for_the_person_is_not_late() -> None:
    case = make.step(feedback(), "complete", items="Ở đâu?", at=at(9))

    assert component("5.2").good == (case.pk,)


def test_what_is_not_mended_when_asked_again_was_not_satisfying() -> None:
    case = make.step(feedback(), "answer", at=at(9), reason="Đã dọn")
    make.step(case, "not_mended", at=at(20, month=10))

    assert component("5.3").rest == (case.pk,)
    assert component("5.2").good == (case.pk,)


def test_no_feedback_is_nothing_of_nothing_and_exact() -> None:
    make.lan()

    assert component("5.3") == Counted((), ())


def test_satisfaction_is_at_most_what_the_book_sees() -> None:
    good = make.step(accepted(), "resolve", at=at(9))
    bad = make.step(accepted(8, fields={"applicant": "Trần Thử"}), "resolve", at=at(9))
    make.case("feedback", at=at(10), parent=bad)

    found = component("5.4")

    assert (found.good, found.at_most) == ((good.pk,), True)
