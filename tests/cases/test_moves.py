"""Steps of a dossier: what the table allows, what the clock does, what is refused or kept."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests import make
from wardbook.cases.actions.moves import hand_over, take_step
from wardbook.cases.kinds import KINDS
from wardbook.cases.models import Breach, Case, Move
from wardbook.cases.rules.moves import GUARDS, open_steps
from wardbook.cases.rules.taking import Told
from wardbook.ledger.models import Audience, Body
from wardbook.lib.clock import VIETNAM
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def at(day: int, hour: int = 9, month: int = 9) -> datetime:
    """A moment of autumn 2026: September has no day off after the second."""
    return datetime(2026, month, day, hour, tzinfo=VIETNAM)


def accepted(**more: Any) -> Case:
    """Handed in and accepted on Monday 7 September at nine: five working days."""
    return make.step(make.case(at=at(7), **more), "accept", at=at(7))


def day(moment: datetime | None) -> str:
    return f"{moment.astimezone(VIETNAM):%d/%m}" if moment else ""


def test_every_rule_that_a_table_names_is_there() -> None:
    named = {
        name
        for kind in KINDS.values()
        for step in kind.steps.values()
        for name in (*step.guards, *step.law, *step.records)
    }

    assert named == set(GUARDS)


def test_every_step_leads_from_and_to_states_of_its_kind() -> None:
    for kind in KINDS.values():
        for step in kind.steps.values():
            assert {*step.before, *filter(None, [step.after])} <= set(kind.states)


def test_a_dossier_is_promised_when_it_is_accepted() -> None:
    case = make.case(at=at(7))
    assert case.due_at is None

    case = make.step(case, "accept", at=at(7))

    assert (day(case.first_due_at), case.state) == ("14/09", "in_hand")


def test_a_supplement_starts_the_limit_again_and_the_first_promise_stays() -> None:
    case = accepted()
    make.step(case, "supplement", items="Bản sao giấy khai sinh", at=at(8))

    case = make.step(case, "supplemented", at=at(14))

    assert (day(case.first_due_at), day(case.due_at)) == ("14/09", "21/09")


def test_more_papers_are_asked_for_once() -> None:
    case = accepted()
    make.step(case, "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(9))

    with pytest.raises(Refused, match="DOS-01"):
        make.step(case, "supplement", items="Giấy kết hôn", at=at(10))


def test_a_leader_may_overrule_the_law_and_it_is_kept_as_a_breach() -> None:
    case = accepted()
    make.step(case, "supplement", items="Giấy khai sinh", at=at(8))
    make.step(case, "supplemented", at=at(9))

    told = {"items": "Giấy kết hôn", "overruled": "Luật chuyên ngành cho phép", "at": at(10)}
    case = make.step(case, "supplement", by=make.minh(), **told)

    assert [breach.rule for breach in case.breaches.all()] == ["DOS-01"]


def test_a_clerk_overrules_nothing() -> None:
    case = accepted()

    with pytest.raises(Refused, match="CAS-08"):
        make.step(case, "supplement", items="Giấy tờ", overruled="Cần", at=at(8))


def test_a_supplement_asked_for_late_is_kept_as_a_breach() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(11))

    assert [breach.rule for breach in case.breaches.all()] == ["DOS-02"]


def test_a_dossier_is_closed_when_nothing_came_for_fifteen_days() -> None:
    case = make.step(accepted(), "supplement", items="Giấy khai sinh", at=at(8))
    with pytest.raises(Refused, match="DOS-03"):
        make.step(case, "close", at=at(23))

    case = make.step(case, "close", at=at(24))

    assert case.state == "closed"


def test_a_new_date_is_set_once_by_a_leader_and_the_first_stays() -> None:
    case = accepted()
    told = {"reason": "Chờ xác minh", "by": make.minh()}

    case = make.step(case, "extend", until=at(18), at=at(11), **told)

    assert (day(case.first_due_at), day(case.due_at)) == ("14/09", "18/09")
    with pytest.raises(Refused, match="DOS-04"):
        make.step(case, "extend", until=at(25), at=at(16), **told)


def test_an_apology_on_the_day_itself_is_kept_as_a_breach() -> None:
    told = {"reason": "Chờ xác minh", "until": at(18), "by": make.minh()}

    case = make.step(accepted(), "extend", at=at(14), **told)

    assert [breach.rule for breach in case.breaches.all()] == ["DOS-05"]


def test_a_late_result_without_an_apology_is_two_breaches() -> None:
    case = make.step(accepted(), "resolve", at=at(15))

    assert [breach.rule for breach in case.breaches.order_by("rule")] == ["DOS-06", "DOS-07"]


def test_a_result_on_the_due_day_is_no_breach() -> None:
    case = make.step(accepted(), "resolve", at=at(14, 16))

    assert not Breach.objects.filter(case=case).exists()


def test_an_out_of_area_dossier_runs_from_receipt_by_the_competent_agency() -> None:
    case = accepted(competent="UBND phường Bên Kia")
    assert case.due_at is None

    case = make.step(case, "reach", at=at(9))

    assert day(case.first_due_at) == "16/09"


def test_before_august_2026_it_ran_from_acceptance() -> None:
    opened = make.case(at=at(6, month=7), competent="UBND phường Bên Kia")

    case = make.step(opened, "accept", at=at(6, month=7))

    assert day(case.first_due_at) == "13/07"


def test_what_is_taken_before_three_is_forwarded_the_same_day() -> None:
    in_time = make.step(accepted(), "forward", at=at(7, 16))
    late = make.step(accepted(), "forward", at=at(8))

    assert not in_time.breaches.exists()
    assert [breach.rule for breach in late.breaches.all()] == ["DOS-10"]


def test_a_step_that_is_not_open_now_is_refused() -> None:
    with pytest.raises(Refused, match="CAS-02"):
        make.step(make.case(at=at(7)), "resolve", at=at(8))


def test_the_second_of_two_clerks_on_one_case_is_told() -> None:
    case = make.case(at=at(7))
    seen = Case.objects.get(pk=case.pk)
    make.step(case, "accept", at=at(7))

    with pytest.raises(Refused, match="CAS-03"):
        take_step(seen, "reject", Told(reason="Sai nơi"), by=make.lan(), at=at(7))


def test_a_step_lies_between_the_one_before_it_and_now() -> None:
    case = accepted()

    with pytest.raises(Refused, match="CAS-05"):
        take_step(case, "resolve", Told(at=at(6)), by=make.lan(), at=at(9))
    with pytest.raises(Refused, match="CAS-05"):
        take_step(case, "resolve", Told(at=at(10)), by=make.lan(), at=at(9))


def test_a_time_is_typed_to_the_minute_of_the_step_before() -> None:
    case = make.step(make.case(at=at(7)), "accept", at=at(7).replace(second=40))

    told = Told(at=at(7))
    case = take_step(case, "resolve", told, by=make.lan(), at=at(7, 10))

    assert case.ended_at == case.accepted_at


def test_a_clock_that_is_a_little_behind_holds_nobody_up() -> None:
    case = make.step(make.case(at=at(7)), "accept", at=at(7))

    case = take_step(case, "resolve", Told(), by=make.lan(), at=at(7) - timedelta(seconds=9))

    assert case.ended_at == at(7)


def test_what_was_done_before_a_hand_over_may_be_told_after_it() -> None:
    """Resolved on Thursday, handed over on Friday, and told on Friday afternoon."""
    case, hoa = accepted(), make.tenure("hoa", "clerk")
    case = hand_over(case, hoa.post, "Phân công lại", by=make.lan(), at=at(11))

    case = take_step(case, "resolve", Told(at=at(10, 16)), by=hoa, at=at(11, 15))

    assert (case.ended_at, case.post) == (at(10, 16), hoa.post)


@pytest.mark.parametrize(("step", "told"), [("reject", {}), ("complete", {"items": " "})])
def test_a_step_says_what_it_needs(step: str, told: dict[str, str]) -> None:
    with pytest.raises(Refused, match="CAS-04"):
        make.step(make.case(at=at(7)), step, at=at(7), **told)


def test_another_post_answers_after_a_hand_over_and_the_date_stands() -> None:
    case, hoa = accepted(), make.tenure("hoa", "clerk")

    case = hand_over(case, hoa.post, "Phân công lại", by=make.lan(), at=at(8))

    assert (case.post, day(case.due_at)) == (hoa.post, "14/09")


def test_what_was_done_stays_in_its_order() -> None:
    case = make.step(accepted(), "resolve", at=at(10))
    make.step(case, "deliver", at=at(11))

    steps = Move.objects.filter(case=case).values_list("number", "step")
    assert list(steps) == [(1, "open"), (2, "accept"), (3, "resolve"), (4, "deliver")]


def test_the_holder_s_entry_names_nobody_and_no_word() -> None:
    case = accepted(fields={"applicant": "Lê Văn Mẫu", "phone": "0900000000"})

    bodies = Body.objects.filter(entry__audience=Audience.HOLDER)

    assert bodies.count() == 2
    for body in bodies:
        assert not any(word in body.content + body.key for word in ("Mẫu", "0900", case.word))


def test_feedback_is_answered_in_fifteen_working_days_and_asked_again_after_four_weeks() -> None:
    case = make.step(make.case("feedback", at=at(7)), "answer", reason="Đã dọn", at=at(21))
    assert day(case.first_due_at) == "28/09"
    with pytest.raises(Refused, match="FBK-04"):
        make.step(case, "mended", at=at(18, month=10))

    case = make.step(case, "mended", at=at(19, month=10))

    assert case.state == "mended"


def test_codes_of_a_day_follow_without_a_gap() -> None:
    first = make.case(at=at(7))
    with pytest.raises(Refused):
        make.case(at=at(7), submitted_at=at(7) + timedelta(days=1))
    second = make.case(at=at(7))

    assert [case.code[-3:] for case in (first, second)] == ["001", "002"]


def test_the_bodies_of_a_ward_share_its_numbers() -> None:
    """The code names the ward: two desks that counted apart would give the same one twice."""
    first = make.case(at=at(7))
    desk = make.unit("99901-desk", "one_stop_desk", parent=first.unit)

    second = make.case(at=at(7), unit=desk)

    assert second.code == first.code.replace("-001", "-002")


def test_only_its_own_steps_are_open() -> None:
    assert set(open_steps(make.case(at=at(7)))) == {
        "accept",
        "complete",
        "reject",
        "withdraw",
        "pay",
    }
