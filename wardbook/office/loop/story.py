"""A piece of work of the loop as one story in time: itself, what was opened under it, its proof."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext

from wardbook.cases import loop
from wardbook.cases.kinds import KINDS
from wardbook.cases.kinds.inspection import OUTCOMES
from wardbook.cases.models import Case, Move, Scan
from wardbook.cases.queries.follow_up import COUNTS
from wardbook.figures.snapshots import label_of, standing
from wardbook.web.chart import Chart, Row, bars
from wardbook.web.templatetags.wardbook import day, number, quantity
from wardbook.web.templatetags.wardbook import period as period_words


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened; ``of`` is the child it happened to, if not the work itself."""

    at: datetime
    words: str
    by: str
    said: Sequence[str]
    order: tuple[datetime, int]  # when it was told, and its number among what was told then
    of: Case | None = None
    due: datetime | None = None
    overruled: str = ""
    breaches: Sequence[str] = ()
    scan: Scan | None = None

    @property
    def place(self) -> tuple[datetime, tuple[datetime, int]]:
        """Times are typed to the minute: what happened in one stands as it was told."""
        return self.at.replace(second=0, microsecond=0), self.order


def story(
    case: Case,
    moves: Sequence[Move],
    children: Sequence[Case],
    scans: Sequence[Scan],
    *,
    near: bool = True,
) -> list[Line]:
    """Everything in the order of time, the oldest first: of it, of ``children``, of ``scans``.

    ``near``: what was merged into it is told although it is not public.
    """
    below = Move.objects.filter(case__in=children).select_related("by__post", "by__person", "post")
    by_child = {child.pk: child for child in children}
    broken = _broken([case, *children])
    lines = [_line(case, move, None, broken) for move in moves]
    lines += [_line(by_child[m.case_id], m, by_child[m.case_id], broken) for m in below]
    lines += [_proof(scan, case) for scan in scans]
    merged = [move for move in _merged_into(case) if near or move.case.released_at]
    lines += [_line(move.case, move, move.case, {}) for move in merged]
    return sorted(lines, key=lambda line: line.place)


def _line(case: Case, move: Move, of: Case | None, broken: dict[int, list[str]]) -> Line:
    step = KINDS[case.kind].steps.get(move.step)
    words = step.label.texts[_language()] if step else _aside(case, move.step)
    return Line(
        at=move.at,
        words=words,
        by=f"{move.by.person.name}, {move.by.post.label[_language()]}",
        said=[text for text in (move.items, move.reason, *_facts(move)) if text],
        of=of,
        due=move.due_at if move.effect in ("start", "extend") else None,
        overruled=move.overruled,
        breaches=broken.get(move.pk, ()),
        order=(move.recorded_at, move.pk),
    )


def _merged_into(case: Case) -> Sequence[Move]:
    """The last moves of what was merged into it, which goes on here."""
    rows = Move.objects.filter(step="merge", case__unit=case.unit, case__kind=case.kind)
    people = ("case", "by__post", "by__person", "post")
    return list(rows.filter(facts__into=case.code).select_related(*people))


def _aside(case: Case, name: str) -> str:
    if name == "hand_over":
        return gettext("Handed over to another post")
    if name == "calendar":
        return gettext("Date moved by an announcement")
    kind = KINDS[case.kind].label.texts[_language()]
    return gettext("Opened: %(kind)s") % {"kind": kind} if name == "open" else name


def _facts(move: Move) -> list[str]:
    facts = move.facts
    said = [value(facts[name]) for name in ("before", "after") if facts.get(name)]
    into = gettext("It goes on as %(code)s.") % {"code": facts["into"]} if facts.get("into") else ""
    words = (str(facts.get("none_moves", "")), str(facts.get("new_because", "")))
    return [*said, _numbers(facts), into, *words]


def _numbers(facts: dict[str, Any]) -> str:
    """What was counted with a step, on which day, and what an inspection found."""
    told = [f"{COUNTS[name].texts[_language()]}: {number(facts[name])}"
            for name in COUNTS if name in facts]  # fmt: skip
    if facts.get("as_of"):
        told.append(gettext("counted on %(day)s") % {"day": day(facts["as_of"])})
    found = OUTCOMES.get(facts.get("outcome", ""))
    return " · ".join([*told, found.texts[_language()]] if found else told)


def value(frozen: dict[str, Any]) -> str:
    """A frozen figure in words: what, how much, over which days."""
    label = frozen.get("label", {}).get(_language()) or frozen["indicator"]
    bound, most = frozen.get("bound") or "exact", frozen.get("value_max")
    shown = quantity(frozen["value"], frozen.get("measure", ""), bound, most)
    period = period_words(frozen["period"]) if frozen.get("period") else ""
    return " · ".join(filter(None, (label, shown, period)))


def _broken(cases: Sequence[Case]) -> dict[int, list[str]]:
    from_db = loop.breaches_of(cases)
    found: dict[int, list[str]] = {}
    for breach in from_db:
        words = gettext(breach.message) % dict(breach.values)
        found.setdefault(breach.move_id, []).append(words)
    return found


def papers(cases: Sequence[Case]) -> Sequence[Scan]:
    """Every revision of what proves them."""
    rows = Scan.objects.filter(case__in=cases)
    return list(rows.select_related("case", "received_by__post", "received_by__person"))


def _proof(scan: Scan, case: Case) -> Line:
    words = gettext("A new revision of the evidence") if scan.replaces_id else gettext("Evidence")
    by = scan.received_by
    return Line(
        at=scan.received_at,
        words=words,
        by=f"{by.person.name}, {by.post.label[_language()]}",
        said=[scan.file_name],
        of=scan.case if scan.case_id != case.pk else None,
        scan=scan,
        order=(scan.received_at, 0),
    )


def chart(case: Case) -> Chart | None:
    """Every figure of its indicator, period by period, the oldest first."""
    if not case.indicator:
        return None
    rows = standing(case.unit, case.indicator).exclude(start_on=None).order_by("start_on", "pk")
    name = label_of(case.indicator)[_language()]
    drawn = [
        Row(
            period_words(row.period),
            quantity(row.value, row.measure, row.bound, row.value_max),
            Decimal(row.value),
        )
        for row in rows
    ]
    if len(drawn) < 2:
        return None
    told = gettext("%(name)s, by period") % {"name": name}
    return bars(f"story-{case.pk}", name, told, drawn)


def _language() -> str:
    return get_language() or "vi"
