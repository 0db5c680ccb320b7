"""Each rule of cases: where it lets through, and where it refuses or keeps a breach."""

import json
from datetime import date, datetime
from typing import Any

import pytest

from tests import make
from tests.cases.test_moves import accepted, at
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.faces import holder_key
from wardbook.cases.models import Case
from wardbook.ledger.models import Audience, Body
from wardbook.lib.refusal import Refused
from wardbook.org.actions import close_post

pytestmark = pytest.mark.django_db


def rules(case: Case) -> list[str]:
    return sorted(breach.rule for breach in case.breaches.all())


def test_a_dossier_needs_a_procedure_of_its_day() -> None:
    later = make.procedure("1.000001", valid_from=date(2026, 9, 8))

    assert make.case(at=at(8), procedure=later).procedure == later
    for procedure in (None, later):
        with pytest.raises(Refused, match="CAS-01"):
            make.case(at=at(7), procedure=procedure)


def test_work_has_a_post_of_its_place_that_somebody_holds() -> None:
    other = make.tenure("hoa", "clerk", where=make.unit("99902"))

    with pytest.raises(Refused, match="CAS-06"):
        make.case(at=at(7), post=other.post)


def test_an_administrators_post_answers_for_no_work() -> None:
    quan, case = make.quan(), accepted()

    with pytest.raises(Refused, match="CAS-06"):
        make.case(post=quan.post)
    with pytest.raises(Refused, match="CAS-06"):
        hand_over(case, quan.post, "Nghỉ phép", by=make.lan(), at=at(8))


def test_work_passes_to_another_post_for_a_reason() -> None:
    case, hoa = accepted(), make.tenure("hoa", "clerk")

    for post, reason, rule in ((case.post, "Nghỉ phép", "CAS-09"), (hoa.post, " ", "CAS-04")):
        with pytest.raises(Refused, match=rule):
            hand_over(case, post, reason, by=make.lan(), at=at(8))
    assert hand_over(case, hoa.post, "Nghỉ phép", by=make.lan(), at=at(8)).post == hoa.post


def test_nobody_passes_work_to_a_post_without_a_holder() -> None:
    case, hoa = accepted(), make.tenure("hoa", "clerk")
    hoa.end_on = date(2026, 9, 8)
    hoa.save()
    close_post(hoa.post, end_on=date(2026, 9, 8), owing=0, by="system", at=at(7))

    with pytest.raises(Refused, match="CAS-06"):
        hand_over(case, hoa.post, "Nghỉ phép", by=make.lan(), at=at(8))


def test_work_that_is_over_passes_to_nobody() -> None:
    case, hoa = make.step(accepted(), "resolve", at=at(9)), make.tenure("hoa", "clerk")

    with pytest.raises(Refused, match="CAS-02"):
        hand_over(case, hoa.post, "Nghỉ phép", by=make.lan(), at=at(9))


def test_what_another_system_keeps_is_moved_on_there() -> None:
    case = make.case(at=at(7))
    Case.objects.filter(pk=case.pk).update(origin="igate", word="")

    with pytest.raises(Refused, match="CAS-07"):
        make.step(case, "accept", at=at(7))


def test_a_stranger_to_the_place_moves_nothing() -> None:
    other = make.tenure("hoa", "clerk", where=make.unit("99902"))

    with pytest.raises(Refused, match="ORG-01"):
        make.step(make.case(at=at(7)), "accept", by=other, at=at(7))


@pytest.mark.parametrize("until", [at(14), at(10)])
def test_a_new_date_is_later_than_the_one_that_holds(until: Any) -> None:
    told = {"reason": "Xác minh", "by": make.minh(), "at": at(10)}

    with pytest.raises(Refused, match="DOS-08"):
        make.step(accepted(), "extend", until=until, **told)


def test_nothing_is_extended_that_was_not_promised() -> None:
    case = accepted(competent="UBND phường Bên Kia")

    with pytest.raises(Refused, match="DOS-08"):
        make.step(case, "extend", until=at(20), reason="Chậm", by=make.minh(), at=at(8))


