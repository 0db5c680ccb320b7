"""The register of dossiers as a table, for spreadsheets."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.fields import dossier
from wardbook.cases.models import Case
from wardbook.lib.clock import VIETNAM
from wardbook.reports.one_stop.columns import CHANNELS
from wardbook.reports.table import Column, Label, Table, Value

COLUMNS = (
    Column("order", {"vi": "TT", "en": "No."}, "number"),
    Column("code", {"vi": "Mã hồ sơ", "en": "Code"}),
    Column("procedure", {"vi": "Tên thủ tục hành chính", "en": "Procedure"}),
    Column("applicant", {"vi": "Tên cá nhân, tổ chức", "en": "Name"}),
    Column("address", {"vi": "Địa chỉ", "en": "Address"}),
    Column("phone", {"vi": "Số điện thoại", "en": "Phone"}),
    Column("agency", {"vi": "Cơ quan chủ trì giải quyết", "en": "Lead agency"}),
    Column("channel", {"vi": "Cách nộp", "en": "Channel"}),
    Column("received_on", {"vi": "Ngày nhận", "en": "Received"}, "day"),
    Column("first_due_on", {"vi": "Ngày hẹn đầu", "en": "First promised"}, "day"),
    Column("due_on", {"vi": "Ngày hẹn trả", "en": "Due"}, "day"),
    Column("resolved_on", {"vi": "Ngày có kết quả", "en": "Result"}, "day"),
    Column("returned_on", {"vi": "Ngày trả", "en": "Returned"}, "day"),
    Column("state", {"vi": "Trạng thái", "en": "State"}),
)


def table(rows: Iterable[Case], notes: Sequence[Label], language: str | None = None) -> Table:
    """A row for each dossier, in the order given; in a language its channel and state are words."""
    return Table(
        name="so-theo-doi-ho-so",
        title={"vi": "Sổ theo dõi hồ sơ", "en": "Register of dossiers"},
        notes=notes,
        columns=COLUMNS,
        rows=[_row(at, case, language) for at, case in enumerate(rows, start=1)],
    )


def _row(order: int, case: Case, language: str | None) -> list[Value]:
    told, state = dossier(case.fields), KINDS[case.kind].states[case.state]
    return [
        order,
        case.code,
        case.procedure.name if case.procedure else "",
        told.applicant,
        told.address,
        told.phone,
        case.competent or case.unit.name_vi,
        CHANNELS[case.channel][language] if language else case.channel,
        _day(case.submitted_at),
        _day(case.first_due_at),
        _day(case.due_at),
        _day(case.ended_at),
        _day(case.delivered_at),
        state.label.texts[language] if language else case.state,
    ]


def _day(at: datetime | None) -> date | None:
    return at.astimezone(VIETNAM).date() if at else None
