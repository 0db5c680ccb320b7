"""A shortcoming that a review, an inspection or the records name: until it is seen to be mended.

Its state at a review is what form 01 A-III of Guidance 43-HD/BTCTW asks: remedied, in progress and
how far, or not remedied (:func:`wardbook.cases.queries.follow_up.standing_of`).
"""

from wardbook.cases.kinds import obligation
from wardbook.cases.kinds.table import Kind, Label
from wardbook.org.roles import Permission

_REMEDIED = Label("Đã khắc phục, được xác nhận", "Remedied, and verified")

KIND = Kind(
    code="shortcoming",
    label=Label("Hạn chế, khuyết điểm", "Shortcoming"),
    opens_in="in_hand",
    permission=Permission.FOLLOW_KEEP,
    clock_from_opening=True,
    follows_up=True,
    needs=("title", "until", "cause"),
    guards=("indicator_before", "told_again"),
    parents=("", "review", "inspection", "session"),
    states=obligation.states("remedied", _REMEDIED),
    steps=obligation.steps("remedied", _REMEDIED),
)
