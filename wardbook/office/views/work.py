"""My work, the register of dossiers, and how often people had to come."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy
from django.views.decorators.http import require_safe

from wardbook.cases.models import Case
from wardbook.cases.queries.follow_up import seen
from wardbook.cases.queries.parts import Parts, part
from wardbook.cases.queries.week import within
from wardbook.cases.queries.work import GROUPS, Asked, counts, in_group, registered, work
from wardbook.office.access import StaffRequest, allow, books, many, nameless, units
from wardbook.office.views.originals import safe
from wardbook.office.views.page import PER_PAGE, page
from wardbook.office.work_forms import RegisterForm, WorkForm
from wardbook.org.models import Post
from wardbook.org.roles import Permission
from wardbook.reports import csv, typeset, xlsx
from wardbook.reports.forms import docx, pdf
from wardbook.reports.register import table
from wardbook.reports.slips import register as paper_of
from wardbook.web import audit
from wardbook.web.models import Kind

AT_FIRST = 15  # rows of a group, before one asks for all of it
PRINTED = 1500  # rows of a register on paper
NAMES = {
    "late": (gettext_lazy("Late"), "red"),
    "today": (gettext_lazy("Due today"), "orange"),
    "week": (gettext_lazy("Due this week"), "yellow"),
    "later": (gettext_lazy("Due later"), "blue"),
    "no_date": (gettext_lazy("Without a date"), "grey"),
    "waiting": (gettext_lazy("Waiting on others"), "grey"),
}


@allow(Permission.CASE_READ)
@require_safe
def my_work(request: StaffRequest) -> HttpResponse:
    """Everything that the person's posts answer for, or the whole place, by due date."""
    where = books(request, Permission.CASE_READ)
    form, now = WorkForm(request.GET, books=where), timezone.now()
    if not form.is_valid():
        raise Http404
    asked = _asked(request, form)
    rows = work(asked, now)
    found = counts(rows)
    chosen = form.cleaned_data["group"]
    groups = [_group(request, rows, name, found[name], chosen, now) for name in GROUPS]
    context = {
        "form": form,
        "counts": [(name, *NAMES[name], found[name]) for name in GROUPS],
        "groups": [one for one in groups if _shown(one, form)],
        "team": form.cleaned_data["whose"] == "team",
        "chosen": chosen,
        "total": sum(found.values()),
        "nameless": asked.nameless,
        "many": many(request, Permission.CASE_READ),
        "now": now,
    }
    return page(request, "office/cases/work.html", context)


def _asked(request: StaffRequest, form: WorkForm) -> Asked:
    data = form.cleaned_data
    team = data["whose"] == "team"
    return Asked(
        posts=() if team else _mine(request),
        units=within(units(request, Permission.CASE_READ)) if team else (),
        books=books(request, Permission.CASE_READ),
        seen=seen(request.tenures),
        words=data["q"],
        nameless=nameless(request),
        kind=data["kind"],
        field=data["field"],
        origin=data["origin"],
    )


def _mine(request: StaffRequest) -> list[Post]:
    return [held.post for held in request.tenures if held.may(Permission.CASE_READ)]


def _group(
    request: StaffRequest, rows: Any, name: str, count: int, chosen: str, now: datetime
) -> dict[str, Any]:
    """A group with its first rows; all of it, page by page, where it alone was asked for."""
    words, tone = NAMES[name]
    group: dict[str, Any] = {"name": name, "words": words, "tone": tone, "count": count}
    if not count or chosen not in ("", name):
        return group | {"rows": [], "chosen": chosen == name}
    mine = rows.filter(in_group(name, now))
    if chosen == name:
        here = Parts(mine, PER_PAGE).get_page(request.GET.get("page"))
        return group | {"rows": list(here), "page": here, "chosen": True}
    return group | {"rows": part(mine, 0, AT_FIRST), "more": count > AT_FIRST, "chosen": False}


