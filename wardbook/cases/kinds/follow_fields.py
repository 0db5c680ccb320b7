"""What is told of work in the loop when it is opened, by kind; nobody is named in any of it."""

from collections.abc import Mapping
from typing import NamedTuple

from wardbook.cases.kinds.table import Label


class Field(NamedTuple):
    """One thing that is told: its name on the screen and how long it may be."""

    label: Label
    longest: int = 1000


_RESULT = Field(Label("Kết quả phải có", "Result expected"))
_HELPERS = Field(Label("Đơn vị phối hợp", "Who helps"), 300)
_DOCUMENT = Field(Label("Văn bản", "Paper"), 200)
_YEAR = Field(Label("Năm", "Year"), 4)
_FORM = Field(Label("Loại", "Form"), 24)

# Version 1 of each; a later version gets another table, and old rows keep theirs.
VERSION = 1
FOLLOW_FIELDS: Mapping[str, Mapping[str, Field]] = {
    "session": {
        "form": _FORM,
        "place": Field(Label("Nơi họp", "Place"), 200),
        "agenda": Field(Label("Nội dung dự kiến", "Agenda"), 2000),
    },
    "conclusion": {
        "result": _RESULT,
        "responsibility": Field(Label("Trách nhiệm nếu không làm", "Answerable if not done"), 400),
        "helpers": _HELPERS,
        "document": _DOCUMENT,
    },
    "request_up": {
        "addressee": Field(Label("Gửi đến", "Addressee"), 200),
        "asked": Field(Label("Nội dung kiến nghị", "What is asked"), 2000),
        "document": _DOCUMENT,
    },
    "visit": {
        "area": Field(Label("Địa bàn", "Area"), 200),
        "raised": Field(Label("Điều được nêu", "What was raised"), 2000),
    },
    "review": {"year": _YEAR, "document": _DOCUMENT},
    "shortcoming": {
        "cause": Field(Label("Nguyên nhân chủ quan", "Subjective cause")),
        "objective": Field(Label("Nguyên nhân khách quan", "Objective cause")),
        "topic": Field(Label("Lĩnh vực", "Topic"), 60),
        "source": Field(Label("Căn cứ", "Where it was seen"), 300),
    },
    "remedy": {
        "result": _RESULT,
        "check": Field(Label("Cách kiểm tra", "How it is checked"), 400),
        "helpers": _HELPERS,
    },
    "inspection": {
        "form": _FORM,
        "plan": Field(Label("Theo kế hoạch số", "By plan number"), 200),
        "subject": Field(Label("Nội dung", "What is inspected"), 1000),
    },
    "pledge": {
        "year": _YEAR,
        "of": Field(Label("Cam kết về", "What is pledged"), 400),
    },
}
