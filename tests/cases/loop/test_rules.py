"""Each rule of the loop, as it lets through and as it refuses or records."""

from datetime import timedelta
from typing import Any

import pytest

from tests import make
from tests.cases.loop import world
from tests.cases.loop.acts import LATE, breaches, refused, session
from wardbook.cases.actions.moves import hand_over
from wardbook.cases.models import Case
from wardbook.cases.public import charged
from wardbook.cases.rules.taking import Clock
from wardbook.cases.verification import row_faults
from wardbook.lib.clock import days_late
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure
from wardbook.org.working_time import working_time

pytestmark = pytest.mark.django_db


# FOL-02, FOL-10, FOL-23 to FOL-25: where it stands


def test_the_party_side_keeps_its_own() -> None:
    secretary = world.holder("bi-thu", world.party())
    mine = world.owed(by=secretary, unit=world.party(), post=secretary.post)
    ward = world.holder("chu-tich-phuong", world.ward())

    world.take(mine, "progress", secretary, items="Một nửa")
    refused("FOL-02", lambda: world.take(mine, "drop", ward, reason="Thôi"))


def test_the_tier_above_is_of_the_same_side() -> None:
    secretary, cell = world.holder("bi-thu", world.party()), world.holder("chi-bo", world.cell())
    over = make.unit("99/party", "party_committee", world.province(), name="Tỉnh ủy Thử")
    kept: dict[str, Any] = {"by": secretary, "unit": world.party()}
    theirs = world.owed("conclusion", post=cell.post, **kept)
    mine = world.owed("conclusion", post=secretary.post, **kept)

    def overrule(case: Case, by: Tenure) -> Case:
        return world.take(case, "overrule", by, overruled="Vì")

    refused("FOL-09", lambda: overrule(mine, secretary))
    refused("FOL-09", lambda: overrule(mine, world.holder("tinh", world.province())))
    assert overrule(theirs, secretary).state == "overruled"
    assert overrule(mine, world.holder("tinh-uy", over)).state == "overruled"


def test_a_remedy_is_opened_under_an_open_shortcoming_of_the_same_body() -> None:
    shortcoming = world.owed()
    assert world.owed("remedy", parent=shortcoming).parent == shortcoming

    refused("FOL-10", lambda: world.owed("remedy"))
    refused("FOL-10", lambda: world.owed("remedy", parent=world.owed("conclusion")))
    other = world.owed("shortcoming", title="Chuyện khác", facts={"none_moves": "-"})
    world.take(other, "drop", world.chair(), reason="Thôi")
    refused("FOL-10", lambda: world.owed("remedy", parent=other))


def test_what_is_opened_under_something_is_kept_by_the_same_body_and_book() -> None:
    shortcoming = world.owed()
    refused("FOL-10", lambda: world.owed("remedy", parent=shortcoming, unit=world.division()))

    elsewhere = make.tenure("nguoi-la", "leader", where=world.committee(),
                            the_book=make.book("sach-khac"))  # fmt: skip
    told = {"parent": shortcoming, "by": elsewhere, "post": elsewhere.post}
    refused("FOL-10", lambda: world.owed("remedy", **told))


def test_a_conclusion_belongs_to_the_series_of_its_session() -> None:
    first = session(series="Giao ban", facts={"carried": []})
    assert world.owed("conclusion", parent=first, series="Giao ban").series == "Giao ban"

    refused("FOL-23", lambda: world.owed("conclusion", parent=first, series="Chuỗi khác"))
    visit = world.owed("visit", fields={"area": "Khu vực 1", "raised": "Đường ngập"})
    assert world.owed("conclusion", parent=visit, series="Giao ban").series == "Giao ban"


def test_a_request_goes_up_and_a_visit_goes_down() -> None:
    asked = {"addressee": "Tỉnh Thử"}
    visited = {"raised": "Đường ngập"}
    world.owed("request_up", about=world.province())
    world.owed("visit", about=world.group(), fields=visited)

    refused("FOL-24", lambda: world.owed("request_up", about=world.group(), fields=asked))
    refused("FOL-25", lambda: world.owed("visit", about=world.province(), fields=visited))


# FOL-05 to FOL-08: what closing takes


def test_nothing_is_reported_without_evidence() -> None:
    case = world.owed()
    refused("FOL-05", lambda: world.take(case, "report", world.officer(), items="Xong"))

    world.proof(case)
    assert world.take(case, "report", world.officer(), items="Xong").state == "reported"


