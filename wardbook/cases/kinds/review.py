"""A self-criticism review: strengths, shortcomings, the previous ones, and the points suggested.

Its order and its parts: Guidance 43-HD/BTCTW, form 01. Its shortcomings are children of their own.
"""

from wardbook.cases.kinds.obligation import cancel, release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

KIND = Kind(
    code="review",
    label=Label("Kiểm điểm", "Review"),
    opens_in="preparing",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "year"),
    guards=("year_near", "states_previous"),
    states={
        "preparing": State(
            label=Label("Đang chuẩn bị", "In preparation"),
            public=Label("Đang chuẩn bị", "In preparation"),
        ),
        "held": State(
            label=Label("Đã kiểm điểm", "Held"),
            public=Label("Đã kiểm điểm", "Held"),
        ),
        "adopted": State(
            label=Label("Đã thông qua báo cáo", "Report adopted"),
            public=Label("Đã thông qua báo cáo", "Report adopted"),
            open=False,
        ),
        "cancelled": State(
            label=Label("Không kiểm điểm", "Cancelled"),
            public=Label("Không kiểm điểm", "Cancelled"),
            open=False,
        ),
    },
    steps={
        "draft": Step(
            label=Label("Ghi dự thảo", "Write the draft"),
            before=("preparing", "held"),
            permission=Permission.FOLLOW_KEEP,
            guards=("draft_fits",),
        ),
        "suggest": Step(
            label=Label("Ghi điểm cấp trên gợi ý", "Note a point suggested by the superior"),
            before=("preparing", "held"),
            permission=Permission.FOLLOW_KEEP,
            needs=("items",),
        ),
        "hold": Step(
            label=Label("Đã kiểm điểm", "It was held"),
            before=("preparing",),
            after="held",
            permission=Permission.FOLLOW_KEEP,
            guards=("states_previous_again",),
            records=("draft_sent_late",),
            public=Label("Đã kiểm điểm", "It was held"),
        ),
        "adopt": Step(
            label=Label("Thông qua báo cáo", "Adopt the report"),
            before=("held",),
            after="adopted",
            permission=Permission.FOLLOW_RELEASE,
            effect=Effect.STOP,
            sets=("ended_at",),
            guards=("points_answered", "strengths_told"),
            records=("reported_late",),
            public=Label("Đã thông qua báo cáo", "Report adopted"),
        ),
        "cancel": cancel("Không kiểm điểm", ("preparing",), ("children_ended",)),
        "release": release(("preparing", "held", "adopted", "cancelled")),
    },
)
