"""A secrecy marking is found wherever it is stamped, and prose about secrets is not one."""

import unicodedata

import pytest

from tests.reader.papers import saved, word, workbook
from tests.reader.pdf_writer import Text, pdf
from wardbook.lib.refusal import Refused
from wardbook.reader.formats.legacy import DECODERS
from wardbook.reader.paper import open_paper
from wardbook.reader.secrecy import why_not_store

BODY = "Xã thu được 12 tỷ đồng.\n" * 60


@pytest.mark.parametrize(
    "stamp",
    [
        "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Mật", "M Ậ T", "T Ố I   M Ậ T", "(MẬT)", "[ TỐI MẬT ]",
        "* MẬT *", "--- TUYỆT MẬT ---", "MẬT.", "Độ mật: Mật", "ĐỘ MẬT: TỐI MẬT", "Độ mật : MẬT",
        "Mức độ mật: Tuyệt mật", "Dấu mật: Tối mật", "TÀI LIỆU MẬT", "HỎA TỐC - MẬT", "MẬT/KHẨN",
        "TỐI MẬT - HOẢ TỐC", "MẬT - Tài liệu thu hồi", "TUYỆT MẬT, bản số: 03", "TOI MAT",
        "Do mat: Mat", "M\u200bẬT", "MẬT\u00a0", "Số: 12-BC/ĐU   MẬT", "ĐẢNG ỦY XÃ | TỐI MẬT",
        "Số: 12-BC/ĐU\tĐộ mật: Mật", "TuyÖt mËt", "Tèi mËt", "MAÄT", "TOÁI MAÄT", "M\nẬ\nT",
        "Số: 12-BC/ĐU MẬT", "Số      /BC-UBND TỐI MẬT", "MẬT Số 12-BC/ĐU",
    ],
)  # fmt: skip # one list
def test_a_stamp_is_refused(stamp):
    assert why_not_store(f"ĐẢNG BỘ XÃ\n{stamp}\n{BODY}")


@pytest.mark.parametrize(
    "line",
    [
        "Bí mật nhà nước", "mật ong", "Mật độ dân số", "Bảo mật thông tin", "Mật khẩu",
        "Công tác bảo vệ bí mật nhà nước", "Phát hiện 2 tài liệu mật để ngoài tủ.",
        "Hội nghị về tài liệu mật và tối mật", "Thu 3 tấn mật mía", "Độ mật: Không",
        "Mật ong rừng | 12 | lít", "Mật ong", "thân mật", "Chất lượng mật", "M", "T", "",
        "Chặt chẽ, bí mật, an toàn", "MẬT ĐỘ XÂY DỰNG", "MẬT ONG", "MAT",
        "CÔNG TÁC CƠ YẾU, BẢO MẬT", "Số: 12/KH-UBND VỀ BẢO VỆ BÍ MẬT", "Số 5 tấn mật",
    ],
)  # fmt: skip # one list
def test_words_about_secrets_are_no_stamp(line):
    assert why_not_store(f"ĐẢNG BỘ XÃ\n{line}\n{BODY}{line}") is None


def test_a_stamp_deep_in_the_paper_is_found():
    assert why_not_store(BODY + "\nTUYỆT MẬT\n" + BODY)


def test_a_small_cell_deep_in_a_table_is_an_ordinary_word():
    assert why_not_store(BODY + "Hộ ông A | mật | 12 lít") is None


def test_a_capital_cell_deep_in_a_table_is_a_stamp():
    assert why_not_store(BODY + "Số 15 | TỐI MẬT | 12/2022")


def test_the_sentence_names_the_marking():
    refusal = why_not_store("Tối mật")

    assert refusal and "TỐI MẬT" in refusal.text()


def refused(content: bytes, name: str) -> bool:
    with pytest.raises(Refused) as caught:
        open_paper(content, name)
    return caught.value.refusal.rule == "PAPER-11"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_decomposed_stamp_in_a_text_file_is_refused(encoding):
    text = unicodedata.normalize("NFD", "ĐẢNG ỦY\nTỐI MẬT\nBáo cáo quý")

    assert refused(text.encode(encoding), "a.txt")


@pytest.mark.parametrize("charset", sorted(DECODERS))
def test_a_stamp_in_an_old_character_set_is_refused(charset):
    stamp = {"TCVN3": "Tèi mËt", "VNI": "Toái maät"}[charset]

    assert refused(f"DANG UY\n{stamp}\nquy 1".encode("cp1252"), "a.txt")


def test_a_stamp_in_the_header_of_a_document_is_refused():
    document = word("Báo cáo")
    document.sections[0].header.paragraphs[0].text = "MẬT"

    assert refused(saved(document), "a.docx")


def test_a_stamp_under_the_number_in_a_letterhead_is_refused():
    document = word()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "ĐẢNG ỦY XÃ\nSố 12-BC/ĐU\nMẬT"
    table.cell(0, 1).text = "ĐẢNG CỘNG SẢN VIỆT NAM"

    assert refused(saved(document), "a.docx")


def test_a_marking_in_the_title_of_a_document_is_refused():
    document = word("Báo cáo")
    document.core_properties.title = "Tuyệt mật"

    assert refused(saved(document), "a.docx")


def test_a_stamp_in_a_cell_or_header_of_a_workbook_is_refused():
    book = workbook(("PHỤ LỤC", "MẬT"), ("Hộ", 3))
    header = workbook(("Hộ", 3))
    header.active.oddHeader.right.text = "TỐI MẬT"

    assert refused(saved(book), "a.xlsx")
    assert refused(saved(header), "a.xlsx")


def test_a_small_stamp_above_a_later_sheet_is_refused():
    book = workbook(*[("Hộ", 3)] * 60)
    book.create_sheet("Hai").append(("Biểu 2", "Mật"))

    assert refused(saved(book), "a.xlsx")


def test_a_stamp_in_a_hidden_sheet_is_refused():
    book = workbook(("Hộ", 3))
    hidden = book.create_sheet("Nháp")
    hidden.append(("TỐI MẬT",))
    hidden.sheet_state = "hidden"

    assert refused(saved(book), "a.xlsx")


def test_a_marking_in_a_web_page_or_its_title_is_refused():
    assert refused("<p>Xã<p><b>M</b>ẬT<p>Báo cáo".encode(), "a.html")
    cell = "UBND XÃ<br>Số: 12/BC-UBND<br>M Ậ T"
    assert refused(f"<table><tr><td>{cell}<td>CỘNG HÒA</table><p>Xã".encode(), "a.html")
    assert refused("<title>TỐI MẬT</title><p>Báo cáo".encode(), "a.html")


def test_a_stamp_on_a_page_or_in_the_title_of_a_pdf_is_refused():
    page = [Text("Báo cáo"), Text("M Ậ T", left=60, bottom=815)]

    assert refused(pdf([Text("Trang một")], page), "a.pdf")
    assert refused(pdf([Text("Báo cáo")], title="Tuyệt mật"), "a.pdf")
