"""A result on its way: filed, masked, released, corrected, withdrawn."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests import make
from wardbook.figures.actions import correct, file_result, file_target, mask, release, withdraw
from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result
from wardbook.figures.queries import checks_in_quote, figure_body, quote, rivals, targets_for
from wardbook.ledger.models import Body
from wardbook.ledger.queries import current_of, history
from wardbook.ledger.verification import first_break
from wardbook.lib.refusal import Refused
from wardbook.org.models import Tenure
from wardbook.org.roles import Role

pytestmark = pytest.mark.django_db

LATER = make.AT + timedelta(days=1)
NAMED = "Năm 2025, ông Trần Văn Thử, số 0912 345 678, đã nộp 1.250 hồ sơ."


def shown(result: Result) -> str:
    return "".join(piece["text"] for piece in quote(result))


def test_a_claim_is_filed_with_its_exact_value_and_sentence() -> None:
    result = make.result()

    assert Result.objects.get().value == Decimal(1250)
    assert "1.250 hồ sơ, trả trước hẹn" in shown(result)
    assert result.claim.outcome == "result"


def test_a_value_of_eighteen_digits_comes_back_whole() -> None:
    Result.objects.filter(pk=make.result().pk).update(value=Decimal("123456789012345678"))

    assert Result.objects.get().value == Decimal("123456789012345678")


def test_an_unknown_indicator_is_refused_and_the_claim_stays_open() -> None:
    claim = make.claim()

    with pytest.raises(Refused, match="FIG-01"):
        make.result(claim, indicator="no-such-thing")

    claim.refresh_from_db()
    assert claim.outcome == "unfiled"


def test_a_measure_the_indicator_is_not_counted_in_is_refused() -> None:
    with pytest.raises(Refused, match="FIG-01"):
        make.result(measure="%")


def test_percent_is_no_percentage_point() -> None:
    with pytest.raises(Refused, match="FIG-01"):
        make.result(indicator="on-time-share", measure="điểm phần trăm")


def test_a_period_the_book_cannot_order_is_refused() -> None:
    with pytest.raises(Refused, match="FIG-02"):
        make.result(period="năm ngoái")


def test_names_and_numbers_of_people_start_out_masked() -> None:
    result = make.result(make.claim(text=NAMED))

    assert "Trần Văn Thử" not in shown(result)
    assert "0912" not in shown(result)
    assert "1.250 hồ sơ" in shown(result)


def test_the_figure_itself_cannot_be_masked() -> None:
    result = make.result()

    with pytest.raises(Refused, match="FIG-09"):
        mask(result, [result.mark], by=make.lan(), at=make.AT)


def test_masks_stay_inside_the_quote() -> None:
    result = make.result()

    with pytest.raises(Refused, match="FIG-09"):
        mask(result, [(3, len(result.quote) + 1)], by=make.lan(), at=make.AT)


def test_a_telephone_number_never_leaves() -> None:
    result = mask(make.result(make.claim(text=NAMED)), [], by=make.lan(), at=make.AT)

    with pytest.raises(Refused, match="FIG-05"):
        make.released(result)


def test_masked_words_are_in_no_public_entry() -> None:
    make.released(make.result(make.claim(text=NAMED)))

    public = Body.objects.filter(entry__audience="public")
    assert public.count() == 3  # the figure, its unit, the release
    assert not [body for body in public if "Trần" in body.content or "0912" in body.content]


def test_a_leader_releases_what_a_clerk_filed() -> None:
    result = make.released()

    row = current_of(result.key)
    assert row is not None
    assert row.entry.body.data["value"] == "1250"
    assert first_break(make.book()) is None


def test_whoever_filed_a_figure_cannot_release_it() -> None:
    result = make.result()
    lan_leads = make.tenure("lan", Role.LEADER)

    with pytest.raises(Refused, match="FIG-03"):
        release([result], by=lan_leads, at=make.AT)


def test_a_clerk_cannot_release() -> None:
    with pytest.raises(Refused, match="ORG-01"):
        release([make.result()], by=make.tenure("mai", Role.CLERK), at=make.AT)


def test_a_figure_is_released_once() -> None:
    with pytest.raises(Refused, match="FIG-03"):
        make.released(make.released())


def party_result() -> Result:
    paper = "Năm 2025, chi bộ kết nạp 12 đảng viên."
    claim = make.claim("12 đảng viên", text=paper)
    return make.result(claim, indicator="party-members-admitted", measure="đảng viên")


def secretary() -> Tenure:
    party = make.unit("99901.party", "party_committee", make.unit())
    return make.tenure("thu", Role.LEADER, where=party)


def test_the_chair_does_not_release_what_is_the_partys() -> None:
    with pytest.raises(Refused, match="FIG-04"):
        make.released(party_result())


def test_the_secretary_releases_what_is_the_partys() -> None:
    (result,) = release([party_result()], by=secretary(), at=make.AT)

    assert current_of(result.key)


def test_a_second_figure_for_the_same_period_is_refused() -> None:
    make.released()
    other = make.result(
        make.claim(
            text=make.PAPER.replace("1.250", "1.260").replace("đạt", "là"), quote="1.260 hồ sơ"
        )
    )

    with pytest.raises(Refused, match="FIG-06"):
        make.released(other)


def test_of_a_refused_batch_nothing_is_released() -> None:
    good, bad = make.result(), party_result()

    with pytest.raises(Refused):
        release([good, bad], by=make.minh(), at=make.AT)

    good.refresh_from_db()
    assert good.released_at is None
    assert current_of(good.key) is None


def corrected() -> tuple[Result, Result]:
    old = make.released()
    filing = make.filing()
    new = correct(old, filing, Decimal(1205), "Đánh máy nhầm", by=make.lan(), at=LATER)
    return old, new


def test_a_correction_is_a_new_row_that_points_at_the_old() -> None:
    old, new = corrected()

    assert (new.replaces, new.value, new.released_at) == (old, Decimal(1205), None)
    row = current_of(old.key)
    assert row is not None
    assert row.entry.body.data["value"] == "1250"


def test_a_released_correction_keeps_both_in_the_history() -> None:
    old, new = corrected()
    release([new], by=make.minh(), at=LATER)

    said = [(body.verb, body.data["value"]) for body in history(old.book, old.key)]

    assert said == [("correct", "1205"), ("release", "1250")]
    latest = history(old.book, old.key)[0].data
    assert (latest["reason"], latest["before"]) == (
        "Đánh máy nhầm",
        history(old.book, old.key)[1].entry.seq,
    )


def test_a_correction_needs_a_reason_and_a_released_figure() -> None:
    old = make.released()
    for result, reason in ((old, " "), (party_result(), "Nhầm")):
        with pytest.raises(Refused, match="FIG-07"):
            correct(result, make.filing(), Decimal(1), reason, by=make.lan(), at=LATER)


def test_a_figure_is_corrected_from_its_latest_row() -> None:
    old, _ = corrected()

    with pytest.raises(Refused, match="FIG-07"):
        correct(
            Result.objects.get(pk=old.pk), make.filing(), Decimal(9), "x", by=make.lan(), at=LATER
        )


def test_a_released_figure_is_not_masked_in_place() -> None:
    with pytest.raises(Refused, match="FIG-10"):
        mask(make.released(), [], by=make.lan(), at=LATER)


def test_a_withdrawn_figure_says_why_and_shows_no_value() -> None:
    result = withdraw(make.released(), "Chưa đủ căn cứ", by=make.minh(), at=LATER)

    row = current_of(result.key)
    assert row is not None
    data = row.entry.body.data
    assert (row.entry.body.verb, data["reason"]) == ("withdraw", "Chưa đủ căn cứ")
    assert "value" not in data


def test_a_withdrawal_needs_a_reason_and_happens_once() -> None:
    result = make.released()
    with pytest.raises(Refused, match="FIG-08"):
        withdraw(result, "", by=make.minh(), at=LATER)
    withdraw(result, "Chưa đủ căn cứ", by=make.minh(), at=LATER)
    with pytest.raises(Refused, match="FIG-08"):
        withdraw(result, "Lần nữa", by=make.minh(), at=LATER)


def test_after_a_withdrawal_the_period_is_free_again() -> None:
    result = withdraw(make.released(), "Chưa đủ căn cứ", by=make.minh(), at=LATER)
    other = make.result(make.claim("1.200 hồ sơ", text=make.PAPER + "\n"))

    assert rivals(other) == []
    assert make.released(other).key == result.key


def test_a_target_stands_beside_results_of_its_period() -> None:
    claim = make.claim("1.200 hồ sơ")
    target = file_target(
        claim, make.filing(), giver="HĐND phường", version=0, by=make.lan(), at=make.AT
    )
    found = claim.document.claims.get(name="f1")
    result = file_result(found, make.filing(), version=0, by=make.lan(), at=make.AT)

    assert targets_for(result) == [target]
    outside = make.filing(period="2024")
    result.period = outside.period
    assert targets_for(result) == []


def test_a_public_body_holds_raw_numbers_and_no_achievement() -> None:
    result = make.released()
    row = current_of(result.key)
    assert row is not None

    assert not [name for name in row.entry.body.data if "achiev" in name]


def test_the_database_refuses_a_release_without_its_releaser() -> None:
    result = make.result()

    with pytest.raises(IntegrityError), transaction.atomic():
        Result.objects.filter(pk=result.pk).update(released_at=make.AT)


def test_a_body_names_its_source_and_sentence() -> None:
    result = make.result()
    indicator = in_force(result.indicator, result.event_on)
    assert indicator is not None

    source = figure_body(result, indicator)["source"]

    assert isinstance(source, dict)
    assert [piece["text"] for piece in source["quote"] if piece["marked"]] == ["1.250 hồ sơ"]


def test_a_bare_number_is_no_money() -> None:
    with pytest.raises(Refused, match="FIG-01"):
        make.result(indicator="houses-value", measure="")


def test_a_leader_does_not_release_beside_a_target_of_their_own() -> None:
    both = make.tenure("minh", Role.CLERK)
    claim = make.claim("1.200 hồ sơ")
    file_target(claim, make.filing(), giver="HĐND", version=0, by=both, at=make.AT)
    result = make.result(claim.document.claims.get(name="f1"))

    with pytest.raises(Refused, match="FIG-11"):
        release([result], by=make.minh(), at=make.AT)


def test_no_telephone_number_leaves_in_a_title_or_a_reason() -> None:
    with pytest.raises(Refused, match="FIG-12"):
        make.released(make.result(make.claim(title="Báo cáo, hỏi 0912 345 678")))


def test_a_reason_of_withdrawal_holds_no_address() -> None:
    with pytest.raises(Refused, match="FIG-12"):
        withdraw(make.released(), "theo thư của a@b.vn", by=make.minh(), at=LATER)


def test_a_quote_reaches_the_numbers_it_is_checked_against() -> None:
    paper = "Năm 2025 tiếp nhận 1.250 hồ sơ; trong đó trả đúng hẹn 1.200 hồ sơ, đạt 96%."
    result = make.result(make.claim("1.200 hồ sơ", text=paper))

    assert "1.250" in shown(result)
    assert [check["verdict"] for check in checks_in_quote(result)] == ["holds"]
