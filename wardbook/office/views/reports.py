"""Reports: choosing figures, writing, the paper and its file, and reading the file back."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.figures.catalogue import in_force
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refused
from wardbook.office.access import StaffRequest, allow, books, may, tenure, units
from wardbook.office.report_forms import ChooseForm, CitedForm, FileForm, PaperForm
from wardbook.office.views.page import PER_PAGE, done, on_form, page, refusal_text, typed
from wardbook.org.models import Unit
from wardbook.org.roles import Permission
from wardbook.reports import actions, layouts, queries
from wardbook.reports.docx import MEDIA, render
from wardbook.reports.figures import name_of
from wardbook.reports.layouts import Layout
from wardbook.reports.models import Report
from wardbook.reports.statement import Statement

LISTED = 200  # figures to choose from on one page
CITED = 100  # figures in one report
SAMPLE = "BẢN MẪU – lập từ sổ mẫu, không phải văn bản của cơ quan"  # in every file, whoever reads
TYPED = "report"  # in the session: what is typed while other figures are chosen
SIDES = {"left": "left", "right": "right", "text": "", "below": "left-foot", "signed": "right-foot"}


@allow(Permission.DOCUMENT_READ)
@require_safe
def reports(request: StaffRequest) -> HttpResponse:
    rows = queries.reports(books(request, Permission.DOCUMENT_READ))
    context = {
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may_write": may(request, Permission.REPORT_WRITE),
    }
    return page(request, "office/reports.html", context)


@allow(Permission.REPORT_WRITE)
@require_safe
def choose(request: StaffRequest) -> HttpResponse:
    """The unit, the layout, and the figures that its report may cite."""
    if not request.GET:  # another report is begun
        request.session.pop(TYPED, None)
    places = units(request, Permission.REPORT_WRITE)
    forms = [row for row in layouts.layouts() if row.in_force(request.today)]
    forms.sort(key=lambda row: row.side != "state")
    filters = ChooseForm(request.GET, units=places, layouts=forms)
    unit = _unit(places, str(filters["unit"].value()))
    rows = list(queries.citable(books(request, Permission.REPORT_WRITE), unit))
    filters.offer_periods({row.period for row in rows})
    kept = _numbers(request)
    found = filters.wanted(rows)
    shown = found[:LISTED]
    shown += [row for row in rows if row.pk in kept and row not in shown]
    context = {
        "filters": filters,
        "unit": unit,
        "layout": filters["layout"].value(),
        "rows": [(row, _name(row), row.pk in kept) for row in shown],
        "left_out": len(found) - LISTED,
        "none": not rows,
    }
    return page(request, "office/report_choose.html", context)


def _unit(places: Sequence[Unit], number: str) -> Unit:
    found = next((one for one in places if str(one.pk) == number), None)
    if found is None:
        raise Http404
    return found


def _numbers(request: StaffRequest) -> list[int]:
    """The figures named in the address, in its order, each once."""
    named = dict.fromkeys(request.GET.getlist("result"))
    return [int(one) for one in named if one.isascii() and one.isdecimal() and len(one) < 19]


def _name(row: Result) -> str:
    return name_of(row, in_force(row.indicator, row.event_on))


@allow(Permission.REPORT_WRITE)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """The paper around the chosen figures; a preview, and then the report as it stays."""
    unit = _unit(units(request, Permission.REPORT_WRITE), request.GET.get("unit", ""))
    layout = layouts.in_force(request.GET.get("layout", ""), request.today)
    chosen = _chosen(request, unit)
    wrong = _why_not(_numbers(request), chosen)
    if layout is None or wrong:
        return _back(request, wrong or gettext("Choose at least one figure."))
    if "choose" in request.POST:
        return _choose_others(request)
    kept = request.session.get(TYPED, {})
    form = PaperForm(typed(request), layout=layout, unit=unit, kept=kept)
    rows = _rows(request, chosen, unit)
    preview = None
    if request.method == "POST" and _are_valid(form, rows):
        try:
            written = _write(request, form, rows, unit, layout)
        except Refused as refused:
            on_form(form, refused)
        else:
            if isinstance(written, Report):
                request.session.pop(TYPED, None)
                said = gettext("The report is written: every number is bound to its result.")
                done(request, said)
                return redirect("office:report", written.pk)
            preview = _shown(written)
    context = {
        "form": form,
        "rows": [(row, _name(row.result)) for row in rows],
        "layout": layout,
        "unit": unit,
        "preview": preview,
    }
    return page(request, "office/report_write.html", context, status=422 if form.errors else 200)


def _why_not(numbers: list[int], chosen: list[Result]) -> str:
    """Why no report can be written with the figures named in the address, if so."""
    if not numbers:
        return gettext("Choose at least one figure.")
    if len(numbers) > CITED:
        said = gettext("A report cites at most %(most)s figures: choose fewer.")
        return said % {"most": CITED}
    if len(chosen) < len(numbers):
        return gettext("Some figures cannot be cited by this unit: choose again.")
    return ""


def _choose_others(request: StaffRequest) -> HttpResponse:
    """To choosing, with what was chosen; what is typed waits in the session."""
    kept = request.POST.dict()
    for name in ("csrfmiddlewaretoken", "choose"):
        kept.pop(name, None)
    place = {name: request.GET.get(name, "") for name in ("unit", "layout")}
    request.session[TYPED] = kept | place
    return redirect(f"{reverse('office:report-choose')}?{request.GET.urlencode()}")


def _back(request: StaffRequest, sentence: str) -> HttpResponse:
    """To choosing, with what was chosen, and why it cannot be written so."""
    messages.error(request, sentence)
    return redirect(f"{reverse('office:report-choose')}?{request.GET.urlencode()}")


def _chosen(request: StaffRequest, unit: Unit) -> list[Result]:
    numbers = _numbers(request)
    rows = queries.citable(books(request, Permission.REPORT_WRITE), unit).filter(pk__in=numbers)
    return sorted(rows, key=lambda row: numbers.index(row.pk))


def _rows(request: StaffRequest, chosen: list[Result], unit: Unit) -> list[CitedForm]:
    """A form for each figure, in the order that was typed."""
    codes = {row.indicator for row in chosen}
    offered = queries.citable(books(request, Permission.REPORT_WRITE), unit)
    earlier = queries.earlier_of(chosen, list(offered.filter(indicator__in=codes)))
    targets = queries.targets(chosen)
    rows = [
        CitedForm(
            typed(request),
            result=one,
            order=at,
            earlier=earlier[one.pk],
            target=targets[one.pk],
            kept=request.session.get(TYPED, {}),
        )
        for at, one in enumerate(chosen, start=1)
    ]
    if all(row.is_bound and row.is_valid() for row in rows):
        rows.sort(key=lambda row: int(row.cleaned_data["order"]))
    return rows


def _are_valid(form: PaperForm, rows: Sequence[CitedForm]) -> bool:
    fine = form.is_valid()
    if not all(row.is_valid() for row in rows):
        form.add_error(None, gettext("Number the figures 1, 2, 3 … in the order of the report."))
        return False
    return fine


def _write(
    request: StaffRequest, form: PaperForm, rows: Sequence[CitedForm], unit: Unit, layout: Layout
) -> Report | Statement:
    """The report as it stays, or as it would be."""
    book = rows[0].result.book
    draft = actions.Draft(
        book=book,
        unit=unit,
        layout=layout.code,
        about=form.particulars(),
        cited=[row.cited() for row in rows],
    )
    by, now = tenure(request, Permission.REPORT_WRITE, book=book, unit=unit), timezone.now()
    statement = actions.composed(draft, by=by, at=now)
    if "write" not in request.POST:
        return statement
    last = queries.last_as(statement, book=book, unit=unit)
    return last or actions.write(draft, by=by, at=now)


def _shown(statement: Statement) -> dict[str, Any]:
    """The statement as a page shows it: each half, each line, each piece with its figure."""

    def pieces(line: Any) -> list[tuple[str, str]]:
        return [(piece.text, _address(piece.key) if piece.kind else "") for piece in line.pieces]

    return {
        name: [(line.role, pieces(line)) for line, _style in statement.on(side)]
        for name, side in SIDES.items()
    } | {"side": statement.layout.side}


def _address(key: str) -> str:
    topic, _, number = key.partition("/")
    return reverse("office:figure", args=[number]) if topic == "result" else ""


@allow(Permission.DOCUMENT_READ)
@require_safe
def report(request: StaffRequest, number: int) -> HttpResponse:
    return _report(request, _found(request, number, Permission.DOCUMENT_READ), FileForm())


def _found(request: StaffRequest, number: int, permission: str) -> Report:
    rows = Report.objects.filter(book__in=books(request, permission))
    rows = rows.select_related("unit__parent__parent__parent", "book", "written_by__post")
    return get_object_or_404(rows, pk=number)


def _report(request: StaffRequest, found: Report, form: FileForm) -> HttpResponse:
    cited = found.citations.select_related("result__unit", "earlier").order_by("place")
    corrected = queries.corrected([one.result_id for one in cited])
    context = {
        "report": found,
        "paper": _shown(found.statement),
        "cited": [(one, _name(one.result), one.result_id in corrected) for one in cited],
        "layout": found.statement.layout,
        "unbound": queries.unbound(found.statement),
        "returned": found.comparisons.select_related("read_by__post"),
        "may_write": may(request, Permission.REPORT_WRITE),
        "form": form,
    }
    return page(request, "office/report.html", context, status=422 if form.errors else 200)


@allow(Permission.DOCUMENT_READ)
@require_safe
def report_file(request: StaffRequest, number: int) -> HttpResponse:
    """The report as a Word file, made of the statement that is kept."""
    found = _found(request, number, Permission.DOCUMENT_READ)
    content = render(
        found.statement,
        code=found.key,
        title=found.title,
        at=found.written_at,
        remark=SAMPLE if found.book.sample else "",
    )
    name = f"{found.paper}-{found.number or found.pk}.docx"
    response = HttpResponse(content, content_type=MEDIA)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""  # noqa: FBT003 - framework hook
    response["X-Content-Type-Options"] = "nosniff"
    return response


@allow(Permission.REPORT_WRITE)
@require_http_methods(["GET", "POST"])
def read_back(request: StaffRequest, number: int) -> HttpResponse:
    """A file that came back: what in it is no longer what the report says."""
    found = _found(request, number, Permission.REPORT_WRITE)
    if request.method != "POST":  # the address of a page of errors, opened again
        return redirect("office:report", found.pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            by = tenure(request, Permission.REPORT_WRITE, book=found.book, unit=found.unit)
            returned = actions.read_back(found, file.read(), file.name, by=by, at=timezone.now())
        except Refused as refused:
            form.add_error("file", refusal_text(refused.refusal))
        else:
            return redirect("office:comparison", returned.pk)
    return _report(request, found, form)


@allow(Permission.DOCUMENT_READ)
@require_safe
def comparison(request: StaffRequest, number: int) -> HttpResponse:
    rows = queries.comparisons(books(request, Permission.DOCUMENT_READ))
    found = get_object_or_404(rows, pk=number)
    edits = [one for one in found.findings if one["kind"] != "unfounded"]
    context = {
        "comparison": found,
        "report": found.report,
        "edits": [(*_kind(one["kind"]), _what(one["what"]), one) for one in edits],
        "unfounded": [
            (*_kind(one["kind"]), _what(one["what"]), one)
            for one in found.findings
            if one["kind"] == "unfounded"
        ],
    }
    return page(request, "office/report_comparison.html", context)


def _kind(kind: str) -> tuple[str, str]:
    """What was done to a number, in a word on its colour."""
    return {
        "changed": (pgettext("by hand", "changed"), "yellow"),
        "removed": (pgettext("by hand", "removed"), "red"),
        "added": (gettext("new, bound to nothing"), "blue"),
        "filled": (gettext("filled in"), "grey"),
        "unfounded": (gettext("no longer follows"), "red"),
    }[kind]


def _what(what: str) -> str:
    return {
        "number": pgettext("of a figure", "number"),
        "unit": pgettext("of a figure", "unit of measure"),
        "bound": pgettext("of a figure", "bound"),
        "period": pgettext("of a figure", "period"),
        "date": pgettext("of a figure", "date"),
        "direction": pgettext("of a figure", "word of change"),
        "reached": pgettext("of a figure", "word about the target"),
        "name": pgettext("of a figure", "what is counted"),
    }[what]