def test_a_dossier_is_forwarded_once() -> None:
    case = make.step(accepted(), "forward", at=at(7))

    with pytest.raises(Refused, match="DOS-09"):
        make.step(case, "forward", at=at(8))


def test_only_another_agency_receives_it_and_once() -> None:
    with pytest.raises(Refused, match="DOS-11"):
        make.step(accepted(), "reach", at=at(8))
    case = make.step(accepted(competent="UBND phường Bên Kia"), "reach", at=at(8))

    with pytest.raises(Refused, match="DOS-11"):
        make.step(case, "reach", at=at(9))


@pytest.mark.parametrize(("hour", "kept"), [(16, []), (18, ["DOS-12"])])
def test_an_online_dossier_is_answered_in_eight_working_hours(hour: int, kept: list[str]) -> None:
    """Handed in at 8:00: 3½ hours until noon, 3½ after it, and one on the next morning."""
    case = make.case(at=at(7, 8), channel="online")
    answered = at(7, hour) if hour < 17 else at(8, 9)

    assert rules(make.step(case, "accept", at=answered)) == kept


def test_at_the_counter_there_is_no_such_limit() -> None:
    assert rules(make.step(make.case(at=at(7)), "accept", at=at(9))) == []


def test_a_fee_is_paid_once() -> None:
    case = make.step(accepted(), "pay", at=at(8))
    assert case.paid_at

    with pytest.raises(Refused, match="DOS-13"):
        make.step(case, "pay", at=at(8))


def test_a_wrong_result_is_put_right_by_a_child_within_three_working_days() -> None:
    case = make.step(accepted(), "resolve", at=at(9))
    make.step(case, "wrong", reason="Sai năm sinh", at=at(10))
    with pytest.raises(Refused, match="DOS-14"):
        make.step(case, "wrong", reason="Sai tên", at=at(10))
    (child,) = case.children.all()

    in_time = make.step(child, "correct", at=at(15))

    assert rules(in_time) == []
    case.refresh_from_db()
    assert case.state == "resolved"


def test_whoever_waits_for_a_correction_is_told_of_it_and_reads_it_on_their_page() -> None:
    fields = {"applicant": "Lê Thị Mẫu", "phone": "0900000001", "notice": "phone"}
    case = make.step(accepted(fields=fields), "resolve", at=at(9))
    make.step(case, "deliver", at=at(9))
    make.step(case, "wrong", reason="Sai năm sinh", at=at(10))

    child = make.step(case.children.get(), "correct", at=at(11))

    said = Body.objects.filter(entry__audience=Audience.HOLDER).order_by("-entry__seq")[0]
    history = json.loads(said.content)["history"]
    assert [line["step"] for line in history][-2:] == ["wrong", "correct"]
    assert (child.word, said.key) == ("", holder_key(case.word))
    assert [notice.about for notice in case.notices.all()] == ["ready"]


def test_a_wrong_result_is_put_right_though_nobody_holds_its_post_any_more() -> None:
    hoa = make.tenure("hoa", "clerk")
    case = make.step(accepted(post=hoa.post), "resolve", at=at(8))
    hoa.end_on = date(2026, 9, 8)
    hoa.save()

    make.step(case, "wrong", reason="Sai năm sinh", at=at(10))

    assert case.children.get().post == make.lan().post


def test_a_correction_that_takes_longer_is_kept_as_a_breach() -> None:
    case = make.step(accepted(), "resolve", at=at(9))
    make.step(case, "wrong", reason="Sai năm sinh", at=at(10))

    assert rules(make.step(case.children.get(), "correct", at=at(16))) == ["DOS-15"]


@pytest.mark.parametrize(
    ("step", "day", "kept"),
    [
        ("reject", 9, []),
        ("reject", 10, ["FBK-01"]),
        ("transfer", 14, []),
        ("transfer", 15, ["FBK-03"]),
        ("complete", 14, []),
        ("complete", 15, ["FBK-02"]),
    ],
)
def test_feedback_has_a_limit_for_each_answer(step: str, day: int, kept: list[str]) -> None:
    told = {"items": "Ở đoạn nào?"} if step == "complete" else {"reason": "Không thuộc phường"}

    assert rules(make.step(make.case("feedback", at=at(7)), step, at=at(day), **told)) == kept


