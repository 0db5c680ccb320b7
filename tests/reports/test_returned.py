"""Reading a report's file back: the same figures, every change by hand, and nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests import make
from tests.reports.facts import facts
from tests.reports.files import REFORMATTINGS, edited, file_of, text_of
from wardbook.lib.period import Period
from wardbook.lib.ratio import rounded
from wardbook.reader.read import read
from wardbook.reports.layouts import in_force
from wardbook.reports.returned import Finding, Return, compare
from wardbook.reports.sentences import BOUNDS, Fact, Level
from wardbook.reports.statement import Block, Statement, compose
from wardbook.reports.words import tidy, tokens

OPENING = "I. Kết quả chính\nTrong kỳ, phường đã làm 12 việc."
slow = settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow])


def level(value: str, **more: str) -> Level:
    return Level(**{"key": "result/9", "value": Decimal(value), "measure": "hồ sơ"} | more)  # type: ignore[arg-type]  # plain values


FACTS = (
    Fact(
        key="result/1",
        value=Decimal(1250),
        measure="hồ sơ",
        period="2025",
        name="Hồ sơ tiếp nhận",
        kind="count",
        target=level("1300", key="target/1"),
        earlier=level("1000", key="result/2", period="2024"),
    ),
    Fact(
        key="result/3",
        value=Decimal("96.5"),
        measure="%",
        period="2025",
        name="Tỷ lệ ý kiến khảo sát hài lòng",
        kind="percent",
        better="up",
        target=level("95", key="target/2", measure="%"),
    ),
    Fact(
        key="result/4",
        value=Decimal(8860000000),
        measure="đồng",
        bound="at_least",
        period="2018-H1",
        name="Thu ngân sách",
        kind="money",
        better="up",
    ),
)


def statement(*told: Fact) -> Statement:
    layout = in_force("state", make.TODAY)
    assert layout is not None
    blocks = [Block("" if at else OPENING, fact) for at, fact in enumerate(told or FACTS)]
    return compose(layout, make.paper(), blocks)


REPORT = statement()
TEXT = text_of(file_of(REPORT))


def back(before: str, after: str) -> Return:
    """The report's text after one edit."""
    assert before in TEXT
    returned = compare(REPORT, TEXT.replace(before, after, 1))
    assert returned is not None
    return returned


def edits(before: str, after: str) -> list[tuple[str, str, str, str]]:
    """What the edit is called; what no longer follows from it is another matter."""
    found = back(before, after).findings
    return [one[:4] for one in found if one.kind != "unfounded"]


def test_a_file_that_nobody_touched_says_the_same() -> None:
    returned = compare(REPORT, TEXT)

    assert returned is not None
    assert not returned.findings
    assert all(one.same for one in returned.seen)
    assert len(returned.numbers) == 9


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("1.250 hồ sơ", "1.350 hồ sơ", ("changed", "number", "1.250", "1.350")),
        ("1.250 hồ sơ", "1.250 lượt", ("changed", "unit", "hồ sơ", "lượt")),
        ("1.250 hồ sơ", "1.250 bộ hồ sơ", ("changed", "unit", "hồ sơ", "bộ hồ sơ")),
        ("96,5%", "96,5 điểm phần trăm", ("changed", "unit", "%", "điểm phần trăm")),
        ("8,86 tỷ", "8,86 triệu", ("changed", "number", "8,86 tỷ", "8,86 triệu")),
        ("tỷ đồng.", "tỷ đồng/năm.", ("changed", "unit", "đồng", "đồng/năm")),
        ("tỷ đồng.", "tỷ USD.", ("changed", "unit", "đồng", "USD")),
        ("Năm 2025, hồ", "Năm 2024, hồ", ("changed", "period", "Năm 2025", "Năm 2024")),
        (
            "Năm 2025, hồ",
            "9 tháng đầu năm 2025, hồ",
            ("changed", "period", "Năm 2025", "9 tháng đầu năm 2025"),
        ),
        (
            "6 tháng đầu năm 2018",
            "6 tháng cuối năm 2018",
            ("changed", "period", "6 tháng đầu năm 2018", "6 tháng cuối năm 2018"),
        ),
        (
            "ngày 05 tháng 02",
            "ngày 06 tháng 02",
            ("changed", "date", "ngày 05 tháng 02 năm 2026", "ngày 06 tháng 02 năm 2026"),
        ),
        ("05/BC", "06/BC", ("changed", "number", "05", "06")),
        ("ít nhất 8,86", "gần 8,86", ("changed", "bound", "ít nhất", "gần")),
        ("ít nhất 8,86", "8,86", ("removed", "bound", "ít nhất", "")),
        ("đạt 96,5%", "đạt hơn 96,5%", ("changed", "bound", "", "hơn")),
        ("ít nhất 8,86", "ít nhất khoảng 8,86", ("changed", "bound", "", "khoảng")),
        ("là 1.250", "là –1.250", ("changed", "number", "1.250", "–1.250")),
        ("1.000 hồ sơ).", "1.000 hồ sơ). (1)", ("added", "number", "", "1")),
        ("tăng 250", "giảm 250", ("changed", "direction", "tăng", "giảm")),
        (
            "hồ sơ tiếp nhận",
            "hồ sơ giải quyết",
            ("changed", "name", "hồ sơ tiếp nhận", "hồ sơ giải quyết"),
        ),
        ("12 việc", "13 việc", ("changed", "number", "12", "13")),
        ("1.250 hồ sơ", "nhiều hồ sơ", ("removed", "number", "1.250", "")),
        ("đạt 96,5%", "đạt 96,5% trên 300 phiếu", ("added", "number", "", "300")),
        ("Năm 2025, tỷ", "Có 30 hồ sơ khác. Năm 2025, tỷ", ("added", "number", "", "30")),
    ],
)
def test_one_change_by_hand_is_named_and_nothing_else(
    before: str, after: str, what: tuple[str, str, str, str]
) -> None:
    assert edits(before, after) == [what]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1.250 hồ sơ", "1 250 hồ\nsơ"),
        ("8,86 tỷ", "8.860 triệu"),
        ("96,5%", "96,50 phần trăm"),
        ("ít nhất", "hơn"),
        ("ngày 05 tháng 02 năm 2026", "05/02/2026"),
        ("hồ sơ tiếp nhận là", "tổng số hồ sơ tiếp nhận được là"),
        ("Năm 2025, tỷ", "2. Năm 2025, tỷ"),
        ("đã làm 12 việc", "đã hoàn thành được 12 việc lớn"),
        ("tăng 250", "TĂNG 250"),
    ],
)
def test_another_way_to_write_the_same_is_silent(before: str, after: str) -> None:
    assert not back(before, after).findings


