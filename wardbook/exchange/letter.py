"""The letter that asks for a correction: what differs, dossier by dossier, and why we think so.

It goes to the keeper of the other system. It names codes, never people; what nobody can explain is
put as a question.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

from wardbook.exchange.layouts import kept
from wardbook.exchange.models import Difference, Export
from wardbook.exchange.moments import Instant
from wardbook.lib.clock import VIETNAM
from wardbook.org.catalogue import CATALOGUE
from wardbook.reports import layouts
from wardbook.reports.layouts import Layout, Style
from wardbook.reports.statement import Particulars, Statement, compose

FILE = CATALOGUE / "letters" / "correction.toml"
LISTED = 100  # dossiers of one cause; a longer list goes along as a file

CAUSES = {
    "clock": "Cách tính thời hạn khác quy định",
    "zone": "Lệch múi giờ",
    "limit": "Thời hạn giải quyết của thủ tục không khớp",
    "lag": "Trạng thái, ngày hẹn chưa được đồng bộ",
    "missing_there": "Hồ sơ không còn hoặc chưa có trên hệ thống",
    "missing_here": "Hồ sơ có trên hệ thống, đơn vị chưa theo dõi",
    "behind": "Hệ thống ghi nhận mới hơn dữ liệu của đơn vị",
    "unexplained": "Chưa rõ nguyên nhân, đề nghị cùng kiểm tra",
}
DETAILS = {
    "weekdays": "không trừ ngày nghỉ lễ, tết",
    "no_swaps": "chưa cập nhật ngày nghỉ, ngày làm việc hoán đổi theo thông báo",
    "no_make_up": "không tính ngày thứ Bảy làm bù",
    "first_day": "tính cả ngày tiếp nhận vào thời hạn",
    "every_day": "tính theo ngày, không theo ngày làm việc",
    "working_days": "tính theo ngày làm việc, không theo ngày",
    "after_closing": "tính hồ sơ nhận sau giờ làm việc vào ngày đó",
    "submitted": "tính từ lúc nộp, không từ lúc tiếp nhận",
    "accepted": "tính từ lúc tiếp nhận, không từ lúc cơ quan có thẩm quyền nhận",
    "paused": "sau bổ sung chỉ cộng thời gian chờ, không tính lại từ đầu",
    "pushed": "sau bổ sung chỉ lùi ngày hẹn, không tính lại từ đầu",
    "skew": "đồng hồ hệ thống chênh vài phút",
    "start": "ghi giờ nộp vào giờ tiếp nhận",
    "first_due": "vẫn là ngày hẹn lần đầu",
    "recorded_later": "ghi nhận kết thúc muộn hơn thực tế",
    "waiting": "chưa ghi nhận việc tạm dừng chờ",
    "gone": "có trong tệp trước, không có trong tệp này",
    "never": "chưa có trên hệ thống",
}
FIELDS = {
    "due": "hẹn trả",
    "accepted": "tiếp nhận",
    "finished": "kết thúc xử lý",
    "status": "trạng thái",
    "presence": "",
}
STATUSES = {
    "draft": "chưa gửi",
    "submitted": "mới nộp",
    "accepted": "đã tiếp nhận",
    "processing": "đang giải quyết",
    "awaiting_supplement": "chờ bổ sung",
    "awaiting_payment": "chờ nộp phí, lệ phí",
    "awaiting_opinion": "chờ ý kiến",
    "resolved": "đã có kết quả",
    "returned": "đã trả kết quả",
    "refused": "từ chối giải quyết",
    "rejected_at_intake": "không tiếp nhận",
    "withdrawn": "dừng theo yêu cầu",
    "stopped": "dừng xử lý",
    "closed": "đã đóng",
}
_BASIS = (
    "Thời hạn theo cách tính của đơn vị: bắt đầu khi hồ sơ được tiếp nhận đầy đủ hoặc khi cơ quan "
    "có thẩm quyền nhận được (Điều 17 Nghị định 118/2025/NĐ-CP, sửa đổi bởi Nghị định "
    "309/2026/NĐ-CP), tính lại từ đầu sau khi bổ sung đủ (Điều 19 Nghị định 118/2025/NĐ-CP); trừ "
    "ngày nghỉ, tính ngày làm bù theo thông báo."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What the clerk says of the letter: to whom, from whom, which causes."""

    to: str
    place: str
    number: int | None = None
    dated_on: date | None = None
    signer: str = ""
    causes: tuple[str, ...]


