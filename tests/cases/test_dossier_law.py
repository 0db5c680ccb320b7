"""The decree on the one-stop mechanism, rule by rule: where it lets through, and where not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests import make
from tests.cases.test_case_rules import rules
from tests.cases.test_moves import accepted, at
from wardbook.cases.actions.notices import tell
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def test_what_is_completed_online_is_answered_in_eight_working_hours_again() -> None:
    """It came back on Wednesday at 9:00; the hours in between were the applicant's."""
    case = make.case(at=at(7, 8), channel="online")
    make.step(case, "complete", items="Ảnh chân dung", at=at(7, 10))
    case = make.step(case, "completed", at=at(9))

    assert rules(make.step(case, "accept", at=at(11))) == ["DOS-12"]


def test_what_is_completed_online_and_answered_the_same_day_is_no_breach() -> None:
    case = make.case(at=at(7, 8), channel="online")
    make.step(case, "complete", items="Ảnh chân dung", at=at(7, 10))
    case = make.step(case, "completed", at=at(9))

    assert rules(make.step(case, "accept", at=at(9, 16))) == []


def test_before_acceptance_too_what_is_missing_is_asked_for_once() -> None:
    case = make.step(make.case(at=at(7)), "complete", items="Ảnh chân dung", at=at(7))
    make.step(case, "completed", at=at(8))

    with pytest.raises(Refused, match="DOS-01"):
        make.step(case, "complete", items="Giấy khai sinh", at=at(8))


@pytest.mark.parametrize(("day", "kept"), [(8, []), (9, ["DOS-16"])])
def test_to_another_agency_it_is_sent_within_one_working_day(day: int, kept: list[str]) -> None:
    case = accepted(competent="UBND phường Bên Kia")

    assert rules(make.step(case, "forward", at=at(day, 16))) == kept


@pytest.mark.parametrize(
    ("came", "sent", "kept"),
    [
        (at(7, 6), at(7, 16), []),
        (at(7, 15), at(8), ["DOS-10"]),
        (at(7, 15).replace(minute=1), at(8), []),
        (at(12, 9), at(14), []),  # a Saturday: received on Monday
        (at(12, 9), at(15), ["DOS-10"]),
    ],
)
def test_forwarding_on_the_day_of_receipt(came: datetime, sent: datetime, kept: list[str]) -> None:
    case = make.step(make.case(at=came), "accept", at=came)

    assert rules(make.step(case, "forward", at=sent)) == kept


def test_a_supplement_that_was_overruled_is_late_after_the_first_one_came() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(14))
    again = {"items": "Giấy khác", "overruled": "Luật chuyên ngành", "by": make.minh()}

    assert rules(make.step(case, "supplement", at=at(17), **again)) == ["DOS-01"]


def test_papers_that_come_before_the_agency_has_it_start_no_clock() -> None:
    case = accepted(competent="UBND phường Bên Kia")
    make.step(case, "supplement", items="Giấy khai sinh", at=at(8))
    case = make.step(case, "supplemented", at=at(9))
    assert case.due_at is None

    assert make.step(case, "reach", at=at(10)).due_at == at(17, 17)


def test_what_is_done_the_same_day_is_due_anew_on_the_day_its_papers_came() -> None:
    same_day = make.procedure("1.000004", limit="", same_day=True)
    case = make.step(make.case(at=at(7), procedure=same_day), "accept", at=at(7))
    make.step(case, "supplement", items="Giấy khai sinh", at=at(7))

    case = make.step(case, "supplemented", at=at(10))

    assert (case.first_due_at, case.due_at) == (at(7, 17), at(10, 17))


@pytest.mark.parametrize("step", ["resolve", "refuse"])
def test_nothing_is_withdrawn_once_it_is_decided(step: str) -> None:
    case = make.step(accepted(), step, reason="Không đủ điều kiện", at=at(9))

    with pytest.raises(Refused, match="CAS-02"):
        make.step(case, "withdraw", at=at(9))


def test_until_then_it_is_withdrawn_whatever_it_waits_for() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))

    assert make.step(case, "withdraw", at=at(9)).state == "withdrawn"


@pytest.mark.parametrize(("day", "kept"), [(14, []), (15, ["DOS-06", "DOS-07"])])
def test_a_refusal_comes_within_the_limit_too(day: int, kept: list[str]) -> None:
    told = {"reason": "Không đủ điều kiện", "at": at(day, 16)}

    assert rules(make.step(accepted(), "refuse", **told)) == kept


def test_an_extension_before_a_restart_is_the_only_one() -> None:
    case, told = accepted(), {"reason": "Xác minh", "by": make.minh()}
    make.step(case, "extend", until=at(18, 17), at=at(8), **told)
    make.step(case, "supplement", items="Giấy khai sinh", at=at(9))
    case = make.step(case, "supplemented", at=at(10))
    assert case.due_at == at(17, 17)

    with pytest.raises(Refused, match="DOS-04"):
        make.step(case, "extend", until=at(25), at=at(11), **told)


def test_the_fifteen_days_run_from_when_the_applicant_was_told() -> None:
    fields = {"applicant": "Lê Thị Mẫu", "phone": "0900000001", "notice": "phone"}
    case = make.step(accepted(fields=fields), "supplement", items="Giấy khai sinh", at=at(8))
    with pytest.raises(Refused, match="Nobody has told"):
        make.step(case, "close", at=at(24))
    tell(case.notices.get(about="supplement"), by=make.lan(), at=at(10))
    with pytest.raises(Refused, match="DOS-03"):
        make.step(case, "close", at=at(25))

    assert make.step(case, "close", at=at(26)).state == "closed"


def test_an_old_dossier_s_apology_too_goes_out_a_day_before() -> None:
    june, old = datetime(2025, 6, 2, 9, tzinfo=at(7).tzinfo), date(2025, 1, 1)
    by = make.lan(since=old)
    case = make.step(make.case(at=june, by=by), "accept", at=june)
    told = {"reason": "Xác minh", "until": june + timedelta(days=14), "by": make.minh(since=old)}

    case = make.step(case, "extend", at=june + timedelta(days=7), **told)

    assert rules(case) == ["DOS-05"]


def test_an_old_dossier_keeps_the_rules_of_its_day() -> None:
    """Of June 2025: no rule of Decree 118 is asked of it, and the date is set anew once."""
    june = datetime(2025, 6, 2, 9, tzinfo=at(7).tzinfo)
    old: dict[str, Any] = {
        "channel": "online",
        "procedure": make.procedure("1.000005", limit="90d"),
        "by": make.lan(since=date(2025, 1, 1)),
    }
    case = make.step(make.case(at=june, **old), "accept", at=june + timedelta(days=9))
    case = make.step(case, "supplement", items="Giấy", at=june + timedelta(days=40))
    case = make.step(case, "supplemented", at=june + timedelta(days=41))
    told = {"reason": "Xác minh", "by": make.minh(since=date(2025, 1, 1))}
    told["until"] = june + timedelta(days=200)
    case = make.step(case, "extend", at=june + timedelta(days=50), **told)
    assert rules(case) == []

    with pytest.raises(Refused, match="DOS-04"):
        later = told | {"until": june + timedelta(days=300)}
        make.step(case, "extend", at=june + timedelta(days=60), **later)


def test_a_result_that_was_put_right_wrongly_is_put_right_again() -> None:
    case = make.step(accepted(), "resolve", at=at(9))
    make.step(case, "wrong", reason="Sai năm sinh", at=at(10))
    make.step(case.children.get(), "correct", at=at(11))

    make.step(case, "wrong", reason="Sai tên", at=at(12))

    assert case.children.count() == 2
