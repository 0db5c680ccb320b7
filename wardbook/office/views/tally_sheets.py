"""One sheet: typed in one go, looked at, corrected, taken back, released and withdrawn; quotas."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.figures.actions import tallies as actions
from wardbook.figures.models import TallySheet
from wardbook.figures.tallies import balance, public, queries, rules
from wardbook.figures.tallies.balance import Fault
from wardbook.figures.tallies.catalogue import Sheet
from wardbook.lib.period import NotAPeriod, Period, year
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow
from wardbook.office.tallies import scope
from wardbook.office.tallies.scope import FILE, READ, RELEASE, Kept
from wardbook.office.tally_forms import QuotaForm, ReasonForm, SheetForm, state_words
from wardbook.office.views.page import done, on_form, page, refused_banner, turned_back, typed
from wardbook.office.views.posts import change
from wardbook.reports import tallies as reports

_ANY = "–"  # a reason; whether the typed one will do is told when it is sent
_PART = re.compile(r"(?P<year>[0-9]{4})-(?P<mark>[HQ]?)(?P<number>[0-9]{1,2})")
MOST = {"H": 2, "Q": 4, "": 12}  # halves, quarters and months of a year


@allow(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def tally_new(request: StaffRequest, number: int, sheet: str) -> HttpResponse:
    """Type a sheet of a body; the opening is there already where the period before closed."""
    row = scope.kept(request, number, sheet, FILE)
    known = list(queries.heads(row.book, [row.unit]).filter(sheet=sheet))
    period = _asked(request) or _next(known, request)
    before = queries.before(known, period)
    initial = {"period": period.text} | _begun(row.sheet, known, period)
    if request.GET.get("from") == "gathered":
        initial |= _summed(row, period)
    form = SheetForm(
        typed(request), sheet=row.sheet, before=before.numbers if before else {}, initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            filed = _file(request, row, form)
        except Refused as refused:
            _answer(form, refused, known, Period(form.cleaned_data["period"]))
        else:
            done(request, gettext("The sheet is filed. Somebody else of its side releases it."))
            return redirect("office:tally-sheet", filed.pk)
    context = {"form": form, "kept": row, "before": before, "back": _body_url(row)}
    status = 422 if form.errors else 200
    return page(request, "office/tally_form.html", context, status=status)


def _file(request: StaffRequest, row: Kept, form: SheetForm) -> TallySheet:
    by = scope.acting(request, FILE, row.unit, row.sheet, row.book)
    period = form.cleaned_data["period"]
    return actions.file_sheet(
        row.book, row.unit, row.sheet.code, period, form.telling(), by=by, at=timezone.now()
    )


def _answer(form: SheetForm, refused: Refused, known: list[TallySheet], period: Period) -> None:
    """Why nothing was filed: each line that does not close, or the one sentence."""
    if refused.refusal.rule != "TAL-05":
        on_form(form, refused)
        return
    closed = queries.closed_with(form.sheet, known, period)
    form.say(balance.findings(form.sheet, form.numbers(), closed))


def _asked(request: StaffRequest) -> Period | None:
    """The period of the address, if it is one with an end."""
    try:
        period = Period(request.GET.get("period", ""))
    except NotAPeriod:
        return None
    return period if period.end_on else None


def _next(known: list[TallySheet], request: StaffRequest) -> Period:
    """The period after the last that was told, as long as that one; else the year before."""
    last = max(queries.told(known), key=lambda row: row.end_on, default=None)
    if last is None:
        return year(request.today.year - 1)
    following = after(last.days)
    return following if following.start_on <= request.today else last.days.years_later(1)


def after(period: Period) -> Period:
    """The next stretch of the same kind: Q1 → Q2, 2025 → 2026, 2020..2025 → 2025..2030."""
    calendar, colon, text = period.text.rpartition(":")
    first, dots, last = text.partition("..")
    if dots:
        return Period(f"{last}..{2 * int(last) - int(first)}")
    if part := _PART.fullmatch(text):
        at = int(part["number"]) % MOST[part["mark"]] + 1
        start, number = int(part["year"]) + (at == 1), f"{at:0{len(part['number'])}d}"
        return Period(f"{calendar}{colon}{start}-{part['mark']}{number}")
    return period.years_later(1)


def _begun(sheet: Sheet, known: list[TallySheet], period: Period) -> dict[str, Any]:
    closed = queries.closed_with(sheet, known, period)
    opening = sheet.of_sign("opening")
    return SheetForm.filled({opening[0]: closed}) if opening and closed is not None else {}


def _summed(row: Kept, period: Period) -> dict[str, Any]:
    """What the bodies below told together, to be looked at and filed as the body's own."""
    whole = queries.gathered(row.book, row.unit, row.sheet, period)
    said = gettext("Summed from %(n)s of %(of)s bodies") % {
        "n": whole.reported,
        "of": len(whole.parts),
    }
    sums = {code: one.value if one.complete else None for code, one in whole.sums.items()}
    return SheetForm.filled(sums) | {"source": said}


