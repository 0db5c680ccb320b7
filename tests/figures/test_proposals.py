"""What the desk proposes for a claim, and what may be accepted along with others."""

from datetime import date

import pytest

from tests import make
from wardbook.documents.actions import reject
from wardbook.documents.models import Document
from wardbook.figures.proposals import Proposal, proposals
from wardbook.lib.refusal import Refusal

pytestmark = pytest.mark.django_db


def proposed(paper: Document) -> dict[str, Proposal]:
    """quote → what is proposed for the first claim of these words."""
    found = proposals(paper, list(paper.claims.order_by("-start")), make.TODAY)
    return {one.claim.quote: one for one in found.values()}


def words(refusal: Refusal | None) -> str:
    return refusal.message if refusal else ""


def test_what_holds_and_is_matched_is_clear() -> None:
    found = proposed(make.document())["1.250 hồ sơ"]

    assert found.refusal is None
    assert found.holds
    assert found.filing
    assert (found.filing.indicator, found.filing.period) == ("dossiers-received", "2025")


def test_a_number_that_does_not_follow_is_never_clear() -> None:
    paper = make.document("Năm 2025, phường tiếp nhận 1.250 hồ sơ, trả 1.200 hồ sơ, đạt 99%.")

    assert {"FIG-19"} == {one.refusal.rule for one in proposed(paper).values() if one.refusal}
    assert not [one for one in proposed(paper).values() if one.refusal is None]


def test_a_figure_without_an_indicator_is_not_clear() -> None:
    found = proposed(make.document("Năm 2025, phường trồng 40 cây bàng."))["40 cây"]

    assert (found.indicator, found.filing) == (None, None)
    assert words(found.refusal) == "No indicator fits clearly: choose one."


def test_a_figure_without_a_period_is_not_clear() -> None:
    found = proposed(make.document("Bộ phận một cửa tiếp nhận 1.250 hồ sơ."))["1.250 hồ sơ"]

    assert words(found.refusal).startswith("The paper does not say of which period")


def test_two_figures_about_the_same_are_left_to_a_person() -> None:
    paper = make.document(
        "Năm 2025, bộ phận một cửa tiếp nhận 1.250 hồ sơ.\n"
        "Từ 01/01/2025 đến 31/12/2025, bộ phận một cửa tiếp nhận 1.260 hồ sơ.\n"
    )

    found = proposed(paper)

    assert {words(one.refusal) for one in found.values()} == {
        "Another figure of this paper is about the same: choose which one stands."
    }


def test_of_two_about_the_same_one_left_out_leaves_the_other_clear() -> None:
    paper = make.document(
        "Năm 2025, bộ phận một cửa tiếp nhận 1.250 hồ sơ.\n"
        "Năm 2025, bộ phận một cửa tiếp nhận 1.260 hồ sơ.\n"
    )
    first = paper.claims.order_by("start")[0]

    reject(first, "nhầm", version=0, by=make.lan(), at=make.AT)

    assert proposed(paper)["1.260 hồ sơ"].refusal is None


def test_a_figure_the_book_has_already_is_shown_beside_and_not_clear() -> None:
    filed = make.result()
    paper = make.document("Năm 2025, bộ phận một cửa tiếp nhận 1.260 hồ sơ.")

    found = proposed(paper)["1.260 hồ sơ"]

    assert found.earlier == filed
    assert words(found.refusal).startswith("The book has a figure for this period already")


def test_the_earlier_figure_is_that_of_the_last_period_before() -> None:
    make.result(period="2023")
    latest = make.result(make.claim(text=f"{make.PAPER}\n."), period="2025")
    paper = make.document("Năm 2026, bộ phận một cửa tiếp nhận 1.300 hồ sơ.")

    assert proposed(paper)["1.300 hồ sơ"].earlier == latest


def test_a_target_is_never_clear_for_nobody_said_who_set_it() -> None:
    paper = make.document("Năm 2026, phường phấn đấu tiếp nhận ít nhất 1.300 hồ sơ.")

    found = next(iter(proposed(paper).values()))

    assert found.claim.figure["kind"] == "target"
    assert words(found.refusal) == "This is a target: say who set it."


def test_an_indicator_of_another_day_is_not_accepted() -> None:
    paper = make.document("Năm 1950, bộ phận một cửa tiếp nhận 1.250 hồ sơ.")

    found = proposals(paper, list(paper.claims.all()), date(2026, 1, 1))

    assert all(one.refusal for one in found.values())
