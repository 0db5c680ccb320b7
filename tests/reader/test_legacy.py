"""Old Vietnamese character sets are recognised by their letters, and nothing else is."""

import unicodedata

import pytest
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from tests.reader.papers import saved, word, workbook
from tests.reader.pdf_writer import Text, pdf
from wardbook.reader.formats.legacy import DECODERS, convert, recognise
from wardbook.reader.paper import Paper, open_paper

MODERN = (
    "Ủy ban nhân dân phường họp xét kết quả sáu tháng đầu năm.\n"
    "Thu ngân sách được 8,86 tỷ đồng, vượt 5% dự toán; đường bê tông dài 12 km.\n"
    "Các hộ nghèo giảm còn 31 hộ, những hộ mới thoát nghèo đều được vay vốn."
)
TCVN3 = (
    "ñy ban nh©n d©n ph­êng häp xÐt kÕt qu¶ s¸u th¸ng ®Çu n¨m.\n"
    "Thu ng©n s¸ch ®­îc 8,86 tû ®ång, v­ît 5% dù to¸n; ®­êng bª t«ng dµi 12 km.\n"
    "C¸c hé nghÌo gi¶m cßn 31 hé, nh÷ng hé míi tho¸t nghÌo ®Òu ®­îc vay vèn."
)
VNI = (
    "UÛy ban nhaân daân phöôøng hoïp xeùt keát quaû saùu thaùng ñaàu naêm.\n"
    "Thu ngaân saùch ñöôïc 8,86 tyû ñoàng, vöôït 5% döï toaùn; ñöôøng beâ toâng daøi 12 km.\n"
    "Caùc hoä ngheøo giaûm coøn 31 hoä, nhöõng hoä môùi thoaùt ngheøo ñeàu ñöôïc vay voán."
)


def codes(paper: Paper) -> list[str]:
    return [warning.rule for warning in paper.warnings]


def test_tcvn3_is_converted_exactly():
    # Its capitals with tones were set in a font of their own, so the first letter stays small.
    assert convert(TCVN3) == (MODERN.replace("Ủy", "ủy"), "TCVN3")


def test_vni_is_converted_exactly():
    assert convert(VNI) == (MODERN, "VNI")


def test_a_heading_in_capitals_is_raised_whole():
    assert convert("B¸O C¸O KÕT QU¶ TµI CHÝNH\n" + TCVN3)[0].startswith("BÁO CÁO KẾT QUẢ TÀI CHÍNH")


def test_vni_capitals_have_codes_of_their_own():
    assert convert("COÄNG HOØA ÑOÄC LAÄP\n" + VNI)[0].startswith("CỘNG HÒA ĐỘC LẬP")


def test_a_hyphen_in_the_place_of_a_letter_is_mended():
    """PDF gives the soft hyphen, the code of "ư", as a hyphen."""
    text = TCVN3.replace("\u00ad", "-") + "\nN¨m 2020-2025, x· §«ng-T©y"

    assert convert(text)[0] == MODERN.replace("Ủy", "ủy") + "\nNăm 2020-2025, xã Đông-Tây"


def test_lines_in_unicode_are_left_alone_in_a_mixed_paper():
    assert convert(f"Có cá, rô, mè\n{MODERN}\n{VNI}")[0] == f"Có cá, rô, mè\n{MODERN}\n{MODERN}"


@pytest.mark.parametrize(
    "text",
    [
        MODERN,
        unicodedata.normalize("NFD", MODERN),
        MODERN.upper(),
        "The café's naïve façade © 2020 ® ± 5 µm, 30°C, § 12, «quoted», ½ ¼ ¾ × ÷ " * 9,
        "Où est-il né? Très bien, à Nîmes, forêt, août, Noël, garçon, cœur, déjà vu " * 9,
        "Größe, Übung, schön, für, Mädchen, Straße, über, öffentlich, Köln, Fuß, Tür " * 9,
        "Año, niño, está, también, más, después, señor, corazón, pingüino, aquí, así " * 9,
        "Són, à, é, ò: coração, informações, não, avó, português, três, você, já, até " * 9,
        "Ðảng bộ xã Đak Pơ, buôn Krông Búk, suối Ia Đrăng, thôn Đạ Nghịt, ĐắkLắk " * 9,
    ],
)
def test_good_text_is_never_converted(text):
    assert recognise(text) is None


@given(st.text(max_size=300))
def test_any_text_without_evidence_comes_back_unchanged(text):
    converted, charset = convert(text)

    assert charset in DECODERS or converted == text


@given(st.lists(st.sampled_from(MODERN.split()), max_size=60))
def test_unicode_words_in_any_order_are_never_converted(words):
    assert recognise(" ".join(words)) is None


@pytest.mark.parametrize(("text", "charset"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_a_text_file_is_converted_with_a_warning(text, charset, encoding):
    paper = open_paper(text.encode(encoding), "a.txt")

    assert (paper.text.lower(), codes(paper)) == (MODERN.lower(), ["PAPER-21"])
    assert charset in paper.warnings[0].text()


def test_a_web_page_and_a_workbook_are_converted():
    page = open_paper(f"<p>{TCVN3.replace(chr(10), '<p>')}".encode("cp1252"), "a.html")
    book = open_paper(saved(workbook(*[(line,) for line in VNI.split("\n")])), "a.xlsx")

    assert page.text.lower() == book.text.lower() == MODERN.lower()


def test_a_pdf_is_converted():
    page = [Text(line, bottom=700 - 40 * at) for at, line in enumerate(TCVN3.split("\n"))]

    text = open_paper(pdf(page), "a.pdf").text

    assert text.lower().split() == MODERN.lower().split()


def set_in(font: str, *runs: str) -> bytes:
    document = word("")
    for text in runs:
        run = document.paragraphs[0].add_run(text)
        run.font.name, run.font.size = font, Pt(14)
    return saved(document)


def test_a_font_tells_the_character_set_of_a_few_words():
    assert open_paper(set_in(".VnTime", "Céng hoµ"), "a.docx").text == "Cộng hoà"


def test_a_font_of_capitals_gives_capitals():
    assert open_paper(set_in(".VnTimeH", "b¸o c¸o"), "a.docx").text == "BÁO CÁO"


def test_a_vni_letter_may_span_two_runs():
    assert open_paper(set_in("VNI-Times", "Coä", "ng ho", "øa"), "a.docx").text == "Cộng hòa"


def test_a_font_of_the_style_counts_too():
    document = word("§¶ng bé")
    document.styles["Normal"].font.name = ".VnTime"

    assert open_paper(saved(document), "a.docx").text == "Đảng bộ"


def test_unicode_typed_in_an_old_font_stays_as_it_is():
    document = word("Có 3 cá rô", "Đảng bộ phường có cố gắng lớn")
    document.styles["Normal"].font.name = ".VnTime"
    paper = open_paper(saved(document), "a.docx")

    assert (paper.text, codes(paper)) == ("Có 3 cá rô\nĐảng bộ phường có cố gắng lớn", [])
