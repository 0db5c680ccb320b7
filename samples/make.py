"""Build the sample papers that are not plain text: two DOCX, one XLSX, one PDF.

    python samples/make.py

Needs python-docx, xlsxwriter, typst and fontpkg-be-vietnam-pro, in an environment of their own:
the results are kept, so nobody who runs or tests Wardbook needs them. The same versions give the
same bytes: no clock is read, and the files inside DOCX and XLSX carry one fixed date.

``sources/*.txt`` is one paragraph a line. The first two lines are the heading block, its lines
divided by " / "; then "# " is a title, "~ " a note under it, "## " a heading, "> " the signing
office, and "| " a row of a table.
"""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from itertools import groupby
from pathlib import Path

import docx
import fontpkg_be_vietnam_pro
import typst
import xlsxwriter
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent
SOURCES = HERE / "sources"
FONTS = Path(fontpkg_be_vietnam_pro.__file__).parent / "files"
MADE = datetime(2018, 1, 1, tzinfo=UTC)  # stands in the files' properties, nothing more
OLDEST = (1980, 1, 1, 0, 0, 0)  # the first date a zip can carry
MARKS = ("# ", "## ", "~ ", "> ")


def main() -> None:
    write_docx("thuan-hung")
    write_docx("van-ganh")
    write_xlsx("nguyen-thai-binh")
    write_pdf("kien-an")


def write_docx(name: str) -> None:
    left, right, *lines = (SOURCES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    document = docx.Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(13)
    document.core_properties.created = document.core_properties.modified = MADE
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(2)
    add_heading_block(document, left, right)
    for is_table, group in groupby(filter(None, lines), key=lambda line: line.startswith("| ")):
        if is_table:
            add_table(document, list(group))
        else:
            for line in group:
                add_paragraph(document, line)
    out = BytesIO()
    document.save(out)
    (HERE / f"{name}.docx").write_bytes(dated_1980(out))


def add_heading_block(document: Document, *halves: str) -> None:
    for cell, half in zip(document.add_table(1, 2).rows[0].cells, halves, strict=True):
        cell.text = half.replace(" / ", "\n").replace("/ ", "\n")
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def add_paragraph(document: Document, line: str) -> None:
    mark = next((mark for mark in MARKS if line.startswith(mark)), "")
    paragraph = document.add_paragraph()
    run = paragraph.add_run(line.removeprefix(mark))
    run.bold, run.italic = mark in {"# ", "## "}, mark == "~ "
    if mark in {"# ", "~ "}:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif mark == "> ":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_table(document: Document, lines: list[str]) -> None:
    rows = [line.removeprefix("| ").split(" | ") for line in lines]
    grid = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def write_xlsx(name: str) -> None:
    """A workbook of a table and a list, numbers kept as numbers and shown by their formats."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.set_properties({"created": MADE.replace(tzinfo=None), "title": HEADING[1]})
    styles = {int: book.add_format({"num_format": "#,##0"}), str: book.add_format()}
    styles[float] = book.add_format({"num_format": "0.00"})
    figures, notes = book.add_worksheet("Số liệu"), book.add_worksheet("Lưu ý")
    figures.set_column(1, 1, 44)
    figures.set_column(2, 5, 18)
    add_lines(figures, HEADING)
    for place, row in enumerate(ROWS, start=len(HEADING)):
        for column, content in enumerate(row):
            figures.write(place, column, content, styles[type(content)])
    add_lines(notes, CONCLUSIONS)
    book.close()
    (HERE / f"{name}.xlsx").write_bytes(dated_1980(out))


def add_lines(sheet: Worksheet, lines: list[str]) -> None:
    for place, line in enumerate(lines):
        sheet.write(place, 0, line)


def write_pdf(name: str) -> None:
    source = str(SOURCES / f"{name}.typ")
    page = typst.compile(source, font_paths=[str(FONTS)], ignore_system_fonts=True)
    (HERE / f"{name}.pdf").write_bytes(page)


def dated_1980(content: BytesIO) -> bytes:
    """The same zip, every file in it dated alike."""
    out = BytesIO()
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, OLDEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()


# Annex of figures of phường Nguyễn Thái Bình, with the slip of date that its source has.
HEADING = [
    "ĐẢNG BỘ QUẬN 1 - ĐẢNG ỦY PHƯỜNG NGUYỄN THÁI BÌNH",
    "PHỤ LỤC SỐ LIỆU",
    "Nguyễn Thái Bình, ngày 17 tháng 2 năm 2022",
    "Kèm báo cáo tại buổi làm việc với Thường trực Quận ủy Quận 1",
    "(Bản mẫu: trình bày lại số liệu theo trang tin của Quận 1, bài ghi ngày 17/2/2022; "
    "không phải văn bản do phường ban hành.)",
    "",
    "KẾT QUẢ NĂM 2022",
]
ROWS: list[list[str | int | float]] = [
    ["TT", "Nội dung", "ĐVT", "Kết quả", "Tỷ lệ (%)", "Ghi chú"],
    [1, "Thu ngân sách", "đồng", 3124335200, "", ""],
    [2, "Chi ngân sách", "đồng", "11.756.978.705/11.914.837.000", 98.68, ""],
    [3, "Giao quân", "thanh niên", "18/11", 163.63, "vượt chỉ tiêu"],
    [4, "Tuyên truyền đến hộ dân, cơ quan, đơn vị", "trường hợp", 4600, "", ""],
    [5, "Ý kiến người dân đánh giá hài lòng", "%", 100, "", ""],
    [6, "Đảng viên mới phát triển", "đảng viên", 11, "", ""],
]
CONCLUSIONS = [
    "NỘI DUNG QUẬN ỦY LƯU Ý CHO NĂM 2023",
    "- Thu ngân sách đạt chỉ tiêu trên giao.",
    "- Quản lý, bồi dưỡng đảng viên và tạo nguồn kết nạp.",
    "- Bảo đảm phòng cháy, chữa cháy; trật tự xây dựng, trật tự đô thị; dẹp bến cóc, xe dù.",
    "- Có cách vận động riêng với đồng bào Hoa; giảm nghèo thực chất.",
    "- Sinh hoạt chi bộ đều hơn, chất lượng hơn; làm tốt dân vận trong cơ quan nhà nước.",
]


if __name__ == "__main__":
    main()
