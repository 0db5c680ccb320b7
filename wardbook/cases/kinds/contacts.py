"""Why somebody came to the counter and left again: the short list, by key."""

from wardbook.cases.kinds.table import Label

# Sent home with nothing handed in. The order is that of the keys 1 to 5.
SENT_HOME: dict[str, Label] = {
    "paper_missing": Label("Thiếu giấy tờ", "A paper was missing"),
    "wrong_place": Label("Không đúng nơi giải quyết", "Wrong place"),
    "no_ticket": Label("Hết số, hết giờ", "No ticket left"),
    "system_down": Label("Hệ thống không hoạt động", "The system was down"),
    "other": Label("Lý do khác", "Other"),
}
# Came again for work that is in the book.
CAME_AGAIN: dict[str, Label] = {
    "asked": Label("Hỏi tiến độ", "Asked how it stands"),
    "brought_papers": Label("Nộp thêm giấy tờ", "Brought papers"),
    "put_right": Label("Sửa thông tin", "Had something put right"),
    "not_ready": Label("Đến lấy, chưa có kết quả", "Came to collect: not ready"),
    "again_other": Label("Việc khác", "Other"),
}
REASONS: dict[str, Label] = SENT_HOME | CAME_AGAIN
