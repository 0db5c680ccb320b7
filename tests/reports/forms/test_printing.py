"""What a form is filled with stands on the paper, and nothing that was not said."""

import re
import threading
import zipfile
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import typst
from docx import Document
from docx.shared import Mm

from tests.reports.forms.samples import (
    CODES,
    DAY,
    EVERY,
    LINK,
    OTHERS,
    PEOPLE,
    WHY,
    WRITERS,
    codes_in,
    expected,
    filled,
    in_docx,
    in_pdf,
    rows,
    squeezed,
    template,
    values,
)
from wardbook.reports import forms
from wardbook.reports.forms import docx, pdf
from wardbook.reports.typeset import compiler

NAMES = [f"{code}-{on.year}" for code, on in EVERY]
BOTH = pytest.mark.parametrize("kind", WRITERS)
ALL = pytest.mark.parametrize(("code", "on"), EVERY, ids=NAMES)


def printed(form: forms.Form, kind: str) -> str:
    """The words on the paper, without what its page puts between them."""
    write, read = WRITERS[kind]
    return squeezed(read(write(form)))


def cuts(content: bytes) -> set[bytes]:
    """Names of the faces in the file; the six letters before the name tell which glyphs it has."""
    return set(re.findall(rb"[A-Z]{6}\+\w+(?:-\w+)?", content))


def on_page(word: str, kind: str, **more: Any) -> bool:
    said = values(template("refusal_slip")) | {"reason": word}
    return squeezed(word) in printed(filled("refusal_slip", values=said, **more), kind)


@BOTH
@ALL
def test_every_value_stands_on_the_paper(code: str, on: date, kind: str) -> None:
    form = filled(code, on)

    words = printed(form, kind)

    assert expected(form)
    assert not [value for value in expected(form) if squeezed(value) not in words]


@BOTH
@ALL
def test_title_number_and_legal_basis_stand_on_the_paper(code: str, on: date, kind: str) -> None:
    form = filled(code, on)

    words = printed(form, kind)

    assert squeezed(form.template.title.upper()) in words
    assert squeezed(form.template.basis) in words
    assert "0214" in words


@BOTH
@ALL
def test_an_empty_form_keeps_dots_and_no_invented_word(code: str, on: date, kind: str) -> None:
    empty = forms.form(code, on=on, values={})

    words = printed(empty, kind)
    labels = {item.label: item for item in empty.template.content if item.label and not item.when}

    assert "…" in words or "..." in words
    assert not [value for value in PEOPLE.values() if squeezed(value) in words]
    stand = {label for label in labels if squeezed(label.rstrip(":") + ":") in words}
    assert stand == {label for label, item in labels.items() if item.need}


@BOTH
def test_what_is_not_obligatory_and_not_given_leaves_no_line(kind: str) -> None:
    said = values(template("receipt_slip"))
    given = {key: text for key, text in said.items() if not key.startswith("principal")}

    words = printed(filled("receipt_slip", values=given), kind)

    assert squeezed("Trường hợp được ủy quyền") in printed(filled("receipt_slip"), kind)
    assert squeezed("Trường hợp được ủy quyền") not in words
    assert "Giấytờủyquyền" not in words


@BOTH
@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("stop_notice", DAY, True),
        ("receipt_slip", DAY, False),
        ("receipt_slip", date(2024, 3, 4), True),
    ],
)
def test_a_layout_that_was_not_compared_says_so(code: str, on: date, said: bool, kind: str) -> None:
    words = printed(filled(code, on), kind)

    assert (squeezed("Bố cục chưa được đối chiếu với mẫu gốc") in words) is said


@ALL
def test_pages_have_the_size_of_the_form(code: str, on: date) -> None:
    form = filled(code, on)
    page = form.template.page

    pages = pypdfium2.PdfDocument(pdf.written(form))
    section = Document(BytesIO(docx.written(form))).sections[0]

    assert len(pages) == 1
    assert {round(size * 254 / 720) for size in pages[0].get_size()} == {page.width, page.height}
    assert round(section.page_width.mm) == page.width
    assert round(section.page_height.mm) == page.height