def _body_url(row: Kept) -> str:
    return reverse("office:tally-body", args=[row.unit.pk, row.sheet.code])


# One sheet


@allow(READ)
@require_safe
def tally_sheet(request: StaffRequest, number: int) -> HttpResponse:
    """One filed sheet: its numbers, what does not close, its versions, and what is public of it."""
    row = scope.filed(request, number)
    sheet = queries.sheet_of(row)
    known = list(queries.heads(row.book, [row.unit]).filter(sheet=row.sheet))
    versions = queries.versions(row)
    latest = versions[0].pk == row.pk
    found = queries.findings(row, known) if row.numbers else []
    words, colour = state_words(found, row.explained)
    language = get_language() or "vi"
    by = scope.post_for(request, RELEASE, row.unit, sheet, row.book)
    now = queries.public_now(row)
    context = {
        "row": row,
        "sheet": sheet,
        "lines": _lines(row, sheet, versions),
        "findings": [
            rules.saying(sheet, one, language) for one in found if one.fault != Fault.UNKNOWN
        ],
        "blank": [sheet.line(one.line).label for one in found if one.fault == Fault.UNKNOWN],
        "words": words,
        "colour": colour,
        "versions": versions,
        "latest": latest,
        "later": versions[0],
        "may_file": latest and scope.post_for(request, FILE, row.unit, sheet, row.book) is not None,
        "release": _release(row, sheet) if by and latest else None,
        "refusal": rules.why_not_release(row, by=by) if by and latest else None,
        "may_withdraw": bool(by) and now is not None and now.pk == row.pk,
        "public": public.body_of(now, sheet, now.shown) if now else None,
        "quotas": [reports.quota(one) for one in queries.reached(row.book, row.unit, sheet)],
    }
    return page(request, "office/tally_sheet.html", context)


def _lines(row: TallySheet, sheet: Sheet, versions: list[TallySheet]) -> list[dict[str, Any]]:
    """Each line with its number, and the one it had in the version before."""
    old = next((one for one in versions if one.pk == row.replaces_id), None)
    now, was = row.numbers, old.numbers if old else {}
    return [
        {
            "line": line,
            "number": now.get(line.code),
            "was": was.get(line.code),
            "changed": old is not None and now.get(line.code) != was.get(line.code),
        }
        for line in sheet.lines
    ]


def _release(row: TallySheet, sheet: Sheet) -> dict[str, Any] | None:
    """What the public would read."""
    if row.released_at or not row.numbers:
        return None
    shown = public.shown_groups(row, sheet, public.sisters_of(row, sheet))
    return public.body_of(row, sheet, shown)


