"""The list of procedures as a table of plain values: what a download holds."""

from collections.abc import Iterable
from typing import Any

from wardbook.reports.table import Column, Table

Content = dict[str, Any]

BLANK = {"vi": "Ô trống là chưa đọc được ở nguồn nào, không phải là không có.",
         "en": "An empty cell was read in no source; it does not mean “none”."}  # fmt: skip
COLUMNS = [
    Column("key", {"vi": "Mã trong sổ", "en": "Key"}),
    Column("code", {"vi": "Mã thủ tục", "en": "National code"}),
    Column("name", {"vi": "Tên thủ tục", "en": "Procedure"}),
    Column("field", {"vi": "Lĩnh vực", "en": "Area of work"}),
    Column("limit", {"vi": "Thời hạn (wh giờ, wd ngày làm việc, d ngày)",
                     "en": "Limit (wh hours, wd working days, d days)"}),
    Column("limit_note", {"vi": "Ghi chú thời hạn", "en": "Note on the limit"}),
    Column("fee", {"vi": "Phí, lệ phí", "en": "Fee"}),
    Column("mark", {"vi": "Mức độ kiểm chứng", "en": "Mark"}),
    Column("book", {"vi": "Sổ", "en": "Book"}),
    Column("address", {"vi": "Địa chỉ trang", "en": "Address"}),
]  # fmt: skip


def procedures(rows: Iterable[Content], language: str) -> Table:
    title = {"vi": "Thủ tục hành chính", "en": "Administrative procedures"}
    plain = ("limit", "limit_note", "fee", "mark", "book", "address")
    lines: list[list[Any]] = [
        [row["key"], row["code"], row["label"][language], row["field"]["label"][language]]
        + [row[name] or None for name in plain]
        for row in rows
    ]
    return Table("procedures", title, [BLANK], COLUMNS, lines)