@ALL
def test_the_look_up_word_is_not_broken_at_its_hyphens(code: str, on: date) -> None:
    form = filled(code, on, qr=forms.Qr(LINK, "Tra cứu: 8h2b-t4bg-zm3z tại so.vidu.vn/my/"))

    assert "8h2b-t4bg-zm3z" in in_pdf(pdf.written(form))


def test_slips_are_a5_letters_a4_and_the_register_lies_on_its_side() -> None:
    sizes = {code: (template(code).page.width, template(code).page.height) for code in CODES}

    assert [code for code in CODES if sizes[code] == (148, 210)] == list(CODES[:3])
    assert [code for code in CODES if sizes[code] == (210, 297)] == list(CODES[3:6])
    assert sizes["dossier_register"] == (297, 210)


@BOTH
@ALL
def test_the_same_form_gives_the_same_bytes(code: str, on: date, kind: str) -> None:
    write, _ = WRITERS[kind]

    assert write(filled(code, on)) == write(filled(code, on))


def test_a_long_register_repeats_its_columns_on_every_page() -> None:
    row = template("dossier_register")

    content = pdf.written(filled("dossier_register", rows=rows(row, 90)))
    pages = pypdfium2.PdfDocument(content)
    words = [squeezed(page.get_textpage().get_text_range()) for page in pages]

    assert len(words) >= 3
    assert all("Phươngthứcnhận" in page for page in words)
    assert squeezed("order ô 90") in words[-1]


def test_later_pages_carry_their_number() -> None:
    content = pdf.written(filled("dossier_register", rows=rows(template("dossier_register"), 90)))

    first, second, *_ = pypdfium2.PdfDocument(content)

    assert second.get_textpage().get_text_range().split()[0] == "2"
    assert first.get_textpage().get_text_range().split()[0] == "ỦY"


def test_a_form_without_a_table_numbers_its_later_pages_too() -> None:
    said = values(template("refusal_slip")) | {"reason": "Nội dung dài mười chữ. " * 300}

    first, second, *_ = pypdfium2.PdfDocument(pdf.written(filled("refusal_slip", values=said)))

    assert second.get_textpage().get_text_range().split()[0] == "2"
    assert first.get_textpage().get_text_range().split()[0] != "1"


def test_two_receipts_share_one_cut_of_each_face() -> None:
    others = {
        "applicant": "Phạm Quỳnh Giao",
        "code": "NH.RIENG-261110-9358",
        "address": "Ấp Vĩnh Hội",
    }
    said = values(template("receipt_slip")) | others

    one, other = (
        cuts(pdf.written(filled("receipt_slip", **more))) for more in ({}, {"values": said})
    )

    assert len(one) == 3  # upright, bold, slanted
    assert one == other


@BOTH
def test_a_sample_says_so_on_top(kind: str) -> None:
    assert "BẢNMẪUTHỬ" in printed(filled("receipt_slip", remark="BẢN MẪU THỬ"), kind)


# --- What is typed is never markup ------------------------------------------------------------

HOSTILE = [
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.3.0": *',
    "$ x^2 $ và $1.000.000",
    r"C:\thư mục\*đậm*\_nghiêng_",
    "*không đậm* _không nghiêng_ `mã` <nhãn> @nguồn",
    "= Tiêu đề // chú thích /* dài */ ~ -- --- ...",
    '"]} {"form": 1} <w:p/> &amp; <script>',
    "{applicant} {0} %s ${HOME}",
]


@BOTH
@pytest.mark.parametrize("word", HOSTILE)
def test_what_looks_like_markup_is_printed_as_typed(word: str, kind: str) -> None:
    assert on_page(word, kind)


@BOTH
@pytest.mark.parametrize(
    "word", ["z" * 300, "Aàảãáạ" * 60, "a" * 40 + "/" + "b" * 40 + "@c.example"]
)
def test_a_word_longer_than_its_line_is_broken_not_cut(word: str, kind: str) -> None:
    assert on_page(word, kind)


def test_no_letter_passes_the_edge_of_the_paper() -> None:
    said = values(template("receipt_slip")) | {"applicant": "W" * 200, "body": "Ư" * 90}

    page = pypdfium2.PdfDocument(pdf.written(filled("receipt_slip", values=said)))[0]
    words = page.get_textpage()
    edges = [words.get_charbox(at)[2] for at in range(words.count_chars())]

    assert max(edges) <= page.get_size()[0] - 20