@allow(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def tally_correct(request: StaffRequest, number: int) -> HttpResponse:
    """Type a later version over the one that stands."""
    row = scope.filed(request, number, FILE)
    if request.method != "POST" and (refusal := rules.why_not_correct(row, _ANY)):
        return turned_back(request, refusal, "office:tally-sheet", row.pk)
    sheet = queries.sheet_of(row)
    others = queries.heads(row.book, [row.unit]).filter(sheet=row.sheet).exclude(pk=row.pk)
    known = list(others)
    before = queries.before(known, row.days)
    initial = SheetForm.filled(row.numbers) | {
        "source": row.source,
        "explained": row.explained,
    }
    form = SheetForm(
        typed(request),
        sheet=sheet,
        before=before.numbers if before else {},
        initial=initial,
        corrects=True,
    )
    if request.method == "POST" and form.is_valid():
        try:
            later = _correct(request, row, sheet, form)
        except Refused as refused:
            _answer(form, refused, known, row.days)
        else:
            done(request, gettext("The correction is filed; what it replaces stays on record."))
            return redirect("office:tally-sheet", later.pk)
    back = reverse("office:tally-sheet", args=[row.pk])
    kept = Kept(row.book, row.unit, sheet)
    context = {"form": form, "kept": kept, "row": row, "before": before, "back": back}
    status = 422 if form.errors else 200
    return page(request, "office/tally_form.html", context, status=status)


def _correct(request: StaffRequest, row: TallySheet, sheet: Sheet, form: SheetForm) -> TallySheet:
    by = scope.acting(request, FILE, row.unit, sheet, row.book)
    reason = form.cleaned_data["reason"]
    return actions.correct_sheet(row, form.telling(), reason, by=by, at=timezone.now())


@allow(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def tally_take_back(request: StaffRequest, number: int) -> HttpResponse:
    row = scope.filed(request, number, FILE)
    if request.method != "POST" and (refusal := rules.why_not_correct(row, _ANY)):
        return turned_back(request, refusal, "office:tally-sheet", row.pk)
    form = ReasonForm(typed(request))

    def act() -> str:
        by = scope.acting(request, FILE, row.unit, queries.sheet_of(row), row.book)
        reason = form.cleaned_data["reason"]
        later = actions.take_back_sheet(row, reason, by=by, at=timezone.now())
        return reverse("office:tally-sheet", args=[later.pk])

    words = _words(
        row,
        heading=gettext("Take the sheet back"),
        intro=gettext("Nothing is told of these days any more; what was typed stays on record."),
        button=gettext("Take the sheet back"),
    )
    return change(request, form, act, said=gettext("The sheet is taken back."), **words)


def _words(row: TallySheet, **words: str) -> dict[str, str]:
    language = get_language() or "vi"
    names = (row.unit.label[language], row.days.words(language))
    back = reverse("office:tally-sheet", args=[row.pk])
    return {"caption": " · ".join(names), "back": back, **words}


@allow(RELEASE)
@require_http_methods(["POST"])
def tally_release(request: StaffRequest, number: int) -> HttpResponse:
    """Make the totals public, as the page of the sheet showed them."""
    row = scope.filed(request, number, RELEASE)
    sheet = queries.sheet_of(row)
    try:
        by = scope.acting(request, RELEASE, row.unit, sheet, row.book)
        actions.release_sheet(row, by=by, at=timezone.now())
    except Refused as refused:
        refused_banner(request, refused)
    else:
        done(request, gettext("The totals of the sheet are public."))
    return redirect("office:tally-sheet", row.pk)


@allow(RELEASE)
@require_http_methods(["GET", "HEAD", "POST"])
def tally_withdraw(request: StaffRequest, number: int) -> HttpResponse:
    row = scope.filed(request, number, RELEASE)
    refusal = rules.why_not_withdraw(row, queries.public_now(row), _ANY)
    if request.method != "POST" and refusal:
        return turned_back(request, refusal, "office:tally-sheet", row.pk)
    form = ReasonForm(typed(request))

    def act() -> str:
        by = scope.acting(request, RELEASE, row.unit, queries.sheet_of(row), row.book)
        reason = form.cleaned_data["reason"]
        actions.withdraw_sheet(row, reason, by=by, at=timezone.now())
        return reverse("office:tally-sheet", args=[row.pk])

    words = _words(
        row,
        heading=gettext("Withdraw the sheet"),
        intro=gettext("The public then reads that it was withdrawn, and why; no number of it."),
        button=gettext("Withdraw it"),
    )
    return change(request, form, act, said=gettext("The sheet is withdrawn."), **words)


@allow(FILE)
@require_http_methods(["GET", "HEAD", "POST"])
def tally_quota(request: StaffRequest, number: int, sheet: str) -> HttpResponse:
    """Set what a body is to reach over a period."""
    row = scope.kept(request, number, sheet, FILE)
    form = QuotaForm(typed(request), sheet=row.sheet)

    def act() -> str:
        by = scope.acting(request, FILE, row.unit, row.sheet, row.book)
        said = form.cleaned_data["reason"]
        code = row.sheet.code
        actions.set_quota(row.book, row.unit, code, form.given(), said, by=by, at=timezone.now())
        return _body_url(row)

    language = get_language() or "vi"
    words = {
        "caption": f"{row.unit.label[language]} · {row.sheet.label[language]}",
        "heading": gettext("Set a quota"),
        "intro": gettext("What was told towards it is summed from the sheets within its period."),
        "button": gettext("Set the quota"),
        "back": _body_url(row),
    }
    return change(request, form, act, said=gettext("The quota is set."), **words)
