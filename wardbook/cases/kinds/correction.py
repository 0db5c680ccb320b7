"""A wrong result that is put right: the child of a dossier, on a clock of its own."""

from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

KIND = Kind(
    code="correction",
    label=Label("Sửa kết quả sai", "Correction of a result"),
    opens_in="in_hand",
    permission=Permission.CASE_MOVE,
    clock_from_opening=True,
    limit="wrong-result",
    states={
        "in_hand": State(
            label=Label("Đang sửa", "Being corrected"),
            public=Label("Kết quả sai đang được sửa", "A wrong result is being corrected"),
        ),
        "corrected": State(
            label=Label("Đã sửa xong", "Corrected"),
            public=Label("Kết quả đã được sửa", "The result was corrected"),
            open=False,
        ),
    },
    steps={
        "correct": Step(
            label=Label("Đã sửa xong", "Corrected"),
            before=("in_hand",),
            after="corrected",
            permission=Permission.CASE_MOVE,
            effect=Effect.STOP,
            sets=("ended_at",),
            records=("correction_late",),
            tells="ready",
            public=Label("Kết quả đã được sửa", "The result was corrected"),
        ),
    },
)
