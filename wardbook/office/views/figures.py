"""The list of figures, the same list as a file, and one figure with its history."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from wardbook.documents.queries import checks_of
from wardbook.figures import history, queries, rules
from wardbook.figures.catalogue import Indicator, in_force
from wardbook.figures.listing import SORTS, listing, one
from wardbook.figures.models import Result
from wardbook.lib.refusal import Refusal
from wardbook.office.access import StaffRequest, allow, books, may
from wardbook.office.figure_filters import ListForm
from wardbook.office.views.page import PER_PAGE, page, refusal_text
from wardbook.org.models import Tenure
from wardbook.org.queries import tenure_for
from wardbook.org.roles import Permission
from wardbook.reports import csv, xlsx
from wardbook.reports.figures import STATES, for_machines, for_people, name_of, restated
from wardbook.web.templatetags.wardbook import day, moment

# The columns of the list, and by what each can be sorted.
HEADS: list[dict[str, Any]] = [
    {"indicator": gettext_lazy("Indicator")},
    {"unit": gettext_lazy("Unit")},
    {"period": gettext_lazy("Period")},
    {"value": gettext_lazy("Value")},
    {"state": gettext_lazy("State"), "released": gettext_lazy("Released")},
    {"verdict": gettext_lazy("Check")},
    {"paper": gettext_lazy("Paper"), "filed": gettext_lazy("Filed")},
]
STEPS = {
    (False, "file"): gettext_lazy("Filed"),
    (False, "mask"): gettext_lazy("Words of the quote masked"),
    (False, "correct"): gettext_lazy("Correction asked for"),
    (False, "discard"): gettext_lazy("Discarded"),
    (False, "erase"): gettext_lazy("Erased by law"),
    (True, "release"): gettext_lazy("Released"),
    (True, "correct"): gettext_lazy("Correction released"),
    (True, "withdraw"): gettext_lazy("Withdrawn"),
    (True, "erase"): gettext_lazy("Erased by law"),
}
TONES = {
    "waiting": "yellow",
    "public": "green",
    "corrected": "blue",
    "withdrawn": "red",
    "discarded": "grey",
}


@allow(Permission.DOCUMENT_READ)
@require_safe
def results(request: StaffRequest) -> HttpResponse:
    where = books(request, Permission.DOCUMENT_READ)
    form = ListForm(request.GET, books=where, today=request.today)
    if not form.is_valid():
        return page(request, "office/results.html", {"form": form, "filters": form}, status=422)
    wanted = form.wanted()
    found = listing(where, wanted, get_language() or "vi")
    here = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    choose = may(request, Permission.FIGURE_RELEASE) and not wanted.as_of
    rows = [_line(request, one, choose=choose) for one in here]
    context = {
        "filters": form,
        "chosen": form.chosen(),
        "heads": [[_head(*pair, wanted.sort) for pair in head.items()] for head in HEADS],
        "page": here,
        "rows": rows,
        "as_of": wanted.as_of,
        "sample": restated(here),
    }
    if choose and wanted.state in {"", "waiting"}:
        context |= _waiting(request, listing(where, replace(wanted, state="waiting")).count())
    return page(request, "office/results.html", context)


def _waiting(request: StaffRequest, count: int) -> dict[str, Any]:
    """How many of the list wait for release, and the page that shows what releasing all changes."""
    query = request.GET.copy()
    query["state"] = "waiting"
    return {"waiting": count, "all_waiting": f"{reverse('office:release')}?{query.urlencode()}"}


def _head(name: str, label: str, sort: str) -> dict[str, Any]:
    """A head of the list: by what the next click sorts, and how it is sorted now."""
    now = {name: "ascending", f"-{name}": "descending"}.get(sort, "")
    after = f"-{name}" if now == "ascending" else name
    return {"name": name, "label": label, "sort": after if name in SORTS else "", "now": now}


def _line(request: StaffRequest, result: Any, *, choose: bool) -> dict[str, Any]:
    """A row of the list; whoever may release is told of each that waits why not, if not."""
    indicator = in_force(result.indicator, result.event_on)
    refusal = None
    if choose and result.state == "waiting":
        refusal = why_not_by(request, result, indicator)
    language = get_language() or "vi"
    return {
        "result": result,
        "name": name_of(result, indicator),
        "state": result.state,
        "word": STATES[result.state][language],
        "tone": TONES[result.state],
        "filed_on": timezone.localdate(result.filed_at),
        "released_on": result.out_at and timezone.localdate(result.out_at),
        "refusal": refusal_text(refusal) if refusal else "",
    }


def why_not_by(
    request: StaffRequest, result: Result, indicator: Indicator | None
) -> Refusal | None:
    """Why none of the person's posts may release ``result``, if none may."""
    if indicator is None:
        return rules.NO_INDICATOR
    judged = rules.releaser(result, indicator, request.tenures, request.today)
    return judged if isinstance(judged, Refusal) else None


