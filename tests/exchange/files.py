"""Small exports for tests, in the shapes in which other systems give them."""

from collections.abc import Sequence
from typing import Any

from bench.exports import as_csv, xlsx
from wardbook.exchange.layouts import Layout, layouts
from wardbook.exchange.parse import Listing, Told
from wardbook.exchange.rows import read

HEAD = (
    "Số hồ sơ",
    "Tên thủ tục hành chính",
    "Chủ hồ sơ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Trạng thái",
)
ROW = (
    "H99.901-260107-0001",
    "Thủ tục mẫu",
    "Lý Thử",
    "07/01/2026 09:00",
    "13/01/2026 17:00",
    "Đang xử lý",
)


def row(**more: Any) -> list[Any]:
    """The usual row with some cells otherwise: ``row(status="Đã trả kết quả")``."""
    names = ("code", "procedure", "applicant", "accepted", "due", "status")
    return [more.get(name, cell) for name, cell in zip(names, ROW, strict=True)]


def listing(content: bytes, known: Sequence[Layout] = ()) -> Listing:
    return Listing(read(content), known or layouts())


def told(*rows: Sequence[Any], head: Sequence[str] = HEAD) -> list[Told]:
    return list(listing(as_csv([head, *rows])))


def workbook(*rows: Sequence[Any], **more: Any) -> bytes:
    return xlsx(rows, **more)
