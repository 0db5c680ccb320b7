"""A request to the tier above: what was asked of whom, by when, and what was answered.

While one is open under a remedy, the days on which that is late are charged to the addressee.
"""

from wardbook.cases.kinds.obligation import release
from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

_ENDS = ("answered", "agreed", "refused", "withdrawn")


def _ends(label: Label, after: str, needs: tuple[str, ...], who: str = "owner_or_keeper") -> Step:
    return Step(
        label=label,
        before=("asked",),
        after=after,
        permission=Permission.FOLLOW_KEEP,
        who=who,
        effect=Effect.STOP,
        sets=("ended_at",),
        needs=needs,
        records=("answered_late",),
        public=label,
    )


KIND = Kind(
    code="request_up",
    label=Label("Kiến nghị cấp trên", "Request to the tier above"),
    opens_in="asked",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    holds_up=True,
    follows_up=True,
    needs=("title", "until", "addressee"),
    guards=("addressed_above",),
    parents=("", "remedy", "shortcoming", "conclusion", "session", "review"),
    states={
        "asked": State(
            label=Label("Đã gửi, chờ trả lời", "Sent, waiting for an answer"),
            public=Label("Chờ cấp trên trả lời", "Waiting for the tier above"),
            waits_on="above",
        ),
        "agreed": State(
            label=Label("Được đồng ý", "Agreed"),
            public=Label("Được đồng ý", "Agreed"),
            open=False,
        ),
        "answered": State(
            label=Label("Đã được trả lời", "Answered"),
            public=Label("Đã được trả lời", "Answered"),
            open=False,
        ),
        "refused": State(
            label=Label("Không được đồng ý", "Refused"),
            public=Label("Không được đồng ý", "Refused"),
            open=False,
        ),
        "withdrawn": State(
            label=Label("Đã rút kiến nghị", "Taken back"),
            public=Label("Đã rút kiến nghị", "Taken back"),
            open=False,
        ),
    },
    steps={
        "agree": _ends(Label("Cấp trên đồng ý", "The tier above agreed"), "agreed", ("items",)),
        "answer": _ends(
            Label("Cấp trên trả lời", "The tier above answered"), "answered", ("items",)
        ),
        "refuse": _ends(Label("Cấp trên không đồng ý", "The tier above refused"), "refused",
                        ("reason",)),
        "withdraw": _ends(Label("Rút kiến nghị", "Take it back"), "withdrawn", ("reason",),
                          "asker"),
        "remind": Step(
            label=Label("Nhắc lại", "Ask again"),
            before=("asked",),
            permission=Permission.FOLLOW_KEEP,
            who="asker",
            needs=("items",),
            public=Label("Đã nhắc lại", "Asked again"),
        ),
        "release": release(("asked", *_ENDS)),
    },
)  # fmt: skip
