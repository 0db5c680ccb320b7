"""A visit to an area: who went is a post, what was raised, and what was answered by when."""

from wardbook.cases.kinds.obligation import release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

KIND = Kind(
    code="visit",
    label=Label("Đi cơ sở", "Visit"),
    opens_in="made",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "area", "raised"),
    guards=("area_below",),
    states={
        "made": State(
            label=Label("Đã đi, còn việc phải trả lời", "Made, an answer is owed"),
            public=Label("Đã ghi nhận, chờ trả lời", "Noted, an answer is owed"),
        ),
        "answered": State(
            label=Label("Đã trả lời", "Answered"),
            public=Label("Đã trả lời", "Answered"),
            open=False,
        ),
    },
    steps={
        "answer": Step(
            label=Label("Trả lời điều đã nêu", "Answer what was raised"),
            before=("made",),
            after="answered",
            permission=Permission.FOLLOW_KEEP,
            who="owner_or_keeper",
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("items",),
            records=("reported_late",),
            public=Label("Đã trả lời", "Answered"),
        ),
        "release": release(("made", "answered")),
    },
)
