"""Exports of dossiers as other systems would give them: invented people, invented cases."""

import csv
import io
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import xlsxwriter

Due = Callable[[datetime, int], datetime]

FAMILY = ("Lý", "Trà", "Mạc", "Khúc", "Thạch", "Tô", "La", "Ôn", "Quách", "Tống")
MIDDLE = ("Thử", "Mẫu", "Nháp", "Ví", "Dụ")
PROCEDURES = (  # code, name, working days; ours, but for the shape of the code
    ("9.000101", "Cấp bản sao trích lục (mẫu)", 1),
    ("9.000102", "Xác nhận thông tin cư trú (mẫu)", 3),
    ("9.000103", "Đăng ký hộ kinh doanh (mẫu)", 5),
    ("9.000104", "Trợ cấp xã hội hằng tháng (mẫu)", 10),
    ("9.000105", "Cấp phép xây dựng nhà ở riêng lẻ (mẫu)", 15),
)
CHANNELS = ("Trực tiếp", "Trực tuyến", "Bưu chính công ích")


@dataclass(frozen=True, slots=True)
class Dossier:
    """What truly happened; every moment is a wall clock of the ward."""

    code: str
    procedure_code: str
    procedure: str
    days: int
    applicant: str
    channel: str
    submitted: datetime
    accepted: datetime
    due: datetime
    finished: datetime | None
    returned: datetime | None
    status: str


def weekday_due(start: datetime, days: int) -> datetime:
    """Monday to Friday, the first day not counted; ends at five."""
    day = start.date()
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return datetime.combine(day, time(17, 0))


def dossiers(
    count: int,
    *,
    seed: int = 7,
    until: date = date(2026, 11, 20),
    days: int = 300,
    due: Due = weekday_due,
) -> Iterator[Dossier]:
    """So many dossiers of one ward, accepted in working hours of the last ``days`` days."""
    chance = random.Random(seed)
    back = (until - timedelta(days=ago) for ago in range(days))
    weekdays = sorted(day for day in back if day.weekday() < 5)
    a_day = -(-count // len(weekdays))
    for number in range(count):
        yield _dossier(number, weekdays[number // a_day], number % a_day + 1, until, chance, due)


def _dossier(
    number: int, on: date, of_day: int, until: date, chance: random.Random, due: Due
) -> Dossier:
    procedure = chance.choice(PROCEDURES)
    hour = chance.choice((7, 8, 9, 10, 14, 15, 16))
    accepted = datetime.combine(on, time(hour, chance.randrange(60)))
    promised = due(accepted, procedure[2])
    done = accepted + (promised - accepted) * chance.choice((0.4, 0.7, 0.9, 0.9, 1.0, 1.3))
    finished = done.replace(second=0, microsecond=0) if done.date() <= until else None
    returned = finished + timedelta(hours=20) if finished and chance.random() < 0.8 else None
    returned = returned if returned and returned.date() <= until else None
    status = "Đã trả kết quả" if returned else "Đã xử lý xong" if finished else "Đang xử lý"
    return Dossier(
        code=f"H99.901-{on:%y%m%d}-{of_day:04d}",
        procedure_code=procedure[0],
        procedure=procedure[1],
        days=procedure[2],
        applicant=f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {number:06d}",
        channel=chance.choice(CHANNELS),
        submitted=accepted - timedelta(minutes=chance.randrange(5, 90)),
        accepted=accepted,
        due=promised,
        finished=finished,
        returned=returned,
        status=status,
    )


def moved_on(found: Iterable[Dossier]) -> Iterator[Dossier]:
    """The same dossiers a day later: every tenth has its result or was returned."""
    for number, one in enumerate(found):
        if number % 10 or one.returned:
            yield one
        elif one.finished:
            yield replace(one, returned=one.finished, status="Đã trả kết quả")
        else:
            done = one.accepted + timedelta(minutes=30)
            yield replace(one, finished=done, status="Đã xử lý xong")


HEADINGS = (
    "STT", "Số hồ sơ", "Mã TTHC", "Tên thủ tục hành chính", "Tên lĩnh vực", "Phòng ban",
    "Chủ hồ sơ", "Số điện thoại", "Cơ quan/đơn vị", "Mã định danh", "Kênh thực hiện", "Ngày nộp",
    "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý", "Ngày trả kết quả",
    "Số ngày giải quyết", "Cán bộ xử lý hiện tại", "Trạng thái hồ sơ", "Lệ phí",
)  # fmt: skip # one row


def listed(found: Iterable[Dossier]) -> Iterator[list[Any]]:
    """The rows of the province's list, its heading first."""
    yield list(HEADINGS)
    for number, one in enumerate(found, start=1):
        yield [
            number, one.code, one.procedure_code, one.procedure, "Lĩnh vực mẫu", "Phòng mẫu",
            one.applicant, "", "UBND phường Thử", "H99.901", one.channel, one.submitted,
            one.accepted, one.due, one.finished, one.returned, f"{one.days} ngày làm việc",
            "Cán bộ mẫu", one.status, 15000,
        ]  # fmt: skip # one row


def xlsx(rows: Iterable[Sequence[Any]], *, from_1904: bool = False, shared: bool = True) -> bytes:
    """A workbook of one sheet; ``shared``: texts in their own part, as Excel saves them."""
    file = io.BytesIO()
    options = {
        "default_date_format": "dd/mm/yyyy hh:mm",
        "in_memory": True,
        "constant_memory": not shared,
        "date_1904": from_1904,
    }
    book = xlsxwriter.Workbook(file, options)
    sheet = book.add_worksheet("Danh sách")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value)
    book.close()
    return file.getvalue()


def text(value: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}"
    return "" if value is None else str(value)


def as_csv(
    rows: Iterable[Sequence[Any]], *, separator: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerows([text(value) for value in row] for row in rows)
    return out.getvalue().encode(encoding)
