"""Reasons that are often given for a step: a short list beside the free text.

They are printed on the slips, so the Vietnamese is what is kept.
"""

from wardbook.cases.kinds.table import Label

_NEEDS_CHECK = Label("Cần xác minh thực tế", "It has to be checked on the spot")
_WAITS = Label("Chờ cơ quan phối hợp trả lời", "Another body has not answered yet")
_SYSTEM = Label("Hệ thống bị gián đoạn", "The system was interrupted")
_NOT_OURS = Label(
    "Không thuộc thẩm quyền giải quyết của cơ quan này", "This body does not decide it"
)
_NOT_ENTITLED = Label(
    "Không đủ điều kiện theo quy định của pháp luật", "The conditions of the law are not met"
)

REASONS: dict[str, tuple[Label, ...]] = {
    "extend": (
        _NEEDS_CHECK,
        _WAITS,
        _SYSTEM,
        Label("Hồ sơ phức tạp, cần thêm thời gian thẩm định", "It is complex and takes longer"),
        Label("Thiếu người xử lý", "Nobody was free to handle it"),
    ),
    "reject": (
        _NOT_OURS,
        Label("Thành phần hồ sơ không hợp lệ", "The papers are not valid"),
        _NOT_ENTITLED,
        Label("Đã có hồ sơ trùng đang giải quyết", "The same is being handled already"),
    ),
    "refuse": (
        _NOT_ENTITLED,
        Label("Thông tin kê khai không đúng thực tế", "What was declared is not so"),
        Label("Đất, nhà đang có tranh chấp", "The land or house is in dispute"),
        _NOT_OURS,
    ),
    "ask_other": (_NEEDS_CHECK, Label("Cần ý kiến chuyên ngành", "An expert body must say")),
    "ask_above": (
        Label("Vượt thẩm quyền của phường, xã", "It is beyond the ward"),
        Label("Quy định chưa rõ", "The rule is not clear"),
    ),
    "wrong": (
        Label("Sai thông tin cá nhân", "Personal details are wrong"),
        Label("Sai căn cứ, số, ngày của văn bản", "Basis, number or date of the paper is wrong"),
    ),
    "hand_over": (
        Label("Chuyển đúng lĩnh vực phụ trách", "It belongs to that field of work"),
        Label("Người phụ trách nghỉ, đi vắng", "Whoever had it is away"),
        Label("Chia lại khối lượng việc", "The work is shared out anew"),
    ),
}
