"""What people are told of their work, in a sentence that can be read out on the telephone."""

from wardbook.cases.kinds.table import Label

TELLINGS: dict[str, Label] = {
    "accepted": Label("Hồ sơ đã được tiếp nhận.", "It was accepted."),
    "supplement": Label("Đề nghị bổ sung giấy tờ.", "More papers are needed."),
    "apology": Label(
        "Xin lỗi vì chưa có kết quả đúng hẹn; có ngày hẹn mới.",
        "We apologise for the delay; there is a new date.",
    ),
    "ready": Label("Đã có kết quả, mời đến nhận.", "The result is ready."),
    "ready_early": Label(
        "Đã có kết quả sớm hơn ngày hẹn, mời đến nhận.",
        "The result is ready before the promised day.",
    ),
    "closed": Label("Hồ sơ đã đóng vì không bổ sung.", "It was closed: no papers came."),
    "refused": Label("Không được tiếp nhận hoặc giải quyết.", "It was not accepted, or refused."),
    "transferred": Label("Đã chuyển cơ quan có thẩm quyền.", "It went to the body in charge."),
    "answered": Label("Đã có trả lời.", "It was answered."),
}

# How a person can be told. What a program can send itself is not among what people call.
CHANNELS: dict[str, Label] = {
    "phone": Label("gọi điện", "phone"),
    "sms": Label("tin nhắn SMS", "SMS"),
    "zalo": Label("Zalo", "Zalo"),
    "post": Label("bưu chính", "letter"),
    "email": Label("thư điện tử", "e-mail"),
}
