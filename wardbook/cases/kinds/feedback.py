"""Feedback from people: received, answered in time, and asked again four weeks later."""

from wardbook.cases.kinds.table import Kind, Label, State, Step
from wardbook.lib.clock import Effect
from wardbook.org.roles import Permission

_OPEN = ("received", "waiting")

KIND = Kind(
    code="feedback",
    label=Label("Phản ánh, kiến nghị", "Feedback"),
    opens_in="received",
    permission=Permission.CASE_OPEN,
    clock_from_opening=True,
    limit="feedback-answer",
    states={
        "received": State(
            label=Label("Đã tiếp nhận", "Received"),
            public=Label("Đang xem xét", "Being looked at"),
        ),
        "waiting": State(
            label=Label("Chờ bổ sung thông tin", "Waiting for more"),
            public=Label("Chờ bạn cho biết thêm", "Waiting to hear more from you"),
            waits_on="citizen",
        ),
        "answered": State(
            label=Label("Đã trả lời", "Answered"),
            public=Label("Đã trả lời", "Answered"),
            open=False,
        ),
        "mended": State(
            label=Label("Hỏi lại: đã khắc phục", "Asked again: mended"),
            public=Label("Đã khắc phục", "Mended"),
            open=False,
        ),
        "partly": State(
            label=Label("Hỏi lại: khắc phục một phần", "Asked again: partly"),
            public=Label("Khắc phục một phần", "Partly mended"),
            open=False,
        ),
        "not_mended": State(
            label=Label("Hỏi lại: chưa khắc phục", "Asked again: not mended"),
            public=Label("Chưa khắc phục", "Not mended"),
            open=False,
        ),
        "unreached": State(
            label=Label("Hỏi lại: không có trả lời", "Asked again: no answer"),
            public=Label("Không có trả lời khi hỏi lại", "No answer when asked again"),
            open=False,
        ),
        "transferred": State(
            label=Label("Đã chuyển nơi khác", "Transferred"),
            public=Label("Đã chuyển cơ quan có thẩm quyền", "Passed to the body in charge"),
            open=False,
        ),
        "rejected": State(
            label=Label("Không xử lý", "Not taken up"),
            public=Label("Không được xử lý", "Not taken up"),
            open=False,
        ),
    },
    steps={
        "complete": Step(
            label=Label("Đề nghị cho biết thêm", "Ask for more"),
            before=("received",),
            after="waiting",
            permission=Permission.CASE_MOVE,
            effect=Effect.PAUSE,
            needs=("items",),
            records=("feedback_completed_late",),
            tells="supplement",
            public=Label("Đề nghị bạn cho biết thêm", "You were asked for more"),
        ),
        "completed": Step(
            label=Label("Đã cho biết thêm", "More was told"),
            before=("waiting",),
            after="received",
            permission=Permission.CASE_MOVE,
            effect=Effect.RESUME,
            heard=True,
            public=Label("Đã nhận thông tin bổ sung", "What you added was received"),
        ),
        "transfer": Step(
            label=Label("Chuyển cơ quan khác", "Pass on"),
            before=_OPEN,
            after="transferred",
            permission=Permission.CASE_MOVE,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("reason",),
            records=("feedback_transferred_late",),
            tells="transferred",
            public=Label("Đã chuyển cơ quan có thẩm quyền", "Passed to the body in charge"),
        ),
        "reject": Step(
            label=Label("Không xử lý", "Do not take up"),
            before=_OPEN,
            after="rejected",
            permission=Permission.CASE_MOVE,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("reason",),
            records=("feedback_rejected_late",),
            tells="refused",
            public=Label("Không được xử lý", "Not taken up"),
        ),
        "answer": Step(
            label=Label("Trả lời", "Answer"),
            before=_OPEN,
            after="answered",
            permission=Permission.CASE_MOVE,
            effect=Effect.STOP,
            sets=("ended_at",),
            needs=("reason",),
            records=("result_late",),
            tells="answered",
            public=Label("Đã trả lời", "Answered"),
        ),
        "publish": Step(
            label=Label("Công khai trả lời", "Make the answer public"),
            before=("answered", "mended", "partly", "not_mended", "unreached"),
            permission=Permission.CASE_EXTEND,
            sets=("delivered_at",),
            needs=("items",),
            guards=("publish_once", "publish_names"),
            records=("feedback_published_late",),
            publishes=True,
            public=Label("Trả lời đã được công khai", "The answer was made public"),
        ),
        "mended": Step(
            label=Label("Hỏi lại: đã khắc phục", "Asked again: mended"),
            before=("answered",),
            after="mended",
            permission=Permission.CASE_MOVE,
            guards=("ask_again_early",),
        ),
        "partly": Step(
            label=Label("Hỏi lại: khắc phục một phần", "Asked again: partly mended"),
            before=("answered",),
            after="partly",
            permission=Permission.CASE_MOVE,
            guards=("ask_again_early",),
        ),
        "not_mended": Step(
            label=Label("Hỏi lại: chưa khắc phục", "Asked again: not mended"),
            before=("answered",),
            after="not_mended",
            permission=Permission.CASE_MOVE,
            guards=("ask_again_early",),
        ),
        "unreached": Step(
            label=Label("Hỏi lại: không có trả lời", "Asked again: no answer"),
            before=("answered",),
            after="unreached",
            permission=Permission.CASE_MOVE,
            guards=("ask_again_early",),
        ),
    },
)
