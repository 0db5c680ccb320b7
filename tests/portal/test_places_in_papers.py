"""A figure of a table shows the row and the column it stands in, masked like its quote."""

import pytest

from tests import make
from tests.portal.reading import body, page

pytestmark = pytest.mark.django_db

TABLE = """BÁO CÁO

Nội dung | Kế hoạch năm 2025 | Ông Nguyễn Văn Bình báo
Số hồ sơ tiếp nhận (hồ sơ) | 1.300 | 1.250
"""
FIGURE = "/figures/99901/dossiers-received/2025/"


def released() -> None:
    claim = make.claim("1.250", text=TABLE)
    make.released(make.result(claim))


def words(heading: list[list[dict[str, str]]]) -> list[str]:
    return ["".join(piece["text"] for piece in pieces) for pieces in heading]


def test_the_row_and_the_column_are_published() -> None:
    released()

    source = body(FIGURE)["source"]

    assert words(source["table"]["row"]) == ["Số hồ sơ tiếp nhận (hồ sơ)"]
    assert source["line"] == 4
    assert "Số hồ sơ tiếp nhận (hồ sơ)" in page(FIGURE).split("wb-quote__source")[1]


def test_a_name_in_a_heading_is_masked() -> None:
    released()

    heading = body(FIGURE)["source"]["table"]["column"][0]

    assert any(piece["masked"] for piece in heading)
    assert "Bình" not in str(heading)


def test_a_figure_of_a_sentence_has_no_table() -> None:
    make.released()

    assert body(FIGURE)["source"]["table"] is None
