"""In what a figure may be filed: measures the catalogue names, or the words that were read."""

import pytest

from tests import make
from wardbook.documents.models import Claim
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refused

pytestmark = pytest.mark.django_db


def claim(text: str, quote: str) -> Claim:
    return make.claim(quote, text=text)


def filed(text: str, quote: str, **more: str) -> Result:
    return make.result(claim(text, quote), **more)


@pytest.mark.parametrize("measure", ["hồ sơ", " HỒ  SƠ", "hô\u0300 sơ"])
def test_a_measure_is_filed_as_the_catalogue_spells_it(measure: str) -> None:
    assert make.result(measure=measure).measure == "hồ sơ"


@pytest.mark.parametrize("measure", ["hồ sơ của ông Nguyễn Văn A", "hs", "hồ sơ 0912345678"])
def test_a_measure_in_words_of_ones_own_is_refused(measure: str) -> None:
    with pytest.raises(Refused, match="FIG-01"):
        make.result(measure=measure)


@pytest.mark.parametrize("measure", ["", "%", "hồ sơ"])
def test_a_percent_is_no_count_whatever_its_measure_is_called(measure: str) -> None:
    with pytest.raises(Refused, match="FIG-01"):
        filed("Năm 2024, tỷ lệ đạt 12,5%.", "12,5%", measure=measure)


def test_a_measure_that_was_read_is_kept_where_it_counts_the_same() -> None:
    text = "Năm 2025, chi bộ kết nạp 12 quần chúng vào Đảng."
    result = filed(text, "12", indicator="party-members-admitted", measure="quần chúng")

    assert result.measure == "quần chúng"


def test_a_bare_number_takes_the_measure_of_its_indicator() -> None:
    bare = claim("Năm 2025, giá trị là 850.", "850")
    Claim.objects.filter(pk=bare.pk).update(figure=bare.figure | {"unit": "", "kind": "count"})
    bare.refresh_from_db()

    with pytest.raises(Refused, match="FIG-01"):
        make.result(bare, indicator="houses-value", measure="")
    assert make.result(bare, indicator="houses-value", measure="đồng").kind == "money"


def test_a_target_that_was_reached_may_be_filed_as_a_result() -> None:
    found = make.claim()
    Claim.objects.filter(pk=found.pk).update(figure=found.figure | {"kind": "target"})
    found.refresh_from_db()

    assert make.result(found).kind == "count"


def test_a_number_longer_than_the_book_keeps_is_told() -> None:
    found = make.claim()
    Claim.objects.filter(pk=found.pk).update(figure=found.figure | {"value": "0.1234567"})
    found.refresh_from_db()

    with pytest.raises(Refused, match="FIG-17"):
        make.result(found)
