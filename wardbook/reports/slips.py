"""A step of a case as the printed form of its day: what stands in each line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.utils.translation import gettext, override

from wardbook.cases.explained import promised_by
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.fields import Dossier, dossier
from wardbook.cases.models import Case, Move
from wardbook.cases.outcomes import against
from wardbook.cases.reckoning import ruled_on
from wardbook.lib.clock import VIETNAM, CountedDay, Limit
from wardbook.reports.forms import Form, Qr, form
from wardbook.reports.statement import long_day

CONTROL = "process_control_slip"
LOOK_UP = "look_up_slip"
_UNITS = {"wh": "giờ làm việc", "wd": "ngày làm việc", "d": "ngày"}
_COLLECT = {"counter": "Bộ phận Một cửa", "post": "Qua bưu chính công ích", "online": "Trực tuyến"}
_OUTCOME = {"early": "Trước hạn", "on_time": "Đúng hạn", "late": "Quá hạn", "overdue": "Quá hạn"}
_SAMPLE = "HỒ SƠ MẪU – không có giá trị"
_AT_ONCE = "Giải quyết ngay."
_SAME_DAY = "Trong ngày, hoặc ngày làm việc tiếp theo nếu nhận muộn trong ngày."
_FEE_LATER = "Theo quy định của thủ tục"


def slip(
    case: Case, move: Move, moves: Sequence[Move], code: str, *, site: str, typed: str = ""
) -> Form:
    """The form ``code`` that ``move`` prints, of the set in force when its dossier began.

    ``site`` is the address of the public site, for the code that opens the holder's page;
    ``typed`` the same for people at home, blank where none was set. Raises ``ValueError`` where
    no such form held.
    """
    told, rows = dossier(case.fields), {}
    values = _about(case, told) | _told_by(case, move, moves)
    values["number"] = _number(case, move, moves)
    if code == "receipt_slip":
        rows["documents"] = _listed(told.papers)
    rows["items"] = _listed(move.items.splitlines())
    rows["recipients"] = _listed(("Như trên", "Lưu: VT"))
    return form(
        code,
        on=ruled_on(case),
        values={key: text for key, text in values.items() if text},
        rows=rows,
        dated=move.at.astimezone(VIETNAM).date(),
        why=_why(case, moves, move),
        qr=_qr(case, site, typed),
        remark=_SAMPLE if case.book.sample else "",
    )


def control(case: Case, moves: Sequence[Move], *, now: datetime) -> Form:
    """The control slip: a row for each time the work passed from one post to another."""
    post = next((move.post for move in moves), case.post)
    rows = []
    for at, move in enumerate(moves):
        if at and move.post_id == post.pk:
            continue
        given = "" if at == 0 else post.title_vi
        rows.append({"given_by": given, "taken_by": move.post.title_vi, "at": _moment(move.at)})
        post = move.post
    outcome = against(case.due_at, case.ended_at, now)
    if rows:
        rows[-1]["outcome"] = _OUTCOME.get(outcome, "")
    values = {
        "code": case.code,
        "number": _serial(case),
        "body": _committee(case.unit.territory.name_vi),
        "handling_agency": case.competent or case.unit.name_vi,
        "received_at": _moment(case.accepted_at or case.submitted_at),
        "due_at": _moment(case.due_at),
        "place": case.unit.territory.name_vi,
    }
    filled = {key: text for key, text in values.items() if text}
    remark = _SAMPLE if case.book.sample else ""
    day = now.astimezone(VIETNAM).date()
    return form(CONTROL, on=ruled_on(case), values=filled, rows={"handovers": rows}, dated=day,
                remark=remark)  # fmt: skip


def look_up(case: Case, *, on: date, site: str, typed: str = "") -> Form:
    """The code and the word of a case, and the address at which they are typed, if one was set."""
    unit = case.unit.territory
    values = {
        "code": case.code,
        "word": case.word,
        "site": _page(typed),
        "procedure": case.procedure.name if case.procedure else "",
        "receiving_unit": ", điện thoại ".join(filter(None, (unit.name_vi, case.unit.telephone))),
        "body": _committee(unit.name_vi),
        "place": unit.name_vi,
    }
    filled = {key: text for key, text in values.items() if text}
    remark = _SAMPLE if case.book.sample else ""
    return form(LOOK_UP, on=on, values=filled, dated=on, qr=_qr(case, site, ""), remark=remark)


def register(
    cases: Iterable[Case], *, field: str, span: tuple[date, date], unit: str, sample: bool
) -> Form:
    """The register of dossiers of a unit between two days, both in it."""
    values = {
        "field": field or "Tất cả lĩnh vực",
        "span": f"{span[0]:%d/%m/%Y} – {span[1]:%d/%m/%Y}",
        "body": _committee(unit),
    }
    rows = [_line(at, case) for at, case in enumerate(cases, start=1)]
    return form("dossier_register", on=span[1], values=values, rows={"dossiers": rows},
                remark=_SAMPLE if sample else "")  # fmt: skip


def _line(order: int, case: Case) -> dict[str, str]:
    told = dossier(case.fields)
    return {
        "order": str(order),
        "code": case.code,
        "procedure": case.procedure.name if case.procedure else "",
        "applicant": told.applicant,
        "address": ", ".join(filter(None, (told.address, told.phone))),
        "lead_agency": case.competent or case.unit.name_vi,
        "received_on": _day(case.submitted_at),
        "due_on": _day(case.due_at),
        "returned_on": _day(case.delivered_at),
        "way": _COLLECT.get(told.collect, ""),
    }


def _number(case: Case, move: Move, moves: Sequence[Move]) -> str:
    """The number of this paper among all of its form: that of its dossier, and which one it is.

    No source says how a series of each form runs, so none is invented: two papers never share a
    number, and printed again it is the same.
    """
    steps = KINDS[case.kind].steps
    form_code = steps[move.step].form
    same = [one for one in moves if one.step in steps and steps[one.step].form == form_code]
    place = sum(one.number <= move.number for one in same)
    return f"{_serial(case)}.{place}" if place > 1 else _serial(case)


def _serial(case: Case) -> str:
    """Day and number of the code, which no other dossier of the ward has: ``221126-007``."""
    return case.code.partition("-")[2]


def _about(case: Case, told: Dossier) -> dict[str, str]:
    """Whose dossier it is; who hands it in for somebody else is named first, as the form asks."""
    unit, represented = case.unit.territory, bool(told.representative)
    desk = f"Bộ phận Một cửa {_within(unit.name_vi)}"
    values = {
        "code": case.code,
        "body": _committee(unit.name_vi),
        "receiving_unit": ", điện thoại ".join(filter(None, (desk, case.unit.telephone))),
        "place": unit.name_vi,
        "applicant": told.representative or told.applicant,
        "id_number": told.representative_id if represented else told.id_number,
        "address": "" if represented else told.address,
        "phone": told.phone,
        "email": told.email,
        "content": told.about or (case.procedure.name if case.procedure else ""),
        "sets": told.sets or "01",
        "limit": _limit(case),
        "collect_at": _COLLECT.get(told.collect or "counter", ""),
        "received_at": _moment(case.accepted_at or case.submitted_at),
        "to": told.applicant,
        "procedure": case.procedure.name if case.procedure else "",
        "submitter": told.representative or told.applicant,
    }
    if represented:
        values |= {
            "principal": told.applicant,
            "principal_id": told.id_number,
            "principal_address": told.address,
            "authorisation": told.authorisation,
        }
    return values


def _told_by(case: Case, move: Move, moves: Sequence[Move]) -> dict[str, str]:
    """What the step itself says: its reason, its dates, and who signs."""
    before = [one.due_at for one in moves if one.number < move.number and one.due_at]
    extended = move.step == "extend"
    said = {
        "reason": move.reason,
        "officer": move.by.person.name,
        "contact": move.by.person.name,
        "contact_phone": case.unit.telephone,
        "due_at": _moment(before[-1] if extended and before else move.due_at),
        "new_due_at": _moment(move.due_at) if extended else "",
        "received_on": _day(case.accepted_at or case.submitted_at),
        "asked_on": _day(move.at),
        "request": move.reason,
        "stage": _stage(case, move, moves),
        "decision": "Dừng giải quyết theo đề nghị" if move.step == "withdraw" else "",
        "money": _FEE_LATER if move.step == "withdraw" else "",
    }
    if extended:
        said |= {"signer": move.by.person.name, "signer_title": move.by.post.title_vi}
    return said


def _stage(case: Case, move: Move, moves: Sequence[Move]) -> str:
    """Where the dossier was before the step."""
    before = [one for one in moves if one.number < move.number]
    states = KINDS[case.kind].states
    return states[before[-1].state].label.vi if before and before[-1].state in states else ""


def _why(case: Case, moves: Sequence[Move], move: Move) -> list[str]:
    """The promise of this move in lines: what was counted, what was not, and why."""
    promise = promised_by(case, moves, move.number)
    if promise is None or promise.explained is None:
        return []
    days = promise.explained.days
    counted = [day for day in days if day.counted]
    lines = []
    if counted and promise.explained.limit.unit != "wh":
        since = f"{counted[0].on:%d/%m} – " if len(counted) > 1 else ""
        span = f"{since}{counted[-1].on:%d/%m/%Y}"
        lines.append(f"Tính {len(counted)} ngày: {span}.")
    with override("vi"):
        lines += [_not_counted(stretch) for stretch in _stretches(days)]
    return lines[:6]


def _stretches(days: Iterable[CountedDay]) -> Iterable[list[CountedDay]]:
    """Neighbouring days not counted for one reason."""
    run: list[CountedDay] = []
    for day in days:
        if run and (day.counted or day.reason != run[-1].reason):
            yield run
            run = []
        if not day.counted:
            run.append(day)
    if run:
        yield run


def _not_counted(run: Sequence[CountedDay]) -> str:
    last = f" – {run[-1].on:%d/%m}" if len(run) > 1 else ""
    return f"Không tính {run[0].on:%d/%m}{last}: {gettext(run[0].reason)}."


def _qr(case: Case, site: str, typed: str) -> Qr | None:
    """What opens the holder's page; beneath it the word for who types it, and where."""
    if not case.word:
        return None
    where = f" tại {_page(typed)}" if typed else ""
    return Qr(f"{site}/d/{case.word}/", f"Tra cứu: {case.word}{where}")


