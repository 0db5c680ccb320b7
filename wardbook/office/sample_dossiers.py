"""Dossiers of the sample book: the export of an invented province's system, and work of our own.

Every person and every dossier is made up by a fixed chance, so that two demonstrations of one day
show the same. The procedures are those of the catalogue.
"""

import csv
import io
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from wardbook.cases.actions.moves import open_case, take_step
from wardbook.cases.kinds.fields import Dossier, Feedback, written
from wardbook.cases.models import Case, Procedure
from wardbook.cases.rules.taking import Clock, Opening, Told
from wardbook.exchange.actions import Sent, take
from wardbook.exchange.models import Export
from wardbook.ledger.models import Book
from wardbook.lib.clock import VIETNAM, Limit, due
from wardbook.org.models import Tenure
from wardbook.org.roles import Role
from wardbook.org.working_time import working_time

MONTH = 1_100  # what a ward receives in about a month and a half
A_DAY = 36
SEED = 2026
FILE = "ho-so-mau.csv"
HEADINGS = (
    "Số hồ sơ", "Mã TTHC", "Tên thủ tục hành chính", "Chủ hồ sơ", "Số điện thoại",
    "Cơ quan/đơn vị", "Kênh thực hiện", "Ngày nộp", "Ngày tiếp nhận", "Ngày hẹn trả",
    "Ngày yêu cầu bổ sung", "Ngày bổ sung", "Ngày hẹn lại", "Ngày kết thúc xử lý",
    "Ngày trả kết quả", "Trạng thái hồ sơ",
)  # fmt: skip # one row
FAMILY = ("Lý", "Trà", "Mạc", "Khúc", "Thạch", "Tô", "La", "Ôn", "Quách", "Tống")
GIVEN = ("Thử", "Mẫu", "Nháp", "Ví", "Dụ", "Tạm", "Giả", "Định")
CHANNELS = ("Trực tuyến",) * 11 + ("Trực tiếp",) * 8 + ("Bưu chính công ích",)
# How the time that was promised was used, in hundredths, as often as each stands here.
PACES = (20, 35, 50, 60, 70, 80, 80, 90, 90, 95, 100, 100, 120, 160)
HOURS = {"wh": 1, "wd": 8, "d": 5}  # working hours in each, about
SATURDAY = 5
SAID = {
    "supplement": Told(items="Bản sao giấy khai sinh"),
    "answer": Told(reason="Đơn vị thu gom đã đến dọn trong buổi sáng."),
}
PUBLIC = Told(
    items="Rác để trước nhà văn hóa hai ngày chưa thu gom: đơn vị thu gom đã dọn trong buổi sáng."
)
USUAL = Limit(5, "wd")  # what the other system promises where no limit of the procedure is known


@dataclass(frozen=True, slots=True)
class Made:
    """One invented dossier of the other system; ``None`` is what has not happened by then."""

    submitted: datetime
    accepted: datetime
    promised: datetime
    asked: datetime | None
    came: datetime | None
    again: datetime | None
    finished: datetime | None
    returned: datetime | None
    status: str


def prepare(
    book: Book,
    clerk: Tenure,
    *,
    count: int = MONTH,
    say: Callable[[str], object],
    now: Callable[[], datetime],
) -> None:
    """An export and some work of our own, once; what people did since is left as it is."""
    if Export.objects.filter(book=book).exists():
        return
    at, unit = now(), clerk.post.unit.territory
    say(f"dossiers of an invented province's system: {count}")
    sent = Sent(book=book, unit=unit, post=clerk.post, as_of=at)
    take(export(book, clerk, count, at), FILE, sent, by=clerk, at=at)
    if not Case.objects.filter(book=book, kind="dossier", origin="").exists():
        say("work of our own at the counter")
        _own(book, clerk, at)