@allow(Permission.DOCUMENT_READ)
@require_safe
def export(request: StaffRequest, form: str) -> HttpResponse:
    """Exactly the rows of the list, in its order, as ``xlsx``, ``csv`` or ``data.csv``."""
    where, language = books(request, Permission.DOCUMENT_READ), get_language() or "vi"
    filters = ListForm(request.GET, books=where, today=request.today)
    if form not in WRITERS or not filters.is_valid():
        raise Http404
    rows = list(listing(where, filters.wanted(), language))
    media, content = WRITERS[form](request, rows, _notes(filters, rows, language), language)
    kind = "so-lieu-mau" if any(row.book.sample for row in rows) else "so-lieu"
    name = f"{kind}-{filters.cleaned_data['as_of'] or request.today}.{form}"
    return HttpResponse(
        content,
        content_type=media,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _xlsx(
    _request: StaffRequest, rows: list[Result], notes: list[Mapping[str, str]], language: str
) -> tuple[str, bytes]:
    people, machines = for_people(rows, notes, language), for_machines(rows)
    return xlsx.MEDIA, xlsx.xlsx_of(people, machines, language, at=timezone.now())


def _csv(
    _request: StaffRequest, rows: list[Result], notes: list[Mapping[str, str]], language: str
) -> tuple[str, bytes]:
    return csv.MEDIA, csv.csv_of(for_people(rows, notes, language), language)


def _data(
    _request: StaffRequest, rows: list[Result], _notes: list[Mapping[str, str]], _language: str
) -> tuple[str, bytes]:
    return csv.MEDIA, csv.csv_of(for_machines(rows))


WRITERS = {"xlsx": _xlsx, "csv": _csv, "data.csv": _data}


def _notes(filters: ListForm, rows: list[Result], language: str) -> list[Mapping[str, str]]:
    """What a file says of itself: what was chosen, as of when, and how many rows follow."""
    count, sample = len(rows), restated(rows)
    said = [f"{one.label}: {one.words}" for one in filters.chosen() if one.name != "as_of"]
    as_of = filters.cleaned_data["as_of"]
    if as_of:
        said.append(gettext("As the book stood at the end of %(day)s.") % {"day": day(as_of)})
    else:
        now = moment(timezone.now()).replace("\u00a0", " ")
        said.append(gettext("As the book stood at %(moment)s.") % {"moment": now})
    said.append(ngettext("%(n)s figure.", "%(n)s figures.", count) % {"n": count})
    if sample:
        said.append(gettext("Sample: %(sentence)s") % {"sentence": sample})
    return [{language: sentence} for sentence in said]


@allow(Permission.DOCUMENT_READ)
@require_safe
def figure(request: StaffRequest, number: int) -> HttpResponse:
    """One result: what it says, where it was read, and who did what with it when."""
    where = books(request, Permission.DOCUMENT_READ)
    result = get_object_or_404(one(where), pk=number)
    context = _line(request, result, choose=may(request, Permission.FIGURE_RELEASE)) | {
        "quote": queries.quote(result),
        "checks": checks_of(result.claim),
        "targets": queries.targets_for(result),
        "earlier": result.replaces,
        "later": result.replaced_by,
        "history": [(STEPS[step.public, step.verb], step) for step in history.of(result)],
        "public": result.released_at and result.key.split("/")[1:],
        "may_file": _files(request, result),
        "may_release": may(request, Permission.FIGURE_RELEASE),
        "may_withdraw": _withdraws(request, result),
    }
    return page(request, "office/figure.html", context)


def _files(request: StaffRequest, result: Result) -> bool:
    """Whether a post of the person files where the figure is of."""
    held, file = request.tenures, Permission.FIGURE_FILE
    return tenure_for(held, file, book=result.book, unit=result.unit, on=request.today) is not None


def _withdraws(request: StaffRequest, result: Result) -> bool:
    """Whether a post of the person, of its side, takes back what is public."""
    indicator = in_force(result.indicator, result.event_on)
    if indicator is None or not may(request, Permission.FIGURE_RELEASE):
        return False

    def why_not(by: Tenure) -> Refusal | None:
        return rules.why_not_withdraw(result, indicator, "-", by=by, on=request.today)

    return not isinstance(rules.signer(request.tenures, why_not), Refusal)
