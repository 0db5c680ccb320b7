"""An inspection or supervision: planned, carried out, and what it found, "no breach" included.

Turns and distinct subjects are two numbers that the clerk counts; nobody inspected is named.
Kinds: Regulation 296-QĐ/TW for the Party side; councils and the Front supervise by their own laws.
"""

from wardbook.cases.kinds.obligation import cancel, release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

FORMS: dict[str, Label] = {
    "inspection": Label("Kiểm tra", "Inspection"),
    "regular_supervision": Label("Giám sát thường xuyên", "Regular supervision"),
    "thematic_supervision": Label("Giám sát chuyên đề", "Thematic supervision"),
    "inspection_on_signs": Label(
        "Kiểm tra khi có dấu hiệu vi phạm", "Inspection on signs of violation"
    ),
}
COUNTS: dict[str, Label] = {
    "turns": Label("Số lượt", "Turns"),
    "subjects": Label("Số đối tượng khác nhau", "Distinct subjects"),
}
OUTCOMES: dict[str, Label] = {
    "no_breach": Label("Không có vi phạm", "No breach"),
    "below_discipline": Label(
        "Có vi phạm, chưa đến mức xử lý kỷ luật", "Breach, not to the point of discipline"
    ),
    "discipline": Label("Có vi phạm, xử lý kỷ luật", "Breach, discipline"),
}

KIND = Kind(
    code="inspection",
    label=Label("Kiểm tra, giám sát", "Inspection or supervision"),
    opens_in="planned",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "form"),
    guards=("inspection_form_known",),
    states={
        "planned": State(
            label=Label("Theo kế hoạch", "Planned"),
            public=Label("Theo kế hoạch", "Planned"),
        ),
        "under_way": State(
            label=Label("Đang tiến hành", "Under way"),
            public=Label("Đang tiến hành", "Under way"),
        ),
        "concluded": State(
            label=Label("Đã kết luận", "Concluded"),
            public=Label("Đã kết luận", "Concluded"),
            open=False,
        ),
        "cancelled": State(
            label=Label("Không tiến hành", "Cancelled"),
            public=Label("Không tiến hành", "Cancelled"),
            open=False,
        ),
    },
    steps={
        "begin": Step(
            label=Label("Bắt đầu", "Begin"),
            before=("planned",),
            after="under_way",
            permission=Permission.FOLLOW_KEEP,
            public=Label("Đã bắt đầu", "Begun"),
        ),
        "conclude": Step(
            label=Label("Kết luận", "Conclude"),
            before=("planned", "under_way"),
            after="concluded",
            permission=Permission.FOLLOW_KEEP,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("items", "outcome"),
            guards=("outcome_known", "turns_fit"),
            counts=tuple(COUNTS),
            records=("reported_late",),
            public=Label("Đã kết luận", "Concluded"),
        ),
        "count": Step(
            label=Label("Sửa số lượt", "Put its numbers right"),
            before=("concluded",),
            permission=Permission.FOLLOW_KEEP,
            needs=("reason",),
            guards=("turns_fit",),
            counts=tuple(COUNTS),
        ),
        "cancel": cancel("Không tiến hành", ("planned", "under_way")),
        "release": release(("planned", "under_way", "concluded", "cancelled")),
    },
)