def _shown(group: dict[str, Any], form: WorkForm) -> bool:
    if form.cleaned_data["group"]:
        return bool(group["chosen"])
    return bool(group["count"] or form.cleaned_data["empty"])


@allow(Permission.HOLDER_READ)
@require_safe
def register(request: StaffRequest) -> HttpResponse:
    """The register of own dossiers by day (form 07), which a day, an area and a channel narrow."""
    form = RegisterForm(
        request.GET, books=books(request, Permission.CASE_READ), today=request.today
    )
    if not form.is_valid():
        return page(request, "office/cases/register.html", {"form": form}, status=422)
    rows = _registered(request, form)
    here = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": here, "rows": list(here), "span": form.span}
    return page(request, "office/cases/register.html", context)


def _registered(request: StaffRequest, form: RegisterForm) -> Any:
    start, end = form.span
    return registered(
        units(request, Permission.HOLDER_READ),
        start,
        end,
        field=form.cleaned_data["field"],
        channel=form.cleaned_data["channel"],
    )


@allow(Permission.HOLDER_READ)
@require_safe
def register_export(request: StaffRequest, form: str) -> HttpResponse:
    """Exactly the rows of the list as xlsx or csv, or as the printed register; it is audited."""
    asked = RegisterForm(
        request.GET, books=books(request, Permission.CASE_READ), today=request.today
    )
    if form not in WRITERS or not asked.is_valid():
        raise Http404
    rows = list(_registered(request, asked)[: PRINTED if form in ("pdf", "docx") else None])
    media, content = WRITERS[form](request, asked, rows)
    audit.note(request, Kind.HANDED)
    start, end = asked.span
    return HttpResponse(
        content, content_type=media, headers=safe(f"so-theo-doi-ho-so-{start}-{end}.{form}")
    )


def _notes(request: StaffRequest, asked: RegisterForm) -> list[dict[str, str]]:
    """What a file says of itself: the days, and that it holds personal data and who took it."""
    language, (start, end) = get_language() or "vi", asked.span
    said = [
        f"{start:%d/%m/%Y} – {end:%d/%m/%Y}" + (f" · {asked.area}" if asked.area else ""),
        gettext("Personal data inside. Taken out by %(post)s.")
        % {"post": request.tenures[0].post.code},
    ]
    return [{language: sentence} for sentence in said]


def _xlsx(request: StaffRequest, asked: RegisterForm, rows: list[Case]) -> tuple[str, bytes]:
    language = get_language() or "vi"
    people = table(rows, _notes(request, asked), language)
    return xlsx.MEDIA, xlsx.xlsx_of(people, table(rows, []), language, at=timezone.now())


def _csv(request: StaffRequest, asked: RegisterForm, rows: list[Case]) -> tuple[str, bytes]:
    language = get_language() or "vi"
    return csv.MEDIA, csv.csv_of(table(rows, _notes(request, asked), language), language)


def _paper(request: StaffRequest, asked: RegisterForm, rows: list[Case]) -> Any:
    """The printed register, headed by the wards whose dossiers stand in it."""
    bodies = {row.unit_id: row.unit for row in rows}.values() or units(
        request, Permission.CASE_READ
    )
    wards = sorted({body.territory.name_vi for body in bodies})
    sample = any(row.book.sample for row in rows)
    return paper_of(rows, field=asked.area, span=asked.span, unit=", ".join(wards), sample=sample)


def _pdf(request: StaffRequest, asked: RegisterForm, rows: list[Case]) -> tuple[str, bytes]:
    return typeset.MEDIA, pdf.written(_paper(request, asked, rows))


def _docx(request: StaffRequest, asked: RegisterForm, rows: list[Case]) -> tuple[str, bytes]:
    return docx.MEDIA, docx.written(_paper(request, asked, rows))


Writer = Callable[[StaffRequest, RegisterForm, list[Case]], tuple[str, bytes]]
WRITERS: dict[str, Writer] = {"xlsx": _xlsx, "csv": _csv, "pdf": _pdf, "docx": _docx}
