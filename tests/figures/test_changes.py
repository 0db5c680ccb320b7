"""Two people on one figure, and the ways back from a mistake."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from tests import make
from wardbook.documents.models import Claim
from wardbook.figures import queries
from wardbook.figures.actions import correct, discard, file_result, mask, release, withdraw
from wardbook.figures.models import ExactField, Result
from wardbook.ledger.models import Body
from wardbook.ledger.queries import current_of
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(days=1)
NAMED = "Năm 2025, ông Trần Văn Thử đã nộp 1.250 hồ sơ."
WHY = "Nhầm kỳ báo cáo"


def seen(result: Result) -> Result:
    """The row as somebody read it: later changes do not reach it."""
    return Result.objects.get(pk=result.pk)


def fix(result: Result, value: str = "1205", **more: object) -> Result:
    fields = {"period": result.period, "measure": result.measure, "indicator": result.indicator}
    filing = make.filing(**(fields | more))
    return correct(result, filing, Decimal(value), WHY, by=make.lan(), at=LATER)


def other_result(number: str = "1.260", period: str = "2025") -> Result:
    text = f"Năm 2025 bộ phận một cửa tiếp nhận {number} hồ sơ."
    return make.result(make.claim(number, text=text), period=period)


def party_figure() -> tuple[Result, Tenure]:
    """What the Party committee made public, and the post by which it did."""
    claim = make.claim("12 đảng viên", text="Năm 2025, chi bộ kết nạp 12 đảng viên.")
    result = make.result(claim, indicator="party-members-admitted", measure="đảng viên")
    party = make.unit("99901.party", "party_committee", make.unit())
    return result, make.tenure("thu", Role.LEADER, where=party)


def test_nobody_releases_what_they_did_not_see() -> None:
    listed = make.result(make.claim(text=NAMED))
    mask(seen(listed), [], by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="FIG-14"):
        make.released(listed)


def test_of_two_leaders_one_releases() -> None:
    first = make.result()
    second = seen(first)
    make.released(first)

    with pytest.raises(Refused, match="FIG-03"):
        release([second], by=make.tenure("tam", Role.LEADER), at=LATER)


def test_of_two_leaders_one_withdraws() -> None:
    first = make.released()
    second = seen(first)
    withdraw(first, WHY, by=make.minh(), at=LATER)

    with pytest.raises(Refused, match="FIG-08"):
        withdraw(second, "Lý do khác", by=make.minh(), at=LATER)
    assert seen(first).withdrawn_reason == WHY


def test_no_mask_is_lifted_from_a_row_read_before_the_release() -> None:
    before = make.result(make.claim(text=NAMED))
    make.released(seen(before))

    with pytest.raises(Refused, match="FIG-10"):
        mask(before, [], by=make.lan(), at=LATER)
    assert seen(before).masks


def test_of_two_clerks_one_masks_and_one_corrects() -> None:
    first = make.result(make.claim(text=NAMED))
    second = seen(first)
    mask(first, [(0, 3)], by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="FIG-14"):
        mask(second, [], by=make.lan(), at=make.AT)
    public = make.released(seen(first))
    fix(public)
    with pytest.raises(Refused, match="FIG-07"):
        fix(public, "1206")


def test_of_two_rivals_at_once_one_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    make.released()
    rival = other_result()
    monkeypatch.setattr(queries, "rivals", lambda _result: [])  # as it looked a moment ago

    with pytest.raises(Refused, match="FIG-06"):
        make.released(rival)
    assert Result.objects.public().count() == 1


@pytest.mark.parametrize(
    ("one", "other"), [("2025", "2025-01/2025-12"), ("2020..2025", "2020/2025"), ("", "")]
)
def test_a_period_written_otherwise_is_the_same_period(one: str, other: str) -> None:
    make.released(make.result(period=one))

    with pytest.raises(Refused, match="FIG-06"):
        make.released(other_result(period=other))


def test_whoever_masked_last_does_not_release() -> None:
    result = make.result(make.claim(text=NAMED))
    minh_files = make.tenure("minh", Role.CLERK)

    with pytest.raises(Refused, match="FIG-03"):
        make.released(mask(result, [], by=minh_files, at=make.AT))


def test_whoever_corrected_does_not_release() -> None:
    public = make.released()
    minh_files = make.tenure("minh", Role.CLERK)
    later = correct(public, make.filing(), Decimal(1205), WHY, by=minh_files, at=LATER)

    with pytest.raises(Refused, match="FIG-03"):
        make.released(later)


def test_two_posts_of_a_leader_release_all_or_nothing() -> None:
    make.released()
    party, thu = party_figure()
    good, rival = other_result("1.270", "2024"), other_result()
    chair = make.tenure("thu", Role.LEADER)

    with pytest.raises(Refused, match="FIG-06"):
        release([party, good, rival], by=chair, also=[thu], at=LATER)
    assert not Result.objects.released().filter(pk__in=[party.pk, good.pk]).exists()

    release([party, good], by=chair, also=[thu], at=LATER)
    assert (seen(party).released_by, seen(good).released_by) == (thu, chair)


def test_figures_of_two_books_are_not_released_together() -> None:
    other = make.book("khac")
    near = make.result()
    hoa = make.tenure("hoa", Role.CLERK, where=make.unit("99902"), the_book=other)
    far = file_result(make.claim(by=hoa), make.filing(), version=0, by=hoa, at=make.AT)

    with pytest.raises(Refused, match="FIG-15"):
        release([near, far], by=make.minh(), at=LATER)


@pytest.mark.parametrize("more", [{"period": "2024"}, {"indicator": "dossiers-resolved"}])
def test_a_correction_keeps_period_and_indicator(more: dict[str, str]) -> None:
    with pytest.raises(Refused, match=r"FIG-07.*file it anew"):
        fix(make.released(), **more)


def test_a_claim_is_filed_anew_after_a_withdrawal() -> None:
    public = make.released()
    withdraw(public, WHY, by=make.minh(), at=LATER)
    claim = Claim.objects.get(pk=public.claim_id)
    assert claim.outcome == "unfiled"

    anew = make.released(make.result(claim, period="2024"))

    assert anew.key == "figure/99901/dossiers-received/2024"
    assert Body.objects.filter(verb="reopen").count() == 1


def test_a_waiting_correction_does_not_stop_a_withdrawal_and_is_not_released_after_it() -> None:
    public = make.released()
    waiting = fix(public)

    withdraw(seen(public), WHY, by=make.minh(), at=LATER)

    with pytest.raises(Refused, match="FIG-03"):
        make.released(waiting)
    discard(waiting, WHY, by=make.lan(), at=LATER)
    assert not Result.objects.awaiting_release().exists()


def test_what_was_filed_by_mistake_is_discarded_and_its_claim_is_open_again() -> None:
    result = make.result()

    claim = discard(result, WHY, by=make.lan(), at=LATER)

    assert (claim.outcome, Result.objects.count()) == ("unfiled", 0)
    assert Body.objects.get(verb="discard").data["reason"] == WHY
    assert make.result(claim).period == "2025"


def test_discarding_a_correction_leaves_the_figure_and_its_claim_alone() -> None:
    public = make.released()

    claim = discard(fix(public), WHY, by=make.lan(), at=LATER)

    assert claim.outcome == "result"
    assert make.released(fix(seen(public), "1206")).value == 1206


def test_discarding_needs_a_reason_a_clerk_and_a_figure_that_waits() -> None:
    waiting, public = other_result(period="2024"), make.released()
    for result, reason, by, rule in (
        (waiting, " ", make.lan(), "FIG-13"),
        (public, WHY, make.lan(), "FIG-13"),
        (waiting, WHY, make.minh(), "ORG-01"),
    ):
        with pytest.raises(Refused, match=rule):
            discard(result, reason, by=by, at=LATER)
    discard(seen(waiting), WHY, by=make.lan(), at=LATER)
    with pytest.raises(Refused, match="FIG-14"):
        discard(waiting, WHY, by=make.lan(), at=LATER)


def test_the_chair_does_not_withdraw_what_is_the_partys() -> None:
    result, thu = party_figure()
    (public,) = release([result], by=thu, at=LATER)

    with pytest.raises(Refused, match="FIG-04"):
        withdraw(public, WHY, by=make.minh(), at=LATER)
    assert withdraw(public, WHY, by=thu, at=LATER).public_as is None


def test_a_withdrawn_body_says_what_it_was_about_and_nothing_more() -> None:
    result = withdraw(make.released(), WHY, by=make.minh(), at=LATER)

    row = current_of(result.key)
    assert row is not None
    assert set(row.entry.body.data) == {
        *("label", "search", "unit", "indicator", "period", "sample"),
        *("reason", "by", "before"),
    }


def test_every_public_figure_holds_its_place_and_no_other_does() -> None:
    public = make.released()
    release([fix(public)], by=make.minh(), at=LATER)
    withdraw(make.released(other_result(period="2024")), WHY, by=make.minh(), at=LATER)
    other_result("1.270", "2023")
    assert queries.misplaced(make.book()) == []

    Result.objects.filter(pk=public.pk).update(public_as="x")

    assert queries.misplaced(make.book()) == [public]


def ratio() -> Result:
    text = "Năm 2025, thu ngân sách đạt 18/11 tỷ đồng, đạt 163,63%."
    claim = make.claim("18/11", text=text)
    return make.released(make.result(claim, indicator="budget-revenue", measure="đồng"))


def test_both_numbers_of_a_ratio_are_corrected_and_its_percent_goes() -> None:
    public = ratio()
    lan, filing = make.lan(), make.filing("budget-revenue", measure="đồng")
    with pytest.raises(Refused, match="FIG-16"):
        correct(public, filing, Decimal(20), WHY, by=lan, at=LATER)

    later = correct(public, filing, Decimal(20), WHY, denominator=Decimal(11), by=lan, at=LATER)

    numbers = (later.value, later.numerator, later.denominator, later.stated_percent)
    assert numbers == (20, 20, 11, None)


def test_a_range_is_corrected_by_both_ends_or_by_one_number() -> None:
    claim = make.claim("100 - 200", text="Năm 2025 có 100 - 200 hồ sơ tiếp nhận.")
    public = make.released(make.result(claim))
    lan, filing = make.lan(), make.filing()
    with pytest.raises(Refused, match="FIG-16"):
        correct(public, filing, Decimal(5), WHY, value_max=Decimal(5), by=lan, at=LATER)

    assert fix(public).value_max is None


@pytest.mark.parametrize("value", ["1E+18", "0.1234567", "NaN", "Infinity"])
def test_a_value_beyond_the_book_is_refused(value: str) -> None:
    with pytest.raises(Refused, match="FIG-17"):
        fix(make.released(), value)


@pytest.mark.parametrize("value", ["1e18", "0.1234567", "NaN", "Infinity", "-inf", "mười", 0.5])
def test_a_field_of_exact_numbers_takes_no_other(value: object) -> None:
    with pytest.raises(ValidationError):
        ExactField().to_python(value)


@pytest.mark.parametrize("value", ["999999999999999999.999999", "-5", "0", "1E+17"])
def test_a_field_of_exact_numbers_keeps_every_digit(value: str) -> None:
    assert ExactField().to_python(value) == Decimal(value)
