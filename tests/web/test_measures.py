"""Measures beside their number: as a paper writes them, and in English."""

from decimal import Decimal

import pytest
from django.utils import translation

from wardbook.figures.catalogue import indicators
from wardbook.web.measures import measure_words
from wardbook.web.templatetags.wardbook import measured


@pytest.mark.parametrize(
    ("unit", "value", "words"),
    [
        ("hồ sơ", "1", "dossier"),
        ("hồ sơ", "0", "dossiers"),
        ("Hộ", "2.5", "households"),
        ("%/năm", "2", "%/year"),
        ("đồng/người/năm", "3", "đồng/person/year"),
        ("một đơn vị lạ", "3", "một đơn vị lạ"),
    ],
)
def test_a_measure_stands_in_english_beside_its_number(unit: str, value: str, words: str) -> None:
    assert measure_words(unit, Decimal(value), "en") == words


def test_in_vietnamese_a_measure_stays_as_it_was_written() -> None:
    assert measure_words("hồ sơ", Decimal(1), "vi") == "hồ sơ"


def test_every_measure_of_the_catalogue_is_known_in_english() -> None:
    measures = {row.measure for row in indicators()}
    left = {one for one in measures if measure_words(one, Decimal(2), "en") == one}

    assert left <= {"%", "đồng", "km", "m"}


@pytest.mark.parametrize(("language", "words"), [("vi", "hồ sơ"), ("en", "dossiers")])
def test_a_ratio_has_the_measure_of_its_whole(language: str, words: str) -> None:
    with translation.override(language):
        assert measured("hồ sơ", "11") == words
