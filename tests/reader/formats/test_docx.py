"""Word documents: order, tables, what is left out."""

from docx.oxml import OxmlElement

from tests.reader.papers import saved, word
from wardbook.reader.paper import open_paper


def lines(document) -> list[str]:
    return open_paper(saved(document), "bao-cao.docx").text.split("\n")


def test_paragraphs_and_tables_keep_their_order():
    document = word("Kết quả thu")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Khoản", "Số tiền", "Thuế", "12,5"), strict=True):
        cell.text = text
    document.add_paragraph("Kết thúc")

    assert lines(document) == ["Kết quả thu", "Khoản | Số tiền", "Thuế | 12,5", "Kết thúc"]


def test_a_merged_cell_speaks_once_and_keeps_its_columns():
    table = (document := word()).add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, "abcdef", strict=True):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "Năm"
    table.cell(0, 0).merge(table.cell(1, 0)).text = "Xóm"

    assert lines(document) == ["Xóm | Năm", " | e | f"]


def test_a_table_inside_a_cell_keeps_its_rows():
    document = word()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Phụ lục"
    inner = outer.cell(0, 1).add_table(rows=2, cols=2)
    for cell, text in zip(inner._cells, ("Hộ", "7", "Người", "21"), strict=True):
        cell.text = text

    assert lines(document) == ["Phụ lục", "Hộ | 7", "Người | 21"]


def test_deleted_and_hidden_words_are_left_out():
    document = word("Có 15 hộ")
    deleted = OxmlElement("w:del")
    run = document.paragraphs[0].add_run(" và 99 hộ")
    run._r.addprevious(deleted)
    deleted.append(run._r)
    document.paragraphs[0].add_run(" ẩn").font.hidden = True

    assert lines(document) == ["Có 15 hộ"]


def test_a_line_break_ends_a_line_and_a_tab_is_a_space():
    assert lines(word("Số:\t12\nNgày")) == ["Số: 12", "Ngày"]


def test_headers_and_footers_stay_out_of_the_text():
    document = word("Nội dung")
    document.sections[0].header.paragraphs[0].text = "Mẫu 02"
    document.sections[0].footer.paragraphs[0].text = "Trang 1"

    assert lines(document) == ["Nội dung"]