def _page(typed: str) -> str:
    """Where code and word are typed, as one types it: without ``https://``."""
    return f"{typed.partition('://')[2]}/my/" if typed else ""


def _limit(case: Case) -> str:
    """How long it may take; without days also what the procedure adds to it in words."""
    if case.limit:
        limit = Limit.parse(case.limit)
        return f"{limit.amount} {_UNITS[limit.unit]}"
    row = case.procedure
    if row is None:
        return ""
    said = _AT_ONCE if row.on_the_spot else _SAME_DAY if row.same_day else ""
    return " ".join(filter(None, (said, row.limit_note)))


def _committee(ward: str) -> str:
    """The People's Committee as it stands in a sentence; the head of a form writes capitals."""
    return f"Ủy ban nhân dân {_within(ward)}"


def _within(ward: str) -> str:
    """``Phường Ninh Hạ`` after other words: ``phường Ninh Hạ``."""
    return ward[:1].lower() + ward[1:]


def _moment(at: datetime | None) -> str:
    """``9 giờ 05, ngày 05 tháng 01 năm 2026``, as the slips write it."""
    if at is None:
        return ""
    local = at.astimezone(VIETNAM)
    return f"{local.hour} giờ {local.minute:02d}, {long_day(local.date())}"


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(VIETNAM):%d/%m/%Y}" if at else ""


def _listed(texts: Iterable[str]) -> list[Mapping[str, str]]:
    return [{"text": text.strip()} for text in texts if text.strip()]
