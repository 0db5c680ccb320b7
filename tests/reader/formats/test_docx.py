"""Word documents: order, tables, what is left out."""

import pytest
from docx.oxml import OxmlElement

from tests.reader.papers import archive, saved, word
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


BOX = """<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>
<w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>
</w:pict></mc:Fallback></mc:AlternateContent><w:t>Ngoài khung</w:t></w:r></w:p>"""
CONTROL = (
    "<w:sdt><w:sdtContent><w:p><w:r><w:t>Trong ô chọn</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)
INSERTED = """<w:p><w:ins><w:r><w:t>Thêm</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>cũ</w:t></w:r>
</w:moveFrom><w:del><w:r><w:delText>bỏ</w:delText></w:r></w:del></w:p>"""
FIELD = """<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>năm 2020</w:t></w:r><w:r>
<w:noBreakHyphen/><w:t>2025</w:t></w:r></w:p>"""


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (BOX, "Ngoài khung\nTrong khung"),
        (CONTROL, "Trong ô chọn"),
        (INSERTED, "Thêm"),
        (FIELD, "năm 2020-2025"),
    ],
)
def test_what_word_shows_is_what_is_read(body, text):
    names = 'xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps"'
    xml = f"<w:document {names}><w:body>{body}</w:body></w:document>"

    assert open_paper(archive({"word/document.xml": xml}, saved(word())), "a.docx").text == text


def test_footnotes_stand_at_the_end():
    notes = "<footnotes><footnote><p><r><t>Chú 1</t></r></p></footnote></footnotes>"
    paper = open_paper(archive({"word/footnotes.xml": notes}, saved(word("Thân"))), "a.docx")

    assert paper.text == "Thân\nChú 1"