def test_a_change_names_the_sentence_and_the_result() -> None:
    (change, *_) = back("1.250", "1.350").findings

    assert change.key == "result/1"
    assert change.sentence.startswith("Năm 2025, hồ sơ tiếp nhận là 1.250 hồ sơ")


def unfounded(before: str, after: str) -> list[tuple[str, str, str]]:
    found = back(before, after).findings
    return [(one.part, one.before, one.after) for one in found if one.kind == "unfounded"]


def test_a_rise_over_a_fall_no_longer_follows() -> None:
    assert ("direction", "giảm", "tăng") in unfounded("1.250", "900")


def test_a_word_turned_round_no_longer_follows() -> None:
    assert unfounded("tăng 250", "giảm 250") == [("direction", "tăng", "giảm")]


def test_a_target_that_is_not_passed_any_more_is_told() -> None:
    assert unfounded("(95%)", "(98%)") == [("reached", "", "vượt")]


def test_computed_numbers_that_no_longer_follow_are_told_with_what_would() -> None:
    assert unfounded("1.250", "1.350") == [
        ("achieved", "103,85", "96,15"),
        ("difference", "350", "250"),
        ("growth", "35", "25"),
    ]


def test_a_sentence_taken_out_is_named_number_by_number() -> None:
    sentence = REPORT.on("")[-2][0].text

    assert edits(f"{sentence}\n", "") == [
        ("removed", "period", "Năm 2025", ""),
        ("removed", "number", "96,5", ""),
        ("removed", "number", "95", ""),
    ]


def test_a_sentence_said_twice_adds_its_numbers() -> None:
    sentence = REPORT.on("")[-1][0].text

    assert [one[0] for one in edits(sentence, f"{sentence}\n{sentence}")] == ["added"] * 3


def test_numbers_of_two_sentences_changed_places() -> None:
    text = TEXT.replace("1.250", "8,86").replace("8,86 tỷ", "1.250 tỷ")

    returned = compare(REPORT, text)

    assert returned is not None
    assert [one[2:4] for one in returned.findings if one.kind == "changed"] == [
        ("1.250", "8,86"),
        ("8,86 tỷ", "1.250 tỷ"),
    ]


def test_a_blank_that_was_filled_in_is_told_apart() -> None:
    layout = in_force("state", make.TODAY)
    assert layout is not None
    about = make.paper(number=None, dated_on=None)
    blank = compose(layout, about, [Block("", FACTS[0])])
    filled = blank.text.replace("Số: …", "Số: 15").replace(
        "ngày … tháng … năm …", "ngày 15 tháng 3 năm 2026"
    )

    returned = compare(blank, filled)

    assert compare(blank, blank.text) is not None
    assert returned is not None
    assert [(one.kind, one.what) for one in returned.findings] == [
        ("filled", "number"),
        ("filled", "date"),
    ]


