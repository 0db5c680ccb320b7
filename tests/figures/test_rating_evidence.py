"""What a level asks for, against what is known."""

from dataclasses import replace

import pytest

from tests.figures.rated import FINE
from wardbook.figures.ratings import law, rules
from wardbook.figures.ratings.evidence import Evidence, Stated, judged
from wardbook.lib.refusal import Refusal

NOW = law.rule_of("qd-366-2025")


def against(evidence: Evidence, level: str = "excellent", kind: str = "party_committee") -> str:
    found: Refusal | None = rules.why_not_level(NOW, level, kind, evidence)
    return found.text() if found else ""


def test_the_best_level_is_let_through_when_everything_is_known_and_met() -> None:
    assert against(FINE) == ""


def test_rtg_06_one_shortcoming_left_open_is_named() -> None:
    left = replace(FINE, remedied=1, open_codes=("HC-7",))

    assert against(left) == "Shortcomings of review KD-1 are not remedied and confirmed: HC-7."


def test_rtg_06_no_review_on_record_is_not_known_and_refuses() -> None:
    unknown = replace(FINE, review="", shortcomings=None, remedied=None)

    assert against(unknown).startswith("The book holds no earlier review of this body")


def test_a_review_that_named_no_shortcoming_leaves_none_open() -> None:
    assert against(replace(FINE, shortcomings=0, remedied=0)) == ""


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        ({"beyond": None}, "How many tasks went beyond what was asked is not known"),
        ({"disciplined": None}, "Whether anybody was disciplined is not known"),
        ({"on_time": None}, "How many tasks were done on time is not known"),
        ({"tasks": 0, "on_time": 0, "beyond": 0}, "tasks went beyond what was asked is not known"),
    ],
)
def test_rtg_06_what_is_not_known_refuses_the_best_level(
    stated: dict[str, int | None], words: str
) -> None:
    assert words in against(replace(FINE, stated=replace(FINE.stated, **stated)))  # type: ignore[arg-type] # of each field its own


def test_what_is_not_known_refuses_no_other_level() -> None:
    assert against(Evidence(), "good") == ""


@pytest.mark.parametrize(
    ("level", "stated", "words"),
    [
        ("excellent", Stated(tasks=10, on_time=10, late=0, beyond=2, disciplined=False), "beyond"),
        ("excellent", replace(FINE.stated, disciplined=True), "disciplined"),
        ("good", Stated(tasks=10, on_time=9, late=1), "Not every task was done on time: 9 of 10."),
        ("completed", Stated(tasks=10, on_time=7, late=3), "More than 20 in a hundred tasks"),
        ("completed", Stated(tasks=10, on_time=6, late=0, undone=4), "Too few tasks were done"),
    ],
)
def test_rtg_07_no_level_is_given_against_what_is_known(
    level: str, stated: Stated, words: str
) -> None:
    known = replace(FINE, stated=stated)

    found = [one.text() for one in rules.why_not_against(NOW, level, "party_committee", known)]

    assert any(words in sentence for sentence in found)


def test_rtg_07_the_lowest_level_asks_for_nothing() -> None:
    worst = replace(FINE, stated=Stated(tasks=10, on_time=0, late=0, undone=10, disciplined=True))

    assert not list(rules.why_not_against(NOW, "not_completed", "party_committee", worst))


def test_rtg_07_all_five_basic_targets_missed() -> None:
    missed = replace(FINE, targets_met=0, targets_missed=5)

    assert against(missed, "completed") == "All five basic targets were missed."
    assert against(missed, "completed", "party_cell") == ""


def test_a_statement_does_not_make_good_what_the_records_tell() -> None:
    late = replace(FINE, tasks=4, on_time=3, late=1, undone=0)

    assert against(late) == "Not every task was done on time: 3 of 4."


def test_records_do_not_make_good_what_was_stated() -> None:
    few = replace(FINE, tasks=1, on_time=1, late=0, undone=0)
    stated = replace(FINE.stated, on_time=9, late=1)

    assert against(replace(few, stated=stated)) == "Not every task was done on time: 9 of 10."


def test_between_seventy_and_a_hundred_percent_done_is_shown_and_not_refused() -> None:
    most = replace(FINE, stated=Stated(tasks=10, on_time=8, late=0, undone=2))

    shown = [one for one in judged(NOW, "completed", "party_cell", most) if one.met is False]

    assert [one.condition.holds for one in shown] == ["show"]
    assert against(most, "completed", "party_cell") == ""


def test_evidence_kept_with_a_step_reads_back_as_it_was() -> None:
    assert Evidence.from_json(FINE.as_json()) == FINE


@pytest.mark.parametrize(
    ("stated", "met"),
    [
        (Stated(tasks=10, on_time=8, late=2, undone=0), True),
        (Stated(tasks=100, on_time=79, late=21, undone=0), False),
        (Stated(tasks=10, on_time=5, late=2, undone=3), True),
        (Stated(tasks=100, on_time=69, late=0, undone=31), False),
    ],
)
def test_the_limits_of_completed_are_twenty_late_and_seventy_done(
    stated: Stated, met: object
) -> None:
    assert (against(replace(FINE, stated=stated), "completed", "party_cell") == "") is met


@pytest.mark.parametrize(("missed", "met"), [(4, True), (5, False)])
def test_four_basic_targets_missed_are_not_all_five(missed: int, met: object) -> None:
    counted = replace(FINE, targets_met=5 - missed, targets_missed=missed)

    assert (against(counted, "completed") == "") is met


@pytest.mark.parametrize(("count", "ends"), [(5, "HC-5."), (7, "HC-5, ….")])
def test_many_open_shortcomings_are_named_by_the_first_five(count: int, ends: str) -> None:
    codes = tuple(f"HC-{number}" for number in range(1, count + 1))
    left = replace(FINE, shortcomings=count, remedied=0, open_codes=codes)

    assert against(left).endswith(ends)
