"""The scorer counts as the annotation guide says."""

from typing import Any

from bench.matching import best_match, same_unit, word_f1
from bench.scoring import score

TEXT = "Kết nạp 12 đảng viên, đạt 120% chỉ tiêu 10 đảng viên."


def figure(id_: str, quote: str, value: str, **fields: Any) -> dict[str, Any]:
    start = TEXT.index(quote)
    known = {"unit": "", "bound": "exact", "kind": "count", "subject": ""}
    span = {"id": id_, "quote": quote, "value": value, "start": start, "end": start + len(quote)}
    return {**known, **span, **fields}


def check(id_: str, *figures: str, verdict: str = "holds") -> dict[str, Any]:
    return {"id": id_, "type": "ratio_percent", "figures": figures, "expr": "", "verdict": verdict}


def passage(*figures: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"id": "p", "text": TEXT, "figures": list(figures), "checks": [], **fields}


RESULT = figure("f1", "12 đảng viên", "12", unit="đảng viên")
PERCENT = figure("f2", "120%", "120", unit="%", kind="percent")
TARGET = figure("f3", "10 đảng viên", "10", unit="đảng viên", kind="target")


def test_a_figure_matches_on_an_overlapping_span_with_an_equal_value() -> None:
    read = passage(figure("x", "12", "12.0"), figure("y", "120%", "12"))

    scores = score([passage(RESULT, PERCENT)], {"p": read})

    assert (scores.precision, scores.recall) == (0.5, 0.5)
    assert scores.counts["wrong_value"] == 1


def test_a_number_that_is_no_figure_is_counted_by_its_class() -> None:
    gold = passage(not_figures=[{"start": 8, "end": 10, "why": "period"}])

    scores = score([gold], {"p": passage(RESULT)})

    assert scores.intruders == {"period": 1}


def test_a_number_to_be_ignored_costs_nothing() -> None:
    gold = passage(ignore=[{"start": 8, "end": 10}])

    scores = score([gold], {"p": passage(RESULT)})

    assert (scores.counts["wrong"], scores.counts["ignored"]) == (0, 1)


def test_a_field_the_annotation_lacks_is_spurious() -> None:
    scores = score([passage(RESULT)], {"p": passage({**RESULT, "target": "10"})})

    assert scores.fields["target"].spurious == 1
    assert scores.fields["target"].asked == 0


def test_a_missing_period_is_right_where_the_annotation_allows_none() -> None:
    gold = passage({**RESULT, "period_also": ["2020"]})

    scores = score([gold], {"p": passage(RESULT)})

    assert scores.fields["period"].share == 1


def test_a_check_is_found_by_its_figures_whatever_their_ids() -> None:
    gold = passage(RESULT, PERCENT, TARGET, checks=[check("c1", "f1", "f2", "f3")])
    renamed = [{**f, "id": f["id"] * 2} for f in (RESULT, PERCENT, TARGET)]
    read = passage(*renamed, checks=[check("c9", "f1f1", "f2f2", verdict="fails")])

    scores = score([gold], {"p": read})

    assert scores.verdicts == {("holds", "fails"): 1}
    assert scores.counts["false alarms"] == 0


def test_an_unwarranted_verdict_against_the_text_is_a_false_alarm() -> None:
    read = passage(RESULT, PERCENT, checks=[check("c1", "f1", "f2", verdict="truncated")])

    scores = score([passage(RESULT, PERCENT)], {"p": read})

    assert scores.counts["false alarms"] == 1


def test_matching_gives_up_a_likely_pair_to_match_more() -> None:
    assert best_match({0: [(0.9, 0), (0.5, 1)], 1: [(0.8, 0)]}) == {0: 1, 1: 0}


def test_units_agree_through_aliases_marks_and_following_nouns() -> None:
    assert same_unit("người dân", "người")
    assert same_unit("đồng/năm", "đ/năm")
    assert not same_unit("hộ", "hội viên")


def test_subjects_are_compared_word_by_word() -> None:
    assert word_f1("hộ nghèo", "Hộ nghèo thoát nghèo") == 2 * 2 / 6
    assert word_f1("", None) == 1
