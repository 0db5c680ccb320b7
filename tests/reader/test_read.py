"""Reading from end to end: offsets into the text as given, and the schema as JSON."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from wardbook.reader.read import as_json, read

TEXT = "Năm 2022, phường hòa giải thành 26/30 vụ, đạt 86,66%; thu 8,86 tỉ đồng."
PIECES = st.lists(
    st.sampled_from([*TEXT.split(" "), "|", "\n", "(", ")", "gồm", "tổng", "chỉ tiêu", "0", "0%"]),
    max_size=30,
).map(" ".join)


def test_quotes_stand_where_the_offsets_say() -> None:
    for given_text in (TEXT, unicodedata.normalize("NFD", TEXT), TEXT.replace(" ", "&nbsp;")):
        for figure in read(given_text).figures:
            assert given_text[figure.start : figure.end] == figure.quote


def test_a_decomposed_text_says_the_same() -> None:
    composed, decomposed = read(TEXT), read(unicodedata.normalize("NFD", TEXT))

    assert [f.value for f in composed.figures] == [f.value for f in decomposed.figures]
    assert composed.checks == decomposed.checks


def test_numbers_are_strings_in_json_and_silent_fields_are_left_out() -> None:
    ratio, *_ = as_json(read(TEXT))["figures"]

    assert (ratio["value"], ratio["denominator"], ratio["stated_percent"]) == ("26", "30", "86.66")
    assert "target" not in ratio


def test_base_units_are_written_out_in_json() -> None:
    assert as_json(read(TEXT))["figures"][-1]["value"] == "8860000000"


def test_a_check_is_json_too() -> None:
    (check,) = as_json(read(TEXT))["checks"]

    assert check == {
        "id": "c1",
        "type": "ratio_percent",
        "figures": ["f1", "f2"],
        "expr": "f1.num/f1.den*100",
        "stated": "86.66",
        "stated_figure": "f2",
        "recomputed": "86.67",
        "verdict": "truncated",
    }


def test_an_empty_text_says_nothing() -> None:
    assert as_json(read("")) == {"figures": [], "checks": []}


@given(PIECES)
def test_no_order_of_words_and_numbers_breaks_the_reader(text: str) -> None:
    reading = read(text)

    known = {figure.id for figure in reading.figures}
    assert all(known.issuperset(check.figures) for check in reading.checks)