@BOTH
def test_ten_thousand_letters_flow_over_pages(kind: str) -> None:
    said = values(template("refusal_slip")) | {"reason": "Nội dung dài mười chữ. " * 440}
    form = filled("refusal_slip", values=said)

    # A page may end within the sentence, and its foot stands there.
    assert printed(form, kind).count(squeezed("Nội dung dài mười chữ.")) > 430
    assert len(pypdfium2.PdfDocument(pdf.written(form))) > 3


@BOTH
def test_what_no_paper_can_carry_is_left_out(kind: str) -> None:
    said = values(template("refusal_slip"))
    said["reason"] = "Thiếu\x00 giấy\x1b \u202etờ\u202c \u200fgốc\ud800\ufffe\r\nvà bản sao"

    words = printed(filled("refusal_slip", values=said), kind)

    assert "Thiếugiấytờgốcvàbảnsao" in words


@BOTH
def test_letters_of_other_scripts_do_not_stop_the_printer(kind: str) -> None:
    said = values(template("refusal_slip")) | {"reason": "Trước 🏠👨‍👩‍👧 שלום 中文 sau"}

    words = printed(filled("refusal_slip", values=said), kind)

    assert "Trước" in words
    assert "sau" in words


def test_the_compiler_reads_nothing_outside_its_folder(tmp_path: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x")
    fresh = compiler.__wrapped__(pdf.TEMPLATE.parent)  # a compiler keeps what it was given last

    for source in (
        f'#read("{secret}")',
        '#read("../paper.py")',
        '#import "@preview/cetz:0.3.0": *',
    ):
        with pytest.raises(typst.TypstError):
            fresh.compile(input=source.encode(), format="pdf")


def test_eight_clerks_print_at_once() -> None:
    made: list[bytes] = []
    form = filled("receipt_slip")

    clerks = [threading.Thread(target=lambda: made.append(pdf.written(form))) for _ in range(8)]
    for clerk in clerks:
        clerk.start()
    for clerk in clerks:
        clerk.join()

    assert made == [pdf.written(form)] * 8


# --- The code, and who is not told ------------------------------------------------------------


def test_a_telephone_reads_the_code_on_the_page() -> None:
    assert list(codes_in(pdf.written(filled("receipt_slip")))) == [LINK]


def test_the_code_in_the_word_file_is_wide_enough() -> None:
    document = Document(BytesIO(docx.written(filled("receipt_slip"))))

    (picture,) = document.inline_shapes

    assert Mm(25) <= picture.width * 29 / 37 <= Mm(27)


@BOTH
def test_the_words_beneath_the_code_stand_on_the_paper(kind: str) -> None:
    assert squeezed("Từ tra cứu: lúa xanh cầu tre") in printed(filled("receipt_slip"), kind)


@pytest.mark.parametrize("key", ["applicant", "id_number", "phone", "email", "principal_id"])
def test_a_code_that_says_who_somebody_is_is_refused(key: str) -> None:
    name = PEOPLE[key].replace(" ", "%20")

    with pytest.raises(ValueError, match=key):
        filled("receipt_slip", qr=forms.Qr(f"https://so.phuong.example/?q={name}", "x"))


@ALL
def test_what_a_file_says_of_itself_names_nobody(code: str, on: date) -> None:
    form = filled(code, on)
    about = pypdfium2.PdfDocument(pdf.written(form)).get_metadata_dict(skip_empty=True)
    with zipfile.ZipFile(BytesIO(docx.written(form))) as file:
        said = file.read("docProps/core.xml").decode() + file.read("docProps/app.xml").decode()

    held = squeezed(said + " ".join(about.values()))

    assert about["Title"] == form.template.title
    assert not [value for value in (*PEOPLE.values(), OTHERS["code"]) if squeezed(value) in held]


def test_why_the_day_is_this_one_stands_on_receipt_and_apology_alone() -> None:
    explained = [code for code in CODES if squeezed(WHY[0]) in printed(filled(code), "pdf")]

    assert explained == ["receipt_slip", "apology_extension"]


def test_both_files_say_the_same_words() -> None:
    form = filled("refusal_slip")
    in_one, in_other = in_pdf(pdf.written(form)), in_docx(docx.written(form))

    assert sorted(squeezed(in_one)) == sorted(squeezed(in_other))