def test_another_paper_is_not_this_report() -> None:
    assert compare(REPORT, "BÁO CÁO\nNăm 2019 trồng 40 cây xanh.") is None


# Any report


@st.composite
def told(draw: st.DrawFn, key: int) -> Fact:
    """A fact with or without its target and earlier figure."""
    fact = draw(facts(key=f"result/{key}"))
    place = Decimal("0.01" if fact.kind == "percent" else 1)
    beside = st.none() | st.integers(1, 400).map(lambda n: rounded(fact.value * n / 200, place))
    target, earlier = draw(beside), draw(beside)
    before = Period(fact.period).years_later(-1).text
    like = Level(key="", value=fact.value, measure=fact.measure)
    return replace(
        fact,
        target=replace(like, key=f"target/{key}", value=target) if target else None,
        earlier=(
            replace(like, key=f"result/{key + 500}", value=earlier, period=before)
            if earlier is not None
            else None
        ),
    )


reports = st.integers(1, 5).flatmap(lambda count: st.tuples(*(told(key) for key in range(count))))


@slow
@given(reports)
def test_any_report_comes_back_with_the_same_figures(made: tuple[Fact, ...]) -> None:
    written = statement(*made)

    returned = compare(written, text_of(file_of(written)))

    assert returned is not None
    assert not returned.findings
    values = {one.piece.key: one.said for one in returned.seen if one.piece.part == "value"}
    assert values == {fact.key: fact.value for fact in made}
    stands = {(one.piece.key, one.piece.part): one.after for one in returned.seen}
    for fact in made:
        assert stands.get((fact.key, "value-bound"), "") == BOUNDS[fact.bound]
        last = "value-max-unit" if fact.value_max else "value-unit"
        unit = stands.get((fact.key, last), stands.get((fact.key, "value-base-unit")))
        assert unit == fact.measure
        assert stands[fact.key, "period"]


@slow
@given(reports, st.data())
def test_any_number_changed_by_hand_is_named_and_nothing_else(
    made: tuple[Fact, ...], data: st.DataObject
) -> None:
    written = statement(*made)
    text = tidy(text_of(file_of(written)))
    numbers = [token for token in tokens(text) if token.counts]
    chosen = data.draw(st.sampled_from(numbers))
    digits = text[chosen.start : chosen.end]
    place = data.draw(st.sampled_from([at for at, sign in enumerate(digits) if sign.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "123456789" if digit != digits[place]]))
    changed = digits[:place] + other + digits[place + 1 :]
    assume(all(token.kind == chosen.kind for token in tokens(changed)))

    returned = compare(written, text[: chosen.start] + changed + text[chosen.end :])

    assert returned is not None
    found = [one for one in returned.findings if one.kind != "unfounded"]
    assert [one.kind for one in found] == ["changed"], (digits, changed, found)
    assert digits in found[0].before


@slow
@given(reports, st.sampled_from(REFORMATTINGS), st.sampled_from(REFORMATTINGS))
def test_any_reformatting_is_silent(made: tuple[Fact, ...], first: object, second: object) -> None:
    written = statement(*made)

    content = edited(edited(file_of(written), first), second)

    returned = compare(written, text_of(content))
    assert returned is not None
    assert returned.findings == ()


@pytest.mark.parametrize("how", REFORMATTINGS)
def test_each_reformatting_is_silent(how: object) -> None:
    returned = compare(REPORT, text_of(edited(file_of(REPORT), how)))

    assert returned is not None
    assert returned.findings == ()


def is_past(fact: Fact) -> bool:
    """A level of days before the paper: what is to come is a plan to the reader."""
    period = Period(fact.period)
    over = period.start_on.year < 2025 and (period.end_on is None or period.end_on.year < 2026)
    return over and fact.kind != "change"  # of a past year, the reader dates it by the title


@slow
@given(st.lists(facts().filter(is_past), min_size=1, max_size=4))
def test_the_reader_reads_a_whole_paper_as_it_was_written(made: list[Fact]) -> None:
    written = statement(*made)
    text = text_of(file_of(written))
    figures = read(text).figures
    lines = [line for line in written.lines if line.role == "figure"]

    for fact, line in zip(made, lines, strict=True):
        start = text.index(line.text)
        inside = [one for one in figures if start <= one.start < start + len(line.text)]
        said = next(one for one in inside if (one.value, one.kind) == (fact.value, fact.kind))
        assert (said.unit, said.bound) == (fact.measure, fact.bound)
        assert said.period
        assert Period(said.period).start_on == Period(fact.period).start_on


def test_a_finding_is_plain_data() -> None:
    assert all(isinstance(value, str) for one in back("1.250", "1.350").findings for value in one)
    assert Finding("added", "number", "", "5", "").key == ""
