"""What is counted, and which indicator a figure of a paper may be."""

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbook.figures.catalogue import (
    AddsUp,
    Indicator,
    checked,
    fits,
    in_force,
    indicators,
    measure_class,
    propose,
    rows_of,
)

LATEST = {row.code: row for row in indicators()}


def indicator(code: str = "made-up", **fields: Any) -> Indicator:
    given: dict[str, Any] = {
        "valid_from": date(2020, 1, 1),
        "name_vi": code,
        "name_en": code,
        "measure": "hộ",
        "kinds": ("count",),
        "direction": "up",
        "adds_up": AddsUp("sum", "sum"),
        "area": "test",
        "area_vi": "Thử",
        "area_en": "Test",
        "party": False,
        "wordings": ("vườn rau",),
        "definition_vi": "",
        "definition_en": "",
        "source": "test",
        "mark": "known",
    }
    return Indicator(code=code, **(given | fields))


def codes(subject: str, unit: str, kind: str, sentence: str = "") -> list[str]:
    return [row.code for row, _ in propose(subject, unit, kind, sentence)]


# The rows


def test_each_row_says_what_it_is_in_both_languages() -> None:
    for row in indicators():
        assert all([row.name_vi, row.name_en, row.definition_vi, row.definition_en, row.source])


def test_codes_are_lower_case_words_joined_by_hyphens() -> None:
    assert all(row.code.isascii() and row.code == row.code.lower() for row in indicators())
    assert all(row.code.replace("-", "").isalnum() for row in indicators())


def test_percentages_are_never_summed() -> None:
    shares = [row for row in indicators() if measure_class(row.measure) in {"percent", "points"}]

    assert shares
    assert all("sum" not in row.adds_up for row in shares)


def test_what_the_party_side_counts_is_its_own_to_release() -> None:
    assert LATEST["party-members"].party
    assert not LATEST["dossiers-received"].party


def test_a_code_means_what_it_meant_on_the_day() -> None:
    before = in_force("poor-households", date(2026, 12, 31))
    after = in_force("poor-households", date(2027, 1, 1))

    assert before and after and before.source != after.source
    assert before.valid_to == after.valid_from


def test_a_code_out_of_force_or_unknown_means_nothing() -> None:
    assert in_force("clean-and-strong-orgs", date(2018, 6, 30)) is not None
    assert in_force("clean-and-strong-orgs", date(2019, 1, 1)) is None
    assert in_force("no-such-code", date(2020, 1, 1)) is None