@pytest.mark.parametrize(("day", "kept"), [(25, []), (28, ["FBK-03"])])
def test_feedback_that_was_completed_is_passed_on_in_time_from_then(
    day: int, kept: list[str]
) -> None:
    """More came on Friday the 18th: five working days are over on the 25th."""
    case = make.step(make.case("feedback", at=at(7)), "complete", items="Ở đâu?", at=at(9))
    make.step(case, "completed", at=at(18))

    case = make.step(case, "transfer", reason="Không thuộc phường", at=at(day, 16))

    assert rules(case) == kept


def test_what_is_answered_while_the_person_is_waited_for_is_not_late() -> None:
    case = make.step(make.case("feedback", at=at(7)), "complete", items="Ở đâu?", at=at(9))

    assert rules(make.step(case, "answer", reason="Đã dọn", at=at(30))) == []


def test_feedback_pauses_while_the_person_is_asked_for_more() -> None:
    case = make.step(make.case("feedback", at=at(7)), "complete", items="Ở đâu?", at=at(9))

    case = make.step(case, "completed", at=at(14))

    assert (case.first_due_at, case.due_at) == (at(28, 17), at(5 - 4, 17, month=10))


def test_an_answer_goes_public_once_and_names_nobody() -> None:
    case = make.step(make.case("feedback", at=at(7)), "answer", reason="Đã dọn", at=at(9))
    told = {"by": make.minh(), "at": at(10)}
    with pytest.raises(Refused, match="FBK-07"):
        make.step(case, "publish", items="Ông Nguyễn Văn Mẫu, 0912345678, báo rác", **told)
    make.step(case, "publish", items="Rác ở đầu hẻm đã được dọn.", **told)

    with pytest.raises(Refused, match="FBK-06"):
        make.step(case, "publish", items="Rác đã được dọn.", **told)


def test_an_answer_made_public_late_is_kept_as_a_breach() -> None:
    case = make.step(make.case("feedback", at=at(7)), "answer", reason="Đã dọn", at=at(9))

    told = {"items": "Rác ở đầu hẻm đã được dọn.", "by": make.minh()}
    assert rules(make.step(case, "publish", at=at(14), **told)) == ["FBK-05"]


@pytest.mark.parametrize("words", ["Bà Trần Thị Mẫu khai sai", "Gọi 0912345678", "a@vidu.vn"])
def test_the_words_of_a_step_name_nobody(words: str) -> None:
    """They go into the ledger, which keeps them, and some onto the page of the dossier."""
    case, hoa = accepted(), make.tenure("hoa", "clerk")

    for told in ({"reason": words}, {"items": words, "reason": "Thiếu"}):
        with pytest.raises(Refused, match="CAS-12"):
            make.step(case, "refuse", at=at(8), **told)
    with pytest.raises(Refused, match="CAS-12"):
        hand_over(case, hoa.post, words, by=make.lan(), at=at(8))
    assert make.step(case, "refuse", at=at(8), reason="Không đủ điều kiện").state == "refused"


def test_nothing_was_handed_in_more_than_ten_years_ago() -> None:
    with pytest.raises(Refused, match="CAS-11"):
        make.case(at=at(7), submitted_at=at(7).replace(year=206))


@pytest.mark.parametrize("until", [at(7), at(8), at(8).replace(year=2206)])
def test_what_is_waited_for_lies_ahead_and_not_out_of_reach(until: datetime) -> None:
    with pytest.raises(Refused, match="CAS-11"):
        make.step(accepted(), "ask_other", reason="Xác minh", until=until, at=at(8))

    case = make.case(at=at(7), procedure=make.procedure("1.000003", limit=""))
    assert make.step(case, "accept", until=at(9), at=at(8)).due_at == at(9)