def test_evidence_of_a_remedy_proves_its_shortcoming() -> None:
    case = world.owed()
    remedy = world.owed("remedy", parent=case)
    world.proof(remedy)
    world.take(remedy, "report", world.officer(), items="Xong")
    world.take(remedy, "verify", world.verifier(), items="Đúng")

    assert world.take(case, "report", world.officer(), items="Xong").state == "reported"


def frozen(value: str) -> dict[str, str]:
    return {"indicator": "poor-households", "value": value, "measure": "%"}


def test_an_indicator_is_frozen_before_and_after_or_it_is_said_why_none_moves() -> None:
    told = {"indicator": "poor-households", "facts": {"before": frozen("2.27")}}
    case = world.owed(**told)
    world.proof(case)

    refused("FOL-06", lambda: world.owed(title="Việc khác hẳn", facts={}))
    refused("FOL-06", lambda: world.take(case, "report", world.officer(), items="Xong"))
    after = {"after": frozen("1.10")}
    done = world.take(case, "report", world.officer(), items="Xong", facts=after)
    assert done.moves.last().facts["after"]["value"] == "1.10"


@pytest.mark.parametrize(("indicator", "words"), [("poor-households", "file it"),
                                                  ("", "Choose the indicator")])  # fmt: skip
def test_it_is_said_whether_an_indicator_lacks_or_its_figure(indicator: str, words: str) -> None:
    with pytest.raises(Refused) as caught:
        world.owed(indicator=indicator, facts={})

    assert words in caught.value.refusal.message


@pytest.mark.parametrize("other", [{"indicator": "land-dossiers"}, {"value": None}])
def test_only_a_figure_of_that_indicator_counts(other: dict[str, str | None]) -> None:
    facts = {"before": frozen("2.27") | other}
    refused("FOL-06", lambda: world.owed(indicator="poor-households", facts=facts))


def test_one_figure_frozen_twice_says_nothing_of_what_moved() -> None:
    one = frozen("2.27") | {"result": "7"}
    case = world.owed(indicator="poor-households", facts={"before": one})
    world.proof(case)

    def report(**facts: Any) -> Case:
        return world.take(case, "report", world.officer(), items="Xong", facts=facts)

    refused("FOL-06", lambda: report(after=one))
    assert report(after=one, none_moves="Quý sau mới có số").state == "reported"


def test_a_conclusion_answers_for_the_indicator_that_it_names_and_for_none_else() -> None:
    told = {"indicator": "poor-households", "facts": {"before": frozen("2.27")}}
    case, other = world.owed("conclusion", **told), world.owed("conclusion", facts={})
    for one in (case, other):
        world.proof(one)

    refused("FOL-06", lambda: world.take(case, "report", world.officer(), items="Xong"))
    assert world.take(other, "report", world.officer(), items="Xong").state == "reported"


def test_a_date_is_put_off_once_to_a_later_one() -> None:
    case = world.owed()
    sooner, later = world.AT + timedelta(days=20), world.LATER + timedelta(days=10)
    refused("FOL-07", lambda: world.take(case, "extend", world.chair(), reason="?", until=sooner))
    same = world.LATER
    refused("FOL-07", lambda: world.take(case, "extend", world.chair(), reason="?", until=same))

    put_off = world.take(case, "extend", world.chair(), reason="Mưa bão", until=later)
    assert (put_off.first_due_at, put_off.due_at) == (world.LATER, later)
    again = later + timedelta(days=5)
    refused("FOL-07", lambda: world.take(case, "extend", world.chair(), reason="?", until=again))


def test_what_was_opened_under_it_ends_first() -> None:
    case = world.owed()
    remedy = world.owed("remedy", parent=case)
    world.proof(case)
    refused("FOL-08", lambda: world.take(case, "report", world.officer(), items="Xong"))

    above = world.holder("tinh", world.province())
    refused("FOL-08", lambda: world.take(case, "overrule", above, overruled="Vì"))
    refused("FOL-08", lambda: world.take(case, "drop", world.chair(), reason="Thôi"))

    world.take(remedy, "drop", world.chair(), reason="Không cần nữa")
    assert world.take(case, "report", world.officer(), items="Xong").state == "reported"


def test_evidence_is_given_while_it_is_open() -> None:
    case = world.reported()
    world.take(case, "verify", world.verifier(), items="Đúng")
    case.refresh_from_db()

    refused("FOL-20", lambda: world.proof(case, text=b"sau"))