def compose_letter(
    export: Export, differences: Iterable[Difference], about: Letter, *, unit: str, on: date
) -> Statement:
    """The letter over these differences; only causes that it names."""
    layout = letter_layout(on)
    chosen = [row for row in differences if row.cause in about.causes]
    subject = "V/v rà soát, điều chỉnh dữ liệu giải quyết thủ tục hành chính"
    particulars = Particulars(
        paper="CV",
        about=subject,
        body=layout.body.format(unit=unit.upper()),
        number=about.number,
        place=about.place,
        dated_on=about.dated_on,
        to=f"Kính gửi: {about.to}",
        recipients=layout.recipients,
        capacity="TM.",
        capacity_of=layout.capacity_of,
        post=layout.post,
        signer=about.signer,
        closing="\n".join(_body(export, chosen, unit)),
    )
    return compose(layout, particulars, [])


def letter_layout(on: date) -> Layout:
    """The state paper of that day with what is otherwise in a letter."""
    said = _said()
    base = layouts.in_force(said["base"], on)
    assert base is not None  # noqa: S101  the catalogue has one for every day since 2020
    roles = {name: Style(**style) for name, style in said["roles"].items()}
    return replace(
        base, symbol=said["symbol"], papers=said["papers"], roles=dict(base.roles) | roles
    )


@cache
def _said() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _body(export: Export, rows: Sequence[Difference], unit: str) -> Iterator[str]:
    system = kept(export.layout, export.layout_from).name_vi
    taken = export.as_of.astimezone(VIETNAM)
    dossiers = len({row.heard.code for row in rows})
    yield (
        f"Đối chiếu dữ liệu “{system}” (lấy lúc {taken:%H:%M} ngày {taken:%d/%m/%Y}) với sổ theo "
        f"dõi của đơn vị, {unit} thấy {len(rows)} điểm khác nhau ở {dossiers} hồ sơ, cụ thể "
        "như sau:"
    )
    order = list(CAUSES)
    rows = sorted(rows, key=lambda row: (order.index(row.cause), row.heard.code))
    for number, (cause, part) in enumerate(groupby(rows, key=lambda row: row.cause), start=1):
        listed = list(part)
        yield f"{number}. {CAUSES[cause]} ({len(listed)})"
        yield from (f"- {line_of(row)};" for row in listed[:LISTED])
        if len(listed) > LISTED:
            yield f"- và {len(listed) - LISTED} trường hợp khác theo danh sách gửi kèm."
    if any(row.field == "due" for row in rows):
        yield _BASIS
    yield (
        f"{unit} đề nghị cơ quan quản lý hệ thống rà soát, điều chỉnh hoặc cho biết nguyên nhân "
        "và thông báo kết quả để đơn vị theo dõi, thống nhất số liệu."
    )


def line_of(row: Difference) -> str:
    """``H21.227-…: hẹn trả trên hệ thống 14/01/2026, theo sổ 13/01/2026 (…)``."""
    why = detail_of(row)
    note = f" ({why})" if why else ""
    if row.field == "presence":
        return f"Mã hồ sơ {row.heard.code}{note}"
    theirs, ours = shown(row, row.theirs), shown(row, row.ours)
    what = f"{FIELDS[row.field]} trên hệ thống là {theirs}, theo sổ của đơn vị là {ours}"
    return f"Mã hồ sơ {row.heard.code}: {what}{note}"


def detail_of(row: Difference) -> str:
    if row.cause == "zone":
        return f"chênh {row.detail.removesuffix('h')} giờ"
    if row.cause == "limit":
        return f"hệ thống tính theo {_limit(row.detail)}"
    return DETAILS.get(row.detail, "")


def _limit(limit: str) -> str:
    for unit, words in (("wd", "ngày làm việc"), ("wh", "giờ làm việc"), ("d", "ngày")):
        if limit.endswith(unit):
            return f"{limit.removesuffix(unit)} {words}"
    return limit


def shown(row: Difference, text: str) -> str:
    """A state in words, a moment as it is written; a promise by its day."""
    if row.field == "status":
        return STATUSES.get(text, text)
    moment = Instant.of(text)
    whole = not moment.exact or row.field == "due"
    return f"{moment.wall:%d/%m/%Y}" if whole else f"{moment.wall:%H:%M %d/%m/%Y}"
