"""Tallies of the bodies: what was told last, one body over time, and many together."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from wardbook.figures.models import TallySheet
from wardbook.figures.tallies import balance, public, queries
from wardbook.figures.tallies.catalogue import in_force
from wardbook.figures.tallies.queries import Gathered
from wardbook.lib.period import Period, year
from wardbook.office.access import StaffRequest, allow
from wardbook.office.tallies import scope
from wardbook.office.tallies.scope import READ, Kept
from wardbook.office.tally_forms import PeriodForm, state_words
from wardbook.office.views.page import page
from wardbook.reports import tallies as reports


@allow(READ)
@require_safe
def tallies(request: StaffRequest) -> HttpResponse:
    """Every sheet that the person reads, body by body, with what was told last."""
    known = scope.readable(request)
    told = _told(known)
    rows = [row for row in known if _is_listed(row, told, request)]
    groups: list[dict[str, Any]] = []
    for row in rows:
        if not groups or groups[-1]["sheet"] != row.sheet:
            groups.append({"sheet": row.sheet, "rows": []})
        groups[-1]["rows"].append(_listed(request, row, rows, told))
    return page(request, "office/tallies.html", {"groups": groups})


def _is_listed(
    row: Kept, told: dict[tuple[int, str], list[TallySheet]], request: StaffRequest
) -> bool:
    """Bodies that stand, and those that ended and told something."""
    return row.unit.stands(request.today) or bool(told.get((row.unit.pk, row.sheet.code)))


def _told(rows: list[Kept]) -> dict[tuple[int, str], list[TallySheet]]:
    """What each body told last of each sheet, and before that."""
    found: dict[tuple[int, str], list[TallySheet]] = {}
    for book in {row.book.pk: row.book for row in rows}.values():
        found |= queries.lately(book, [row.unit for row in rows if row.book == book])
    return found


def _listed(
    request: StaffRequest,
    row: Kept,
    rows: list[Kept],
    told: dict[tuple[int, str], list[TallySheet]],
) -> dict[str, Any]:
    known = told.get((row.unit.pk, row.sheet.code), [])
    last = known[-1] if known else None
    below = [one for one in rows if one.sheet == row.sheet and one.unit.parent_id == row.unit.pk]
    shown: dict[str, Any] = {"kept": row, "last": last, "below": len(below)}
    if last:
        words, colour = state_words(queries.findings(last, known), last.explained)
        shown |= {"closing": _size(last), "words": words, "colour": colour}
    shown["depth"] = sum(1 for one in row.unit.path[:-1] if one.kind in row.sheet.kinds)
    shown["depth"] += row.unit.kind == "party_cell"
    shown["may_file"] = scope.file_able(request, row)
    return shown


def _size(row: TallySheet) -> int | None:
    """The number by which a sheet is listed: its closing, or the sum of its lines."""
    whole = public.totals(queries.sheet_of(row), row.numbers)
    return whole["closing"] if "closing" in whole else whole["total"]


@allow(READ)
@require_safe
def tally_body(request: StaffRequest, number: int, sheet: str) -> HttpResponse:
    """One sheet of one body: period by period, and how far its quotas are reached."""
    row = scope.kept(request, number, sheet)
    known = list(queries.heads(row.book, [row.unit]).filter(sheet=sheet))
    rows = [_period(one, known) for one in reversed(queries.told(known))]
    context = {
        "kept": row,
        "rows": rows,
        "quotas": [reports.quota(one) for one in queries.reached(row.book, row.unit, row.sheet)],
        "gathers": bool(queries.reporters(row.unit, row.sheet, _last_period(known, request))),
        "may_file": scope.file_able(request, row),
    }
    return page(request, "office/tally_body.html", context)


def _period(row: TallySheet, known: list[TallySheet]) -> dict[str, Any]:
    found = queries.findings(row, known)
    words, colour = state_words(found, row.explained)
    whole = public.totals(queries.sheet_of(row), row.numbers)
    return {"row": row, "totals": whole, "words": words, "colour": colour}


def _last_period(known: list[TallySheet], request: StaffRequest) -> Period:
    last = max(queries.told(known), key=lambda row: row.end_on, default=None)
    return last.days if last else year(request.today.year - 1)


# Many together


@allow(READ)
@require_safe
def tally_gathered(request: StaffRequest, number: int, sheet: str) -> HttpResponse:
    """The bodies below one together: who told what of a period, and who has not."""
    row = scope.kept(request, number, sheet)
    whole, form = _gathered(request, row)
    body = _body(row, whole)
    urls = {part.unit.code: part.unit.pk for part in whole.parts}
    parts = [part | {"number": urls[part["unit"]["code"]]} for part in body["parts"]]
    ready = whole.reported == len(whole.parts) and whole.own is None
    context = {
        "kept": row,
        "filters": form,
        "body": body,
        "parts": parts,
        "missing": [part for part in parts if part["state"] != "whole"],
        "lines": _lines(body),
        "files": reports.FORMS,
        "may_file": ready and scope.file_able(request, row),
        "balanced": _balanced(whole),
    }
    return page(request, "office/tally_gathered.html", context)


def _lines(body: dict[str, Any]) -> list[dict[str, Any]]:
    """Each line with its sum and, where it differs, what the body above says itself."""
    return [
        line
        | body["sums"][line["code"]]
        | {
            "own": body["own"]["numbers"][line["code"]] if body["own"] else None,
            "differs": body["differences"].get(line["code"]),
        }
        for line in body["sheet"]["lines"]
    ]


def _balanced(whole: Gathered) -> bool | None:
    """Whether the sums close; nothing while a body is missing."""
    if not whole.sheet.balances or whole.missing or not whole.parts:
        return None
    return not balance.findings(whole.sheet, {code: one.value for code, one in whole.sums.items()})


def _gathered(request: StaffRequest, row: Kept) -> tuple[Gathered, PeriodForm]:
    bodies = [row.unit, *row.unit.children.all()]
    told = queries.last_told(row.book, bodies, row.sheet.code)
    last = told.days if told else year(request.today.year - 1)
    form = PeriodForm({"period": request.GET.get("period") or last.text})
    period = Period(form.cleaned_data["period"]) if form.is_valid() else last
    if period.end_on is None:
        period = last
    sheet = in_force(row.sheet.code, period.last_on or request.today)
    if sheet is None:
        raise Http404
    return queries.gathered(row.book, row.unit, sheet, period), form


def _body(row: Kept, whole: Gathered) -> dict[str, Any]:
    return reports.computed(whole, queries.reached(row.book, row.unit, whole.sheet))


@allow(READ)
@require_safe
def tally_file(request: StaffRequest, number: int, sheet: str, form: str) -> HttpResponse:
    """The same as a file, for the office."""
    row = scope.kept(request, number, sheet)
    if form not in reports.FORMS:
        raise Http404
    whole, _filters = _gathered(request, row)
    language = get_language() or "vi"
    name, media, content = reports.written(_body(row, whole), form, language, at=timezone.now())
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""
    }
    return HttpResponse(content, content_type=media, headers=headers)
