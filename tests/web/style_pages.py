"""Style pages: every component with invented data, for looking at and for axe-core."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django import forms
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines

from wardbook.web import quote
from wardbook.web.forms import DayField
from wardbook.web.tables import Column, Link, Status, Table

FOLDER = Path(__file__).parent / "pages"
SENTENCE = (
    "Đến hết tháng 6, ông Nguyễn Văn A cùng tổ công tác vận động 18/11 hộ ký cam kết, "
    "đạt 163,63% chỉ tiêu được giao."
)


class Report(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label="Họ và tên", help_text="Viết như trên giấy tờ.")
    code = forms.CharField(
        label="Mã hồ sơ", widget=forms.TextInput(attrs={"class": "govuk-input--width-20"})
    )
    way = forms.ChoiceField(
        label="Nhận trả lời qua",
        choices=[("sms", "Tin nhắn"), ("mail", "Thư điện tử")],
        widget=forms.RadioSelect,
    )
    topics = forms.MultipleChoiceField(
        label="Việc liên quan",
        choices=[("road", "Đường sá"), ("light", "Chiếu sáng"), ("waste", "Rác thải")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    area = forms.ChoiceField(label="Khu vực", choices=[("1", "Khu vực 1"), ("2", "Khu vực 2")])
    seen_on = DayField(label="Ngày thấy", help_text="Ví dụ: 5 1 2026")
    paper = forms.FileField(label="Tệp văn bản", help_text="DOCX, PDF, XLSX, HTML hoặc TXT.")
    note = forms.CharField(
        label="Ghi chú", widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    agree = forms.BooleanField(label="Tôi đồng ý để phường gọi lại")


class Filters(forms.Form):
    """Filters of a list."""

    mark_optional = False
    text = forms.CharField(label="Tìm trong tên", required=False)
    unit = forms.ChoiceField(
        label="Đơn vị", choices=[("", "Tất cả"), ("a", "Phường Bình Sơn")], required=False
    )


def portal(request: HttpRequest) -> HttpResponse:
    return _page("portal.html", request, {"crumbs": [("Trang đầu", "/"), ("Phường Bình Sơn", "")]})


def office(request: HttpRequest) -> HttpResponse:
    staff = {"name": "Lê Thị Lan", "post": "Công chức Văn phòng", "unit": "Phường Bình Sơn"}
    done = Message(SUCCESS, "Đã ghi sổ 3 số liệu.")
    return _page("office.html", request, {"staff": staff, "messages": [done]})


def form(request: HttpRequest) -> HttpResponse:
    sent = {"name": "", "code": "H29-26112", "seen_on_day": "31", "seen_on_month": "2"}
    return _page("form.html", request, {"form": Report(sent)})


def _page(name: str, request: HttpRequest, more: dict[str, object]) -> HttpResponse:
    template = engines["django"].from_string((FOLDER / name).read_text(encoding="utf-8"))
    return HttpResponse(template.render({**_samples(), **more}, request))


def _samples() -> dict[str, object]:
    return {
        "pieces": quote.pieces(
            SENTENCE,
            mark=(SENTENCE.index("18/11"), SENTENCE.index(" ký")),
            masked=[(SENTENCE.index("Nguyễn"), SENTENCE.index(" cùng"))],
        ),
        "table": _table(),
        "filters": Filters({}),
        "page": Paginator(range(200), 10).page(7),
        "on": date(2026, 1, 5),
        "billions": Decimal(8_860_000_000),
        "share": Decimal("163.63"),
        "rows": [
            ("Giá trị", "18/11 hộ"),
            ("Kỳ", "6 tháng đầu năm 2026"),
            ("Kiểm tra", Status("cắt bớt, không làm tròn", "yellow")),
            ("Văn bản", Link("Báo cáo số 112/BC-UBND", "#paper")),
        ],
    }


def _table() -> Table:
    columns = [
        Column("Chỉ tiêu"),
        Column("Kỳ"),
        Column("Kết quả", number=True),
        Column("Thu", number=True, unit="triệu đồng"),
        Column("Kiểm tra"),
    ]
    states = [Status("khớp", "green"), Status("không khớp", "red"), Status("không kiểm được")]
    names = ["Hồ sơ trả đúng hạn", "Nhà tình thương bàn giao", "Hộ đã di dời", "Thu ngân sách"]
    rows = [
        [
            Link(name, f"#{i}"),
            "tháng 6 năm 2026",
            f"{1204 + i * 97:,}".replace(",", "."),
            "8,86",
            state,
        ]
        for i, (name, state) in enumerate(zip(names * 3, states * 4, strict=True))
    ]
    return Table("Số liệu đã công bố", columns, rows, ["Cộng", "", "1.204", "106,32", ""])
