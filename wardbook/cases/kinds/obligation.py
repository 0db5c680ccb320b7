"""What conclusions, shortcomings and remedies share: owed by a post, ended by somebody else."""

from wardbook.cases.kinds.table import Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

OPEN = ("in_hand", "waiting_above", "reported")
DOING = frozenset({"progress", "report"})  # who takes one of these did the work
OVERRULED = "overruled"  # the tier above ended it: nobody saw that it is done
_OVERRULED = Label(
    "Cấp trên cho kết thúc, không qua kiểm chứng",
    "Ended by the tier above, without verification",
)


def states(end: str, label: Label) -> dict[str, State]:
    """``end`` is the state in which it was done and somebody else said so."""
    return {
        "in_hand": State(
            label=Label("Đang thực hiện", "In hand"),
            public=Label("Đang thực hiện", "In hand"),
        ),
        "waiting_above": State(
            label=Label("Chờ cấp trên trả lời", "Waiting for the tier above"),
            public=Label("Chờ cấp trên trả lời", "Waiting for the tier above"),
            waits_on="above",
        ),
        "reported": State(
            label=Label("Đã báo xong, chờ kiểm chứng", "Reported as done, to be verified"),
            public=Label("Chờ kiểm chứng", "To be verified"),
        ),
        end: State(label=label, public=label, open=False),
        OVERRULED: State(label=_OVERRULED, public=_OVERRULED, open=False),
        "dropped": State(
            label=Label("Thôi thực hiện", "Dropped"),
            public=Label("Thôi thực hiện", "Dropped"),
            open=False,
        ),
        "merged": State(
            label=Label("Đã nhập vào mục khác", "Merged into another"),
            public=Label("Đã nhập vào mục khác", "Merged into another"),
            open=False,
        ),
    }


def steps(end: str, label: Label) -> dict[str, Step]:
    """The way from what is owed to somebody else's yes; who reports it never verifies it."""
    return _work() | _waiting() | _report() | _answer(end, label) | _aside(end)


def _work() -> dict[str, Step]:
    return {
        "progress": Step(
            label=Label("Ghi tiến độ", "Say how far it is"),
            before=("in_hand", "waiting_above"),
            permission=Permission.FOLLOW_KEEP,
            who="owner_or_keeper",
            needs=("items",),
            public=Label("Đã ghi tiến độ", "Progress was told"),
        ),
        "extend": Step(
            label=Label("Gia hạn", "Extend"),
            before=("in_hand", "waiting_above"),
            permission=Permission.CASE_EXTEND,
            who="giver",
            effect=Effect.EXTEND,
            needs=("reason", "until"),
            guards=("extended_once", "extends_later"),
            records=("extended_late",),
            public=Label("Được gia hạn", "The date was extended"),
        ),
    }


def _waiting() -> dict[str, Step]:
    """What a request to the tier above brings about, and its answer."""
    return {
        "wait_above": Step(
            label=Label("Chờ cấp trên", "Wait for the tier above"),
            before=("in_hand", "waiting_above"),
            after="waiting_above",
            permission=Permission.FOLLOW_KEEP,
            who="owner_or_keeper",
            guards=("asked_above",),
            public=Label("Đã kiến nghị cấp trên", "The tier above was asked"),
        ),
        "resume": Step(
            label=Label("Cấp trên đã trả lời", "The tier above answered"),
            before=("waiting_above",),
            after="in_hand",
            permission=Permission.FOLLOW_KEEP,
            who="owner_or_keeper",
            guards=("answered_above",),
            public=Label("Cấp trên đã trả lời", "The tier above answered"),
        ),
    }


def _report() -> dict[str, Step]:
    return {
        "report": Step(
            label=Label("Báo đã xong", "Report as done"),
            before=("in_hand",),
            after="reported",
            permission=Permission.FOLLOW_KEEP,
            who="owner",
            needs=("items",),
            guards=("evidence", "indicator_moved", "children_ended"),
            records=("reported_late",),
            public=Label("Đã báo xong", "Reported as done"),
        ),
    }


def _answer(end: str, label: Label) -> dict[str, Step]:
    return {
        "verify": Step(
            label=Label("Kiểm chứng: đúng là đã xong", "Verify: it is done"),
            before=("reported",),
            after=end,
            permission=Permission.CASE_VERIFY,
            who="verifier",
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("items",),
            guards=("evidence", "indicator_moved", "children_ended"),
            public=label,
        ),
        "send_back": Step(
            label=Label("Kiểm chứng: chưa xong", "Verify: not done yet"),
            before=("reported",),
            after="in_hand",
            permission=Permission.CASE_VERIFY,
            who="verifier",
            needs=("reason",),
            public=Label("Kiểm chứng: chưa xong", "Verified: not done yet"),
        ),
        "overrule": Step(
            label=Label("Kết thúc không qua kiểm chứng", "End it without verification"),
            before=OPEN,
            after=OVERRULED,
            permission=Permission.CASE_OVERRULE,
            who="above",
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("overruled",),
            guards=("children_ended",),
            public=_OVERRULED,
        ),
    }


def _aside(end: str) -> dict[str, Step]:
    return {
        "drop": Step(
            label=Label("Thôi thực hiện", "Drop"),
            before=OPEN,
            after="dropped",
            permission=Permission.CASE_EXTEND,
            who="giver",
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("reason",),
            guards=("children_ended",),
            public=Label("Thôi thực hiện", "Dropped"),
        ),
        "merge": Step(
            label=Label("Nhập vào mục khác", "Merge into another"),
            before=OPEN,
            after="merged",
            permission=Permission.FOLLOW_KEEP,
            who="giver",
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("into", "reason"),
            guards=("merges_into_open", "children_ended"),
            public=Label("Đã nhập vào mục khác", "Merged into another"),
        ),
        "release": release((*OPEN, end, OVERRULED, "dropped", "merged")),
    }


def cancel(label: str, before: tuple[str, ...], guards: tuple[str, ...] = ()) -> Step:
    """It does not take place, or was begun by mistake: it ends, and says why."""
    return Step(
        label=Label(label, "Cancel"),
        before=before,
        after="cancelled",
        permission=Permission.FOLLOW_KEEP,
        effect=Effect.STOP,
        sets=("ended_at",),
        needs=("reason",),
        guards=guards,
        public=Label(label, "Cancelled"),
    )


def release(before: tuple[str, ...]) -> Step:
    """From then on everybody reads it, and what becomes of it."""
    return Step(
        label=Label("Công khai", "Make public"),
        before=before,
        permission=Permission.FOLLOW_RELEASE,
        sets=("released_at",),
        guards=("released_once", "parent_released", "names_nobody"),
        publishes=True,
        public=Label("Đã công khai", "Made public"),
    )
