"""Rows come out of every kind of file that other systems send, and out of none that harms."""

import io
import unicodedata
import zipfile
from datetime import datetime
from decimal import Decimal

import pytest

from bench.exports import as_csv, xlsx
from tests.exchange.files import HEAD, ROW, workbook
from wardbook.exchange import limits, sandbox
from wardbook.exchange.rows import Row, encoding_of, read, separator_of
from wardbook.exchange.workbook import moment_of
from wardbook.lib.refusal import Refused

NINE = datetime(2026, 1, 7, 9, 0)  # noqa: DTZ001  a wall clock


def cells(content: bytes) -> list[list[str]]:
    return [row.cells for row in read(content)]


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as caught:
        list(read(content))
    return caught.value.refusal.rule


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_csv_file_is_read_in_every_usual_writing(encoding: str, separator: str) -> None:
    assert cells(as_csv([HEAD, ROW], separator=separator, encoding=encoding))[1] == list(ROW)


def test_windows_1258_is_told_by_its_vietnamese_letters() -> None:
    text = unicodedata.normalize("NFD", ";".join(HEAD) + "\n" + ";".join(ROW))
    written = "".join(
        letter if letter.encode("cp1258", "ignore") else "" for letter in _for_1258(text)
    ).encode("cp1258")

    assert encoding_of(written) == "cp1258"
    assert cells(written)[1][1] == "Thủ tục mẫu"


def _for_1258(text: str) -> str:
    """Letters with their own place in that set, tones as marks of their own."""
    whole = unicodedata.normalize("NFC", text)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    found = []
    for letter in whole:
        apart = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(sign for sign in apart if sign not in tones))
        found += [base, *(sign for sign in apart if sign in tones)]
    return "".join(found)


def test_letters_in_no_known_set_are_refused() -> None:
    assert refusal(bytes(range(128, 256)) * 40) == "EXC-03"


def test_the_separator_that_cuts_widest_is_taken() -> None:
    assert separator_of("a;b;c, d\n1;2;3\n") == ";"


def test_the_line_in_which_excel_names_its_separator_is_no_row() -> None:
    assert cells(b"sep=;\r\na;b\r\n") == [["a", "b"]]


def test_days_of_a_workbook_keep_their_time_whatever_they_show() -> None:
    assert cells(workbook(HEAD, [*ROW[:3], NINE]))[1][3] == "2026-01-07T09:00:00"


def test_a_workbook_that_counts_from_1904_gives_the_same_day() -> None:
    assert cells(workbook(HEAD, [*ROW[:3], NINE], from_1904=True))[1][3] == "2026-01-07T09:00:00"


@pytest.mark.parametrize(("number", "day"), [("1", "1900-01-01"), ("61", "1900-03-01")])
def test_the_day_that_excel_invented_moves_no_other(number: str, day: str) -> None:
    assert moment_of(Decimal(number)).startswith(day)


def test_a_formula_gives_the_result_beside_it_and_is_never_run() -> None:
    content = workbook(HEAD, [*ROW[:2], '=HYPERLINK("http://x.invalid","Lý Thử")'])

    assert "invalid" not in cells(content)[1][2]


def test_rows_and_columns_stand_where_the_workbook_says() -> None:
    rows = list(read(workbook([], ["", "", "x"], [], ["y"])))

    assert rows == [Row(1, 2, ["", "", "x"]), Row(1, 4, ["y"])]


def test_texts_may_be_shared_or_stand_in_their_cells() -> None:
    rows = [HEAD, ROW]

    assert cells(xlsx(rows, shared=True)) == cells(xlsx(rows, shared=False))


def test_a_page_that_is_called_a_workbook_is_read_as_its_table() -> None:
    page = "<html><table><tr><th colspan=2>Ngày</th><td>x</td></tr><tr><td>1</td></tr></table>"

    assert cells(page.encode()) == [["Ngày", "", "x"], ["1"]]


def test_the_old_excel_is_named_with_what_to_do() -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)) == "EXC-02"


@pytest.mark.parametrize("content", [b"", b"  \n ", bytes(40) + b"\1\2\3"])
def test_what_is_no_list_is_refused(content: bytes) -> None:
    assert refusal(content) in {"EXC-01", "EXC-03"}


def test_a_broken_archive_is_refused() -> None:
    assert refusal(workbook(HEAD, ROW)[:-200]).startswith("PAPER-")


def test_a_sheet_that_swells_is_refused_before_it_fills_the_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("wardbook.exchange.workbook.MAX_STREAM", 100_000)

    assert refusal(workbook(*[ROW] * 3000)) == "PAPER-10"


def test_more_rows_than_anybody_sends_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wardbook.exchange.rows.MAX_ROWS", 3)

    assert refusal(as_csv([ROW] * 4)) == "EXC-04"


def test_a_sheet_of_two_hundred_columns_is_kept_whole() -> None:
    assert len(cells(workbook([f"c{n}" for n in range(200)]))[0]) == 200


def test_cells_far_to_the_right_and_endless_ones_are_cut() -> None:
    (row,) = cells(as_csv([["x" * 9_000, *["y"] * 400]]))

    assert (len(row), len(row[0])) == (limits.MAX_COLUMNS, limits.MAX_CELL)


def test_an_entity_that_multiplies_itself_opens_nothing() -> None:
    content = _with_sheet(workbook(HEAD, ROW), b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>')

    assert refusal(content) == "PAPER-08"


def _with_sheet(content: bytes, sheet: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, sheet if "worksheets/" in name else old.read(name))
    return out.getvalue()


def test_the_child_says_the_same_rows() -> None:
    content = workbook(HEAD, *[ROW] * 450)

    assert list(sandbox.rows(content)) == list(read(content))


def test_the_child_says_why_it_refuses() -> None:
    with pytest.raises(Refused, match="EXC-02"):
        list(sandbox.rows(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))


def test_a_child_that_ends_without_a_word_refuses() -> None:
    with pytest.raises(Refused, match="PAPER-08"):
        list(sandbox.rows(b"x", command=["true"]))


def test_a_child_that_hangs_is_ended() -> None:
    with pytest.raises(Refused, match="PAPER-12"):
        list(sandbox.rows(b"x", command=["sleep", "60"], seconds=0.2))


def test_a_row_that_grows_without_end_ends_the_child_and_not_us() -> None:
    row = b"<row>" + b"<c><v>1</v></c>" * 9_000_000 + b"</row>"
    sheet = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"
    with pytest.raises(Refused) as caught:
        list(sandbox.rows(_with_sheet(workbook(HEAD), sheet)))

    assert caught.value.refusal.rule in {"PAPER-08", "PAPER-12"}