def test_a_revision_stands_for_the_last_one_of_the_same_case() -> None:
    case = world.owed()
    world.proof(case, text=b"mot")
    first = case.scans.get()
    from_again = {"by": world.officer(), "at": world.AT}
    world.add_scan(case, world.PNG + b"hai", "2.png", replaces=first, **from_again)

    third = world.PNG + b"ba"
    refused("CTR-15", lambda: world.add_scan(case, third, "3.png", replaces=first, **from_again))


# FOL-11, FOL-17: nothing vanishes


def test_it_is_merged_into_open_work_of_its_kind_alone() -> None:
    case, other = world.owed(), world.owed("conclusion")
    fields: dict[str, Any] = {"facts": {"none_moves": "-", "new_because": "Khác khu vực"}}
    same = world.owed(**fields)

    def merge(into: str) -> Case:
        return world.take(case, "merge", world.chair(), reason="Trùng", facts={"into": into})

    refused("FOL-11", lambda: merge(other.code))
    refused("FOL-11", lambda: merge(case.code))
    refused("FOL-11", lambda: merge("KHONG-CO"))
    assert merge(same.code).state == "merged"


def test_who_answered_for_what_was_merged_into_it_or_did_it_does_not_verify_it() -> None:
    one, other = world.owed(), world.owed(title="Việc khác hẳn nhau")
    third = world.reported(title="Đường ngập nước mưa")
    above = world.holder("tinh", world.province())
    hand_over(one, world.verifier().post, "Đổi", by=world.chair(), at=world.AT)
    world.take(one, "progress", above, items="Đang làm")
    for case, into in ((one, other), (other, third)):
        facts = {"into": into.code}
        world.take(case, "merge", world.chair(), reason="Trùng", facts=facts)

    refused("FOL-03", lambda: world.take(third, "verify", world.verifier(), items="Đúng"))
    refused("FOL-03", lambda: world.take(third, "verify", above, items="Đúng"))
    council = world.holder("hoi-dong", world.council())
    assert world.take(third, "verify", council, items="Đúng").state == "remedied"


def test_it_is_not_merged_into_what_has_ended_nor_out_of_sight() -> None:
    case, hidden, seen, over = (world.owed("conclusion") for _ in range(4))
    world.take(over, "drop", world.chair(), reason="Thôi")

    def merge(into: Case) -> Case:
        return world.take(case, "merge", world.chair(), reason="Trùng", facts={"into": into.code})

    refused("FOL-11", lambda: merge(over))
    for one in (case, seen):
        world.take(one, "release", world.chair())
    refused("FOL-11", lambda: merge(hidden))
    assert merge(seen).state == "merged"


def test_one_like_a_shortcoming_of_the_year_before_is_told_to_be_that_one_or_not() -> None:
    first = world.owed()
    refused("FOL-17", world.owed)

    again = world.owed(repeats=first)
    assert again.repeats == first
    assert world.owed(facts={"none_moves": "-", "new_because": "Khác khu vực"}).repeats is None


# FOL-21, FOL-26, FOL-27: late is on record


def test_what_is_reported_extended_or_answered_late_is_on_record() -> None:
    reported, extended = world.owed("conclusion"), world.owed("conclusion")
    asked = world.owed("request_up", fields={"addressee": "Tỉnh Thử"})
    world.proof(reported)
    world.take(reported, "report", world.officer(), items="Xong", at=LATE)
    later = LATE + timedelta(days=9)
    world.take(extended, "extend", world.chair(), reason="Bão", until=later, at=LATE)
    world.take(asked, "agree", world.officer(), items="Đồng ý", at=LATE)

    assert [breaches(one) for one in (reported, extended, asked)] == [
        ["FOL-21"], ["FOL-26"], ["FOL-27"],
    ]  # fmt: skip


def test_what_is_in_time_to_the_minute_breaks_nothing() -> None:
    case = world.owed("conclusion")
    world.proof(case)
    last = world.take(case, "report", world.officer(), items="Xong", at=world.LATER)

    assert (case.due_at, breaches(last)) == (world.LATER, [])


# FOL-28: waiting above


def test_work_waits_above_while_a_request_is_open_and_no_longer() -> None:
    case = world.owed()
    refused("FOL-28", lambda: world.take(case, "wait_above", world.officer()))
    asked = world.owed("request_up", parent=case, by=world.officer(), about=world.province())
    case.refresh_from_db()
    assert (case.state, case.waits_on) == ("waiting_above", "above")
    refused("FOL-28", lambda: world.take(case, "resume", world.officer()))

    world.take(asked, "answer", world.officer(), items="Sẽ cấp vốn quý I")
    case.refresh_from_db()
    assert (case.state, case.waits_on) == ("in_hand", "")


