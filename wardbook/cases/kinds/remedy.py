"""A remedy: one thing that is done about a shortcoming, by a post of its own, by a day."""

from wardbook.cases.kinds import obligation
from wardbook.cases.kinds.table import Kind, Label
from wardbook.org.roles import Permission

_REMEDIED = Label("Đã làm xong, được xác nhận", "Done, and verified")

KIND = Kind(
    code="remedy",
    label=Label("Biện pháp khắc phục", "Remedy"),
    opens_in="in_hand",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "result"),
    parents=("shortcoming",),
    states=obligation.states("remedied", _REMEDIED),
    steps=obligation.steps("remedied", _REMEDIED),
)
