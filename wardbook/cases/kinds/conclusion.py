"""A conclusion: who does what by when, with which result, as a session or a superior set it."""

from wardbook.cases.kinds import obligation
from wardbook.cases.kinds.table import Kind, Label
from wardbook.org.roles import Permission

_KEPT = Label("Đã thực hiện, được xác nhận", "Kept, and verified")

KIND = Kind(
    code="conclusion",
    label=Label("Kết luận", "Conclusion"),
    opens_in="in_hand",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "result"),
    guards=("series_known",),
    parents=("", "session", "visit", "inspection"),
    states=obligation.states("kept", _KEPT),
    steps=obligation.steps("kept", _KEPT),
)