def test_a_second_request_keeps_it_waiting() -> None:
    case = world.owed()
    one, _two = (
        world.owed("request_up", parent=case, by=world.officer(), about=world.province())
        for _ in range(2)
    )
    world.take(one, "refuse", world.officer(), reason="Không có vốn")
    case.refresh_from_db()

    assert case.state == "waiting_above"


def asked_and_answered(signer: Tenure, proof: bytes = b"") -> Case:
    """A shortcoming that waited for a request which ``signer`` signed, and is reported as done."""
    case, chair = world.owed(), world.chair()
    asked = world.owed("request_up", parent=case, by=chair, post=signer.post,
                       fields={"addressee": "Tỉnh Thử"})  # fmt: skip
    if proof:
        world.proof(asked, signer, text=proof)
    world.take(asked, "answer", signer, items="Sẽ cấp vốn quý I")
    world.proof(case)
    return world.take(case, "report", world.officer(), items="Xong")


def test_who_signs_a_request_upward_may_verify_the_work_that_waited_for_it() -> None:
    case = asked_and_answered(world.chair())

    assert world.take(case, "verify", world.chair(), items="Đúng").state == "remedied"
    assert list(row_faults(case.book)) == []


def test_who_signs_a_request_upward_may_drop_the_work_that_waited_for_it() -> None:
    case = asked_and_answered(world.chair())

    assert world.take(case, "drop", world.chair(), reason="Thôi").state == "dropped"
    assert list(row_faults(case.book)) == []


def test_who_proved_it_by_the_answer_to_a_request_does_not_verify_it() -> None:
    case = asked_and_answered(world.chair(), proof=b"van ban tra loi")

    refused("FOL-03", lambda: world.take(case, "verify", world.chair(), items="Đúng"))


def test_who_answers_for_a_remedy_does_not_verify_its_shortcoming() -> None:
    case, helper = world.owed(), world.holder("nguoi-giup", world.committee(), "clerk")
    remedy = world.owed("remedy", parent=case, post=helper.post)
    world.take(remedy, "drop", world.chair(), reason="Không cần nữa")
    world.proof(case)
    world.take(case, "report", world.officer(), items="Xong")
    elsewhere = world.holder("nguoi-giup", world.front(), "inspector")

    refused("FOL-03", lambda: world.take(case, "verify", elsewhere, items="Đúng"))


def test_an_opening_says_what_its_kind_needs() -> None:
    refused("CAS-04", lambda: world.owed("conclusion", fields={"result": ""}))
    refused("CAS-04", lambda: world.owed(title=""))
    refused("CAS-12", lambda: world.owed(title="Nhắc bà Trần Thị Thử số 0912345678"))
    assert make.book()


def test_late_days_on_which_it_waited_above_are_the_addressees_and_sum_to_the_whole() -> None:
    case = world.owed()
    told: dict[str, Any] = {"parent": case, "by": world.officer(), "about": world.province()}
    asked = world.owed("request_up", at=LATE + timedelta(days=3), **told)
    world.take(asked, "answer", world.officer(), items="Có vốn", at=LATE + timedelta(days=7))
    world.proof(case, at=LATE + timedelta(days=8))
    done = world.take(case, "report", world.officer(), items="Xong", at=LATE + timedelta(days=13))
    clock = Clock(*working_time(done.unit, make.TODAY))
    end = LATE + timedelta(days=14)

    parts = charged(done, list(done.moves.all()), clock, end)

    assert parts is not None
    assert set(parts) == {"owner", "above"}
    assert sum(parts.values()) == days_late(world.LATER, end, *clock)


def test_nine_digits_of_a_figure_or_of_the_key_of_a_list_are_no_number_of_anybody() -> None:
    money = {"indicator": "revenue", "value": "450000000", "result": 7}
    key = {"list": "ec586331250ea3dc10ddab813b8f9fe2"}
    case = world.owed(indicator="revenue", facts={"before": money}, told=key)
    world.proof(case)
    after = {"after": money | {"value": "460000000", "result": 8}}

    assert world.take(case, "report", world.officer(), items="Xong", facts=after).state
    refused("CAS-12", lambda: world.owed("conclusion", told={"status": "Gọi 0912345678"}))