def test_versions_of_a_file_make_a_row_each() -> None:
    shared = {name: getattr(indicator(), name) for name in Indicator.__slots__}
    shared |= {"adds_up": {"units": "sum", "time": "last"}, "wordings": ["vườn rau"]}
    del shared["valid_from"], shared["source"]
    versions = [
        {"valid_from": date(2020, 1, 1), "valid_to": date(2021, 1, 1), "source": "old"},
        {"valid_from": date(2021, 1, 1), "source": "new"},
    ]

    rows = list(rows_of({"version": versions, "indicator": [shared]}))

    assert [(row.source, row.valid_to) for row in rows] == [
        ("old", date(2021, 1, 1)),
        ("new", None),
    ]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        ([indicator(direction="sideways")], "sideways is not a direction"),
        ([indicator(adds_up=AddsUp("mean", "sum"))], "mean is not a way"),
        ([indicator(mark="sure")], "sure is not a mark"),
        ([indicator(kinds=("guess",))], "guess is not a kind"),
        ([indicator(wordings=("hộ",))], "at least two words"),
        ([indicator(wordings=())], "at least two words"),
        ([indicator(), indicator(valid_from=date(2021, 1, 1))], "two rows hold on 2021-01-01"),
    ],
)
def test_a_row_that_cannot_be_is_named(rows: list[Indicator], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        checked(rows)


def test_a_field_nobody_knows_is_named() -> None:
    adds_up = {"units": "sum", "time": "sum"}

    with pytest.raises(ValueError, match="odd-row"):
        list(rows_of({"indicator": [{"code": "odd-row", "colour": "red", "adds_up": adds_up}]}))


# Measures


@pytest.mark.parametrize(
    ("unit", "known_as"),
    [
        ("ĐV", "people"),
        ("hộ dân", "households"),
        ("lượt người", "occasions"),
        ("%", "percent"),
        ("điểm phần trăm", "points"),
        ("đồng/người/năm", "money-per-head"),
        ("hồ sơ", "dossiers"),
        ("đồng chí", "people"),
        ("tổ chức cơ sở", "organisations"),
        ("giàn bầu", "giàn bầu"),
    ],
)
def test_a_unit_belongs_to_one_class(unit: str, known_as: str) -> None:
    assert measure_class(unit) == known_as


def test_percent_is_not_percentage_point() -> None:
    level = indicator(measure="%", kinds=("percent", "change"))

    assert fits(level, "%", "change")
    assert not fits(level, "điểm phần trăm", "change")


def test_an_indicator_may_name_another_spelling_of_its_measure() -> None:
    fall = indicator(measure="điểm phần trăm", written_as=("%",), kinds=("change",))

    assert fits(fall, "%", "change")
    assert not fits(fall, "%", "percent")


def test_a_target_may_be_set_for_any_indicator_of_its_measure() -> None:
    assert fits(indicator(), "hộ", "target")
    assert not fits(indicator(), "%", "target")


def test_a_word_that_counts_anything_is_neither_money_nor_percent() -> None:
    assert fits(indicator(), "trường hợp", "count")
    assert not fits(indicator(measure="đồng", kinds=("count",)), "trường hợp", "count")


# Proposing: facts of the kinds the five articles count, in our own words


@pytest.mark.parametrize(
    ("subject", "unit", "kind", "code"),
    [
        ("hồ sơ tiếp nhận tại bộ phận một cửa", "hồ sơ", "count", "dossiers-received"),
        ("căn nhà tình thương và mái ấm thanh niên", "căn", "count", "charity-houses"),
        ("kinh phí xây nhà cho hộ khó khăn", "đồng", "money", "houses-value"),
        ("bà con được khám bệnh miễn phí", "người", "count", "free-care-people"),
        ("nhà lấn chiếm kênh rạch", "trường hợp", "count", "canal-encroachments"),
        ("đảng viên ký bản cam kết", "%", "percent", "commitments-signed-share"),
        ("tiền huy động xây dựng nhà đại đoàn kết", "đồng", "money", "houses-raised"),
        ("xây mới nhà đại đoàn kết", "căn", "count", "great-unity-houses-built"),
        ("sửa chữa nhà ĐĐK", "căn", "count", "great-unity-houses-repaired"),
        ("TTHC niêm yết", "thủ tục", "count", "procedures-posted"),
        ("khu vực có niêm yết ở nhà văn hóa", "khu vực", "count", "posting-places"),
        ("ĐV mới được kết nạp", "ĐV", "count", "party-members-admitted"),
        ("chỉ tiêu phát triển đảng viên", "%", "percent", "party-admission-share"),
        ("tổng số đảng viên toàn đảng bộ", "đảng viên", "count", "party-members"),
        ("xóa tên đảng viên", "đảng viên", "count", "party-members-left"),
        ("kiểm tra, giám sát chi bộ", "lượt", "count", "party-inspection-visits"),
        ("kiểm tra chi bộ có dấu hiệu vi phạm", "chi bộ", "count", "party-orgs-with-signs"),
        ("đảng viên có dấu hiệu vi phạm", "ĐV", "count", "party-members-with-signs"),
        ("đảng viên dự học nghị quyết", "%", "percent", "resolution-study-share"),
        ("cán bộ đang học đại học", "cán bộ", "count", "cadres-at-university"),
        ("cán bộ học trung cấp chính trị", "cán bộ", "count", "cadres-intermediate-theory"),
        ("cán bộ học sơ cấp chính trị", "cán bộ", "count", "cadres-elementary-theory"),
        ("điều động, luân chuyển cán bộ", "cán bộ", "count", "cadres-rotated"),
        ("giảm nghèo mỗi năm", "%", "target", "poor-rate-reduction"),
        ("hộ nghèo", "%", "change", "poor-rate-reduction"),
        ("hộ cận nghèo", "%", "change", "near-poor-rate-reduction"),
        ("tổng thu ngân sách", "đồng", "money", "budget-revenue"),
        ("chi ngân sách phường", "đồng", "ratio", "budget-spending"),
        ("chi ngân sách so dự toán", "%", "percent", "budget-spending-execution"),
        ("giao quân", "thanh niên", "ratio", "conscripts"),
        ("chỉ tiêu giao quân", "%", "percent", "conscription-share"),
        ("tuyên truyền hộ dân phòng cháy", "trường hợp", "count", "outreach-contacts"),
        ("phiếu đánh giá hài lòng", "%", "percent", "satisfaction-survey-share"),
        ("hộ còn lại chưa di dời", "hộ", "ratio", "clearance-households-left"),
        ("gợi ý kiểm điểm các tập thể", "tập thể", "count", "collectives-told-to-review"),
        ("gợi ý kiểm điểm cá nhân", "cá nhân", "count", "individuals-told-to-review"),
        ("phường có tổ chức đối thoại", "phường", "ratio", "wards-that-held-dialogue"),
        ("chi bộ trong sạch, vững mạnh", "tổ chức", "ratio", "clean-and-strong-orgs"),
    ],
)
def test_a_figure_is_proposed_its_indicator_first(
    subject: str, unit: str, kind: str, code: str
) -> None:
    assert codes(subject, unit, kind)[0] == code


def test_every_wording_leads_to_its_indicator() -> None:
    for row in LATEST.values():
        for wording, kind in product(row.wordings, row.kinds):
            assert row.code in codes(wording, row.measure, kind)[:3]


@pytest.mark.parametrize("unit", ["%", "điểm phần trăm", "đồng", "người", "hồ sơ", "km"])
def test_no_wording_leads_to_an_indicator_of_another_measure(unit: str) -> None:
    for row in LATEST.values():
        accepted = {measure_class(written) for written in (row.measure, *row.written_as)}
        for wording, kind in product(row.wordings, (*row.kinds, "target")):
            proposed = row.code in codes(wording, unit, kind)
            assert not proposed or measure_class(unit) in accepted


def test_the_sentence_settles_what_the_subject_leaves_open() -> None:
    alone = codes("nhà đại đoàn kết", "căn", "count")
    helped = codes("nhà đại đoàn kết", "căn", "count", "Phường sửa chữa ba căn nhà đại đoàn kết.")

    assert "great-unity-houses-repaired" not in alone
    assert "great-unity-houses-repaired" in helped


def test_accents_tell_words_apart() -> None:
    assert codes("bàn giao cho quận", "thanh niên", "count") == []


def test_a_paper_without_accents_is_read_without_them() -> None:
    assert codes("giao quan", "thanh niên", "ratio") == ["conscripts"]


def test_words_of_the_sentence_alone_propose_nothing() -> None:
    assert codes("chậu hoa", "người", "count", "Năm nay kết nạp đảng viên và giao quân.") == []


@pytest.mark.parametrize("subject", ["", "đại biểu dự hội nghị", "giàn bầu", "hộ", "nghèo"])
def test_nothing_is_proposed_where_nothing_fits(subject: str) -> None:
    assert codes(subject, "người", "count") == []


def test_only_rows_in_force_are_proposed_for_a_day() -> None:
    asked = ("chi bộ trong sạch vững mạnh", "tổ chức", "count")

    assert propose(*asked, on=date(2018, 6, 30))
    assert propose(*asked, on=date(2024, 6, 30)) == []


@given(st.text(max_size=80), st.text(max_size=12), st.sampled_from(["count", "percent", "x"]))
def test_any_text_is_answered_in_order_and_alike(subject: str, unit: str, kind: str) -> None:
    scores = [score for _, score in propose(subject, unit, kind, subject)]

    assert scores == sorted(scores, reverse=True)
    assert propose(subject, unit, kind, subject) == propose(subject, unit, kind, subject)
