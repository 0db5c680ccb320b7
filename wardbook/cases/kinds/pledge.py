"""A drive of pledges: how many were obliged, signed, reviewed at a date; nobody is named."""

from wardbook.cases.kinds.obligation import cancel, release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

COUNTS: dict[str, Label] = {
    "obliged": Label("Phải cam kết", "Obliged"),
    "signed": Label("Đã ký", "Signed"),
    "reviewed": Label("Đã xem xét việc thực hiện", "Reviewed"),
}

KIND = Kind(
    code="pledge",
    label=Label("Đợt ký cam kết", "Drive of pledges"),
    opens_in="signing",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "year"),
    guards=("year_near",),
    states={
        "signing": State(
            label=Label("Đang ký", "Being signed"),
            public=Label("Đang ký", "Being signed"),
        ),
        "reviewed": State(
            label=Label("Đã xem xét", "Reviewed"),
            public=Label("Đã xem xét", "Reviewed"),
            open=False,
        ),
        "cancelled": State(
            label=Label("Không tổ chức ký", "Cancelled"),
            public=Label("Không tổ chức ký", "Cancelled"),
            open=False,
        ),
    },
    steps={
        "count": Step(
            label=Label("Ghi số đã ký", "Count who signed"),
            before=("signing", "reviewed"),
            permission=Permission.FOLLOW_KEEP,
            needs=("as_of",),
            guards=("pledges_fit",),
            counts=("obliged", "signed"),
            public=Label("Đã ghi số liệu", "Counted"),
        ),
        "review": Step(
            label=Label("Xem xét việc thực hiện", "Review what became of them"),
            before=("signing",),
            after="reviewed",
            permission=Permission.FOLLOW_KEEP,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("as_of", "items"),
            guards=("pledges_fit",),
            counts=tuple(COUNTS),
            records=("reported_late",),
            public=Label("Đã xem xét", "Reviewed"),
        ),
        "cancel": cancel("Không tổ chức ký", ("signing",)),
        "release": release(("signing", "reviewed", "cancelled")),
    },
)
