"""A session: briefing, working session of the tier above, reception, dialogue, or study.

One of a series opens with what the earlier ones left unfinished, is held with what they left since,
and ends when each of those was spoken to. Its conclusions are children of their own.
"""

from wardbook.cases.kinds.obligation import cancel, release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

# What is counted of a session, by its form; whoever was there is a number, never a list.
FORMS: dict[str, tuple[Label, tuple[str, ...]]] = {
    "briefing": (Label("Giao ban tuần", "Weekly briefing"), ()),
    "working_session": (
        Label("Buổi làm việc của cấp trên", "Working session of the tier above"),
        (),
    ),
    "reception": (Label("Tiếp công dân", "Citizen reception"), ("came", "answered")),
    "dialogue": (Label("Đối thoại với nhân dân", "Dialogue"), ("came", "asked", "answered")),
    "study": (Label("Học tập nghị quyết", "Resolution study"), ("owed", "attended", "retaken")),
}
COUNTS: dict[str, Label] = {
    "came": Label("Số người dự", "People who came"),
    "asked": Label("Số ý kiến", "Matters raised"),
    "answered": Label("Đã trả lời", "Answered"),
    "owed": Label("Phải học", "Had to attend"),
    "attended": Label("Đã học", "Attended"),
    "retaken": Label("Học bù", "Made it up later"),
}

KIND = Kind(
    code="session",
    label=Label("Buổi làm việc, hội nghị", "Session"),
    opens_in="planned",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "form"),
    guards=("form_known", "carries_unfinished"),
    states={
        "planned": State(
            label=Label("Sẽ họp", "Planned"),
            public=Label("Sẽ họp", "Planned"),
        ),
        "held": State(
            label=Label("Đã họp, chờ thông báo kết luận", "Held, conclusions to go out"),
            public=Label("Đã họp", "Held"),
        ),
        "concluded": State(
            label=Label("Đã thông báo kết luận", "Conclusions went out"),
            public=Label("Đã thông báo kết luận", "Conclusions went out"),
            open=False,
        ),
        "cancelled": State(
            label=Label("Không họp", "Cancelled"),
            public=Label("Không họp", "Cancelled"),
            open=False,
        ),
    },
    steps={
        "hold": Step(
            label=Label("Đã họp", "It was held"),
            before=("planned",),
            after="held",
            permission=Permission.FOLLOW_KEEP,
            effect=Effect.EXTEND,
            needs=("until",),
            guards=("takes_up_unfinished", "counts_of_form"),
            counts=tuple(COUNTS),
            public=Label("Đã họp", "It was held"),
        ),
        "count": Step(
            label=Label("Sửa số liệu buổi họp", "Put its numbers right"),
            before=("held", "concluded"),
            permission=Permission.FOLLOW_KEEP,
            needs=("reason",),
            guards=("counts_of_form",),
            counts=tuple(COUNTS),
        ),
        "conclude": Step(
            label=Label("Thông báo kết luận", "Send out the conclusions"),
            before=("held",),
            after="concluded",
            permission=Permission.FOLLOW_KEEP,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("items",),
            guards=("carried_spoken_to",),
            records=("reported_late",),
            public=Label("Đã thông báo kết luận", "Conclusions went out"),
        ),
        "cancel": cancel("Không họp", ("planned",), ("children_ended",)),
        "release": release(("planned", "held", "concluded", "cancelled")),
    },
)
