"""Filled-in forms of an invented ward, and how what was printed is read back."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from docx import Document
from docx.oxml.ns import qn

from wardbook.reports import forms
from wardbook.reports.forms import docx, pdf
from wardbook.reports.forms.catalogue import Template, form_in_force

DAY, OLD = date(2026, 11, 9), date(2024, 3, 4)
CODES = (
    "receipt_slip",
    "supplement_request",
    "refusal_slip",
    "apology_extension",
    "stop_notice",
    "process_control_slip",
    "dossier_register",
)
OF_OLD = tuple(code for code in CODES if code != "stop_notice")
EVERY = [*((code, DAY) for code in CODES), *((code, OLD) for code in OF_OLD)]
LINK = "https://so.phuong.example/t/8kQ2mZr7XwPd"
WHY = ["Nhận 09/11/2026; hạn 5 ngày làm việc.", "10/11 (1), 11/11 (2), 12/11 (3), 13/11 (4)."]
PEOPLE = {
    "applicant": "Nguyễn Thị Ánh Tuyết",
    "id_number": "079 184 000 123",
    "address": "Số 12/4 đường Võ Trường Toản, khu vực 3, phường Ninh Hạ",
    "phone": "0900 000 123",
    "email": "anh.tuyet@thu.example",
    "principal": "Lê Văn Đường",
    "principal_id": "079 060 000 456",
    "principal_address": "Ấp Rạch Sỏi, phường Ninh Hạ",
    "principal_phone": "0900 000 456",
    "principal_email": "le.duong@thu.example",
    "to": "Bà Huỳnh Ngọc Diễm",
    "submitter": "Đỗ Quỳnh Như",
}
OTHERS = {
    "superior": "Ủy ban nhân dân phường Ninh Hạ",
    "body": "Trung tâm Phục vụ hành chính công",
    "place": "Ninh Hạ",
    "number": "0214",
    "code": "NH.RIENG-261109-0007",
}


def template(code: str, on: date = DAY) -> Template:
    found = form_in_force(code, on)
    assert found is not None
    return found


def values(template: Template) -> dict[str, str]:
    """A value for every key of the form: of people as above, of all else the key in words."""
    keys = {key for item in template.content for key in item.keys}
    keys |= {key for one in template.signatures for key in (one.key, one.title_key) if key}
    words = {key: f"Ghi {number} ở mục {key.replace('_', ' ')}" for number, key in enumerate(keys)}
    return words | OTHERS | {key: name for key, name in PEOPLE.items() if key in keys}


def rows(template: Template, count: int = 2) -> dict[str, list[dict[str, str]]]:
    given = {
        name: [{"text": f"Giấy {name} thứ {at}"} for at in range(1, count + 1)]
        for name in [*(item.list for item in template.content if item.list), "recipients"]
    }
    if template.table:
        keys = [key for column in template.table.columns for key in column.keys]
        cells = [{key: f"{key[:5]} ô {at}" for key in keys} for at in range(1, count + 1)]
        given[template.table.key] = cells
    return given


def filled(code: str, on: date = DAY, **more: Any) -> forms.Form:
    """A form without a blank on it."""
    row = template(code, on)
    said = {"values": values(row), "rows": rows(row), "why": WHY, "dated": on}
    code_of = forms.Qr(LINK, "Từ tra cứu: lúa xanh cầu tre")
    return forms.form(code, on=on, **(said | {"qr": code_of} | more))


def expected(form: forms.Form) -> list[str]:
    """Every word that was handed over to be printed."""
    row = form.template
    listed = {item.list for item in row.content} | ({row.table.key} if row.table else set())
    has_recipients = any(one.recipients for one in row.signatures)
    cells = [
        text
        for name, given in rows(row).items()
        if name in listed or (name == "recipients" and has_recipients)
        for one in given
        for text in one.values()
    ]
    heads = {"superior", "body"}
    said = [text.upper() if key in heads else text for key, text in values(row).items()]
    titles = [values(row)[one.title_key].upper() for one in row.signatures if one.title_key]
    keyed = {key: text for key, text in values(row).items() if key.startswith("signer_title")}
    shown = [text for text in said if text not in keyed.values()]
    if not any("code" in item.keys for item in row.content):
        shown.remove(OTHERS["code"])
    if not row.has_date:
        shown.remove(OTHERS["place"])
    return [*shown, *titles, *cells, *(WHY if row.why else [])]


def squeezed(text: str) -> str:
    """Without the spaces and breaks that a page puts between words."""
    return re.sub(r"\s|\ufffe|\xad", "", unicodedata.normalize("NFC", text))


def in_pdf(content: bytes) -> str:
    pages = pypdfium2.PdfDocument(content)
    return "\n".join(page.get_textpage().get_text_range() for page in pages)


def in_docx(content: bytes) -> str:
    """The words of head, text, tables and foot, as python-docx reads them."""
    document = Document(BytesIO(content))
    section = document.sections[0]
    parts = [document.element.body, section.first_page_header._element]
    parts += [section.first_page_footer._element]
    return "\n".join(word.text or "" for part in parts for word in part.iter(qn("w:t")))


def codes_in(content: bytes) -> Iterator[str]:
    """What a telephone reads on the pages of a PDF."""
    for page in pypdfium2.PdfDocument(content):
        picture = page.render(scale=3, grayscale=True)
        seen = memoryview(bytes(picture.buffer)).cast("B", (picture.height, picture.stride))
        yield from (found.text for found in zxingcpp.read_barcodes(seen))


WRITERS = {"pdf": (pdf.written, in_pdf), "docx": (docx.written, in_docx)}
