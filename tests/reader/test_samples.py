"""The sample papers read as they were written: each figure with its unit, bound and period."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from wardbook.reader.paper import open_paper
from wardbook.reader.read import read
from wardbook.reader.schema import Reading

SAMPLES = Path(__file__).parents[2] / "samples"
KINDS = {".docx", ".html", ".pdf", ".txt", ".xlsx"}
RECORDS = tomllib.loads((SAMPLES / "samples.toml").read_text(encoding="utf-8"))["paper"]

# file: value, unit, bound, period of every figure, in the order of the paper.
FIGURES = {
    "thuan-hung.docx": """
        11000 | hồ sơ | at_least | 2017/
        19 | căn | exact |
        850000000 | đồng | at_least |
        2172 | người | exact |
        10 | trường hợp | exact | 2017
    """,
    "tan-loc.html": """
        100 | % | exact |
        8860000000 | đồng | exact | 2020/
        192 | căn | exact | 2020/
        19 | căn | exact | 2020/
        145 | thủ tục | exact |
        10 | khu vực | exact |
        60 | đảng viên | exact | 2020/
        100 | % | exact | 2020/
        357 | đảng viên | exact | 2020/
        22 | đảng viên | exact | 2020/
        106 | lượt | exact |
        1 | chi bộ | exact |
        6 | đảng viên | exact |
    """,
    "thoi-long.txt": """
        97 | % | at_least |
        95 | % | about |
        7 | cán bộ | exact |
        7 | cán bộ | exact |
        4 | cán bộ | exact |
        7 | cán bộ | exact |
        2 | % | at_least |
        2.27 | % | exact | 2013
        0.39 | % | exact | 2013
    """,
    "nguyen-thai-binh.xlsx": """
        3124335200 | đồng | exact | 2022
        11756978705 | đồng | exact | 2022
        98.68 | % | exact | 2022
        18 | thanh niên | exact | 2022
        163.63 | % | exact | 2022
        4600 | trường hợp | exact | 2022
        100 | % | exact | 2022
        11 | đảng viên | exact | 2022
    """,
    "kien-an.pdf": """
        12 | tập thể | exact |
        11 | cá nhân | exact |
        3 | hộ | exact |
        10 | phường | exact |
        262000000000 | đồng | at_least | 2018-H1
        32 | tổ chức | exact | 2018-H1
    """,
    "van-ganh.docx": """
        18400000000 | đồng | exact | 2026
        9935000000 | đồng | exact | 2026-H1
        53.99 | % | exact | 2026-H1
        16750000000 | đồng | exact | 2026
        7286000000 | đồng | exact | 2026-H1
        43.49 | % | exact | 2026-H1
        14 | căn | exact | 2026
        9 | căn | exact | 2026-H1
        64.29 | % | exact | 2026-H1
        4126 | hồ sơ | exact | 2026-H1
        3218 | hồ sơ | exact | 2026-H1
        3987 | hồ sơ | exact | 2026-H1
        3941 | hồ sơ | exact | 2026-H1
        98.85 | % | exact | 2026-H1
        46 | hồ sơ | exact | 2026-H1
        1245000000 | đồng | exact | 2026-H1
        37 | hộ | exact | 2026-H1
        12 | hộ | exact | 2026-H1
        51 | hộ | exact |
        19 | đơn | exact | 2026-H1
        17 | đơn | exact | 2026-H1
        89.47 | % | exact | 2026-H1
        8465000000 | đồng | at_least | 2026-H2
        5 | căn | exact | 2026-H2
        99 | % | at_least | 2026-H2
    """,
}

# file: verdicts that must be among those of the paper, by the stated number.
VERDICTS = {
    "thoi-long.txt": {(None, "holds")},
    "nguyen-thai-binh.xlsx": {("98.68", "holds"), ("163.63", "truncated"), (None, "holds")},
    "van-ganh.docx": {("98.85", "holds"), ("43.49", "truncated"), ("12", "fails")},
}


@cache
def reading(name: str) -> Reading:
    return read(open_paper((SAMPLES / name).read_bytes(), name).text)


def same_unit(read_unit: str, unit: str) -> bool:
    """As the scores count it: a noun after the measure does no harm ("căn nhà" for "căn")."""
    return read_unit == unit or read_unit.startswith(unit + " ")


def test_every_record_names_a_paper_and_every_paper_has_one() -> None:
    papers = {path.name for path in SAMPLES.iterdir() if path.suffix in KINDS}

    assert {record["file"] for record in RECORDS} == papers
    assert set(FIGURES) == {record["file"] for record in RECORDS}


def test_every_restated_paper_names_its_source_and_denies_its_office() -> None:
    for record in RECORDS:
        text = open_paper((SAMPLES / record["file"]).read_bytes(), record["file"]).text.lower()
        assert "(bản mẫu: " in text
        if record["load"]:
            assert record["newspaper"].lower() in text
            assert "không phải văn bản do" in text.replace("\n", " ")


@pytest.mark.parametrize("name", FIGURES)
def test_each_figure_is_read_with_its_unit_bound_and_period(name: str) -> None:
    wanted = [
        [cell.strip() for cell in row.split("|")] for row in FIGURES[name].strip().split("\n")
    ]
    found = reading(name).figures

    assert [figure.value for figure in found] == [Decimal(value) for value, *_ in wanted]
    for figure, (_, unit, bound, period) in zip(found, wanted, strict=True):
        assert same_unit(figure.unit, unit), figure.quote
        assert (figure.bound, figure.period or "") == (bound, period), figure.quote


@pytest.mark.parametrize("name", VERDICTS)
def test_each_known_relation_gets_its_verdict(name: str) -> None:
    found = {
        (check.stated and format(check.stated, "f"), check.verdict)
        for check in reading(name).checks
    }

    assert found >= VERDICTS[name]
