"""What a session leaves on paper: its minutes, and the notice of its conclusions.

Both are the session as it was typed, once: nothing is written that the book does not hold, and
nobody is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wardbook.cases import loop
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.session import COUNTS
from wardbook.cases.models import Case, Move
from wardbook.lib.clock import VIETNAM
from wardbook.org.kinds import PARTY_SIDE
from wardbook.reports import layouts
from wardbook.reports.layouts import Layout
from wardbook.reports.statement import Particulars, Statement, compose

NOTICE, MINUTES = "TB", "BB"
PAPERS = {NOTICE: "notice", MINUTES: "minutes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What the clerk says of it beside the session: which paper, its number, day and signer."""

    paper: str = NOTICE
    number: int | None = None
    place: str = ""
    dated_on: date | None = None
    signer: str = ""


def layout_for(session: Case, on: date) -> Layout:
    """Party papers for what the Party side keeps, state papers for the rest; of their day."""
    party = session.unit.kind in PARTY_SIDE
    found = layouts.in_force("party" if party else "state", on)
    assert found is not None  # noqa: S101  the catalogue has one for every day since 2020
    return found


def write(session: Case, about: Paper, on: date) -> Statement:
    """The minutes, or the notice of conclusions."""
    layout = layout_for(session, on)
    moves = list(session.moves.order_by("number"))
    lines = _minutes(session, moves) if about.paper == MINUTES else _notice(session, moves)
    unit = session.unit.territory.name_vi
    title = "Kết luận " if about.paper == NOTICE else ""
    particulars = Particulars(
        paper=about.paper,
        about=f"{title}{session.title}" if title else session.title,
        body=layout.body.format(unit=unit.upper()),
        number=about.number,
        place=about.place,
        dated_on=about.dated_on,
        recipients=layout.recipients,
        capacity=layout.capacities[0] if layout.capacities else "",
        capacity_of=layout.capacity_of,
        post=layout.post,
        signer=about.signer,
        closing="\n".join(lines),
    )
    return compose(layout, particulars, [])


def _notice(session: Case, moves: Sequence[Move]) -> Iterator[str]:
    held = _day(next((m for m in moves if m.step == "hold"), moves[0]))
    unit = session.unit.name_vi
    yield f"Ngày {held}, {unit} tổ chức: {session.title}. Sau khi nghe báo cáo và ý kiến, kết luận:"
    said = next((m.items for m in reversed(moves) if m.step == "conclude"), "")
    if said:
        yield said
    yield from _carried(session, moves)
    yield from _set(session)
    yield (
        "Chức vụ được giao báo kết quả kèm minh chứng đúng hạn; kết quả do người khác kiểm chứng. "
        "Việc chưa xong được đưa vào đầu chương trình buổi sau."
    )


def _minutes(session: Case, moves: Sequence[Move]) -> Iterator[str]:
    yield "1. Thời gian, địa điểm, thành phần"
    held = _day(next((m for m in moves if m.step == "hold"), moves[0]))
    place = session.fields.get("place", "")
    yield f"Ngày {held}" + (f", tại {place}." if place else ".")
    for name, number in loop.counts_of(session).items():
        yield f"- {COUNTS[name].vi}: {number};"
    yield "2. Nội dung"
    for text in (session.fields.get("agenda", ""), *(m.items for m in moves if m.items)):
        if text:
            yield text
    yield from _carried(session, moves)
    yield from _set(session)


def _carried(session: Case, moves: Sequence[Move]) -> Iterator[str]:
    """What it opened with, and what was said of each."""
    carried = loop.agenda(session, moves)
    told = [m.facts["heard"] for m in moves if m.facts.get("heard")]
    heard: dict[str, str] = told[-1] if told else {}
    if carried:
        yield "I. Việc còn dở từ các buổi trước"
    for number, row in enumerate(carried, start=1):
        said = heard.get(row["code"], "")
        yield f"{number}) {row['title']} ({row['code']})" + (f": {said}." if said else ".")


def _set(session: Case) -> Iterator[str]:
    """What it set: what, who, by when, with which result."""
    rows = list(session.children.select_related("post__unit").order_by("due_at", "pk"))
    if rows:
        yield "II. Giao việc"
    for number, case in enumerate(rows, start=1):
        due = case.first_due_at.astimezone(VIETNAM) if case.first_due_at else None
        when = f"trước ngày {due:%d/%m/%Y}" if due else ""
        who = f"{case.post.title_vi}, {case.post.unit.name_vi}"
        kind = KINDS[case.kind].label.vi.lower()
        result = case.fields.get("result", "")
        yield (
            f"{number}) {case.title} ({kind}, {case.code}). Chịu trách nhiệm: {who}; hạn: {when}"
            + (f"; kết quả phải có: {result}." if result else ".")
        )


def _day(move: Move) -> str:
    return f"{move.at.astimezone(VIETNAM):%d/%m/%Y}"
