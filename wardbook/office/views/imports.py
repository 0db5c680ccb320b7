"""The import desk: yesterday's export of another system, what it shows, and the letter about it."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from wardbook.cases.queries.week import within
from wardbook.exchange import actions, queries
from wardbook.exchange.layouts import in_force, kept
from wardbook.exchange.letter import detail_of, shown
from wardbook.exchange.models import Difference, Export, Heard, Problem
from wardbook.exchange.parse import unknown_headings
from wardbook.lib.refusal import Refusal, Refused
from wardbook.office.access import StaffRequest, allow, books, may, tenure, units
from wardbook.office.import_forms import CAUSES, DETAILS, MATTERS, ExportForm, LetterForm
from wardbook.office.templatetags.cases import told_value, told_words
from wardbook.office.views.page import PER_PAGE, on_form, page, refusal_text, refused_banner, typed
from wardbook.office.views.reports import SAMPLE
from wardbook.org.models import Post
from wardbook.org.roles import ANSWERING, Permission
from wardbook.reports.docx import MEDIA

BUDGET = 6.0  # seconds of one request, after which the page shows how far it is
COUNTS = {
    "law": _("Overdue by law"),
    "index": _("Overdue by the national index"),
    "quoted": _("Overdue as the other system says"),
    "only_quoted": _("The other system says overdue; by law it is not"),
    "only_law": _("Overdue by law; the other system does not say so"),
}
LISTS = {
    "gone": _("No longer in the file"),
    "changed": _("Told otherwise than before"),
    "problems": _("Cells with something wrong"),
}
SUMS = {
    "read": _("Dossiers read"),
    "new": _("New"),
    "same": _("The same as before"),
    "twice": _("Standing there twice"),
    "untaken": _("Rows without a code, not taken"),
}
JSON = "application/json"


@allow(Permission.CASE_READ)
@require_safe
def imports(request: StaffRequest) -> HttpResponse:
    """What was taken so far; above it, for who may, the place to drop a file."""
    return _desk(request, _form(request) if may(request, Permission.CASE_OPEN) else None)


@allow(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def take(request: StaffRequest) -> HttpResponse:
    """A file that was dropped; who comes here in another way is led to the desk."""
    if request.method == "GET":
        return redirect("office:imports")
    form = _form(request)
    if form.is_valid():
        try:
            return redirect("office:import", _stage(request, form).pk)
        except Refused as refused:
            on_form(form, refused)
    return _desk(request, form, status=422)


def _desk(request: StaffRequest, form: ExportForm | None, *, status: int = 200) -> HttpResponse:
    rows = Paginator(_readable(request), PER_PAGE)
    context = {"form": form, "page": rows.get_page(request.GET.get("page"))}
    return page(request, "office/imports.html", context, status=status)


def _form(request: StaffRequest) -> ExportForm:
    held = [one for one in request.tenures if one.may(Permission.CASE_OPEN)]
    places = {
        (one.post.book_id, place.pk): (one.post.book, place)
        for one in held
        for place in [one.post.place_of(Permission.CASE_OPEN).territory]
    }
    own = [one.post for one in held]
    territories = [unit.pk for _book, unit in places.values()]
    others = Post.objects.filter(
        role__in=ANSWERING,
        book__in=[book for book, _unit in places.values()],
        unit__in=[*territories],
        end_on__isnull=True,
    ).exclude(pk__in=[post.pk for post in own])
    last = queries.exports([book for book, _unit in places.values()]).first()
    return ExportForm(
        typed(request),
        request.FILES if request.method == "POST" else None,
        places=list(places.values()),
        last=f"{last.book_id}-{last.unit_id}" if last else "",
        posts=[*own, *others],
        layouts=in_force(request.today),
    )


def _stage(request: StaffRequest, form: ExportForm) -> Export:
    """Keep the file, and take of it what can be taken while somebody waits."""
    book, unit = form.where
    now = timezone.now()
    file = form.cleaned_data["file"]
    by = tenure(request, Permission.CASE_OPEN, book=book, unit=unit)
    sent = actions.Sent(
        book=book,
        unit=unit,
        post=form.cleaned_data["post"] or by.post,
        as_of=form.as_of(now),
        layout=form.cleaned_data["layout"],
    )
    export = actions.stage(file.read(), file.name or "", sent, by=by, at=now)
    return actions.go_on(export, by=by, at=now, enough=_enough())


def _enough() -> Callable[[], bool]:
    """True once the budget is over, counted from the first chunk: what was read anew is free."""
    until: list[float] = []

    def enough() -> bool:
        until.append(monotonic() + BUDGET)
        return monotonic() > until[0]

    return enough


@allow(Permission.CASE_READ)
@require_safe
def export(request: StaffRequest, number: int) -> HttpResponse:
    """How far a file is, and once it is taken: what it shows."""
    found = _export(request, number)
    context: dict[str, Any] = {
        "export": found,
        "layout": kept(found.layout, found.layout_from),
        "takes": may(request, Permission.CASE_OPEN),
    }
    if found.finished_at:
        context |= _shown(found)
    return page(request, "office/import.html", context)


def _export(request: StaffRequest, number: int) -> Export:
    return get_object_or_404(_readable(request).select_related("post"), pk=number)


def _readable(request: StaffRequest) -> QuerySet[Export]:
    """The files of places whose dossiers the person reads: cells hold what was typed of people."""
    places = within(units(request, Permission.CASE_READ))
    return queries.exports(books(request, Permission.CASE_READ)).filter(unit__in=places)


@allow(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def go_on(request: StaffRequest, number: int) -> HttpResponse:
    """Take some more of a file: a form answers with the page, a script with how far it is."""
    found, refused = _export(request, number), None
    if request.method == "GET":
        return redirect("office:import", number)
    try:
        by = tenure(request, Permission.CASE_OPEN, book=found.book, unit=found.unit)
        found = actions.go_on(found, by=by, at=timezone.now(), enough=_enough())
    except Refused as error:
        refused = error
    if request.get_preferred_type(["text/html", JSON]) != JSON:
        if refused:
            refused_banner(request, refused)
        return redirect("office:import", found.pk)
    said: dict[str, Any] = {"read": found.read, "about": found.about}
    said |= {"done": found.finished_at is not None}
    said |= {"refusal": refusal_text(refused.refusal)} if refused else {}
    return JsonResponse(said, status=422 if refused else 200)


def _shown(found: Export) -> dict[str, Any]:
    layout, counts = kept(found.layout, found.layout_from), {}
    if layout.keeps:
        counts = queries.counts(found)
    return {
        "counts": [(name, COUNTS[name], count) for name, count in counts.items()],
        "part": counts.get("only_quoted") or counts.get("only_law"),
        "matters": [
            (MATTERS[matter], [(cause, CAUSES[cause], count) for cause, count in causes])
            for matter, causes in queries.matters(found)
        ],
        "sums": [(SUMS[name], getattr(found, name)) for name in SUMS],
        "opened": [
            ("changed", LISTS["changed"], found.changed),
            ("gone", LISTS["gone"], found.missed.count()),
            ("problems", LISTS["problems"], sum(found.noticed.values())),
        ],
        "unknown": unknown_headings(found.headings, layout),
        "newer": queries.newer(found),
        "differ": found.differences.exists(),
    }


@allow(Permission.CASE_READ)
@require_safe
def import_list(request: StaffRequest, number: int, which: str) -> HttpResponse:
    """One of the lists that a figure of the page opens."""
    found = _export(request, number)
    labels: dict[str, Any] = COUNTS | CAUSES | LISTS
    if which not in labels:
        raise Http404
    rows = _rows(found, which)
    context = {
        "export": found,
        "which": which,
        "differing": which in CAUSES,
        "stated": which in COUNTS or which == "gone",
        "label": labels[which],
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
    }
    context["rows"] = [_line(row) for row in context["page"].object_list]
    if which == "problems" and (noticed := sum(found.noticed.values())) > rows.count():
        context["noticed"] = noticed
    return page(request, "office/import_list.html", context)


def _rows(found: Export, which: str) -> Any:
    if which in COUNTS:
        return queries.overdue(found, which)
    if which in CAUSES:
        return queries.differences(found, which)
    if which == "gone":
        return queries.gone(found)
    return queries.retold(found) if which == "changed" else found.problems.all()


def _line(row: Any) -> dict[str, Any]:
    """A row of any list: code, case, procedure, and what there is to say of it."""
    if isinstance(row, Difference):
        heard, case = row.heard, row.heard.case
        told = {"ours": row.ours, "theirs": row.theirs}
        if row.field == "presence":
            told = {side: gettext("yes") if text else gettext("no") for side, text in told.items()}
        else:
            told = {side: shown(row, text) for side, text in told.items()}
        about = {"code": heard.code, "case": case, "field": FIELDS[row.field]}
        return about | told | {"why": _why(row)}
    if isinstance(row, Heard):
        return {"code": row.code, "case": row.case, "changes": list(_changes(row))}
    if isinstance(row, Problem):
        values = tuple((str(name), str(value)) for name, value in row.values)
        return {"row": row, "words": refusal_text(Refusal(row.rule, row.message, values))}
    return {"code": row.code, "case": row}


def _changes(row: Heard) -> Iterator[tuple[str, str, str]]:
    """Column, what was told of it before and what is told now, in words."""
    for before in row.before.all():
        for name, (was, now) in before.changes.items():
            yield told_words(name), told_value(was), told_value(now)


FIELDS = {
    "due": pgettext_lazy("what differs", "promised for"),
    "accepted": pgettext_lazy("what differs", "accepted"),
    "finished": pgettext_lazy("what differs", "ended"),
    "status": pgettext_lazy("what differs", "state"),
    "presence": pgettext_lazy("what differs", "is there"),
}


def _why(row: Difference) -> str:
    """The fault in words; offsets and limits as they are written in a letter."""
    return str(DETAILS.get(row.detail) or detail_of(row))


@allow(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def letter(request: StaffRequest, number: int) -> HttpResponse:
    """The letter that asks for a correction, as a file."""
    found = _export(request, number)
    if found.finished_at is None:
        raise Http404
    place = found.unit.territory.name_vi
    form = LetterForm(typed(request), found=queries.by_cause(found), place=place)
    if request.method == "POST" and form.is_valid():
        try:
            file = actions.write_letter(
                found,
                form.letter(),
                unit=place,
                remark=SAMPLE if found.book.sample else "",
                by=tenure(request, Permission.CASE_OPEN, book=found.book, unit=found.unit),
                at=timezone.now(),
            )
        except Refused as refused:
            on_form(form, refused)
        else:
            return _file(file, f"cong-van-{found.pk}.docx")
    context = {"form": form, "export": found}
    return page(request, "office/import_letter.html", context, status=422 if form.errors else 200)


def _file(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name)}
    return HttpResponse(content, content_type=MEDIA, headers=headers)