def export(book: Book, clerk: Tenure, count: int, at: datetime) -> bytes:
    """The file that the other system would give at ``at``: ``count`` dossiers, the oldest first."""
    chance = random.Random(SEED)  # noqa: S311 - nothing here is secret
    clock = Clock(*working_time(clerk.post.unit, at.astimezone(VIETNAM).date()))
    rows = list(Procedure.objects.filter(book=book, valid_to=None).exclude(code="").order_by("key"))
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";", lineterminator="\r\n")
    sheet.writerow(HEADINGS)
    for number, (day, of_day) in enumerate(_days(count, at.astimezone(VIETNAM).date(), clock)):
        procedure = rows[min(int(chance.expovariate(0.12)), len(rows) - 1)]
        one = _made(day, procedure, chance, clock, at)
        name = f"{chance.choice(FAMILY)} {chance.choice(GIVEN)} {number + 1:05d}"
        sheet.writerow(
            [
                f"H99.901-{day:%y%m%d}-{of_day:04d}",
                procedure.code,
                procedure.name,
                name,
                f"0900{number + 1:06d}",
                clerk.post.unit.name_vi,
                chance.choice(CHANNELS),
                *map(_text, (one.submitted, one.accepted, one.promised, one.asked, one.came)),
                *map(_text, (one.again, one.finished, one.returned)),
                one.status,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def _days(count: int, last: date, clock: Clock) -> Iterator[tuple[date, int]]:
    """Working days before ``last``, the oldest first, each with its number of the day."""
    found: list[date] = []
    day = last
    while len(found) * A_DAY < count:
        day -= timedelta(days=1)
        if clock.calendar.works(day):
            found.append(day)
    places = ((day, of_day) for day in reversed(found) for of_day in range(1, A_DAY + 1))
    for _, place in zip(range(count), places, strict=False):
        yield place


def _made(
    day: date, procedure: Procedure, chance: random.Random, clock: Clock, at: datetime
) -> Made:
    hour, minute = chance.choice((7, 8, 8, 9, 9, 10, 13, 14, 15, 16)), chance.randrange(30, 60)
    accepted = datetime.combine(day, time(hour, minute), VIETNAM)
    limit = Limit.parse(procedure.limit) if procedure.limit else USUAL
    promised = _as_the_system_counts(accepted, limit)
    asked = due(accepted, Limit(8, "wh"), *clock) if chance.random() < 0.06 else None
    came = asked + timedelta(days=chance.randrange(1, 9)) if asked else None
    start = came or accepted
    holds = due(start, limit, *clock)
    hours = HOURS[limit.unit] * limit.amount * chance.choice(PACES) // 100
    done = due(start, Limit(max(1, int(hours)), "wh"), *clock)
    again = promised + timedelta(days=5) if done > holds and chance.random() < 0.4 else None
    ends = chance.choice(("Đã xử lý xong",) * 60 + ("Từ chối giải quyết", "Rút hồ sơ"))
    collected = due(done, Limit(chance.choice((1, 7, 10, 20)), "wh"), *clock)  # nobody at night
    late = None if again is None or promised - timedelta(days=1) > at else again
    finished = _by(done, at)
    returned = _by(collected, at) if ends == "Đã xử lý xong" else None
    waits = asked is not None and asked <= at and (came is None or came > at)
    return Made(
        submitted=accepted - timedelta(minutes=chance.randrange(5, 90)),
        accepted=accepted,
        promised=promised,
        asked=_by(asked, at),
        came=_by(came, at),
        again=late,
        finished=finished,
        returned=returned,
        status=_status(waits=waits, finished=finished, returned=returned, ends=ends),
    )


def _as_the_system_counts(start: datetime, limit: Limit) -> datetime:
    """Monday to Friday and nothing else: the invented system has never heard of a holiday."""
    if limit.unit == "wh":
        return start + timedelta(hours=limit.amount)
    day, left = start, limit.amount
    while left:
        day += timedelta(days=1)
        left -= limit.unit == "d" or day.weekday() < SATURDAY
    return day.replace(hour=17, minute=0)


def _status(*, waits: bool, finished: datetime | None, returned: datetime | None, ends: str) -> str:
    if waits:
        return "Yêu cầu bổ sung giấy tờ"
    if returned:
        return "Đã trả kết quả"
    return ends if finished else "Đang xử lý"


def _by(moment: datetime | None, at: datetime) -> datetime | None:
    """What happened by ``at``; the rest has not."""
    return moment if moment and moment <= at else None


def _text(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y %H:%M}" if moment else ""


def _own(book: Book, clerk: Tenure, at: datetime) -> None:
    """A few dossiers and what people said, each at another place of its way."""
    procedure = Procedure.objects.filter(book=book, valid_to=None).exclude(limit="").first()
    paths: tuple[tuple[str, ...], ...] = (
        (),
        ("accept",),
        ("accept", "forward"),
        ("accept", "supplement"),
        ("accept", "forward", "resolve"),
        ("accept", "forward", "resolve", "deliver"),
    )
    for number, path in enumerate(paths if procedure else ()):
        told = Dossier(applicant=f"Trà Ví Dụ {number + 1}", phone="0900000900", notice="phone")
        _go("dossier", procedure, written(told), path, clerk, at - timedelta(days=3))
    for about, path in (
        ("Đèn đường đầu hẻm không sáng.", ()),
        ("Rác để trước nhà văn hóa hai ngày chưa thu gom.", ("answer",)),
    ):
        case = _go(
            "feedback", None, written(Feedback(about=about)), path, clerk, at - timedelta(days=3)
        )
        _publish(case, at)


def _publish(case: Case, at: datetime) -> None:
    """The leader makes an answer public, in words that name nobody."""
    leaders = Tenure.objects.filter(post__unit=case.unit, post__role=Role.LEADER)
    leader = leaders.filter(post__book=case.book).order_by("pk").first()
    if case.state == "answered" and leader:
        take_step(case, "publish", PUBLIC, by=leader, at=at - timedelta(days=2))


def _go(
    kind: str,
    procedure: Procedure | None,
    told: dict[str, object],
    path: tuple[str, ...],
    clerk: Tenure,
    at: datetime,
) -> Case:
    """Work of our own, opened and led along ``path``."""
    post = clerk.post
    opening = Opening(
        book=post.book,
        unit=post.unit.territory,
        post=post,
        submitted_at=at,
        procedure=procedure,
        fields=told,
    )
    case = open_case(kind, opening, by=clerk, at=at)
    for number, step in enumerate(path, start=1):
        case = take_step(
            case, step, SAID.get(step, Told()), by=clerk, at=at + timedelta(hours=number)
        )
    return case
